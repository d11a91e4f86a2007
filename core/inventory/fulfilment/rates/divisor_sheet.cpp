#include "core/inventory/fulfilment/rates/rate_sheet.h"
#include "core/inventory/fulfilment/rates/sheet_columns.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rates {
namespace {

constexpr int mostDivisor = 1'000'000;
constexpr int leastMetric = 1'000; // carriers' divisors are 100 to 250 of inches, and 3,000 to 7,000 of centimetres

/// Reads one row; the reason if it makes no sense.
Result<DimensionalRule> readRule(const SheetColumns &columns, const imports::Sheet::Record &record, const SheetDefaults &defaults)
{
    const auto cell = [&](const QString &field) { return columns.cell(record, field).trimmed(); };
    const auto problem = [&](const QString &field, const QString &why) { return fail(Error::Code::InvalidInput, field, u"%1 “%2”: %3"_s.arg(field, cell(field), why)); };
    bool isNumber = false, isVolume = true;
    const int divisor = cell(u"divisor"_s).toInt(&isNumber);
    const qint64 onlyAbove = cell(u"only_above"_s).isEmpty() ? 0 : cell(u"only_above"_s).toLongLong(&isVolume);
    const QString unit = cell(u"unit"_s).toLower(), date = cell(u"effective_from"_s);
    const auto rounding = roundingFrom(cell(u"rounding"_s).isEmpty() ? u"none"_s : cell(u"rounding"_s).toLower());
    DimensionalRule rule{.carrier = (cell(u"carrier"_s).isEmpty() ? defaults.carrier : cell(u"carrier"_s)).toLower(), .priceType = cell(u"price_type"_s).toLower(),
                         .from = date.isEmpty() ? defaults.effectiveFrom : readDate(date), .isMetric = unit.isEmpty() ? divisor >= leastMetric : unit == "cm"_L1,
                         .rounding = rounding.value_or(DimensionalRule::Rounding::None), .divisor = divisor, .onlyAbove = onlyAbove,
                         .service = cell(u"service"_s).isEmpty() ? defaults.service : cell(u"service"_s)};
    if (rule.carrier.isEmpty())
        return problem(u"carrier"_s, u"it is empty"_s);
    if (!isNumber || divisor < 0 || divisor > mostDivisor)
        return problem(u"divisor"_s, u"not a whole number like 139 or 5000, or 0 where volumes are not counted"_s);
    if (!unit.isEmpty() && unit != "in"_L1 && unit != "cm"_L1)
        return problem(u"unit"_s, u"it is neither in nor cm"_s);
    if (!rounding)
        return problem(u"rounding"_s, u"it is none of none, nearest, up"_s);
    if (!isVolume || onlyAbove < 0 || onlyAbove > qint64(mostDivisor) * mostDivisor)
        return problem(u"only_above"_s, u"not a whole number of cubic inches or centimetres"_s);
    if (!date.isEmpty() && !rule.from.isValid())
        return problem(u"effective_from"_s, u"not a date like 2026-01-05"_s);
    return rule;
}

} // namespace

Result<SheetContents<DimensionalRule>> readDivisors(const imports::Sheet &sheet, const SheetDefaults &defaults)
{
    const SheetColumns columns = readColumns(sheet.header, {u"carrier"_s, u"service"_s, u"price_type"_s, u"effective_from"_s, u"divisor"_s, u"unit"_s, u"rounding"_s, u"only_above"_s});
    if (!columns.fields.contains(u"divisor"_s))
        return fail(Error::Code::InvalidInput, u"divisor"_s, u"no column of the file holds it"_s);
    if (!columns.fields.contains(u"carrier"_s) && defaults.carrier.isEmpty())
        return fail(Error::Code::InvalidInput, u"carrier"_s, u"no column of the file holds it"_s);
    SheetContents<DimensionalRule> contents{.values = {}, .bad = {}, .rows = static_cast<int>(sheet.records.size()), .unused = columns.unused};
    for (const imports::Sheet::Record &record : sheet.records) {
        const auto rule = readRule(columns, record, defaults);
        if (rule)
            contents.values.append(*rule);
        else
            contents.bad.append({record.line, rule.error().detail});
    }
    return contents;
}

} // namespace crossdock::rates
