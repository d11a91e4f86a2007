#include "core/inventory/fulfilment/rates/rate_sheet.h"
#include "core/inventory/fulfilment/rates/sheet_columns.h"
#include "core/inventory/fulfilment/rates/surcharge_book.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rates {
namespace {

/// Reads one line; the reason if it makes no sense.
Result<Surcharge> readLine(const SheetColumns &columns, const imports::Sheet::Record &record, const SheetDefaults &defaults, QChar delimiter)
{
    const auto cell = [&](const QString &field) { return columns.cell(record, field); };
    const auto problem = [](const QString &field, const QString &text) { return fail(Error::Code::InvalidInput, field, u"%1 “%2” makes no sense"_s.arg(field, text)); };
    Surcharge line{.carrier = cell(u"carrier"_s).isEmpty() ? defaults.carrier : cell(u"carrier"_s).toLower(), .kind = cell(u"kind"_s).toLower(),
                   .from = cell(u"effective_from"_s).isEmpty() ? defaults.effectiveFrom : readDate(cell(u"effective_from"_s)), .until = readDate(cell(u"effective_until"_s)),
                   .service = cell(u"service"_s), .priceType = cell(u"price_type"_s).toLower(), .zoneFrom = cell(u"zone_from"_s).toInt(),
                   .zoneTo = cell(u"zone_to"_s).toInt(), .zipFrom = cell(u"zip_from"_s), .zipTo = cell(u"zip_to"_s), .amount = {}};
    if (line.carrier.isEmpty() || line.kind.isEmpty())
        return problem(line.carrier.isEmpty() ? u"carrier"_s : u"kind"_s, {});
    if (!line.from.isValid())
        return problem(u"effective_from"_s, cell(u"effective_from"_s));
    if (!cell(u"effective_until"_s).isEmpty() && (!line.until.isValid() || line.until < line.from))
        return problem(u"effective_until"_s, cell(u"effective_until"_s));
    for (const auto &[field, zone] : {std::pair(u"zone_from"_s, line.zoneFrom), {u"zone_to"_s, line.zoneTo}})
        if (zone <= 0 && !cell(field).isEmpty())
            return problem(field, cell(field));
    line.zoneTo = std::max(line.zoneFrom, line.zoneTo);
    if (line.zipTo.isEmpty())
        line.zipTo = line.zipFrom;
    if (!cell(u"amount"_s).isEmpty()) {
        const auto amount = parseMoney(bareNumber(cell(u"amount"_s), delimiter), cell(u"currency"_s).isEmpty() ? defaults.currency : cell(u"currency"_s));
        if (!amount)
            return problem(u"amount"_s, cell(u"amount"_s));
        line.amount = *amount;
    }
    if (!cell(u"percent"_s).isEmpty()) {
        const auto percent = parseMoney(bareNumber(cell(u"percent"_s), delimiter), u"USD"_s); // two digits after the point, as hundredths are
        if (!percent || percent->amount < 0 || percent->amount > 100'000)
            return problem(u"percent"_s, cell(u"percent"_s));
        line.basisPoints = static_cast<int>(percent->amount);
    }
    if (line.amount.has_value() == (line.basisPoints != 0))
        return fail(Error::Code::InvalidInput, u"amount"_s, u"a line has either an amount or a percent"_s);
    CROSSDOCK_TRY(checkSurcharge(line));
    return line;
}

} // namespace

Result<SheetContents<Surcharge>> readSurchargeLines(const imports::Sheet &sheet, const SheetDefaults &defaults)
{
    const SheetColumns columns = readColumns(sheet.header, {u"carrier"_s, u"kind"_s, u"effective_from"_s, u"effective_until"_s, u"service"_s, u"price_type"_s, u"zone_from"_s,
                                                            u"zone_to"_s, u"zip_from"_s, u"zip_to"_s, u"amount"_s, u"currency"_s, u"percent"_s});
    if (!columns.fields.contains(u"kind"_s))
        return fail(Error::Code::InvalidInput, u"kind"_s, u"no column of the file holds it"_s);
    SheetContents<Surcharge> contents{.values = {}, .bad = {}, .rows = static_cast<int>(sheet.records.size()), .unused = columns.unused};
    for (const imports::Sheet::Record &record : sheet.records) {
        const auto line = readLine(columns, record, defaults, sheet.delimiter);
        if (line)
            contents.values.append(*line);
        else
            contents.bad.append({record.line, line.error().detail});
    }
    return contents;
}

} // namespace crossdock::rates
