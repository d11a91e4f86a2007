#pragma once

#include "ui/widgets/cell_delegate.h"

namespace crossdock::ui {

/// Draws each step of a WaterfallModel as a bar below its number, hung on the end of the step above.
class WaterfallDelegate : public CellDelegate
{
    Q_OBJECT

public:
    explicit WaterfallDelegate(const Theme &theme, QObject *parent = nullptr);
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    static constexpr int rowHeight = 42; ///< the number and its bar

private:
    const Theme &m_theme;
};

} // namespace crossdock::ui
