#pragma once

#include "ui/theme/theme.h"
#include "ui/words.h"

#include <QStyledItemDelegate>

namespace crossdock::ui {

/// Roles that the delegates of the tables understand, beside Qt's own.
enum CellRole {
    ToneRole = Qt::UserRole + 100, ///< int(Tone): DisplayRole is painted as a pill
    ChangedAtRole, ///< qint64, milliseconds of TableView's clock: the cell flashes and fades
    MarkRole, ///< int(Tone): a small dot before a number
    AgeRole, ///< a few letters, small before a number: how old it is
    EmphasisRole, ///< int(Emphasis)
    SortRole, ///< the raw value
};

enum class Emphasis { Normal, Strong, Muted, Danger };

/// Paints the cells of all tables: hairline, hover, soft selection, focus ring, pills, numbers with marks, flashes.
class CellDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit CellDelegate(const Theme &theme, QObject *parent = nullptr);
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override; ///< as wide as its text is painted
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option, const QModelIndex &index) override; ///< a text that is cut and has no tool tip: all of it

private:
    void paintGround(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintPill(QPainter &painter, const QRect &inner, const QString &text, Tone tone) const;
    /// The age at the left of `room`, if the number leaves it enough.
    void paintAge(QPainter &painter, const QRect &room, const QString &age, int numberWidth) const;
    void paintText(QPainter &painter, const QRect &inner, const QModelIndex &index) const;
    /// A text with a line break: its second line is small and muted.
    void paintTwoLines(QPainter &painter, const QRect &inner, const QString &first, const QString &second) const;

    const Theme &m_theme;
};

/// How high a cell of `width` pixels must be to show all of a text whose lines below the first wrap; pixels.
int heightOfDetails(const QString &text, int width);

/// The colour of a tone as text, and its soft ground.
QColor toneColor(const Tokens &tokens, Tone tone);
QColor toneGround(const Tokens &tokens, Tone tone);

} // namespace crossdock::ui
