#pragma once

#include "ui/theme/theme.h"

#include <QElapsedTimer>
#include <QTableView>
#include <QTimer>

namespace crossdock::ui {

/// The table of every page: fixed rows, hairlines, hover, flashes, one Tab stop, copies as tab-separated text.
class TableView : public QTableView
{
    Q_OBJECT

public:
    TableView(const Theme &theme, const QString &accessibleName, QWidget *parent = nullptr);

    static constexpr int rowHeight = 34;
    static constexpr int compactRowHeight = 28;
    static constexpr int twoLinesHeight = 46;
    static constexpr int threeLinesHeight = 64;
    static constexpr int flashMs = 900;

    int hoverRow() const { return m_hoverRow; }
    /// How far a flash that began at `changedAt` (nowMs()) is: 1 at its start, 0 when gone.
    double flash(qint64 changedAt) const;
    static qint64 nowMs(); ///< a steady clock, for ChangedAtRole
    void flashesStarted(); ///< call after changes: repaints until all are gone

    /// Repaints each second while it is seen: for a model that has AgeRole.
    void keepAges();
    /// By the column of the cursor; the same column again turns the order round. Returns the order that holds now.
    Qt::SortOrder sortByCurrentColumn();

    QString selectionAsText() const; ///< header and selected rows, visible columns, tabs between
    void copy();

Q_SIGNALS:
    void activatedByKey(const QModelIndex &index); ///< Enter, F2

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void focusInEvent(QFocusEvent *event) override; ///< by keyboard with nothing selected: the row with the ring is
    void keyPressEvent(QKeyEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    void setHoverRow(int row);
    void showRowInPane(); ///< where the table stands in a panel that scrolls as a whole

    const Theme &m_theme;
    QTimer m_fade;
    qint64 m_fadeUntil = 0;
    int m_hoverRow = -1;
};

} // namespace crossdock::ui
