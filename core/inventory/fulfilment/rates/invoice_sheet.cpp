#include "core/inventory/fulfilment/rates/cell_reader.h"
#include "core/inventory/fulfilment/rates/cell_words.h"
#include "core/inventory/fulfilment/rates/rate_sheet.h"
#include "core/inventory/fulfilment/rates/sheet_columns.h"

#include <QMap>
#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rates {
namespace {

/// A field and the words that carriers have for it.
struct Words {
    QString field;
    QStringList titles;
};

const QList<Words> &words()
{
    static const QList<Words> all{
        {u"tracking"_s, {u"tracking"_s, u"tracking_number"_s, u"tracking_id"_s, u"express_or_ground_tracking_id"_s, u"awb"_s, u"waybill"_s, u"shipment_number"_s}},
        {u"carrier"_s, {u"carrier"_s}},
        {u"invoice"_s, {u"invoice"_s, u"invoice_number"_s}},
        {u"service"_s, {u"service"_s, u"service_type"_s, u"product_name"_s}},
        {u"charges"_s, {u"charges"_s, u"charge"_s, u"amount"_s, u"total"_s, u"net_charge"_s, u"net_charge_amount"_s, u"net_amount"_s, u"total_amount_excl_vat"_s}},
        {u"currency"_s, {u"currency"_s, u"invoice_currency"_s}},
        {u"billed_weight"_s, {u"billed_weight"_s, u"billable_weight"_s, u"rated_weight"_s, u"rated_weight_amount"_s, u"weight_kg"_s, u"weight_lb"_s}},
        {u"weight_unit"_s, {u"weight_unit"_s, u"rated_weight_units"_s}},
        {u"date"_s, {u"date"_s, u"ship_date"_s, u"shipment_date"_s, u"invoice_date"_s}},
    };
    return all;
}

/// FedEx writes L and K.
std::optional<WeightUnit> unitOfColumn(const QString &text)
{
    const QString word = text.toLower();
    return word == u"l" ? WeightUnit::Pound : word == u"k" ? WeightUnit::Kilogram : unitOfWord(word);
}

/// Days as carriers write them: 2026-05-18, 20260518, and with a slash the month first, as in the United States. DHL's own have no slash.
QDate dayOf(const QString &text)
{
    static const QRegularExpression american(u"^([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})$"_s);
    if (const auto parts = american.match(text.trimmed()); parts.hasMatch())
        return {parts.captured(3).toInt(), parts.captured(1).toInt(), parts.captured(2).toInt()};
    const QDate packed = QDate::fromString(text.trimmed(), u"yyyyMMdd"_s);
    return packed.isValid() ? packed : readDate(text);
}

/// Reads rows; those of one parcel on one invoice are added up.
class InvoiceReader
{
public:
    InvoiceReader(const QStringList &header, const SheetDefaults &defaults)
        : m_defaults(defaults)
    {
        for (int column = 0; column < header.size(); ++column) {
            const QString title = normalTitle(header.at(column));
            const auto known = std::find_if(words().begin(), words().end(), [&](const Words &one) { return one.titles.contains(title); });
            if (known != words().end() && !m_columns.contains(known->field)) {
                m_columns.insert(known->field, column);
                if (known->field == u"billed_weight" && title.startsWith(u"weight_"))
                    m_titleUnit = title.section(u'_', -1);
            }
            else if (!title.isEmpty())
                m_contents.unused.append(header.at(column));
        }
    }

    bool has(const QString &field) const { return m_columns.contains(field); }

    /// What its numbers tell of the file's decimal mark.
    Result<DecimalMark> mark(const imports::Sheet &sheet) const
    {
        if (m_defaults.decimalMark)
            return *m_defaults.decimalMark;
        MarkFinder finder;
        for (const imports::Sheet::Record &record : sheet.records) {
            finder.see(record.line, cell(record, u"charges"_s), minorDigits(currencyOf(record).toUpper()) > 0);
            finder.see(record.line, cell(record, u"billed_weight"_s));
        }
        return finder.mark(sheet.delimiter.isNull());
    }

    void take(const imports::Sheet::Record &record, const CellReader &reader)
    {
        const QString carrier = cell(record, u"carrier"_s).isEmpty() ? m_defaults.carrier : cell(record, u"carrier"_s).toLower(), tracking = cell(record, u"tracking"_s);
        const QString dateText = cell(record, u"date"_s), weightText = cell(record, u"billed_weight"_s);
        const QString saidUnit = cell(record, u"weight_unit"_s).isEmpty() ? m_titleUnit : cell(record, u"weight_unit"_s);
        const auto unit = unitOfColumn(saidUnit.isEmpty() ? m_defaults.weightUnit : saidUnit);
        const auto weight = reader.weight(weightText, unit.value_or(WeightUnit::Pound), !saidUnit.isEmpty()).map([](const CellReader::Weighed &one) { return one.weight; });
        const auto charges = reader.money(cell(record, u"charges"_s), currencyOf(record));
        const QDate date = dayOf(dateText);
        const QString problem = carrier.isEmpty() ? u"carrier is empty"_s
            : tracking.isEmpty()                  ? u"tracking is empty"_s
            : !charges                            ? u"charges “%1”: %2"_s.arg(cell(record, u"charges"_s), charges.error().detail)
            : !weightText.isEmpty() && !unit      ? u"weight_unit “%1”: it is none of lb, oz, kg, g"_s.arg(saidUnit)
            : !weightText.isEmpty() && !weight    ? u"billed_weight “%1”: %2"_s.arg(weightText, weight.error().detail)
            : !dateText.isEmpty() && !date.isValid() ? u"date “%1”: not a date like 2026-01-05"_s.arg(dateText)
                                                     : QString();
        if (!problem.isEmpty()) {
            m_contents.bad.append({record.line, problem});
            return;
        }
        auto &parcel = m_parcels[{carrier, cell(record, u"invoice"_s), tracking}];
        if (!parcel.total.currency.isEmpty() && parcel.total.currency != charges->currency) {
            m_contents.bad.append({record.line, u"currency “%1”: the parcel is in %2 in a line above"_s.arg(charges->currency, parcel.total.currency)});
            return;
        }
        parcel.carrier = carrier;
        parcel.invoice = cell(record, u"invoice"_s);
        parcel.tracking = tracking;
        parcel.total = {parcel.total.amount + charges->amount, charges->currency};
        if (parcel.service.isEmpty())
            parcel.service = cell(record, u"service"_s);
        if (!parcel.date.isValid())
            parcel.date = date;
        if (!weightText.isEmpty() && (!parcel.billed || *parcel.billed < *weight))
            parcel.billed = *weight;
    }

    SheetContents<BilledParcel> contents(int rows)
    {
        m_contents.values = m_parcels.values();
        m_contents.rows = rows;
        return m_contents;
    }

private:
    QString currencyOf(const imports::Sheet::Record &record) const { return cell(record, u"currency"_s).isEmpty() ? m_defaults.currency : cell(record, u"currency"_s); }
    QString cell(const imports::Sheet::Record &record, const QString &field) const { return m_columns.contains(field) ? record.cells.value(m_columns[field]) : QString(); }

    const SheetDefaults &m_defaults;
    QMap<QString, int> m_columns;
    QString m_titleUnit; ///< of the weights, as their title says
    QMap<std::tuple<QString, QString, QString>, BilledParcel> m_parcels; ///< by carrier, invoice, tracking number
    SheetContents<BilledParcel> m_contents;
};

} // namespace

Result<SheetContents<BilledParcel>> readInvoices(const imports::Sheet &sheet, const SheetDefaults &defaults)
{
    InvoiceReader reader(sheet.header, defaults);
    for (const QString &field : {u"tracking"_s, u"charges"_s})
        if (!reader.has(field))
            return fail(Error::Code::InvalidInput, field, u"no column says it"_s);
    if (!reader.has(u"carrier"_s) && defaults.carrier.isEmpty())
        return fail(Error::Code::InvalidInput, u"carrier"_s, u"no column says it, and --carrier is not given"_s);
    const auto mark = reader.mark(sheet);
    if (!mark)
        return tl::make_unexpected(mark.error());
    for (const imports::Sheet::Record &record : sheet.records)
        reader.take(record, CellReader(*mark));
    return reader.contents(static_cast<int>(sheet.records.size()));
}

} // namespace crossdock::rates
