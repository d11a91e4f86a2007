#include "core/inventory/fulfilment/rates/rate_sheet.h"

#include "core/inventory/fulfilment/rates/cell_words.h"
#include "core/inventory/fulfilment/rates/price_reader.h"

#include <span>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rates {
namespace {

using Record = imports::Sheet::Record;

const QStringList &priceFields()
{
    static const QStringList fields{u"carrier"_s, u"service"_s, u"price_type"_s, u"effective_from"_s, u"zone"_s, u"max_weight"_s,
                                    u"min_weight"_s, u"weight_unit"_s, u"price"_s, u"currency"_s};
    return fields;
}

/// The fields that neither a column nor a default fills.
QStringList missingFields(const SheetColumns &columns, const SheetDefaults &defaults)
{
    QStringList fields;
    const auto need = [&](const QString &field, bool hasDefault) {
        if (!columns.fields.contains(field) && !hasDefault)
            fields.append(field);
    };
    need(u"carrier"_s, !defaults.carrier.isEmpty());
    need(u"service"_s, !defaults.service.isEmpty());
    need(u"effective_from"_s, defaults.effectiveFrom.isValid());
    need(u"max_weight"_s, false);
    need(u"zone"_s, columns.isMatrix());
    need(u"price"_s, columns.isMatrix());
    return fields;
}

constexpr int titleLines = 20; // above the header of a carrier's sheet

/// What the weights and prices of a sheet tell of their decimal mark.
Result<DecimalMark> markOf(const SheetColumns &columns, std::span<const Record> records, const SheetDefaults &defaults, bool isWorkbook)
{
    if (defaults.decimalMark)
        return *defaults.decimalMark;
    MarkFinder finder;
    const QString currency = columns.currency.isEmpty() ? defaults.currency : columns.currency;
    for (const Record &record : records) {
        for (const QString &field : {u"max_weight"_s, u"min_weight"_s})
            finder.see(record.line, columns.cell(record, field));
        const QString own = columns.cell(record, u"currency"_s);
        const bool hasMinor = minorDigits(own.isEmpty() ? currency : own.toUpper()) > 0;
        finder.see(record.line, columns.cell(record, u"price"_s), hasMinor);
        for (const auto &[zones, column] : columns.zones)
            finder.see(record.line, record.cells.value(column), hasMinor);
    }
    return finder.mark(isWorkbook);
}

/// The first currency that a price names by its sign; empty: none does.
QString currencyOfCells(const SheetColumns &columns, std::span<const Record> records)
{
    for (const Record &record : records) {
        QStringList prices{columns.cell(record, u"price"_s)};
        for (const auto &[zones, column] : columns.zones)
            prices.append(record.cells.value(column));
        for (const QString &price : std::as_const(prices))
            if (const auto cut = cutNumber(price); cut && !(cut->before + cut->after).isEmpty())
                if (const auto currency = currencyOfWord(cut->before + cut->after, {}))
                    return *currency;
    }
    return {};
}

} // namespace

Result<SheetContents<PriceList>> readPrices(const imports::Sheet &sheet, const SheetDefaults &defaults)
{
    SheetColumns columns = readColumns(sheet.header, priceFields());
    qsizetype first = 0;
    const auto isHeader = [](const SheetColumns &read) { return read.isMatrix() || (read.fields.contains(u"zone"_s) && read.fields.contains(u"max_weight"_s)); };
    for (qsizetype i = 0; !isHeader(columns) && i < std::min<qsizetype>(titleLines, sheet.records.size()); ++i) {
        if (SheetColumns below = readColumns(sheet.records.at(i).cells, priceFields()); isHeader(below)) {
            columns = std::move(below);
            first = i + 1;
            break;
        }
    }
    if (const QStringList missing = missingFields(columns, defaults); !missing.isEmpty())
        return fail(Error::Code::InvalidInput, missing.first(), u"no column of the file holds it"_s);
    const std::span records = std::span(sheet.records).subspan(static_cast<size_t>(first));
    SheetDefaults given = defaults;
    if (given.currency.isEmpty())
        given.currency = currencyOfCells(columns, records);
    const auto mark = markOf(columns, records, given, sheet.delimiter.isNull());
    if (!mark)
        return tl::make_unexpected(mark.error());
    PriceReader reader(columns, given, *mark);
    for (const Record &record : records)
        reader.take(record);
    return reader.contents(static_cast<int>(records.size()));
}

} // namespace crossdock::rates
