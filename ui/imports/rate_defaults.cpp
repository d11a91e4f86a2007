#include "ui/imports/rate_defaults.h"

#include "core/inventory/fulfilment/rates/sheet_fields.h"
#include "ui/imports/field_title.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {

using rates::SheetKind;

RateDefaults::RateDefaults(SheetKind kind, QWidget *parent)
    : QWidget(parent)
    , m_kind(kind)
    , m_grid(new QGridLayout(this))
{
    setProperty("plain", true);
    m_grid->setContentsMargins(0, 0, 8, 0);
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(8);
    m_carrier = addEdit(u"rates-carrier"_s, tr("Ca&rrier"), {}, tr("such as fedex; if the file does not say"));
    if (kind == SheetKind::Prices) {
        m_service = addEdit(u"rates-service"_s, tr("&Service"), {}, tr("such as ground; if the file does not say"));
        m_priceType = addEdit(u"rates-type"_s, tr("Price &type"), u"list"_s, tr("list, account, negotiated, contract …"));
    }
    m_from = addEdit(u"rates-from"_s, tr("Effective fro&m"), {}, tr("2026-01-05"));
    if (kind == SheetKind::Zones) {
        m_country = addEdit(u"rates-country"_s, tr("Countr&y"), {}, tr("such as US or DE; if the file does not say"));
        m_origin = addEdit(u"rates-origin"_s, tr("Begi&ns at"), {}, tr("such as 100 or 100-103; if the file does not say"));
    }
    if (kind != SheetKind::Zones && kind != SheetKind::Divisors)
        m_currency = addEdit(u"rates-currency"_s, tr("C&urrency"), {}, tr("such as USD"));
    if (kind == SheetKind::Prices) {
        m_unit = new QComboBox(this);
        m_unit->addItems({u"lb"_s, u"oz"_s, u"kg"_s, u"g"_s});
        m_unit->setObjectName(u"rates-unit"_s);
        place(tr("&Weights in"), m_unit);
        connect(m_unit, &QComboBox::currentIndexChanged, this, &RateDefaults::changed);
    }
    if (kind != SheetKind::Zones) {
        m_mark = new QComboBox(this);
        m_mark->addItem(tr("as its numbers show"));
        m_mark->addItem(tr("point"), static_cast<int>(rates::DecimalMark::Point));
        m_mark->addItem(tr("comma"), static_cast<int>(rates::DecimalMark::Comma));
        m_mark->setObjectName(u"rates-mark"_s);
        place(tr("&Decimal mark"), m_mark);
        connect(m_mark, &QComboBox::currentIndexChanged, this, &RateDefaults::changed);
    }
    m_ownCells = m_cell;
}

QLineEdit *RateDefaults::addEdit(const QString &name, const QString &label, const QString &preset, const QString &hint)
{
    auto *edit = new QLineEdit(preset, this);
    edit->setObjectName(name);
    edit->setPlaceholderText(hint);
    connect(edit, &QLineEdit::textChanged, this, &RateDefaults::changed);
    place(label, edit);
    return edit;
}

void RateDefaults::place(const QString &label, QWidget *field)
{
    constexpr int perRow = 3;
    auto *title = new QLabel(label, this);
    title->setBuddy(field);
    connect(field, &QObject::destroyed, title, &QObject::deleteLater); // choices of columns go with their file
    const int column = m_cell % perRow * 2;
    m_grid->addWidget(title, m_cell / perRow, column);
    m_grid->addWidget(field, m_cell / perRow, column + 1);
    m_grid->setColumnStretch(column + 1, 1);
    ++m_cell;
}

rates::SheetDefaults RateDefaults::defaults() const
{
    const auto text = [](const QLineEdit *edit) { return edit ? edit->text().trimmed() : QString(); };
    rates::SheetDefaults given;
    given.carrier = text(m_carrier).toLower();
    given.service = text(m_service);
    given.effectiveFrom = QDate::fromString(text(m_from), Qt::ISODate);
    given.country = text(m_country).toUpper();
    given.origin = text(m_origin);
    if (m_priceType)
        given.priceType = text(m_priceType).toLower();
    if (m_currency)
        given.currency = text(m_currency).toUpper();
    if (m_mark && m_mark->currentData().isValid())
        given.decimalMark = static_cast<rates::DecimalMark>(m_mark->currentData().toInt());
    if (m_unit)
        given.weightUnit = m_unit->currentText();
    takeChoices(given);
    return given;
}

void RateDefaults::setTitles(const QStringList &titles)
{
    if (titles == m_titles)
        return;
    m_titles = titles;
    m_choices.clear();
    qDeleteAll(m_ofColumns);
    m_ofColumns.clear();
    m_cell = m_ownCells;
    if (titles.isEmpty())
        return;
    constexpr int perRow = 3;
    auto *heading = new QLabel(tr("Where a title of the file does not say what stands below it, choose the column:"), this);
    heading->setWordWrap(true);
    m_cell = (m_cell + perRow - 1) / perRow * perRow;
    m_grid->addWidget(heading, m_cell / perRow, 0, 1, 2 * perRow);
    m_ofColumns.append(heading);
    m_cell += perRow;
    for (const QString &field : rates::fieldsOf(m_kind))
        addChoice(field);
}

void RateDefaults::addChoice(const QString &field)
{
    auto *choice = new QComboBox(this);
    choice->setObjectName(u"column-"_s + field);
    choice->addItem(tr("as its title says", "a column"));
    for (qsizetype column = 0; column < m_titles.size(); ++column)
        choice->addItem(m_titles.at(column).isEmpty() ? tr("column %1", "number").arg(column + 1) : m_titles.at(column));
    choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    choice->setMinimumContentsLength(9);
    place(fieldTitle(field), choice);
    m_choices.insert(field, choice);
    m_ofColumns.append(choice);
    connect(choice, &QComboBox::currentIndexChanged, this, &RateDefaults::changed);
}

/// By their titles, which tell the line they stand in; by their numbers where a title is missing or stands twice.
void RateDefaults::takeChoices(rates::SheetDefaults &given) const
{
    for (auto choice = m_choices.begin(); choice != m_choices.end(); ++choice) {
        const int column = choice.value()->currentIndex() - 1;
        if (column < 0)
            continue;
        const QString field = rates::fieldNamed(m_kind, choice.key()), title = m_titles.value(column);
        if (title.isEmpty() || m_titles.count(title) > 1)
            given.columns.insert(field, column + 1);
        else
            given.titles.insert(field, title);
    }
}

bool RateDefaults::isDateGood() const
{
    const QString text = m_from->text().trimmed();
    return text.isEmpty() || QDate::fromString(text, Qt::ISODate).isValid();
}

} // namespace crossdock::ui
