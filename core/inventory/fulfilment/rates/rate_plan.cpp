#include "core/inventory/fulfilment/rates/rate_plan.h"

#include "core/inventory/fulfilment/rates/rate_book.h"
#include "core/inventory/fulfilment/rates/surcharge_changes.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rates {
namespace {

Command commandOf(const PriceList &list)
{
    return command::TakePrices{list};
}

Command commandOf(const ZoneChart &chart)
{
    return command::TakeZones{chart};
}

Command commandOf(const DimensionalRule &rule)
{
    return command::TakeDivisor{rule};
}

Command commandOf(const WeightStep &step)
{
    return command::TakeWeightStep{step};
}

template <class Value>
Result<RatePlan> planOf(const Result<SheetContents<Value>> &contents, const RateBook &book)
{
    if (!contents)
        return tl::make_unexpected(contents.error());
    RatePlan plan{.rows = contents->rows, .bad = contents->bad, .unused = contents->unused, .notes = contents->notes, .commands = {}, .changed = 0};
    for (const Value &value : contents->values) {
        const qint64 news = book.news(value);
        plan.changed += news;
        if (news > 0)
            plan.commands.append(commandOf(value));
    }
    return plan;
}

/// Zones of a carrier that asks no dollars, in a file that names no country, would be ZIP codes of the US that no quote ever asks for.
Result<SheetContents<ZoneChart>> readReachable(const imports::Sheet &sheet, const SheetDefaults &defaults, const RateBook &book)
{
    auto contents = readZones(sheet, defaults);
    if (!contents || !contents->isCountryAssumed)
        return contents;
    for (const ZoneChart &chart : std::as_const(contents->values)) {
        const QStringList currencies = book.currencies(chart.carrier);
        if (!currencies.isEmpty() && !currencies.contains(u"USD"_s))
            return fail(Error::Code::InvalidInput, chart.carrier, u"its prices are in %1, and nothing says the country of these zones, so they would be taken for the US: say it with --country, or in columns origin_country and dest_country"_s.arg(currencies.join(u", "_s)));
    }
    return contents;
}

/// Lists of areas have tens of thousands of lines: all of them are one command.
Result<RatePlan> planOf(const Result<SheetContents<Surcharge>> &contents, const RateBook &book)
{
    if (!contents)
        return tl::make_unexpected(contents.error());
    RatePlan plan{.rows = contents->rows, .bad = contents->bad, .unused = contents->unused, .notes = contents->notes, .commands = {}, .changed = 0};
    const SurchargeChanges changes = changesOf(book.surcharges(), contents->values);
    plan.changed = changes.come.size() + changes.gone.size();
    if (plan.changed > 0)
        plan.commands.append(command::TakeSurcharges{contents->values});
    return plan;
}

Result<RatePlan> planOf(const Result<SheetContents<BilledParcel>> &contents)
{
    if (!contents)
        return tl::make_unexpected(contents.error());
    RatePlan plan{.rows = contents->rows, .bad = contents->bad, .unused = contents->unused, .notes = contents->notes, .commands = {}, .changed = contents->values.size()};
    if (!contents->values.isEmpty())
        plan.commands.append(command::TakeInvoice{contents->values});
    return plan;
}

/// How a carrier counts volumes and how it rounds weights stand in one file.
Result<RatePlan> planOf(const Result<RatePlan> &divisors, const Result<RatePlan> &steps)
{
    if (!divisors || !steps)
        return !divisors ? divisors : steps;
    RatePlan plan = *divisors; // the bad rows are the same
    plan.commands += steps->commands;
    plan.changed += steps->changed;
    return plan;
}

QStringList currenciesOf(const Surcharge &line, const RateBook &book)
{
    QStringList found;
    for (const PriceTable *table : book.tables()) {
        const bool isFor = table->carrier() == line.carrier && (line.service.isEmpty() || line.service.compare(table->service(), Qt::CaseInsensitive) == 0)
            && (line.priceType.isEmpty() || line.priceType == table->priceType());
        if (isFor && !found.contains(table->currency()))
            found.append(table->currency());
    }
    return found;
}

} // namespace

Result<RatePlan> planOf(SheetKind kind, const imports::Sheet &sheet, const SheetDefaults &defaults, const RateBook &book)
{
    switch (kind) {
    case SheetKind::Prices:
        return planOf(readPrices(sheet, defaults), book);
    case SheetKind::Zones:
        return planOf(readReachable(sheet, defaults, book), book);
    case SheetKind::Surcharges:
        return planOf(readSurchargeLines(sheet, defaults, [&](const Surcharge &line) { return currenciesOf(line, book); }), book);
    case SheetKind::Invoices:
        return planOf(readInvoices(sheet, defaults));
    case SheetKind::Divisors:
        return planOf(planOf(readDivisors(sheet, defaults), book), planOf(readSteps(sheet, defaults), book));
    }
    Q_UNREACHABLE();
}

} // namespace crossdock::rates
