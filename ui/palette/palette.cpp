#include "ui/palette/palette.h"

#include "ui/palette/fuzzy.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace crossdock::ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int maxShown = 12;
constexpr int maxRecent = 8;
constexpr int hintRole = Qt::UserRole + 1, possibleRole = Qt::UserRole + 2;

/// Title at the left, hint at the right.
class LineDelegate : public QStyledItemDelegate
{
public:
    LineDelegate(const Theme &theme, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
    {
    }

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return {200, 38}; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Tokens &tokens = m_theme.tokens();
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (option.state & QStyle::State_Selected) {
            painter->setPen(QPen(tokens.accent, 2));
            painter->setBrush(tokens.accentSoft);
            painter->drawRoundedRect(QRectF(option.rect).adjusted(2, 2, -2, -2), 6, 6);
        }
        const auto icon = index.data(Qt::DecorationRole).value<QIcon>();
        icon.paint(painter, QRect(option.rect.left() + 12, option.rect.center().y() - 8, 18, 18));
        const QString hint = index.data(hintRole).toString();
        const QFontMetrics metrics(Theme::uiFont(12));
        const int hintWidth = metrics.horizontalAdvance(hint);
        const QRect room = option.rect.adjusted(42, 0, -14, 0);
        painter->setFont(Theme::uiFont(12));
        painter->setPen(tokens.muted);
        painter->drawText(room, Qt::AlignRight | Qt::AlignVCenter, hint);
        painter->setFont(Theme::uiFont());
        painter->setPen(index.data(possibleRole).toBool() ? tokens.text : tokens.muted);
        const QString title = QFontMetrics(Theme::uiFont())
                                  .elidedText(index.data().toString(), Qt::ElideRight, room.width() - hintWidth - 12);
        painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter, title);
        painter->restore();
    }

private:
    const Theme &m_theme;
};

QString pageOf(SearchHit::Kind kind)
{
    switch (kind) {
    case SearchHit::Kind::Item:
        return u"stock"_s;
    case SearchHit::Kind::Order:
        return u"orders"_s;
    case SearchHit::Kind::Channel:
        return u"channels"_s;
    case SearchHit::Kind::Node:
        return {};
    }
    Q_UNREACHABLE();
}

bool isPossible(const Palette::Entry &entry)
{
    return !entry.action || entry.action->isEnabled();
}

} // namespace

Palette::Palette(const Context &context, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_edit(new QLineEdit(this))
    , m_list(new QListWidget(this))
    , m_hint(new QLabel(this))
{
    setWindowTitle(tr("Find anything"));
    setWindowModality(Qt::WindowModal);
    setWindowFlag(Qt::FramelessWindowHint);
    setObjectName(u"palette"_s);
    setFixedSize(620, 540); // twelve lines
    m_edit->setAccessibleName(tr("Find pages, commands, SKUs and orders"));
    m_edit->setPlaceholderText(tr("Page, command, SKU, product or order number"));
    m_edit->installEventFilter(this);
    m_list->setAccessibleName(tr("Found"));
    m_list->setItemDelegate(new LineDelegate(context.theme, m_list));
    m_list->installEventFilter(this);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_hint->setProperty("role", u"muted"_s);
    m_hint->setText(tr("↑ ↓ choose · Enter opens · Esc closes"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 12);
    column->setSpacing(8);
    column->addWidget(m_edit);
    column->addWidget(m_list, 1);
    column->addWidget(m_hint);
    connect(m_edit, &QLineEdit::textChanged, this, &Palette::search);
    connect(m_list, &QListWidget::itemClicked, this, [this](QListWidgetItem *item) { choose(m_list->row(item)); });
}

void Palette::openWith(const QList<Entry> &entries, const QStringList &recent)
{
    m_fixed = entries;
    m_recent = recent;
    m_found.clear();
    m_edit->clear();
    list();
    const QWidget *over = parentWidget()->window();
    move(over->geometry().center() - rect().center()); // a dialog finds its place by itself only once
    open();
    m_edit->setFocus();
}

void Palette::search()
{
    const int request = ++m_request; // answers to older letters are of no use
    const QString typed = m_edit->text().trimmed();
    const bool isEnough = typed.size() >= 2;
    m_found.removeIf([&](const Entry &entry) { return !isEnough || !entry.title.contains(typed, Qt::CaseInsensitive); });
    list();
    if (!isEnough)
        return;
    m_context.inventory.ask(query::Search{.text = typed, .limit = maxShown}, this,
                            [this, request](const Result<query::Search::Answer> &hits) {
                                if (request == m_request && hits)
                                    take(*hits);
                            });
}

void Palette::take(const QList<SearchHit> &hits)
{
    m_found.clear();
    for (const SearchHit &hit : hits) {
        const QString page = pageOf(hit.kind);
        if (page.isEmpty())
            continue;
        const bool isItem = hit.kind == SearchHit::Kind::Item;
        m_found.append({page + u':' + hit.id, isItem ? hit.id + u"  ·  "_s + hit.title : hit.id,
                        isItem ? tr("SKU") : hit.kind == SearchHit::Kind::Order ? tr("Order") : tr("Channel"), page, nullptr});
    }
    list();
}

int Palette::rank(const Entry &entry, const QString &typed) const
{
    const qsizetype nameEnd = entry.title.indexOf(u"  ·  "_s); // a SKU's product name matched in the inventory already
    const int score = fuzzyScore(typed, QStringView(entry.title).left(nameEnd < 0 ? entry.title.size() : nameEnd));
    if (!isPossible(entry))
        return typed.isEmpty() ? 0 : score; // it is there, but what can be done comes first
    const auto recent = m_recent.indexOf(entry.id);
    return score == 0 ? 0 : score + (recent >= 0 ? 40 - static_cast<int>(recent) : 0);
}

QString Palette::hintOf(const Entry &entry) const
{
    if (isPossible(entry))
        return entry.hint;
    return entry.page.isEmpty() ? tr("Not now") : tr("%1, not now", "title of a page").arg(entry.hint);
}

QString Palette::whyNot(const Entry &entry) const
{
    if (m_context.inventory.isReadOnly())
        return tr("“%1” is not possible: what you look at is read-only.").arg(entry.title);
    if (entry.page.isEmpty())
        return tr("“%1” needs something else to be chosen on the page first.").arg(entry.title);
    return tr("“%1” needs something to be chosen on the page %2 first.").arg(entry.title, entry.hint);
}

void Palette::list()
{
    const QString typed = m_edit->text().trimmed();
    QList<std::pair<int, Entry>> ranked;
    for (const Entry &entry : std::as_const(m_fixed)) {
        if (const int value = rank(entry, typed); value > 0)
            ranked.append({value, entry});
    }
    for (const Entry &entry : std::as_const(m_found)) // the inventory matched them by name and barcode too
        ranked.append({std::max(12, rank(entry, typed)), entry});
    std::stable_sort(ranked.begin(), ranked.end(), [](const auto &a, const auto &b) {
        return std::pair(isPossible(a.second), a.first) > std::pair(isPossible(b.second), b.first);
    });

    m_shown.clear();
    m_list->clear();
    for (const auto &[value, entry] : std::as_const(ranked)) {
        if (m_shown.size() == maxShown)
            break;
        m_shown.append(entry);
        auto *item = new QListWidgetItem(entry.title, m_list);
        const QString hint = hintOf(entry);
        item->setData(hintRole, hint);
        item->setData(possibleRole, isPossible(entry));
        item->setData(Qt::AccessibleTextRole, hint.isEmpty() ? entry.title : entry.title + u", "_s + hint);
        if (!entry.icon.isEmpty())
            item->setIcon(m_context.theme.icon(entry.icon));
        else if (entry.action)
            item->setIcon(entry.action->icon());
    }
    m_list->setCurrentRow(0);
    m_hint->setText(m_shown.isEmpty() ? tr("Nothing found. SKUs and orders are searched from two letters on.")
                                      : tr("↑ ↓ choose · Enter opens · Esc closes"));
}

bool Palette::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    auto *press = static_cast<QKeyEvent *>(event);
    const int key = press->key();
    const int row = m_list->currentRow();
    if (watched == m_list && (key == Qt::Key_Backspace || (!press->text().isEmpty() && press->text().front().isPrint()))) {
        m_edit->setFocus(); // letters always search
        QCoreApplication::sendEvent(m_edit, event);
        return true;
    }
    if (key == Qt::Key_Down || key == Qt::Key_Up) {
        const int rows = m_list->count();
        if (rows > 0)
            m_list->setCurrentRow((row + (key == Qt::Key_Down ? 1 : rows - 1)) % rows);
        return true;
    }
    if (key == Qt::Key_Return || key == Qt::Key_Enter) {
        choose(row);
        return true;
    }
    return QDialog::eventFilter(watched, event);
}

void Palette::choose(int row)
{
    if (row < 0 || row >= m_shown.size())
        return;
    const Entry entry = m_shown[row];
    if (!isPossible(entry)) {
        m_hint->setText(whyNot(entry));
        return;
    }
    m_recent.removeAll(entry.id);
    m_recent.prepend(entry.id);
    while (m_recent.size() > maxRecent)
        m_recent.removeLast();
    Q_EMIT recentChanged(m_recent);
    accept();
    if (entry.action && !entry.page.isEmpty())
        Q_EMIT commandChosen(entry.page, entry.action);
    else if (entry.action)
        entry.action->trigger();
    else if (entry.id.startsWith(u"page:"_s))
        Q_EMIT pageChosen(entry.id.mid(5), {});
    else
        Q_EMIT pageChosen(entry.id.section(u':', 0, 0), entry.id.section(u':', 1));
}

} // namespace crossdock::ui
