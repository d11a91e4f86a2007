#include "ui/imports/rate_defaults.h"

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
    return given;
}

bool RateDefaults::isDateGood() const
{
    const QString text = m_from->text().trimmed();
    return text.isEmpty() || QDate::fromString(text, Qt::ISODate).isValid();
}

} // namespace crossdock::ui
