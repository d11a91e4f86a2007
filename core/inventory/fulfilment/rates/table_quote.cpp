#include "core/inventory/fulfilment/rates/table_quote.h"

#include "core/inventory/fulfilment/rates/triggers.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rates {
namespace {

/// What one parcel is billed as.
struct Billed {
    Weight weight; ///< to look its row up: exact where it is the actual one
    Quote::BilledBy by = Quote::BilledBy::Actual;
    std::optional<int> divisor;
    QStringList triggers;
};

/// Adds a quote up, parcel by parcel.
class Reckoning
{
public:
    Reckoning(const PriceTable &table, const Shipment &shipment, const Zone &zone, const SurchargeBook &surcharges, const DimensionalBook &dimensions, const WeightSteps &steps)
        : m_table(table)
        , m_shipment(shipment)
        , m_surcharges(surcharges)
        , m_steps(steps)
        , m_occasion{table.carrier(), table.service(), table.priceType(), shipment.shipDate, zone.name, shipment.to.postcode, shipment.to.country, shipment.from.country}
        , m_rule(dimensions.find(m_occasion, table.isMetric()))
    {
        m_quote.carrier = table.carrier();
        m_quote.service = table.service();
        m_quote.priceType = table.priceType();
        m_quote.effectiveFrom = table.effectiveFrom();
        m_quote.zone = zone.name;
        m_quote.zoneSource = zone.source;
        m_quote.total.currency = table.currency();
        m_quote.isVolumeUnknown = m_rule == nullptr && std::any_of(shipment.parcels.begin(), shipment.parcels.end(), [](const Parcel &parcel) { return parcel.dimensions.has_value(); });
        if (zone.source == Quote::ZoneSource::Distance && zone.name == "1"_L1 && !table.hasZone(zone.name))
            m_quote.zone = m_occasion.zone = u"2"_s; // a list that begins with zone 2 means the nearest by it
    }

    Result<Quote> reckon()
    {
        QList<Billed> parcels;
        for (const Parcel &parcel : m_shipment.parcels) {
            const auto billed = bill(parcel);
            if (!billed)
                return tl::make_unexpected(billed.error());
            parcels.append(*billed);
        }
        for (const Billed &billed : std::as_const(parcels))
            note(billed);
        if (isPricedWhole())
            parcels = {whole(parcels)};
        for (int i = 0; i < parcels.size(); ++i)
            CROSSDOCK_TRY(charge(parcels.at(i), parcels.size() > 1 ? i + 1 : 0));
        return m_quote;
    }

private:
    /// Express documents and parcels by weight of the whole shipment, not piece by piece.
    bool isPricedWhole() const { return m_occasion.carrier == "dhl"_L1; }

    Result<Billed> bill(const Parcel &parcel) const
    {
        std::optional<Measured> measured;
        const auto rounding = m_rule != nullptr ? m_rule->rounding : DimensionalRule::Rounding::None;
        if (parcel.dimensions)
            measured = measure(*parcel.dimensions, rounding, m_table.isMetric());
        CROSSDOCK_TRY(checkLimits(parcel, measured, m_occasion, m_table.tellsLimit(parcel.weight)));
        Billed billed{.weight = parcel.weight, .by = Quote::BilledBy::Actual, .divisor = {}, .triggers = triggersOf(parcel, measured, m_occasion)};
        const WeightUnit unit = m_table.isMetric() ? WeightUnit::Kilogram : WeightUnit::Pound;
        const WeightStep *step = m_steps.find(m_occasion, unit);
        const Weight actual = step != nullptr ? step->rounded(parcel.weight) : parcel.weight.roundedUpTo(stepOf(unit));
        if (measured && m_rule != nullptr && m_rule->divisor > 0 && measured->exceeds(*m_rule)) {
            billed.divisor = m_rule->divisor;
            if (const Weight byVolume = dimensionalWeight(*measured, *m_rule, step); byVolume > actual) {
                billed.weight = byVolume;
                billed.by = Quote::BilledBy::Dimensional;
            }
        }
        if (const auto least = leastBilled(billed.triggers, m_occasion); least && *least > billed.weight) {
            billed.weight = *least;
            billed.by = Quote::BilledBy::Minimum;
        }
        return billed;
    }

    static Billed whole(const QList<Billed> &parcels)
    {
        Billed all;
        for (const Billed &one : parcels) {
            all.weight = all.weight + one.weight;
            all.triggers += one.triggers;
        }
        return all;
    }

    void note(const Billed &billed)
    {
        m_quote.billedBy = std::max(*m_quote.billedBy, billed.by);
        if (billed.divisor)
            m_quote.divisor = billed.divisor;
        for (const QString &trigger : billed.triggers)
            if (!m_quote.triggers.contains(trigger))
                m_quote.triggers.append(trigger);
    }

    Result<> charge(const Billed &billed, int parcel)
    {
        const auto found = findRow(billed.weight);
        if (!found)
            return tl::make_unexpected(found.error());
        m_quote.unit = found->unit;
        m_quote.billable = m_quote.billable.value_or(Weight()) + found->billed;
        m_sum = 0;
        m_sums.clear();
        add(baseOf(*found, parcel));
        if (const Surcharge *discount = lineFor(u"discount"_s); discount != nullptr && discount->amount)
            add({.kind = u"discount"_s, .amount = money(-std::min(discount->amount->amount, found->price)), .parcel = parcel});
        else if (discount != nullptr)
            add(shareOf(u"discount"_s, found->price, -discount->basisPoints, parcel));
        if (const Surcharge *least = lineFor(u"minimum"_s); least != nullptr && least->amount && least->amount->amount > m_sum)
            add({.kind = u"minimum"_s, .amount = money(least->amount->amount - m_sum), .parcel = parcel, .of = m_sum});
        chargeHandling(billed.triggers, parcel);
        if (m_shipment.isResidential)
            chargeResidential(parcel);
        for (const QString &kind : areaKinds())
            addKnown(kind, parcel);
        CROSSDOCK_TRY(chargeOptions(parcel));
        addFuel(parcel);
        if (m_shipment.options.contains(Option::Insurance))
            CROSSDOCK_TRY(chargeInsurance(parcel)); // no transport: no fuel is taken of it
        addKnown(u"tax"_s, parcel);
        return {};
    }

    /// Of the weight as it is billed: where a rule of rounding is imported for rows like it, that decides the row.
    Result<PriceTable::Found> findRow(Weight weight)
    {
        auto found = m_table.find(m_occasion.zone, weight);
        const WeightStep *step = found ? m_steps.find(m_occasion, found->unit) : nullptr;
        if (step == nullptr)
            return found;
        m_quote.step = *step;
        return m_table.find(m_occasion.zone, step->rounded(weight), true);
    }

    Charge baseOf(const PriceTable::Found &found, int parcel) const
    {
        using Kind = PriceList::Growth::Kind;
        Charge base{.kind = u"base"_s, .amount = money(found.price), .parcel = parcel, .upTo = found.upTo};
        if (found.growth.kind != Kind::None)
            base.byWeight = Charge::ByWeight{.billed = found.billed, .step = found.growth.step, .begins = found.begins, .rate = found.rate, .before = found.before, .least = found.growth.least,
                                             .isOnTop = found.growth.kind == Kind::OnTop};
        return base;
    }

    /// Oversize stands for additional handling, and of several kinds of handling the dearest is charged.
    void chargeHandling(const QStringList &triggers, int parcel)
    {
        if (triggers.contains("oversize"_L1)) {
            addKnown(u"oversize"_s, parcel);
            return;
        }
        std::optional<Charge> dearest;
        for (const QString &trigger : triggers) {
            const Surcharge *line = lineFor(trigger);
            const auto charge = line != nullptr ? std::optional(chargeFor(*line, parcel)) : std::nullopt;
            if (charge && (!dearest || charge->amount.amount > dearest->amount.amount))
                dearest = charge;
        }
        if (dearest)
            add(*dearest);
    }

    void chargeResidential(int parcel)
    {
        const bool isKnownFor = m_occasion.carrier == "fedex"_L1 || m_occasion.carrier == "ups"_L1 || lineFor(u"residential"_s) != nullptr;
        if (isKnownFor && !m_quote.triggers.contains("residential"_L1))
            m_quote.triggers.append(u"residential"_s);
        addKnown(u"residential"_s, parcel);
    }

    /// A price without what was asked for would be none of this shipment.
    Result<> chargeOptions(int parcel)
    {
        for (const Option option : charged(m_shipment.options)) {
            if (option == Option::Insurance)
                continue;
            const Surcharge *line = lineFor(nameOf(option));
            if (line == nullptr)
                return notSaid(option);
            add(chargeFor(*line, parcel));
        }
        return {};
    }

    /// Of several parcels the first is charged for all that is insured.
    Result<> chargeInsurance(int parcel)
    {
        const Surcharge *line = lineFor(nameOf(Option::Insurance));
        if (line == nullptr)
            return notSaid(Option::Insurance);
        if (parcel > 1)
            return {};
        if (!m_shipment.value)
            return fail(Error::Code::NotAllowed, {}, u"nobody knows what is to be insured: a price of what is in the box is missing"_s);
        if (m_shipment.value->currency != m_table.currency())
            return fail(Error::Code::NotAllowed, {}, u"the goods to be insured are priced in %1, and its list is in %2"_s.arg(m_shipment.value->currency, m_table.currency()));
        add(line->amount ? chargeFor(*line, parcel) : shareOf(line->kind, m_shipment.value->amount, line->basisPoints, parcel));
        return {};
    }

    tl::unexpected<Error> notSaid(Option option) const
    {
        return fail(Error::Code::NotAllowed, {}, u"its price list does not say what %1 costs"_s.arg(wordsOf(option)));
    }

    /// The line that holds, if it is in the list's currency; else it is told that it is not counted.
    const Surcharge *lineFor(const QString &kind) { return counted(m_surcharges.find(kind, m_occasion)); }

    const Surcharge *counted(const Surcharge *line)
    {
        if (line == nullptr || !line->amount || line->amount->currency == m_table.currency())
            return line;
        if (std::none_of(m_quote.notCounted.begin(), m_quote.notCounted.end(), [&](const Charge &one) { return one.kind == line->kind; }))
            m_quote.notCounted.append({.kind = line->kind, .amount = *line->amount});
        return nullptr;
    }

    void addKnown(const QString &kind, int parcel)
    {
        if (const Surcharge *line = lineFor(kind))
            add(chargeFor(*line, parcel));
    }

    /// Carriers set it week by week: where no week is known that holds, the last one does, and says so.
    void addFuel(int parcel)
    {
        if (m_surcharges.find(u"fuel"_s, m_occasion) != nullptr) {
            addKnown(u"fuel"_s, parcel);
            return;
        }
        const Surcharge *last = counted(m_surcharges.findLast(u"fuel"_s, m_occasion));
        if (last == nullptr)
            return;
        Charge charge = chargeFor(*last, parcel);
        charge.lastKnown = last->from;
        add(charge);
    }

    /// Its amount, or its share of what stands before it.
    Charge chargeFor(const Surcharge &line, int parcel) const
    {
        return line.amount ? Charge{.kind = line.kind, .amount = *line.amount, .parcel = parcel} : shareOf(line.kind, sumOf(line.shareOf), line.basisPoints, parcel);
    }

    /// Below 0: a discount, or a share of one. Half a unit rounds away from 0.
    Charge shareOf(const QString &kind, qint64 of, int basisPoints, int parcel) const
    {
        const qint64 share = (of * std::abs(basisPoints) + (of < 0 ? -5'000 : 5'000)) / 10'000;
        return {.kind = kind, .amount = money(basisPoints < 0 ? -share : share), .parcel = parcel, .basisPoints = basisPoints, .of = of};
    }

    /// What the charges of these kinds come to so far; no kind: all of them.
    qint64 sumOf(const QStringList &kinds) const
    {
        qint64 sum = kinds.isEmpty() ? m_sum : 0;
        for (const QString &kind : kinds)
            sum += kind == u"base" ? m_sums.value(kind) + m_sums.value(u"discount"_s) + m_sums.value(u"minimum"_s) : m_sums.value(kind);
        return sum;
    }

    void add(const Charge &charge)
    {
        m_sum += charge.amount.amount;
        m_sums[charge.kind] += charge.amount.amount;
        m_quote.total.amount += charge.amount.amount;
        m_quote.charges.append(charge);
    }

    Money money(qint64 amount) const { return {amount, m_table.currency()}; }

    const PriceTable &m_table;
    const Shipment &m_shipment;
    const SurchargeBook &m_surcharges;
    const WeightSteps &m_steps;
    Occasion m_occasion;
    const DimensionalRule *m_rule;
    Quote m_quote;
    qint64 m_sum = 0; ///< of the parcel at hand
    QHash<QString, qint64> m_sums; ///< of it, by kind
};

} // namespace

Result<Quote> quoteFrom(const PriceTable &table, const Shipment &shipment, const Zone &zone, const SurchargeBook &surcharges, const DimensionalBook &dimensions, const WeightSteps &steps)
{
    return Reckoning(table, shipment, zone, surcharges, dimensions, steps).reckon();
}

} // namespace crossdock::rates
