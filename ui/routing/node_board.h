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

    /// The card with the cursor keeps it, wherever it went. While a card is dragged nothing moves: the last lanes are shown after that.
    void display(const QList<BoardLane> &lanes);
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
        Tone tone = Tone::Neutral; ///< of the load
    };

    Lane makeLane(const QString &node);
    void remakeLanes(const QList<BoardLane> &lanes);
    void show(Lane &lane, const BoardLane &what);
    void paintLoad(const Lane &lane) const;
    void endDrag();
    void leave(const QString &from, int step);
    void carry(const QString &from, int step);
    int indexOf(const QString &node) const;
    void setCurrent(const QString &order);

    const Theme &m_theme;
    QHBoxLayout *m_row;
    QList<Lane> m_lanes;
    QString m_current;
    std::optional<QList<BoardLane>> m_late; ///< came while a card was dragged
    bool m_isReadOnly = true, m_isDisplaying = false, m_isDragging = false;
};

} // namespace crossdock::ui
