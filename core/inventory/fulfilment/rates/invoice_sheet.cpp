#include "core/inventory/fulfilment/rates/cell_reader.h"
#include "core/inventory/fulfilment/rates/cell_words.h"
#include "core/inventory/fulfilment/rates/rate_sheet.h"
#include "core/inventory/fulfilment/rates/said_columns.h"
#include "core/inventory/fulfilment/rates/sheet_columns.h"

#include <QMap>
#include <QRegularExpression>
#include <algorithm>

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

/// FedEx and UPS write L and K, UPS O for ounces.
std::optional<WeightUnit> unitOfColumn(const QString &text)
{
    const QString word = text.toLower();
    return word == u"l" ? WeightUnit::Pound : word == u"k" ? WeightUnit::Kilogram : word == u"o" ? WeightUnit::Ounce : unitOfWord(word);
}

/// The columns of the billing data of UPS, as its data dictionary numbers them; the file has no titles.
const QMap<QString, int> &upsColumns()
{
    static const QMap<QString, int> columns{{u"invoice"_s, 6}, {u"date"_s, 12}, {u"lead"_s, 14}, {u"tracking"_s, 21}, {u"billed_weight"_s, 29}, {u"weight_unit"_s, 30}, {u"currency"_s, 51}, {u"charges"_s, 53}};
    return columns;
}

/// A first line of that file: its version, an account, the day of the invoice, and its currency.
bool isUpsLine(const QStringList &cells)
{
    constexpr qsizetype fewest = 53; // empty columns at the end may be cut off
    static const QRegularExpression version(u"^[0-9]\\.[0-9]+$"_s), currency(u"^[A-Z]{3}$"_s);
    return cells.size() >= fewest && version.match(cells.at(0)).hasMatch() && currency.match(cells.at(9)).hasMatch() && (currency.match(cells.at(50)).hasMatch() || cells.at(50).isEmpty());
}

/// What a spreadsheet has made of a long number, or has put before it so that it makes nothing of it.
QString trackingOf(QString cell)
{
    if (cell.startsWith(u"=\""_s) && cell.endsWith(u'"'))
        cell = cell.sliced(2).chopped(1);
    if (cell.startsWith(u'\''))
        cell.remove(0, 1);
    return cell.remove(u' ').remove(QChar::Nbsp);
}

bool hasLostDigits(const QString &tracking)
{
    static const QRegularExpression scientific(u"^[0-9](?:[.,][0-9]+)?E\\+[0-9]+$"_s, QRegularExpression::CaseInsensitiveOption);
    return scientific.match(tracking).hasMatch();
}

/// Days as carriers write them: 2026-05-18, 20260518, and with a slash the month first, as in the United States. DHL's own have no slash.
QDate dayOf(const QString &text, bool isDayFirst, imports::DayOrder order)
{
    isDayFirst = order == imports::DayOrder::Unknown ? isDayFirst : order == imports::DayOrder::DayFirst;
    static const QRegularExpression slashes(u"^([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})$"_s);
    if (const auto parts = slashes.match(text.trimmed()); parts.hasMatch())
        return {parts.captured(3).toInt(), parts.captured(isDayFirst ? 2 : 1).toInt(), parts.captured(isDayFirst ? 1 : 2).toInt()};
    const QDate packed = QDate::fromString(text.trimmed(), u"yyyyMMdd"_s);
    return packed.isValid() ? packed : readDate(text, order);
}

/// Reads rows; those of one parcel on one invoice are added up.
class InvoiceReader
{
public:
    /// Of a file without titles: which column, from 1, holds what.
    InvoiceReader(const QMap<QString, int> &columns, const SheetDefaults &defaults)
        : m_defaults(defaults)
    {
        for (auto column = columns.begin(); column != columns.end(); ++column)
            m_columns.insert(column.key(), column.value() - 1);
    }

    InvoiceReader(const QStringList &header, const SheetDefaults &defaults)
        : m_defaults(defaults)
        , m_columns(saidColumns(defaults, header))
    {
        const QList<int> said = m_columns.values();
        if (const QString word = imports::plainTitle(header.value(m_columns.value(u"billed_weight"_s, -1))).section(u'_', -1); unitOfWord(word))
            m_titleUnit = word;
        for (int column = 0; column < header.size(); ++column) {
            if (said.contains(column))
                continue;
            const QString title = imports::plainTitle(header.at(column));
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

    bool has(const QString &field) const { return m_columns.contains(field) || m_defaults.values.contains(field); }
    void readDaysFirst() { m_isDayFirst = true; } ///< 18/05/2026

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
        const QString carrier = cell(record, u"carrier"_s).isEmpty() ? m_defaults.carrier : cell(record, u"carrier"_s).toLower(), own = trackingOf(cell(record, u"tracking"_s));
        const QString tracking = own.isEmpty() ? trackingOf(cell(record, u"lead"_s)) : own;
        if (tracking.isEmpty() && has(u"lead"_s)) {
            m_ofAccount.append(record.line);
            return;
        }
        const QString dateText = cell(record, u"date"_s), weightText = cell(record, u"billed_weight"_s);
        const QString saidUnit = cell(record, u"weight_unit"_s).isEmpty() ? m_titleUnit : cell(record, u"weight_unit"_s);
        const auto unit = unitOfColumn(saidUnit.isEmpty() ? m_defaults.weightUnit : saidUnit);
        const auto weight = reader.weight(weightText, unit.value_or(WeightUnit::Pound), !saidUnit.isEmpty()).map([](const CellReader::Weighed &one) { return one.weight; });
        const auto charges = reader.money(cell(record, u"charges"_s), currencyOf(record));
        const QDate date = dayOf(dateText, m_isDayFirst, m_defaults.dayOrder);
        const QString problem = carrier.isEmpty() ? u"carrier is empty"_s
            : tracking.isEmpty()                  ? u"tracking is empty"_s
            : hasLostDigits(tracking)             ? u"tracking “%1”: a spreadsheet has cut its digits, take the file as the carrier gave it"_s.arg(tracking)
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
        if (!m_ofAccount.isEmpty())
            m_contents.notes.append({m_ofAccount.first(), u"charges of the account, of no parcel, are left alone: %1 in all"_s.arg(m_ofAccount.size())});
        m_contents.rows = rows;
        return m_contents;
    }

private:
    QString currencyOf(const imports::Sheet::Record &record) const { return cell(record, u"currency"_s).isEmpty() ? m_defaults.currency : cell(record, u"currency"_s); }
    QString cell(const imports::Sheet::Record &record, const QString &field) const
    {
        const QString text = m_columns.contains(field) ? record.cells.value(m_columns[field]) : QString();
        return text.isEmpty() ? m_defaults.values.value(field) : text;
    }

    const SheetDefaults &m_defaults;
    QMap<QString, int> m_columns;
    bool m_isDayFirst = false;
    QList<int> m_ofAccount; ///< lines of no parcel
    QString m_titleUnit; ///< of the weights, as their title says
    QMap<std::tuple<QString, QString, QString>, BilledParcel> m_parcels; ///< by carrier, invoice, tracking number
    SheetContents<BilledParcel> m_contents;
};

} // namespace

namespace {

/// Where the titles of an invoice stand, and from which row on its charges: titles may be in the first row, or below others, or nowhere.
struct InvoiceStart {
    QMap<QString, int> columns; ///< of a file without titles
    QStringList titles;
    qsizetype first = 0; ///< of the records; -1: the first line of the file, too
    bool isUps = false;
};

InvoiceStart startOf(const imports::Sheet &sheet, const SheetDefaults &given)
{
    constexpr qsizetype mostTitles = 20;
    if (isUpsLine(sheet.header))
        return {.columns = upsColumns(), .titles = {}, .first = -1, .isUps = true};
    const auto isHeader = [&](const QStringList &titles) {
        const InvoiceReader read(titles, given);
        return read.has(u"tracking"_s) && read.has(u"charges"_s);
    };
    for (qsizetype i = 0; !isHeader(sheet.header) && i < std::min(mostTitles, sheet.records.size()); ++i)
        if (isHeader(sheet.records.at(i).cells))
            return {.columns = {}, .titles = sheet.records.at(i).cells, .first = i + 1};
    return {.columns = {}, .titles = sheet.header};
}

} // namespace

Result<SheetContents<BilledParcel>> readInvoices(const imports::Sheet &stranger, const SheetDefaults &said)
{
    const auto placed = saidSheet(stranger, said);
    if (!placed)
        return tl::make_unexpected(placed.error());
    const imports::Sheet &file = placed->sheet;
    const InvoiceStart start = placed->first ? InvoiceStart{.columns = {}, .titles = titlesAbove(file, *placed->first), .first = *placed->first} : startOf(file, said);
    SheetDefaults defaults = said;
    if (start.isUps && defaults.carrier.isEmpty())
        defaults.carrier = u"ups"_s;
    imports::Sheet sheet = file;
    sheet.records = start.first > 0 ? file.records.sliced(start.first) : file.records;
    if (start.first < 0)
        sheet.records.prepend({1, file.header});
    InvoiceReader reader = start.columns.isEmpty() ? InvoiceReader(start.titles, defaults) : InvoiceReader(start.columns, defaults);
    if (start.isUps && file.delimiter == u';')
        reader.readDaysFirst(); // outside the United States
    for (const QString &field : {u"tracking"_s, u"charges"_s})
        if (!reader.has(field))
            return fail(Error::Code::InvalidInput, field, u"no column says it; of a file without titles say which columns hold what, with --column tracking=21 --column charges=53, or --column charges=TITLE"_s);
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
