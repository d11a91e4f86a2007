#include "ui/routing/explanation_words.h"

#include "ui/rates/rate_words.h"
#include "ui/routing/routing_words.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

using fulfilment::PlannedParcel;
using fulfilment::WaveExplanation;
using fulfilment::WavePlan;
using fulfilment::WaveView;

/// The strings' context for translators.
struct ExplanationWords {
    Q_DECLARE_TR_FUNCTIONS(ExplanationWords)
};

QString amount(const WaveExplanation &explanation, qint64 cost)
{
    return money({cost, explanation.currency});
}

QString parcelText(const WaveView &wave, const PlannedParcel &parcel)
{
    QStringList facts{linesText(parcel), serviceText(parcel.service)};
    if (parcel.shipsOn.isValid())
        facts.append(ExplanationWords::tr("leaves %1", "day").arg(dayText(parcel.shipsOn)));
    if (parcel.percentInTime)
        facts.append(ExplanationWords::tr("%1 in time", "per cent").arg(percentText(*parcel.percentInTime, 0)));
    facts.append(parcel.carbonG ? ExplanationWords::tr("CO₂e about %1", "weight").arg(gramsText(*parcel.carbonG)) : ExplanationWords::tr("CO₂e not known"));
    facts.removeAll(QString());
    return ExplanationWords::tr("%1 (%2)", "place, facts").arg(nodeText(wave, parcel.node), facts.join(u", "_s));
}

QString planText(const WaveView &wave, const WavePlan &plan)
{
    QStringList parts;
    for (const PlannedParcel &parcel : plan.parcels)
        parts.append(parcelText(wave, parcel));
    for (const fulfilment::WaitingUnits &units : plan.waiting)
        parts.append(ExplanationWords::tr("%1 × %2 waits: %3", "units, SKU, reason").arg(number(units.units), units.sku.text(), units.reason));
    return parts.isEmpty() ? ExplanationWords::tr("nothing is sent") : parts.join(u"; "_s);
}

bool isSame(const WavePlan &a, const WavePlan &b)
{
    return a.cost == b.cost && a.parcels == b.parcels;
}

/// The least chance of its parcels; empty: not known of all.
QString chanceText(const WavePlan &plan)
{
    std::optional<int> least;
    for (const PlannedParcel &parcel : plan.parcels) {
        if (!parcel.percentInTime)
            return {};
        least = std::min(least.value_or(100), *parcel.percentInTime);
    }
    return least ? ExplanationWords::tr("in time with a chance of %1", "per cent").arg(percentText(*least, 0)) : QString();
}

PricedPlan priced(const QString &title, const WavePlan &plan)
{
    PricedPlan made{title, {}};
    qint64 rest = plan.cost;
    const auto add = [&](const routing::Part &part) {
        made.parts.push_back(part);
        rest -= part.amount;
    };
    for (const PlannedParcel &parcel : plan.parcels)
        for (const routing::Part &part : parcel.parts)
            add(part);
    add({u"wait"_s, plan.wait});
    add({u"other"_s, rest}); // what has no name of its own: never hidden
    return made;
}

} // namespace

QString sentenceOf(const WaveView &wave, const WaveExplanation &explanation)
{
    const WavePlan &chosen = explanation.chosen;
    if (chosen.parcels.isEmpty())
        return chosen.waiting.isEmpty() ? ExplanationWords::tr("Nothing of it is to be sent.") : ExplanationWords::tr("It waits: %1.").arg(chosen.waiting.first().reason);
    const QString begin = chosen.parcels.size() == 1 ? ExplanationWords::tr("From %1").arg(nodesText(wave, chosen)) : ExplanationWords::tr("Split between %1").arg(nodesText(wave, chosen));
    QStringList facts;
    if (explanation.runnerUp) {
        const qint64 less = explanation.runnerUp->cost - chosen.cost;
        const QString other = nodesText(wave, *explanation.runnerUp);
        facts.append(less > 0 ? ExplanationWords::tr("%1 cheaper than the next best plan (%2)", "amount, places").arg(amount(explanation, less), other)
                              : less < 0 ? ExplanationWords::tr("%1 dearer than it need be by itself (%2)", "amount, places").arg(amount(explanation, -less), other)
                                         : ExplanationWords::tr("the next best plan costs the same (%1)", "places").arg(other));
    } else {
        facts.append(ExplanationWords::tr("there is no other plan"));
    }
    if (const QString chance = chanceText(chosen); !chance.isEmpty())
        facts.append(chance);
    return ExplanationWords::tr("%1: %2.", "where from, facts").arg(begin, facts.join(u"; "_s));
}

QStringList planTexts(const WaveView &wave, const WaveExplanation &explanation)
{
    QStringList texts{ExplanationWords::tr("Chosen: %1").arg(planText(wave, explanation.chosen))};
    if (explanation.runnerUp)
        texts.append(ExplanationWords::tr("Next best: %1").arg(planText(wave, *explanation.runnerUp)));
    texts.append(isSame(explanation.naive, explanation.chosen) ? ExplanationWords::tr("Naive: the same as chosen")
                                                               : ExplanationWords::tr("Naive: %1").arg(planText(wave, explanation.naive)));
    return texts;
}

QStringList basisTexts(const WaveView &wave, const WaveExplanation &explanation)
{
    QStringList texts;
    for (const PlannedParcel &parcel : explanation.chosen.parcels)
        for (const auto &[title, basis] : {std::pair(ExplanationWords::tr("Why here"), parcel.basis.choice), {ExplanationWords::tr("In time"), parcel.basis.late}, {ExplanationWords::tr("Prices"), parcel.basis.price}, {ExplanationWords::tr("CO₂e"), parcel.basis.carbon}})
            if (!basis.isEmpty())
                texts.append(ExplanationWords::tr("%1 from %2: %3", "what, place, facts").arg(title, nodeText(wave, parcel.node), basis));
    return texts;
}

QStringList changeTexts(const WaveView &wave, const WaveExplanation &explanation)
{
    QStringList texts;
    for (const WaveExplanation::BreakEven &one : explanation.breakEvens) {
        const QString node = nodeText(wave, one.parcel.node), lines = linesText(one.parcel);
        texts.append(one.winsBelow > 0 ? ExplanationWords::tr("%1 sends %2 if that costs less than %3 (now %4)", "place, lines, amounts")
                                             .arg(node, lines, amount(explanation, one.winsBelow), money(one.parcel.cost))
                                       : ExplanationWords::tr("%1 does not send %2 at any price", "place, lines").arg(node, lines));
        for (const WaveExplanation::BreakEven::Fee &fee : one.fees)
            texts.append(ExplanationWords::tr("%1 sends %2 if %3 falls from %4 to %5", "place, lines, fee, amounts")
                             .arg(node, lines, feeText(fee.name), amount(explanation, fee.now), amount(explanation, fee.winsAtMost)));
    }
    for (const WaveExplanation::Unit &unit : explanation.units)
        if (unit.saves > 0)
            texts.append(ExplanationWords::tr("One more %1 at %2 saves %3", "SKU, place, amount").arg(unit.sku, nodeText(wave, unit.node), amount(explanation, unit.saves)));
    return texts;
}

QString payingText(const WaveExplanation &explanation)
{
    if (explanation.costsMore <= 0)
        return ExplanationWords::tr("It pays for no other order: alone it would be planned as well as this.");
    QStringList names;
    for (const OrderId &order : explanation.others)
        names.append(order.text());
    const QString others = explanation.others.isEmpty() ? ExplanationWords::tr("the others") : names.mid(0, 3).join(u", "_s) + (names.size() > 3 ? u", …"_s : QString());
    return ExplanationWords::tr("It costs this order %1 more so that others save %2 (%3).", "amount, amount, orders")
        .arg(amount(explanation, explanation.costsMore), amount(explanation, explanation.othersSave), others);
}

QList<PricedPlan> pricedPlans(const WaveExplanation &explanation)
{
    QList<PricedPlan> plans{priced(ExplanationWords::tr("Chosen", "a plan"), explanation.chosen)};
    if (explanation.runnerUp)
        plans.append(priced(ExplanationWords::tr("Next best", "a plan"), *explanation.runnerUp));
    plans.append(priced(ExplanationWords::tr("Naive", "a plan"), explanation.naive));
    return plans;
}

} // namespace crossdock::ui
