#include "ui/main_window/sidebar.h"

#include "ui/widgets/cell_delegate.h"
#include "ui/widgets/role_label.h"

#include <QLabel>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace crossdock::ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int barWidth = 196;
constexpr int entryHeight = 40;

/// Icon, title, and a focus ring that shows where the keyboard is.
class EntryDelegate : public QStyledItemDelegate
{
public:
    EntryDelegate(const Theme &theme, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
    {
    }

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return {barWidth - 24, entryHeight}; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Tokens &tokens = m_theme.tokens();
        const bool isSelected = option.state & QStyle::State_Selected;
        const QRectF box = QRectF(option.rect).adjusted(1, 2, -1, -2);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        if (isSelected || option.state & QStyle::State_MouseOver) {
            painter->setBrush(isSelected ? tokens.accentSoft : tokens.window);
            painter->drawRoundedRect(box, 6, 6);
        }
        const auto icon = index.data(Qt::DecorationRole).value<QIcon>();
        const QRect place(option.rect.left() + 12, option.rect.center().y() - 9, 20, 20);
        icon.paint(painter, place, Qt::AlignCenter, isSelected ? QIcon::Selected : QIcon::Normal);
        painter->setPen(isSelected ? tokens.accent : tokens.text);
        painter->setFont(Theme::uiFont(13, isSelected ? QFont::DemiBold : QFont::Normal));
        painter->drawText(option.rect.adjusted(44, 0, -8, 0), Qt::AlignVCenter | Qt::AlignLeft, index.data().toString());
        const auto *list = qobject_cast<const QWidget *>(option.widget);
        if (isSelected && list && list->hasFocus()) {
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

Sidebar::Sidebar(const Theme &theme, const QList<PageFactory> &pages, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_list(new QListWidget(this))
    , m_dot(new QLabel(this))
    , m_engine(new QLabel(this))
{
    setObjectName(u"sidebar"_s);
    setFixedWidth(barWidth);
    QLabel *name = roleLabel(u"title"_s, this, u"Crossdock"_s);
    name->setContentsMargins(12, 0, 0, 0);
    m_list->setObjectName(u"navigation"_s);
    m_list->setAccessibleName(tr("Pages"));
    m_list->setItemDelegate(new EntryDelegate(theme, m_list));
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setFrameShape(QFrame::NoFrame);
    int number = 0;
    for (const PageFactory &page : pages) {
        auto *item = new QListWidgetItem(theme.icon(page.icon), page.title, m_list);
        item->setToolTip(tr("%1 (Ctrl+%2)").arg(page.title).arg(++number));
    }
    m_engine->setWordWrap(true);
    m_engine->setProperty("role", u"muted"_s);
    m_dot->setContentsMargins(12, 0, 0, 0);
    auto *engine = new QHBoxLayout; // the words hang beside the dot
    engine->setSpacing(8);
    engine->addWidget(m_dot, 0, Qt::AlignTop);
    engine->addWidget(m_engine, 1, Qt::AlignTop);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 20, 12, 16);
    column->setSpacing(16);
    column->addWidget(name);
    column->addWidget(m_list, 1);
    column->addLayout(engine);
    connect(m_list, &QListWidget::currentRowChanged, this, &Sidebar::pageChosen);
    connect(&theme, &Theme::changed, m_list->viewport(), qOverload<>(&QWidget::update));
}

void Sidebar::setCurrent(int page)
{
    m_list->setCurrentRow(page);
}

void Sidebar::setEngine(Tone tone, const QString &sentence)
{
    m_dot->setText(u"<span style='color:%1'>●</span>"_s.arg(toneColor(m_theme.tokens(), tone).name()));
    m_engine->setText(sentence);
}

} // namespace crossdock::ui
