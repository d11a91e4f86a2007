#include "ui/audit/entry_panel.h"

#include "ui/audit/cause_words.h"
#include "ui/audit/entry_words.h"
#include "ui/error_text.h"
#include "ui/widgets/breakable_label.h"
#include "ui/widgets/panes.h"
#include "ui/widgets/role_label.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/text_table_model.h"

#include <QHash>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

constexpr int mostRows = 8; // seen at once; the rest scrolls
using Cell = TextTableModel::Cell;

/// A chain lives for seconds: its day stands above.
QString timeOfDay(Time at)
{
    return QLocale().toString(toDateTime(at).toLocalTime(), u"HH:mm:ss"_s);
}

/// How deep an entry stands below the first cause, by number.
QHash<qint64, int> depths(const QList<Entry> &chain)
{
    QHash<qint64, int> depth;
    for (const Entry &entry : chain) // causes stand before what they led to
        depth.insert(entry.number, depth.contains(entry.cause) ? depth.value(entry.cause) + 1 : 0);
    return depth;
}

} // namespace

EntryPanel::EntryPanel(const Context &context, QWidget *parent)
    : QFrame(parent)
    , m_context(context)
{
    setProperty("card", true);
    setMinimumWidth(420);
    auto *content = new QWidget(this);
    content->setProperty("plain", true);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(16, 4, 16, 16);
    column->setSpacing(10);
    column->addLayout(makeFacts());
    m_movements = addSection(*column, tr("Units that moved"),
                             new TextTableModel({{tr("SKU")}, {tr("From")}, {tr("To")}, {tr("Units"), true}}, this));
    m_changes = addSection(*column, tr("What changed"), new TextTableModel({{tr("Value")}, {tr("Before")}, {tr("After")}}, this));
    m_causes = addSection(*column, tr("What led to it, and what it led to"),
                          new TextTableModel({{tr("Entry")}, {tr("Who")}, {tr("Time")}}, this));
    m_movements.table->setColumnWidth(1, 106);
    m_movements.table->setColumnWidth(2, 106);
    m_movements.table->setColumnWidth(3, 60);
    m_changes.table->setColumnWidth(1, 72);
    m_changes.table->setColumnWidth(2, 148);
    m_causes.table->setColumnWidth(1, 140);
    m_causes.table->setColumnWidth(2, 86);
    m_causes.table->setObjectName(u"causes"_s);
    column->addStretch();
    const auto activate = [this](const QModelIndex &index) { Q_EMIT entryActivated(m_chain.at(index.row()).number); };
    connect(m_causes.table, &TableView::activatedByKey, this, activate);
    connect(m_causes.table, &QTableView::doubleClicked, this, activate);

    QScrollArea *scroll = scrollPane(content, this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    layout->addLayout(makeHead());
    layout->addWidget(scroll, 1);
}

QLayout *EntryPanel::makeHead()
{
    m_title = roleLabel(u"section"_s, this);
    m_title->setWordWrap(true);
    auto *closeButton = new QToolButton(this);
    closeButton->setIcon(m_context.theme.icon(u"close"_s));
    closeButton->setAccessibleName(tr("Close the entry"));
    closeButton->setToolTip(tr("Close (Esc)"));
    connect(closeButton, &QToolButton::clicked, this, &EntryPanel::closeRequested);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(16, 10, 10, 6);
    head->addWidget(m_title, 1);
    head->addWidget(closeButton);
    return head;
}

QLayout *EntryPanel::makeFacts()
{
    auto *facts = new QGridLayout;
    facts->setHorizontalSpacing(16);
    facts->setVerticalSpacing(4);
    facts->setColumnStretch(1, 1);
    int row = 0;
    const auto add = [&](const QString &title) {
        QLabel *caption = roleLabel(u"caption"_s, this, title);
        auto *value = new BreakableLabel(this);
        facts->addWidget(caption, row, 0, Qt::AlignTop);
        facts->addWidget(value, row, 1);
        ++row;
        return value;
    };
    m_at = add(tr("Time"));
    m_who = add(tr("Who"));
    m_about = add(tr("About"));
    m_why = add(tr("Why"));
    m_why->setObjectName(u"why"_s);
    m_key = add(tr("Operation"));
    m_key->setObjectName(u"operation"_s);
    m_hash = add(tr("Hash"));
    return facts;
}

EntryPanel::Section EntryPanel::addSection(QVBoxLayout &column, const QString &title, TextTableModel *model)
{
    Section section{new QLabel(title, this), model, new TableView(m_context.theme, title, this)};
    section.title->setProperty("role", u"section"_s);
    section.table->setModel(model);
    section.table->setSelectionMode(QAbstractItemView::SingleSelection);
    section.table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch); // what it is about has the room
    section.table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column.addWidget(section.title);
    column.addWidget(section.table);
    return section;
}

void EntryPanel::fit(const Section &section)
{
    const int rows = section.model->rowCount();
    section.title->setVisible(rows > 0);
    section.table->setVisible(rows > 0);
    section.table->setFixedHeight((std::min(rows, mostRows) + 1) * TableView::rowHeight + 3);
}

void EntryPanel::display(const Entry &entry)
{
    m_entry = entry;
    const QString nothing = tr("none");
    const auto orNothing = [&](const QString &text) { return text.isEmpty() ? nothing : text; };
    m_title->setText(tr("%1 · %2", "number of an entry, what happened").arg(number(entry.number), entryText(entry.what)));
    m_at->setFact(exactMomentText(entry.at));
    m_who->setFact(actorText(entry.actor));
    m_about->setFact(orNothing(aboutText(entry)));
    m_why->setFact(orNothing(whyText(entry)));
    m_key->setFact(orNothing(entry.key));
    m_hash->setFact(QString::fromLatin1(entry.hash.toHex()));
    QList<QList<Cell>> movements, changes;
    for (const MovementText &movement : movementsOf(entry))
        movements.append({{.text = movement.sku, .emphasis = Emphasis::Strong}, {.text = movement.from}, {.text = movement.to},
                          {.text = number(movement.quantity)}});
    for (const ChangeText &change : changesOf(entry))
        changes.append({{.text = change.what}, {.text = change.before.isEmpty() ? u"–"_s : change.before, .emphasis = Emphasis::Muted, .spoken = change.before.isEmpty() ? tr("nothing before") : QString()}, {.text = change.after}});
    m_movements.model->setRows(movements);
    m_changes.model->setRows(changes);
    fit(m_movements);
    fit(m_changes);
    readChain();
}

void EntryPanel::readChain()
{
    const qint64 request = ++m_request;
    m_context.inventory.ask(query::CauseChain{m_entry.number}, this, [this, request](const Result<QList<Entry>> &chain) {
        if (request != m_request)
            return;
        showChain(chain.value_or(QList<Entry>{})); // that of another entry is not this one's
        if (!chain)
            Q_EMIT failed(errorText(chain.error()));
    });
}

/// Of a rule's entry, why goes all the way back: what set off the rule that set off this one.
void EntryPanel::showBecause()
{
    const QString because = becauseText(m_chain, m_entry.number);
    if (!because.isEmpty())
        m_why->setFact(m_entry.why.isEmpty() ? because : tr("%1. %2", "reason; how it came to that").arg(m_entry.why, because));
}

void EntryPanel::showChain(const QList<Entry> &chain)
{
    m_chain = chain;
    showBecause();
    const QHash<qint64, int> depth = depths(chain);
    QList<QList<Cell>> rows;
    int own = 0;
    for (const Entry &entry : chain) {
        const int level = depth.value(entry.number);
        const QString indent = level == 0 ? QString() : QString(2 * (level - 1), QChar(QChar::Nbsp)) + u"└ "_s;
        const bool isThis = entry.number == m_entry.number;
        if (isThis)
            own = static_cast<int>(rows.size());
        rows.append({{.text = tr("%1%2 %3", "indent, number, what happened").arg(indent, number(entry.number), entryText(entry.what)),
                      .emphasis = isThis ? Emphasis::Strong : Emphasis::Normal},
                     {.text = actorText(entry.actor), .emphasis = Emphasis::Muted},
                     {.text = timeOfDay(entry.at), .emphasis = Emphasis::Muted, .spoken = dateTime(entry.at)}});
    }
    m_causes.model->setRows(rows);
    m_causes.table->setCurrentIndex(m_causes.model->index(own, 0));
    fit(m_causes);
}

} // namespace crossdock::ui
