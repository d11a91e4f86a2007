#include "core/inventory/fulfilment/rates/rate_sheet.h"
#include "core/inventory/fulfilment/rates/sheet_columns.h"

#include <QMap>

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
        {u"tracking"_s, {u"tracking"_s, u"tracking_number"_s, u"tracking_id"_s, u"express_or_ground_tracking_id"_s, u"awb"_s, u"waybill"_s}},
        {u"carrier"_s, {u"carrier"_s}},
        {u"invoice"_s, {u"invoice"_s, u"invoice_number"_s}},
        {u"service"_s, {u"service"_s, u"service_type"_s}},
        {u"charges"_s, {u"charges"_s, u"charge"_s, u"amount"_s, u"total"_s, u"net_charge"_s, u"net_charge_amount"_s, u"net_amount"_s}},
        {u"currency"_s, {u"currency"_s, u"invoice_currency"_s}},
        {u"billed_weight"_s, {u"billed_weight"_s, u"billable_weight"_s, u"rated_weight"_s, u"rated_weight_amount"_s}},
        {u"weight_unit"_s, {u"weight_unit"_s, u"rated_weight_units"_s}},
        {u"date"_s, {u"date"_s, u"ship_date"_s, u"shipment_date"_s, u"invoice_date"_s}},
    };
    return all;
}

/// Reads rows; those of one parcel on one invoice are added up.
class InvoiceReader
{
public:
    InvoiceReader(const QStringList &header, const SheetDefaults &defaults, QChar delimiter)
        : m_defaults(defaults)
        , m_delimiter(delimiter)
    {
        for (int column = 0; column < header.size(); ++column) {
            const QString title = normalTitle(header.at(column));
            const auto known = std::find_if(words().begin(), words().end(), [&](const Words &one) { return one.titles.contains(title); });
            if (known != words().end() && !m_columns.contains(known->field))
                m_columns.insert(known->field, column);
            else if (!title.isEmpty())
                m_contents.unused.append(header.at(column));
        }
    }

    bool has(const QString &field) const { return m_columns.contains(field); }

    void take(const imports::Sheet::Record &record)
    {
        const QString carrier = cell(record, u"carrier"_s).isEmpty() ? m_defaults.carrier : cell(record, u"carrier"_s).toLower(), tracking = cell(record, u"tracking"_s);
        const QString currency = cell(record, u"currency"_s).isEmpty() ? m_defaults.currency : cell(record, u"currency"_s), dateText = cell(record, u"date"_s);
        const QString unitText = cell(record, u"weight_unit"_s).isEmpty() ? m_defaults.weightUnit : cell(record, u"weight_unit"_s).toLower();
        const auto unit = weightUnitFrom(unitText.startsWith(u"lb") ? u"lb"_s : unitText.startsWith(u"kg") ? u"kg"_s : unitText);
        const QString weightText = cell(record, u"billed_weight"_s);
        const auto weight = unit ? Weight::parse(bareNumber(weightText, m_delimiter), *unit) : tl::make_unexpected(Error{Error::Code::InvalidInput, unitText, {}});
        const auto charges = parseMoney(bareNumber(cell(record, u"charges"_s), m_delimiter), currency);
        const QDate date = readDate(dateText);
        const QString problem = carrier.isEmpty() ? u"carrier is empty"_s
            : tracking.isEmpty()                  ? u"tracking is empty"_s
            : !charges                            ? u"charges “%1”: %2"_s.arg(cell(record, u"charges"_s), charges.error().detail)
            : !weightText.isEmpty() && !weight    ? u"billed_weight “%1 %2”: not a weight"_s.arg(weightText, unitText)
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
    QString cell(const imports::Sheet::Record &record, const QString &field) const { return m_columns.contains(field) ? record.cells.value(m_columns[field]) : QString(); }

    const SheetDefaults &m_defaults;
    QChar m_delimiter;
    QMap<QString, int> m_columns;
    QMap<std::tuple<QString, QString, QString>, BilledParcel> m_parcels; ///< by carrier, invoice, tracking number
    SheetContents<BilledParcel> m_contents;
};

} // namespace

Result<SheetContents<BilledParcel>> readInvoices(const imports::Sheet &sheet, const SheetDefaults &defaults)
{
    InvoiceReader reader(sheet.header, defaults, sheet.delimiter);
    for (const QString &field : {u"tracking"_s, u"charges"_s})
        if (!reader.has(field))
            return fail(Error::Code::InvalidInput, field, u"no column says it"_s);
    if (!reader.has(u"carrier"_s) && defaults.carrier.isEmpty())
        return fail(Error::Code::InvalidInput, u"carrier"_s, u"no column says it, and --carrier is not given"_s);
    for (const imports::Sheet::Record &record : sheet.records)
        reader.take(record);
    return reader.contents(static_cast<int>(sheet.records.size()));
}

} // namespace crossdock::rates
