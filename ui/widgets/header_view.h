#pragma once

#include "ui/theme/theme.h"

#include <QHeaderView>

namespace crossdock::ui {

/// The header of all tables: titles stand exactly over their cells, the sorted column has a chevron.
class HeaderView : public QHeaderView
{
    Q_OBJECT

public:
    explicit HeaderView(const Theme &theme, QWidget *parent = nullptr);

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;

private:
    const Theme &m_theme;
};

} // namespace crossdock::ui
