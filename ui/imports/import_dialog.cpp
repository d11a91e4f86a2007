#include "ui/imports/import_dialog.h"

#include "core/inventory/fulfilment/rates/said_columns.h"
#include "ui/error_text.h"
#include "ui/imports/field_title.h"
#include "ui/imports/preview_model.h"
#include "ui/imports/rate_defaults.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/busy_bar.h"
#include "ui/widgets/reading_order.h"
#include "ui/widgets/role_label.h"
#include "ui/widgets/table_view.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QThreadPool>
#include <QVBoxLayout>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

constexpr QSize startSize{960, 680};
constexpr int mostMappingHeight = 220; // five rows of choices
constexpr int leastColumn = 100, mostColumn = 260, mostProblem = 420; // what is longer is a tool tip
constexpr qint64 largestFile = 200'000'000; // bytes; larger ones are not typed by people
using What = imports::What;

Result<imports::Sheet> readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(Error::Code::InvalidInput, path, file.errorString());
    if (file.size() > largestFile)
        return fail(Error::Code::InvalidInput, path, ImportDialog::tr("it is larger than 200 MB"));
    return imports::readSheet(file.readAll());
}

QString delimiterWord(QChar delimiter)
{
    if (delimiter.isNull())
        return ImportDialog::tr("cells", "of a workbook");
    if (delimiter == u';')
        return ImportDialog::tr("semicolons");
    return delimiter == u'\t' ? ImportDialog::tr("tabs") : ImportDialog::tr("commas");
}

} // namespace

ImportDialog::ImportDialog(const Context &context, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_what(new QComboBox(this))
    , m_file(new QLineEdit(this))
    , m_found(new QLabel(this))
    , m_counts(new QLabel(this))
    , m_fields(new QScrollArea(this))
    , m_banner(new Banner(context.theme, this))
    , m_busy(new BusyBar(this))
    , m_model(new PreviewModel(this))
    , m_table(new TableView(context.theme, tr("Rows of the file"), this))
    , m_onlyBad(new QCheckBox(tr("Only rows with &problems"), this))
    , m_takeGood(new QCheckBox(tr("Take the &good rows, leave the others out"), this))
    , m_choose(new QPushButton(tr("Choose…"), this))
    , m_import(new QPushButton(tr("Import"), this))
    , m_close(new QPushButton(tr("Close"), this))
{
    setObjectName(u"importDialog"_s);
    setWindowTitle(tr("Import a file"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(startSize);
    QLabel *heading = roleLabel(u"section"_s, this, windowTitle());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(12);
    layout->addWidget(heading);
    layout->addLayout(makeFileRow());
    m_found->setProperty("role", u"muted"_s);
    m_found->setWordWrap(true);
    layout->addWidget(m_found);
    layout->addWidget(makeMapping());
    makePreview();
    auto *counts = new QHBoxLayout;
    counts->addWidget(m_counts);
    counts->addStretch();
    counts->addWidget(m_onlyBad);
    layout->addLayout(counts);
    layout->addWidget(m_table, 1);
    layout->addStretch(); // while there is no table
    layout->addWidget(m_takeGood);
    layout->addWidget(m_banner);
    layout->addWidget(m_busy);
    layout->addLayout(makeButtons());
    guess();
}

QLayout *ImportDialog::makeFileRow()
{
    m_what->addItems({tr("Items (SKUs)"), tr("Kits"), tr("Listings"), tr("Stock counts"), tr("Prices"), tr("Orders"), tr("Purchase orders"), tr("Bins"), tr("Places"), // as What
                      tr("Carriers' prices"), tr("Carriers' zones"), tr("Carriers' surcharges"), tr("Carriers' invoices"), tr("Carriers' divisors of volume")}); // as SheetKind
    m_what->setObjectName(u"what"_s);
    m_file->setObjectName(u"file"_s);
    m_file->setPlaceholderText(tr("A CSV file or an Excel workbook: choose it, or write its path and press Enter"));
    m_choose->setAutoDefault(false);
    auto *whatLabel = new QLabel(tr("&What is in it"), this);
    whatLabel->setBuddy(m_what);
    auto *fileLabel = new QLabel(tr("&File"), this);
    fileLabel->setBuddy(m_file);
    connect(m_what, &QComboBox::currentIndexChanged, this, &ImportDialog::guess);
    connect(m_file, &QLineEdit::returnPressed, this, [this] { openFile(m_file->text().trimmed()); });
    connect(m_choose, &QPushButton::clicked, this, &ImportDialog::browse);
    auto *row = new QHBoxLayout;
    row->addWidget(whatLabel);
    row->addWidget(m_what);
    row->addSpacing(16);
    row->addWidget(fileLabel);
    row->addWidget(m_file, 1);
    row->addWidget(m_choose);
    return row;
}

QWidget *ImportDialog::makeMapping()
{
    m_fields->setWidgetResizable(true);
    m_fields->setFrameShape(QFrame::NoFrame);
    m_fields->setFocusPolicy(Qt::NoFocus);
    m_fields->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    return m_fields;
}

void ImportDialog::makePreview()
{
    m_table->setModel(m_model);
    m_table->setObjectName(u"rows"_s);
    m_onlyBad->setObjectName(u"onlyBad"_s);
    m_takeGood->setObjectName(u"takeGood"_s);
    connect(m_onlyBad, &QCheckBox::toggled, m_model, &PreviewModel::setOnlyBad);
    connect(m_takeGood, &QCheckBox::toggled, this, &ImportDialog::look);
    connect(m_busy, &BusyBar::cancelled, this, [this] { m_isRunning ? void() : void(++m_request); });
}

QLayout *ImportDialog::makeButtons()
{
    m_close->setAutoDefault(false);
    m_close->setObjectName(u"close"_s);
    m_import->setProperty("primary", true);
    m_import->setObjectName(u"import"_s);
    m_import->setAutoDefault(false); // Enter in the path reads the file, it does not import it
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_import, &QPushButton::clicked, this, &ImportDialog::start);
    auto *row = new QHBoxLayout;
    row->addWidget(m_close);
    row->addStretch();
    row->addWidget(m_import);
    return row;
}

void ImportDialog::browse()
{
    auto *dialog = new QFileDialog(this, tr("Import a file"), m_file->text(), tr("Tables (*.csv *.tsv *.txt *.xlsx);;All files (*)"));
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, &ImportDialog::openFile);
    dialog->open();
}

void ImportDialog::openFile(const QString &path)
{
    m_file->setText(path);
    m_banner->clear();
    const qint64 request = ++m_request;
    m_busy->start(tr("Reading the file…"), std::make_shared<Progress>());
    QThreadPool::globalInstance()->start([path, request, dialog = QPointer<ImportDialog>(this)] {
        auto sheet = readFile(path);
        QMetaObject::invokeMethod(qApp, [dialog, request, sheet = std::move(sheet)] {
            if (dialog && request == dialog->m_request)
                dialog->takeSheet(sheet);
        });
    });
}

void ImportDialog::takeSheet(const Result<imports::Sheet> &sheet)
{
    m_busy->finish();
    if (!sheet) {
        m_sheet.reset();
        m_banner->say(Tone::Bad, errorText(sheet.error()));
    } else {
        m_sheet = *sheet;
    }
    guess();
}

What ImportDialog::what() const
{
    return static_cast<What>(m_what->currentIndex());
}

void ImportDialog::guess()
{
    m_choices.clear();
    if (const auto kind = rateKind()) {
        RateDefaults *defaults = defaultsFor(*kind);
        defaults->setTitles(m_sheet ? rates::likelyTitles(*m_sheet) : QStringList());
        showFields(defaults);
        return;
    }
    m_rateDefaults = nullptr;
    auto *content = new QWidget;
    content->setProperty("plain", true);
    m_grid = new QGridLayout(content);
    m_grid->setContentsMargins(0, 0, 8, 0);
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(8);
    const imports::Mapping guessed = m_sheet ? imports::guessMapping(what(), m_sheet->header) : imports::Mapping{};
    int cell = 0;
    for (const imports::Field &field : imports::fieldsOf(what()))
        addField(field, cell++, guessed, content);
    showFields(content);
}

/// The choices of before go with the old widget.
void ImportDialog::showFields(QWidget *content)
{
    if (content != m_fields->widget())
        m_fields->setWidget(content);
    m_fields->setFixedHeight(std::min(content->sizeHint().height() + 2, mostMappingHeight));
    for (QWidget *part : std::initializer_list<QWidget *>{m_fields, m_table})
        part->setVisible(m_sheet.has_value()); // without a file there is nothing to choose from
    tabInReadingOrder(*this); // the choices are new
    refresh();
}

void ImportDialog::addField(const imports::Field &field, int cell, const imports::Mapping &guessed, QWidget *content)
{
    constexpr int perRow = 3;
    auto *choice = new QComboBox(content);
    choice->setObjectName(u"field-"_s + field.name);
    choice->addItem(tr("not in the file"));
    if (m_sheet)
        choice->addItems(m_sheet->header);
    choice->setCurrentIndex(guessed.value(field.name, -1) + 1);
    choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    choice->setMinimumContentsLength(9);
    auto *label = new QLabel(field.isRequired ? tr("%1 (needed)").arg(fieldTitle(field.name)) : fieldTitle(field.name), content);
    label->setBuddy(choice);
    const int column = cell % perRow * 2;
    m_grid->addWidget(label, cell / perRow, column);
    m_grid->addWidget(choice, cell / perRow, column + 1);
    m_grid->setColumnStretch(column + 1, 1);
    m_choices.insert(field.name, choice);
    connect(choice, &QComboBox::currentIndexChanged, this, &ImportDialog::refresh);
}

imports::Mapping ImportDialog::mapping() const
{
    imports::Mapping mapping;
    for (auto choice = m_choices.begin(); choice != m_choices.end(); ++choice)
        if (choice.value()->currentIndex() > 0)
            mapping.insert(choice.key(), choice.value()->currentIndex() - 1);
    return mapping;
}

void ImportDialog::refresh()
{
    m_preview = {};
    m_model->setRows({}, {}, {});
    m_found->setText(m_sheet ? tr("Nothing is changed before you press Import.")
                             : tr("Choose a file first: then its columns and rows are shown here, and nothing is changed before you press Import."));
    look();
    const qint64 request = ++m_previewing;
    if (!m_sheet)
        return;
    m_busy->start(tr("Looking at the rows…"), std::make_shared<Progress>());
    if (m_rateDefaults) {
        previewRates(request);
        return;
    }
    QThreadPool::globalInstance()->start([request, dialog = QPointer<ImportDialog>(this), kind = what(), sheet = *m_sheet,
                                          columns = mapping(), actor = m_context.actor()] {
        auto preview = imports::preview(kind, sheet, columns, actor);
        QMetaObject::invokeMethod(qApp, [dialog, request, preview = std::move(preview)] {
            if (dialog && request == dialog->m_previewing)
                dialog->takePreview(preview);
        });
    });
}

QStringList ImportDialog::fieldNames() const
{
    QStringList names;
    for (const imports::Field &field : imports::fieldsOf(what()))
        names.append(field.name);
    return names;
}

QString ImportDialog::foundWords(const QStringList &unused) const
{
    const QString found = tr("%1, separated by %2, %Ln row(s).", "encoding, delimiter", static_cast<int>(m_sheet->records.size()))
                              .arg(m_sheet->encoding, delimiterWord(m_sheet->delimiter));
    return unused.isEmpty() ? found : found + u' ' + tr("Not used: %1.").arg(unused.join(u", "_s));
}

void ImportDialog::takePreview(const Result<imports::Preview> &preview)
{
    m_busy->finish();
    const imports::Mapping columns = mapping();
    QString found = foundWords(imports::unusedColumns(columns, m_sheet->header));
    if (!preview)
        found += u' ' + tr("Choose the column that holds: %1.").arg(fieldTitle(preview.error().subject));
    m_found->setText(found);
    m_preview = preview.value_or(imports::Preview{});
    QStringList fields;
    for (const imports::Field &field : imports::fieldsOf(what()))
        if (columns.contains(field.name))
            fields.append(field.name);
    m_model->setRows(m_preview.rows, fields, fieldNames());
    fitColumns();
    look();
}

void ImportDialog::fitColumns()
{
    QHeaderView *header = m_table->horizontalHeader();
    header->setStretchLastSection(false);
    m_table->setColumnWidth(0, 64);
    for (int column = 1; column < m_model->columnCount(); ++column) {
        m_table->resizeColumnToContents(column);
        m_table->setColumnWidth(column, std::clamp(m_table->columnWidth(column), leastColumn, column == 1 ? mostProblem : mostColumn));
    }
    header->setStretchLastSection(header->length() < m_table->viewport()->width()); // else the last one would be squeezed
}

void ImportDialog::look()
{
    m_counts->setText(m_sheet ? tr("%1 good, %2 bad", "counts of rows").arg(number(m_preview.good), number(m_preview.bad)) : QString());
    m_takeGood->setVisible(m_preview.bad > 0);
    m_onlyBad->setVisible(m_preview.bad > 0);
    for (QWidget *part : std::initializer_list<QWidget *>{m_what, m_file, m_choose, m_fields, m_takeGood})
        part->setEnabled(!m_isRunning); // what comes back is of the file that is being taken
    const bool isClean = m_preview.bad == 0 || m_takeGood->isChecked();
    m_import->setEnabled(!m_isRunning && isClean && !m_preview.requests.isEmpty() && !m_context.inventory.isReadOnly());
    m_import->setToolTip(isClean ? QString() : tr("Mend the bad rows in the file, or take the good ones alone."));
    m_import->setText(m_preview.good > 0 ? tr("Import %Ln row(s)", nullptr, m_preview.good) : tr("Import"));
}

} // namespace crossdock::ui
