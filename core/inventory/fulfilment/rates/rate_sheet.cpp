#include "core/inventory/fulfilment/rates/rate_sheet.h"

#include "core/inventory/fulfilment/rates/cell_words.h"
#include "core/inventory/fulfilment/rates/price_reader.h"
#include "core/inventory/fulfilment/rates/said_columns.h"
#include "core/inventory/fulfilment/rates/table_shapes.h"

#include <QRegularExpression>
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
        if (!columns.has(field) && !hasDefault)
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

/// "Preise in EUR", "All prices in £", "Currency: USD": of a line that says so above or below the prices; empty: none does, or several in turn.
QString currencyOfLines(const imports::Sheet &sheet)
{
    static const QRegularExpression said(u"\\b(?:prices?|rates?|charges|amounts?|tariffs?|currency|preise?|tarife?|währung|precios?|tarifas?|moneda|preços?|moeda|prix|devise)\\b[^.;]*?(?:\\b(?i:in|en|em)\\s+|[:(]\\s*)((?-i:[A-Z]{3})\\b|[€£₹])"_s,
                                         QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    constexpr qsizetype fewCells = 2; // a line of words is no row of prices
    QStringList found;
    const auto look = [&](QStringList cells) {
        cells.removeAll(QString());
        for (const QString &cell : cells.size() <= fewCells ? cells : QStringList())
            if (const auto match = said.match(cell); match.hasMatch())
                if (const auto currency = currencyOfWord(match.captured(1), {}); currency && !found.contains(*currency))
                    found.append(*currency);
    };
    look(sheet.header);
    for (const Record &record : sheet.records)
        look(record.cells);
    return found.size() == 1 ? found.first() : QString();
}

/// Where the table begins.
struct TableStart {
    SheetColumns columns;
    QString note = {}; ///< what is taken that its titles do not say
    int line = 1; ///< of the titles
    qsizetype first = 0; ///< of the records below them
};

enum class Telling { Zones, OneZone, Names };

/// The columns below these titles; nothing: they do not tell so much.
std::optional<TableStart> startBelow(const QStringList &titles, const imports::Sheet &sheet, qsizetype first, const SheetDefaults &said, Telling telling)
{
    TableStart start{.columns = readColumns(titles, priceFields(), said), .line = first == 0 ? 1 : sheet.records.at(first - 1).line, .first = first};
    const auto below = std::span(sheet.records).subspan(static_cast<size_t>(first));
    if (telling != Telling::Zones)
        start.note = telling == Telling::OneZone ? takeOneZone(start.columns, titles) : takeNamedZones(start.columns, titles, below);
    const bool tellsZones = start.columns.isMatrix() || (start.columns.has(u"zone"_s) && start.columns.has(u"price"_s) && start.columns.fields.contains(u"max_weight"_s));
    return (telling == Telling::Zones ? tellsZones : !start.note.isEmpty()) ? std::optional(start) : std::nullopt;
}

/// Titles in two lines, the weight in one and the zones in the other.
std::optional<TableStart> startBelowTwo(const imports::Sheet &sheet, qsizetype first, const SheetDefaults &said)
{
    if (first == 0)
        return {};
    for (const QStringList &titles : joinedTitles(titlesAbove(sheet, first - 1), titlesAbove(sheet, first)))
        if (auto start = startBelow(titles, sheet, first, said, Telling::Zones); start && start->columns.isMatrix())
            return start;
    return {};
}

/// A line of titles that tells zones comes before any that tells weights and prices alone, and that before one of unknown names.
TableStart startOf(const imports::Sheet &sheet, const SheetDefaults &said, std::optional<qsizetype> saidFirst)
{
    const qsizetype from = saidFirst.value_or(0), to = saidFirst.value_or(std::min<qsizetype>(titleLines, sheet.records.size()));
    for (const Telling telling : {Telling::Zones, Telling::OneZone, Telling::Names}) {
        for (qsizetype first = from; first <= to; ++first)
            if (const auto start = startBelow(titlesAbove(sheet, first), sheet, first, said, telling))
                return *start;
        for (qsizetype first = from; telling == Telling::Zones && first <= to; ++first)
            if (const auto start = startBelowTwo(sheet, first, said))
                return *start;
    }
    return {.columns = readColumns(titlesAbove(sheet, from), priceFields(), said), .first = from};
}

} // namespace

Result<SheetContents<PriceList>> readPrices(const imports::Sheet &file, const SheetDefaults &defaults)
{
    const auto said = saidSheet(file, defaults);
    if (!said)
        return tl::make_unexpected(said.error());
    const imports::Sheet sheet = said->first ? said->sheet : withWeightsBelow(file);
    const TableStart start = startOf(sheet, defaults, said->first);
    const SheetColumns &columns = start.columns;
    if (const QStringList missing = missingFields(columns, defaults); !missing.isEmpty())
        return fail(Error::Code::InvalidInput, missing.first(), u"no column of the file holds it"_s);
    const std::span records = std::span(sheet.records).subspan(static_cast<size_t>(start.first));
    SheetDefaults given = defaults;
    if (given.currency.isEmpty())
        given.currency = currencyOfCells(columns, records);
    if (given.currency.isEmpty())
        given.currency = currencyOfLines(sheet);
    const auto mark = markOf(columns, records, given, sheet.delimiter.isNull());
    if (!mark)
        return tl::make_unexpected(mark.error());
    PriceReader reader(columns, given, *mark);
    for (const Record &record : records)
        reader.take(record);
    auto contents = reader.contents(static_cast<int>(records.size()));
    if (!start.note.isEmpty())
        contents.notes.prepend({start.line, start.note});
    if (given.currency.isEmpty() && columns.currency.isEmpty() && !columns.has(u"currency"_s) && !contents.values.isEmpty())
        contents.notes.append({start.line, u"prices are taken as USD: no currency is named; --currency says another"_s});
    return contents;
}

} // namespace crossdock::rates
