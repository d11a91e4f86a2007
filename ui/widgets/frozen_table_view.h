#pragma once

#include "ui/widgets/table_view.h"

namespace crossdock::ui {

/// A table whose leading columns stay where they are while the others scroll under them. Still one view: one focus, one
/// selection, one accessible table.
class FrozenTableView : public TableView
{
    Q_OBJECT

public:
    FrozenTableView(const Theme &theme, const QString &accessibleName, int frozen, QWidget *parent = nullptr);

    int frozenWidth() const; ///< pixels that never scroll; 0 where the view is too narrow for that

    QModelIndex indexAt(const QPoint &pos) const override;
    QRect visualRect(const QModelIndex &index) const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    bool isFrozen(int column) const;

    const Theme &m_theme;
    int m_frozen;
};

} // namespace crossdock::ui
