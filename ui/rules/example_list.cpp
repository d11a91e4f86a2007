#include "ui/rules/example_list.h"

#include "ui/error_text.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/text_table_model.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

constexpr int longest = 400; // letters: an example is one thing and what is done with it

} // namespace

ExampleList::ExampleList(const Context &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_summary(new QLabel(this))
    , m_unsaved(new QLabel(tr("They are held against the version on record: save, and they are held against your new words."), this))
    , m_banner(new Banner(context.theme, this))
    , m_model(new TextTableModel({{tr("Example, and what the rule would do instead")}, {tr("Now")}}, this))
    , m_table(new TableView(context.theme, tr("Examples of the rule"), this))
    , m_text(new QLineEdit(this))
    , m_add(new QPushButton(this))
    , m_change(new QPushButton(tr("Change"), this))
    , m_remove(new QPushButton(tr("Remove"), this))
    , m_leave(new QPushButton(tr("Leave as it was"), this))
{
    m_summary->setObjectName(u"exampleSummary"_s);
    m_summary->setWordWrap(true);
    m_unsaved->setWordWrap(true);
    m_unsaved->setProperty("role", u"muted"_s);
    m_table->setModel(m_model);
    m_table->setObjectName(u"examples"_s);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->verticalHeader()->setDefaultSectionSize(TableView::twoLinesHeight);
    m_table->setColumnWidth(1, 92);
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_table->setToolTip(tr("Enter takes it up to be changed, Delete removes it"));
    m_table->installEventFilter(this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 8, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_summary);
    column->addWidget(m_unsaved);
    column->addWidget(m_banner);
    column->addWidget(m_table, 1);
    column->addLayout(makeField());
    column->addStretch(0);
    wire();
    display(0, {});
}

QLayout *ExampleList::makeField()
{
    m_text->setObjectName(u"example"_s);
    m_text->setAccessibleName(tr("An example"));
    m_text->setPlaceholderText(tr("for order web/1001 hold it"));
    m_text->setMaxLength(longest);
    m_text->installEventFilter(this);
    m_add->setObjectName(u"addExample"_s);
    m_change->setObjectName(u"changeExample"_s);
    m_remove->setObjectName(u"removeExample"_s);
    m_leave->setObjectName(u"leaveExample"_s);
    m_leave->setProperty("quiet", true);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    for (QPushButton *button : {m_add, m_change, m_remove, m_leave})
        buttons->addWidget(button);
    buttons->addStretch(1);
    auto *column = new QVBoxLayout;
    column->setSpacing(8);
    column->addWidget(m_text);
    column->addLayout(buttons);
    return column;
}

void ExampleList::wire()
{
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ExampleList::look);
    connect(m_table, &TableView::activatedByKey, this, &ExampleList::takeUp);
    connect(m_table, &QTableView::doubleClicked, this, &ExampleList::takeUp);
    connect(m_text, &QLineEdit::textChanged, this, &ExampleList::look);
    connect(m_text, &QLineEdit::returnPressed, this, &ExampleList::submit);
    connect(m_add, &QPushButton::clicked, this, &ExampleList::submit);
    connect(m_change, &QPushButton::clicked, this, &ExampleList::takeUp);
    connect(m_remove, &QPushButton::clicked, this, &ExampleList::remove);
    connect(m_leave, &QPushButton::clicked, this, &ExampleList::leave);
}

int ExampleList::failing(const QList<RuleExample> &examples)
{
    return static_cast<int>(std::count_if(examples.cbegin(), examples.cend(), [](const RuleExample &one) { return !one.passes; }));
}

void ExampleList::focusExample()
{
    m_text->setFocus(Qt::OtherFocusReason);
}

void ExampleList::display(qint64 rule, const QList<RuleExample> &examples)
{
    if (rule != m_rule) {
        m_rule = rule;
        m_banner->clear();
        leave();
    }
    m_examples = examples;
    if (std::none_of(examples.cbegin(), examples.cend(), [this](const RuleExample &one) { return one.example == m_taken; }))
        m_taken = 0; // it is gone: what is in the field would be a new one
    showRows();
    sayHowMany();
    look();
}

void ExampleList::showRows()
{
    QList<QList<TextTableModel::Cell>> rows;
    for (const RuleExample &one : std::as_const(m_examples)) {
        const QString why = one.passes ? tr("It does.") : one.words;
        rows.append({{.text = one.text + QChar(QChar::LineFeed) + why, .spoken = one.text + u": "_s + why},
                     {.text = one.passes ? tr("Passes") : tr("Fails"), .tone = one.passes ? Tone::Good : Tone::Bad, .spoken = {}}});
    }
    m_model->setRows(rows);
    m_table->setVisible(!rows.isEmpty());
}

/// A failing one is said with its reason, once.
void ExampleList::sayHowMany()
{
    const int fails = failing(m_examples);
    QString text = tr("An example says what the rule must do with one thing: “for order web/1001 hold it”, “for SKU MUG-1 on shop pause its listing”, "
                      "“for order 1001 do nothing”. The rule does not go live while one fails.");
    if (!m_examples.isEmpty() && fails == 0)
        text = tr("The rule does what its %Ln example(s) say.", nullptr, static_cast<int>(m_examples.size()));
    if (fails > 0) {
        const auto first = std::find_if(m_examples.cbegin(), m_examples.cend(), [](const RuleExample &one) { return !one.passes; });
        text = tr("%Ln example(s) fail, so the rule does not go live. “%1”: %2.", nullptr, fails).arg(first->text, first->words);
    }
    const bool isNews = text != m_summary->text() && fails > 0;
    m_summary->setText(text);
    m_summary->setProperty("role", fails > 0 ? u"danger"_s : m_examples.isEmpty() ? u"muted"_s : QString());
    m_summary->style()->polish(m_summary);
    if (isNews)
        announce(*m_summary);
}

void ExampleList::setUnsaved(bool isUnsaved)
{
    m_isUnsaved = isUnsaved;
    look();
}

const RuleExample *ExampleList::current() const
{
    const int row = m_table->currentIndex().row();
    return row >= 0 && row < m_examples.size() ? &m_examples[row] : nullptr;
}

void ExampleList::look()
{
    const bool canWrite = !m_context.inventory.isReadOnly() && m_rule != 0 && !m_isBusy;
    m_unsaved->setVisible(m_isUnsaved && !m_examples.isEmpty());
    m_text->setReadOnly(m_context.inventory.isReadOnly());
    m_add->setText(m_taken == 0 ? tr("Add example") : tr("Save example"));
    m_add->setEnabled(canWrite && !m_text->text().trimmed().isEmpty());
    m_change->setVisible(canWrite && current() && m_taken == 0);
    m_remove->setVisible(canWrite && current() && m_taken == 0);
    m_leave->setVisible(m_taken != 0);
}

/// From the list into the field.
void ExampleList::takeUp()
{
    const RuleExample *one = current();
    if (!one || m_context.inventory.isReadOnly())
        return;
    m_taken = one->example;
    m_text->setText(one->text);
    m_text->selectAll();
    m_text->setFocus(Qt::OtherFocusReason);
    look();
}

void ExampleList::leave()
{
    m_taken = 0;
    m_text->clear();
    m_banner->clear();
    look();
}

void ExampleList::submit()
{
    if (!m_add->isEnabled())
        return;
    perform({m_rule, m_taken, m_text->text().simplified()}, m_taken == 0 ? tr("The example is added.") : tr("The example is changed."));
}

void ExampleList::remove()
{
    if (const RuleExample *one = current(); one && m_remove->isVisible())
        perform({m_rule, one->example, {}}, tr("The example is removed: “%1”.").arg(one->text));
}

void ExampleList::perform(const command::ChangeExample &command, const QString &done)
{
    m_isBusy = true;
    look();
    m_context.inventory.perform(Request{.actor = m_context.actor(), .command = command}, this, [this, command, done](const Result<Entry> &entry) {
        m_isBusy = false;
        if (!entry) {
            look();
            m_banner->say(Tone::Bad, errorText(entry.error()));
            return;
        }
        m_banner->clear();
        if (command.rule == m_rule && !command.text.isEmpty())
            leave();
        look();
        Q_EMIT said(done);
        Q_EMIT changed();
    });
}

bool ExampleList::eventFilter(QObject *watched, QEvent *event)
{
    const auto *key = event->type() == QEvent::KeyPress ? static_cast<QKeyEvent *>(event) : nullptr;
    if (key && watched == m_table && key->key() == Qt::Key_Delete) {
        remove();
        return true;
    }
    if (key && watched == m_text && key->key() == Qt::Key_Escape && m_taken != 0) { // else it is the page's
        leave();
        m_table->setFocus();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace crossdock::ui
