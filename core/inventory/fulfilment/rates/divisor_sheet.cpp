#include "core/inventory/fulfilment/rates/cell_reader.h"
#include "core/inventory/fulfilment/rates/cell_words.h"
#include "core/inventory/fulfilment/rates/rate_sheet.h"
#include "core/inventory/fulfilment/rates/said_columns.h"
#include "core/inventory/fulfilment/rates/sheet_columns.h"

#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rates {
namespace {

constexpr int mostDivisor = 1'000'000;
/// "5,000", "1 728": a whole number, as people group it; nothing: none.
std::optional<qint64> wholeFrom(const QString &cell)
{
    static const QRegularExpression grouped(u"^[0-9]{1,3}(?:[.,'’\\s][0-9]{3})+$"_s), separator(u"[.,'’\\s]"_s);
    QString digits = cell;
    if (grouped.match(cell).hasMatch())
        digits.remove(separator);
    bool isNumber = false;
    const qint64 number = digits.toLongLong(&isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
}

constexpr int leastMetric = 1'000; // carriers' divisors are 100 to 250 of inches, and 3,000 to 7,000 of centimetres

/// Reads one row; the reason if it makes no sense.
Result<DimensionalRule> readRule(const SheetColumns &columns, const imports::Sheet::Record &record, const SheetDefaults &defaults)
{
    const auto cell = [&](const QString &field) { return columns.cell(record, field).trimmed(); };
    const auto problem = [&](const QString &field, const QString &why) { return fail(Error::Code::InvalidInput, field, u"%1 “%2”: %3"_s.arg(field, cell(field), why)); };
    const auto whole = wholeFrom(cell(u"divisor"_s)), above = cell(u"only_above"_s).isEmpty() ? std::optional<qint64>(0) : wholeFrom(cell(u"only_above"_s));
    const bool isNumber = whole && *whole >= 0 && *whole <= mostDivisor;
    const int divisor = isNumber ? static_cast<int>(*whole) : 0;
    const QString unit = cell(u"unit"_s).toLower(), date = cell(u"effective_from"_s);
    const auto rounding = roundingFrom(cell(u"rounding"_s).isEmpty() ? u"none"_s : cell(u"rounding"_s).toLower());
    DimensionalRule rule{.carrier = (cell(u"carrier"_s).isEmpty() ? defaults.carrier : cell(u"carrier"_s)).toLower(), .priceType = cell(u"price_type"_s).toLower(),
                         .from = date.isEmpty() ? defaults.effectiveFrom : readDate(date, defaults.dayOrder), .isMetric = unit.isEmpty() ? divisor >= leastMetric : unit == "cm"_L1,
                         .rounding = rounding.value_or(DimensionalRule::Rounding::None), .divisor = divisor, .onlyAbove = above.value_or(0),
                         .service = cell(u"service"_s).isEmpty() ? defaults.service : cell(u"service"_s)};
    if (rule.carrier.isEmpty())
        return problem(u"carrier"_s, u"it is empty"_s);
    if (!isNumber)
        return problem(u"divisor"_s, u"not a whole number like 139 or 5000, or 0 where volumes are not counted"_s);
    if (!unit.isEmpty() && unit != "in"_L1 && unit != "cm"_L1)
        return problem(u"unit"_s, u"it is neither in nor cm"_s);
    if (!rounding)
        return problem(u"rounding"_s, u"it is none of none, nearest, up"_s);
    if (!above || *above < 0 || *above > qint64(mostDivisor) * mostDivisor)
        return problem(u"only_above"_s, u"not a whole number of cubic inches or centimetres"_s);
    if (!date.isEmpty() && !rule.from.isValid())
        return problem(u"effective_from"_s, u"not a date like 2026-01-05"_s);
    return rule;
}

/// The same of how weights are rounded.
Result<WeightStep> readStep(const SheetColumns &columns, const imports::Sheet::Record &record, const SheetDefaults &defaults)
{
    const auto cell = [&](const QString &field) { return columns.cell(record, field).trimmed(); };
    const auto problem = [&](const QString &field, const QString &why) { return fail(Error::Code::InvalidInput, field, u"%1 “%2”: %3"_s.arg(field, cell(field), why)); };
    const QString date = cell(u"effective_from"_s), rounding = cell(u"weight_rounding"_s).toLower();
    WeightStep step{.carrier = (cell(u"carrier"_s).isEmpty() ? defaults.carrier : cell(u"carrier"_s)).toLower(), .service = cell(u"service"_s).isEmpty() ? defaults.service : cell(u"service"_s),
                    .priceType = cell(u"price_type"_s).toLower(), .from = date.isEmpty() ? defaults.effectiveFrom : readDate(date, defaults.dayOrder), .unit = WeightUnit::Pound, .step = {},
                    .rounding = rounding == "nearest"_L1 ? WeightStep::Rounding::Nearest : WeightStep::Rounding::Up};
    if (step.carrier.isEmpty())
        return problem(u"carrier"_s, u"it is empty"_s);
    const auto cut = cutNumber(cell(u"weight_step"_s));
    if (!cut || cut->after.isEmpty() || !unitOfWord(cut->after))
        return problem(u"weight_step"_s, u"not a weight with its unit, like 0.5 kg, 1 lb or 1 oz"_s);
    const DecimalMark mark = defaults.decimalMark.value_or(cut->digits.contains(u',') ? DecimalMark::Comma : DecimalMark::Point);
    const auto weight = CellReader(mark).weight(cell(u"weight_step"_s), WeightUnit::Pound, false);
    if (!weight || weight->weight == Weight())
        return problem(u"weight_step"_s, weight ? u"a step of 0"_s : weight.error().detail);
    if (!rounding.isEmpty() && rounding != "up"_L1 && rounding != "nearest"_L1)
        return problem(u"weight_rounding"_s, u"it is neither up nor nearest"_s);
    if (!date.isEmpty() && !step.from.isValid())
        return problem(u"effective_from"_s, u"not a date like 2026-01-05"_s);
    step.unit = isMetric(weight->unit) ? WeightUnit::Kilogram : weight->unit;
    step.step = weight->weight;
    return step;
}

SheetColumns columnsOf(const QStringList &titles, const SheetDefaults &said)
{
    return readColumns(titles, {u"carrier"_s, u"service"_s, u"price_type"_s, u"effective_from"_s, u"divisor"_s, u"unit"_s, u"rounding"_s, u"only_above"_s, u"weight_step"_s, u"weight_rounding"_s}, said);
}

/// InvalidInput: a column that is needed is missing.
Result<> checkColumns(const SheetColumns &columns, const SheetDefaults &defaults)
{
    if (!columns.has(u"divisor"_s) && !columns.has(u"weight_step"_s))
        return fail(Error::Code::InvalidInput, u"divisor"_s, u"no column of the file holds it"_s);
    if (!columns.has(u"carrier"_s) && defaults.carrier.isEmpty())
        return fail(Error::Code::InvalidInput, u"carrier"_s, u"no column of the file holds it"_s);
    return {};
}

/// What one row says: a rule of volumes, of weights, or both. The reason if any of it makes no sense.
struct RowRules {
    std::optional<DimensionalRule> divisor;
    std::optional<WeightStep> step;
};

Result<RowRules> readRow(const SheetColumns &columns, const imports::Sheet::Record &record, const SheetDefaults &defaults)
{
    RowRules rules;
    const bool hasStep = !columns.cell(record, u"weight_step"_s).isEmpty();
    if (!hasStep || !columns.cell(record, u"divisor"_s).isEmpty()) {
        const auto rule = readRule(columns, record, defaults);
        if (!rule)
            return tl::make_unexpected(rule.error());
        rules.divisor = *rule;
    }
    if (hasStep) {
        const auto step = readStep(columns, record, defaults);
        if (!step)
            return tl::make_unexpected(step.error());
        rules.step = *step;
    }
    return rules;
}

/// Reads all rows; `part` is what of a row is wanted.
template <class Value>
Result<SheetContents<Value>> readRows(const imports::Sheet &sheet, const SheetDefaults &defaults, std::optional<Value> RowRules::*part)
{
    const auto said = saidSheet(sheet, defaults);
    if (!said)
        return tl::make_unexpected(said.error());
    const qsizetype first = said->first.value_or(0);
    const SheetColumns columns = columnsOf(titlesAbove(said->sheet, first), defaults);
    CROSSDOCK_TRY(checkColumns(columns, defaults));
    const QList<imports::Sheet::Record> records = said->sheet.records.sliced(first);
    SheetContents<Value> contents{.values = {}, .bad = {}, .rows = static_cast<int>(records.size()), .unused = columns.unused};
    for (const imports::Sheet::Record &record : records) {
        const auto rules = readRow(columns, record, defaults);
        if (!rules)
            contents.bad.append({record.line, rules.error().detail});
        else if ((*rules).*part)
            contents.values.append(*((*rules).*part));
    }
    return contents;
}

} // namespace

Result<SheetContents<DimensionalRule>> readDivisors(const imports::Sheet &sheet, const SheetDefaults &defaults)
{
    return readRows(sheet, defaults, &RowRules::divisor);
}

Result<SheetContents<WeightStep>> readSteps(const imports::Sheet &sheet, const SheetDefaults &defaults)
{
    return readRows(sheet, defaults, &RowRules::step);
}

} // namespace crossdock::rates
