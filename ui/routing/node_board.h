#pragma once

#include "ui/routing/board.h"
#include "ui/theme/theme.h"

#include <QScrollArea>

class QHBoxLayout;
class QLabel;
class QProgressBar;

namespace crossdock::ui {

class CardModel;
class LaneList;

/// The places side by side, each with its load and the parcels that leave it. A card is dragged to another place, or carried there
/// with Shift and an arrow: that asks for a pin, the plan answers. UI thread.
class NodeBoard : public QScrollArea
{
    Q_OBJECT

public:
    NodeBoard(const Theme &theme, QWidget *parent);

    void display(const QList<BoardLane> &lanes); ///< the card with the cursor keeps it, wherever it went
    void select(const QString &order); ///< its first card
    QString currentOrder() const { return m_current; }
    void setReadOnly(bool isReadOnly);
    void focusCards();

Q_SIGNALS:
    void lanesMade(); ///< other places than before
    void currentChanged(const QString &order);
    void activated(const QString &order); ///< Enter or a double click
    void pinWanted(const QString &order, const QString &node);

private:
    struct Lane {
        QString node;
        QWidget *box;
        QLabel *title, *load, *leaves;
        QProgressBar *bar;
        CardModel *cards;
        LaneList *list;
    };

    Lane makeLane(const QString &node);
    void remakeLanes(const QList<BoardLane> &lanes);
    void show(const Lane &lane, const BoardLane &what);
    void leave(const QString &from, int step);
    void carry(const QString &from, int step);
    int indexOf(const QString &node) const;
    void setCurrent(const QString &order);

    const Theme &m_theme;
    QHBoxLayout *m_row;
    QList<Lane> m_lanes;
    QString m_current;
    bool m_isReadOnly = false, m_isDisplaying = false;
};

} // namespace crossdock::ui
