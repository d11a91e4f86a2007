#include "ui/rules/gallery.h"

#include "ui/widgets/fact_label.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/text_table_model.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {

Gallery::Gallery(const Context &context, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_rules(readyRules())
    , m_model(new TextTableModel({{tr("Need")}, {tr("What it does")}}, this))
    , m_table(new TableView(context.theme, tr("Ready rules"), this))
    , m_sentence(new FactLabel(this))
    , m_meaning(new FactLabel(this))
{
    setObjectName(u"gallery"_s);
    setWindowTitle(tr("Ready rules"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(620, 620);
    QList<QList<TextTableModel::Cell>> rows;
    for (const ReadyRule &rule : std::as_const(m_rules))
        rows.append({{.text = rule.need, .emphasis = Emphasis::Muted}, {.text = rule.title, .spoken = rule.sentence}});
    m_model->setRows(rows);
    m_table->setModel(m_model);
    m_table->setObjectName(u"ready"_s);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setColumnWidth(0, 180);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_sentence->setWordWrap(true);
    m_sentence->setFont(Theme::uiFont(15));
    m_meaning->setWordWrap(true);
    m_meaning->setProperty("role", u"muted"_s);
    m_meaning->setMinimumHeight(3 * m_meaning->fontMetrics().lineSpacing()); // the table does not jump
    m_meaning->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_take = new QPushButton(tr("Use this sentence"), this);
    m_take->setObjectName(u"take"_s);
    m_take->setProperty("primary", true); // before the box dresses it
    buttons->addButton(m_take, QDialogButtonBox::AcceptRole);
    m_take->setDefault(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(12);
    column->addWidget(m_table, 1);
    column->addWidget(m_sentence);
    column->addWidget(m_meaning);
    column->addWidget(buttons);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &Gallery::look);
    connect(m_table, &TableView::activatedByKey, this, &Gallery::accept);
    connect(m_table, &QTableView::doubleClicked, this, &Gallery::accept);
    connect(buttons, &QDialogButtonBox::accepted, this, &Gallery::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &Gallery::reject);
    m_table->selectRow(0);
    m_table->setFocus();
}

void Gallery::look()
{
    const int row = m_table->currentIndex().row();
    m_take->setEnabled(row >= 0);
    if (row < 0)
        return;
    m_sentence->setText(m_rules[row].sentence);
    m_meaning->clear();
    const qint64 request = ++m_request;
    m_context.inventory.ask(query::ReadRule{m_rules[row].sentence}, this, [this, request](const Result<RuleReading> &reading) {
        if (request != m_request || !reading)
            return;
        m_meaning->setText(!reading->refusal ? tr("Understood as: %1").arg(reading->paraphrase)
                                             : tr("To be adapted to your names: %1").arg(reading->refusal->message));
    });
}

void Gallery::accept()
{
    if (const int row = m_table->currentIndex().row(); row >= 0)
        Q_EMIT chosen(m_rules[row].title, m_rules[row].sentence);
    QDialog::accept();
}

} // namespace crossdock::ui
