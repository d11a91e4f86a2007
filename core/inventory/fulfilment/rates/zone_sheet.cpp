#include "core/inventory/fulfilment/rates/cell_reader.h"
#include "core/inventory/fulfilment/rates/rate_sheet.h"
#include "core/inventory/fulfilment/rates/said_columns.h"
#include "core/inventory/fulfilment/rates/sheet_columns.h"
#include "core/inventory/fulfilment/rates/surcharge_book.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rates {
namespace {

/// A ZIP code that a workbook kept as a number: its zeros are back, where others of its column have four digits or five.
QString zipOf(const QString &cell, bool isFilledUp)
{
    constexpr qsizetype digits = 5;
    const bool isNumber = !cell.isEmpty() && std::all_of(cell.begin(), cell.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    return isFilledUp && isNumber ? cell.rightJustified(digits, u'0') : cell;
}

bool holdsZipNumbers(const SheetColumns &columns, const imports::Sheet &sheet)
{
    constexpr qsizetype fewest = 4;
    return sheet.delimiter.isNull() && std::any_of(sheet.records.begin(), sheet.records.end(), [&](const auto &record) {
        const QString cell = columns.cell(record, u"zip_from"_s);
        return cell.size() >= fewest && std::all_of(cell.begin(), cell.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    });
}

/// Reads one line; the reason if it makes no sense.
Result<Surcharge> readLine(const SheetColumns &columns, const imports::Sheet::Record &record, const SheetDefaults &defaults, const CellReader &reader, const CurrenciesOf &currenciesOf, bool areZipsFilledUp)
{
    const auto cell = [&](const QString &field) { return columns.cell(record, field); };
    const auto problem = [](const QString &field, const QString &text) { return fail(Error::Code::InvalidInput, field, u"%1 “%2” makes no sense"_s.arg(field, text)); };
    const auto refused = [](const QString &field, const QString &text, const Error &error) { return fail(Error::Code::InvalidInput, field, u"%1 “%2”: %3"_s.arg(field, text, error.detail)); };
    Surcharge line{.carrier = cell(u"carrier"_s).isEmpty() ? defaults.carrier : cell(u"carrier"_s).toLower(), .kind = cell(u"kind"_s).toLower(),
                   .from = cell(u"effective_from"_s).isEmpty() ? defaults.effectiveFrom : readDate(cell(u"effective_from"_s), defaults.dayOrder), .until = readDate(cell(u"effective_until"_s), defaults.dayOrder),
                   .service = cell(u"service"_s), .priceType = cell(u"price_type"_s).toLower(), .zoneFrom = cell(u"zone_from"_s).toInt(),
                   .zoneTo = cell(u"zone_to"_s).toInt(), .zipFrom = zipOf(cell(u"zip_from"_s), areZipsFilledUp && cell(u"country"_s).isEmpty()), .zipTo = zipOf(cell(u"zip_to"_s), areZipsFilledUp && cell(u"country"_s).isEmpty()), .amount = {}};
    if (line.carrier.isEmpty() || line.kind.isEmpty())
        return problem(line.carrier.isEmpty() ? u"carrier"_s : u"kind"_s, {});
    if (!line.from.isValid())
        return problem(u"effective_from"_s, cell(u"effective_from"_s));
    if (!cell(u"effective_until"_s).isEmpty() && (!line.until.isValid() || line.until < line.from))
        return problem(u"effective_until"_s, cell(u"effective_until"_s));
    for (const auto &[field, zone] : {std::pair(u"zone_from"_s, line.zoneFrom), {u"zone_to"_s, line.zoneTo}})
        if (zone <= 0 && !cell(field).isEmpty())
            return problem(field, cell(field));
    if (line.zoneTo == 0)
        line.zoneTo = line.zoneFrom;
    if (line.zipTo.isEmpty())
        line.zipTo = line.zipFrom;
    if (const QString country = cell(u"country"_s); !country.isEmpty()) {
        line.zipFrom = surchargeArea(country, line.zipFrom);
        line.zipTo = surchargeArea(country, line.zipTo);
    }
    if (!cell(u"amount"_s).isEmpty()) {
        QString currency = !cell(u"currency"_s).isEmpty() ? cell(u"currency"_s) : columns.currency.isEmpty() ? defaults.currency : columns.currency;
        const auto cut = cutNumber(cell(u"amount"_s));
        if (currency.isEmpty() && cut && (cut->before + cut->after).isEmpty()) {
            const QStringList known = currenciesOf ? currenciesOf(line) : QStringList();
            if (known.size() != 1)
                return fail(Error::Code::InvalidInput, u"currency"_s, known.isEmpty() ? u"currency is empty, and no price list of %1 is known that would say it"_s.arg(line.carrier)
                                                                                      : u"currency is empty, and the price lists of %1 are in %2"_s.arg(line.carrier, known.join(u" and "_s)));
            currency = known.first();
        }
        const auto amount = reader.money(cell(u"amount"_s), currency);
        if (!amount)
            return refused(u"amount"_s, cell(u"amount"_s), amount.error());
        line.amount = *amount;
    }
    if (!cell(u"percent"_s).isEmpty()) {
        const auto share = reader.basisPoints(cell(u"percent"_s));
        if (!share)
            return refused(u"percent"_s, cell(u"percent"_s), share.error());
        line.basisPoints = *share;
    }
    if (line.amount.has_value() == !cell(u"percent"_s).isEmpty())
        return fail(Error::Code::InvalidInput, u"amount"_s, u"a line has either an amount or a percent"_s);
    line.shareOf = cell(u"share_of"_s).toLower().split(u' ', Qt::SkipEmptyParts);
    CROSSDOCK_TRY(checkSurcharge(line));
    return line;
}

/// The columns of lines; a column "price" is that of the amounts.
SheetColumns lineColumns(const QStringList &titles, const SheetDefaults &said)
{
    SheetColumns columns = readColumns(titles, {u"carrier"_s, u"kind"_s, u"effective_from"_s, u"effective_until"_s, u"service"_s, u"price_type"_s, u"zone_from"_s,
                                                u"zone_to"_s, u"country"_s, u"zip_from"_s, u"zip_to"_s, u"amount"_s, u"currency"_s, u"percent"_s, u"share_of"_s}, said);
    if (!columns.fields.contains(u"amount"_s) && columns.fields.contains(u"price"_s))
        columns.fields.insert(u"amount"_s, columns.fields.take(u"price"_s));
    return columns;
}

/// The lines below their titles, which may stand below others.
std::pair<SheetColumns, imports::Sheet> linesBelow(const imports::Sheet &file, std::optional<qsizetype> saidFirst, const SheetDefaults &said)
{
    constexpr qsizetype deepest = 20; // title lines of a carrier's file
    const qsizetype from = saidFirst.value_or(0), to = saidFirst.value_or(std::min(deepest, file.records.size()));
    for (qsizetype first = from; first <= to; ++first) {
        const SheetColumns columns = lineColumns(titlesAbove(file, first), said);
        const bool isTold = columns.has(u"kind"_s) && (columns.has(u"amount"_s) || columns.has(u"percent"_s)) && !columns.fields.isEmpty();
        if (!isTold && !saidFirst)
            continue;
        imports::Sheet below = file;
        below.records = file.records.sliced(first);
        return {columns, below};
    }
    return {lineColumns(file.header, said), file};
}

} // namespace

Result<SheetContents<Surcharge>> readSurchargeLines(const imports::Sheet &file, const SheetDefaults &defaults, const CurrenciesOf &currenciesOf)
{
    const auto said = saidSheet(file, defaults);
    if (!said)
        return tl::make_unexpected(said.error());
    const auto [columns, sheet] = linesBelow(said->sheet, said->first, defaults);
    if (!columns.has(u"kind"_s))
        return fail(Error::Code::InvalidInput, u"kind"_s, u"no column of the file holds it"_s);
    if (!columns.has(u"amount"_s) && !columns.has(u"percent"_s))
        return fail(Error::Code::InvalidInput, u"amount"_s, u"no column of the file holds it, nor a percent"_s);
    MarkFinder finder;
    for (const imports::Sheet::Record &record : sheet.records)
        for (const QString &field : {u"amount"_s, u"percent"_s})
            finder.see(record.line, columns.cell(record, field), field == u"percent" || minorDigits(columns.cell(record, u"currency"_s)) > 0);
    const auto mark = defaults.decimalMark ? Result<DecimalMark>(*defaults.decimalMark) : finder.mark(sheet.delimiter.isNull());
    if (!mark)
        return tl::make_unexpected(mark.error());
    SheetContents<Surcharge> contents{.values = {}, .bad = {}, .rows = static_cast<int>(sheet.records.size()), .unused = columns.unused};
    const bool areZipsFilledUp = holdsZipNumbers(columns, sheet);
    for (const imports::Sheet::Record &record : sheet.records) {
        const auto line = readLine(columns, record, defaults, CellReader(*mark), currenciesOf, areZipsFilledUp);
        if (line) {
            contents.values.append(*line);
            const QStringList known = currenciesOf ? currenciesOf(*line) : QStringList();
            if (currenciesOf && known.isEmpty())
                contents.notes.append({record.line, u"no price list of %1 is known that “%2” is charged on"_s.arg(QStringList{line->carrier, line->service}.join(u' ').trimmed(), line->kind)});
            else if (line->amount && currenciesOf && !known.contains(line->amount->currency))
                contents.notes.append({record.line, u"“%1” is in %2 and never charged: the price lists of %3 are in %4"_s.arg(line->kind, line->amount->currency, line->carrier, known.join(u" and "_s))});
        }
        else
            contents.bad.append({record.line, line.error().detail});
    }
    return contents;
}

} // namespace crossdock::rates
