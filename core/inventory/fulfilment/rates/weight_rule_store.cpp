#include "core/inventory/fulfilment/rates/rate_store.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rates {
namespace {

QString isoText(const QDate &date)
{
    return date.isValid() ? date.toString(Qt::ISODate) : u""_s;
}

QDate isoDate(const QString &text)
{
    return QDate::fromString(text, Qt::ISODate);
}

} // namespace

Result<> RateStore::take(audit::Draft &draft, const DimensionalRule &rule)
{
    const auto known = readDimensionalRules(m_database);
    if (!known)
        return tl::make_unexpected(known.error());
    if (known->contains(rule))
        return {};
    CROSSDOCK_TRY(m_database.execute(u"INSERT INTO dimensional_rule (carrier, service, price_type, effective_from, is_metric, rounding, divisor, only_above) VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
                                     "ON CONFLICT (carrier, service, price_type, effective_from, is_metric) DO UPDATE SET "
                                     "rounding = excluded.rounding, divisor = excluded.divisor, only_above = excluded.only_above"_s,
                                     {rule.carrier, rule.service, rule.priceType, isoText(rule.from), rule.isMetric ? 1 : 0, nameOf(rule.rounding), rule.divisor, rule.onlyAbove}));
    draft.setWhat(u"rates.divisor"_s);
    draft.about(u"carrier"_s, rule.carrier);
    if (!rule.service.isEmpty())
        draft.say(u"service"_s, rule.service);
    draft.say(u"effective_from"_s, isoText(rule.from));
    draft.say(u"divisor"_s, qint64(rule.divisor));
    return countRevision();
}

Result<> RateStore::take(audit::Draft &draft, const WeightStep &step)
{
    const auto known = readWeightSteps(m_database);
    if (!known)
        return tl::make_unexpected(known.error());
    if (known->contains(step))
        return {};
    CROSSDOCK_TRY(m_database.execute(u"INSERT INTO weight_step (carrier, service, price_type, effective_from, unit, step, rounding) VALUES (?, ?, ?, ?, ?, ?, ?) "
                                     "ON CONFLICT (carrier, service, price_type, effective_from, unit) DO UPDATE SET step = excluded.step, rounding = excluded.rounding"_s,
                                     {step.carrier, step.service, step.priceType, isoText(step.from), nameOf(step.unit), step.step.nanograms(), nameOf(step.rounding)}));
    draft.setWhat(u"rates.weight_step"_s);
    draft.about(u"carrier"_s, step.carrier);
    if (!step.service.isEmpty())
        draft.say(u"service"_s, step.service);
    draft.say(u"effective_from"_s, isoText(step.from));
    draft.say(u"step"_s, step.text());
    return countRevision();
}

Result<QList<DimensionalRule>> readDimensionalRules(store::Database &database)
{
    return database.select(u"SELECT carrier, service, price_type, effective_from, is_metric, rounding, divisor, only_above FROM dimensional_rule"_s, {}, [](const store::Row &row) {
        return DimensionalRule{.carrier = row.text(0), .priceType = row.text(2), .from = isoDate(row.text(3)), .isMetric = row.number(4) != 0,
                               .rounding = roundingFrom(row.text(5)).value_or(DimensionalRule::Rounding::None), .divisor = static_cast<int>(row.number(6)), .onlyAbove = row.number(7), .service = row.text(1)};
    });
}

Result<QList<WeightStep>> readWeightSteps(store::Database &database)
{
    return database.select(u"SELECT carrier, service, price_type, effective_from, unit, step, rounding FROM weight_step"_s, {}, [](const store::Row &row) {
        return WeightStep{.carrier = row.text(0), .service = row.text(1), .priceType = row.text(2), .from = isoDate(row.text(3)), .unit = weightUnitFrom(row.text(4)).value_or(WeightUnit::Pound),
                          .step = Weight(row.number(5)), .rounding = row.text(6) == "nearest"_L1 ? WeightStep::Rounding::Nearest : WeightStep::Rounding::Up};
    });
}

} // namespace crossdock::rates
