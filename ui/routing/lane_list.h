#pragma once

#include "ui/theme/theme.h"

#include <QListView>

namespace crossdock::ui {

/// The cards of one lane as a list: the arrows move to the neighbours, with Shift they ask to take the card along.
class LaneList : public QListView
{
    Q_OBJECT

public:
    LaneList(const Theme &theme, QWidget *parent);

Q_SIGNALS:
    void leaveWanted(int step); ///< -1 to the left, 1 to the right
    void carryWanted(int step); ///< the current card to that neighbour
    void activatedByKey(const QModelIndex &index); ///< Enter
    void dragBegun(); ///< of one of its cards
    void dragEnded();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override; ///< there is always a card with the cursor
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void startDrag(Qt::DropActions actions) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void setTarget(bool isTarget);

    const Theme &m_theme;
    bool m_isTarget = false; ///< a card is held over it
};

} // namespace crossdock::ui
