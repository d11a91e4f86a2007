#include "ui/channels/kind_list.h"

#include <QPainter>
#include <QStyledItemDelegate>

namespace crossdock::ui {
namespace {

constexpr int kindHeight = 76; // the name and two lines of help
constexpr int HelpRole = Qt::UserRole;

class KindDelegate : public QStyledItemDelegate
{
public:
    KindDelegate(const Theme &theme, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
    {
    }

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return {200, kindHeight}; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Tokens &tokens = m_theme.tokens();
        const bool isSelected = option.state & QStyle::State_Selected;
        const QRectF box = QRectF(option.rect).adjusted(2, 2, -2, -2);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (isSelected || option.state & QStyle::State_MouseOver) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(isSelected ? tokens.accentSoft : tokens.window);
            painter->drawRoundedRect(box, 6, 6);
        }
        const QRect icon(option.rect.left() + 14, option.rect.top() + 14, 20, 20);
        index.data(Qt::DecorationRole).value<QIcon>().paint(painter, icon);
        const QRect text = option.rect.adjusted(48, 10, -14, -8);
        painter->setPen(tokens.text);
        painter->setFont(Theme::uiFont(14, QFont::DemiBold));
        painter->drawText(text, Qt::AlignLeft | Qt::AlignTop, index.data().toString());
        painter->setPen(tokens.muted);
        painter->setFont(Theme::uiFont(12));
        painter->drawText(text.adjusted(0, 22, 0, 0), Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, index.data(HelpRole).toString());
        if (isSelected && option.widget && option.widget->hasFocus()) {
            painter->setBrush(Qt::NoBrush);
            painter->setPen(QPen(tokens.accent, 2));
            painter->drawRoundedRect(box, 6, 6);
        }
        painter->restore();
    }

private:
    const Theme &m_theme;
};

} // namespace

KindList::KindList(const Theme &theme, const QList<Desk::Kind> &kinds, QWidget *parent)
    : QListWidget(parent)
{
    setObjectName(QStringLiteral("kinds"));
    setAccessibleName(tr("Kind of channel"));
    setItemDelegate(new KindDelegate(theme, this));
    setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    for (const Desk::Kind &kind : kinds) {
        auto *item = new QListWidgetItem(theme.icon(QStringLiteral("channels")), kind.title, this);
        item->setData(HelpRole, kind.help);
        item->setData(Qt::AccessibleDescriptionRole, kind.help);
    }
    setCurrentRow(0);
}

} // namespace crossdock::ui
