#include "core/inventory/fulfilment/waves/choice_words.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::waves {
namespace {

using fulfilment::PlannedParcel;
using fulfilment::Pricing;

Pricing pricingOf(const Sent &sent, const QSet<QString> &late)
{
    if (sent.told || sent.quote.source == rates::Quote::Source::Live)
        return Pricing::Told;
    if (late.contains(sent.likeness))
        return Pricing::Late;
    return sent.assumed || !sent.untold.isEmpty() ? Pricing::Assumed : Pricing::Listed;
}

QString amountText(qint64 amount, const QString &currency)
{
    return toDecimal({amount, currency}) + u' ' + currency;
}

QString sourceText(Pricing pricing)
{
    switch (pricing) {
    case Pricing::Told:
        return u"price told"_s;
    case Pricing::Listed:
        return u"price listed"_s;
    case Pricing::Assumed:
        return u"price assumed, nobody has told it yet"_s;
    case Pricing::Late:
        return u"price assumed, what was asked for did not come in time"_s;
    }
    Q_UNREACHABLE();
}

/// "mcf 11.50 USD (freight.told 11.50; price told)"
QString parcelText(const PlannedParcel &parcel)
{
    QStringList parts;
    for (const routing::Part &part : parcel.parts)
        if (part.amount != 0)
            parts.append(part.name + u' ' + toDecimal({part.amount, parcel.cost.currency}));
    QStringList facts;
    if (!parts.isEmpty())
        facts.append(parts.join(u" + "_s));
    if (parcel.pricing)
        facts.append(sourceText(*parcel.pricing));
    const QString costs = parcel.node.text() + u' ' + amountText(parcel.cost.amount, parcel.cost.currency);
    return facts.isEmpty() ? costs : costs + u" ("_s + facts.join(u"; "_s) + u')';
}

} // namespace

Pricing pricingOf(const PricedParcel &parcel, const QSet<QString> &late)
{
    Pricing least = parcel.sent.empty() ? Pricing::Listed : Pricing::Told;
    for (const Sent &sent : parcel.sent)
        least = std::max(least, pricingOf(sent, late));
    return least;
}

std::optional<Money> quotedOf(const PricedParcel &parcel)
{
    std::optional<Money> sum;
    for (const Sent &sent : parcel.sent) {
        const rates::Quote &quote = sent.told ? *sent.told : sent.quote;
        const bool isPriced = sent.told || (!sent.assumed && !quote.carrier.isEmpty());
        if (!isPriced || (sum && sum->currency != quote.total.currency))
            return std::nullopt;
        sum = Money{(sum ? sum->amount : 0) + quote.total.amount, quote.total.currency};
    }
    return sum;
}

fulfilment::Pricing describeChoice(QList<PlannedParcel> &parcels, const QString &choice)
{
    Pricing least = parcels.isEmpty() ? Pricing::Listed : Pricing::Told;
    for (PlannedParcel &parcel : parcels) {
        parcel.basis.choice = choice;
        least = std::max(least, parcel.pricing.value_or(Pricing::Listed));
    }
    return least;
}

std::vector<std::optional<Time>> awaitedByOrder(const ParcelPricer &pricer, const QHash<QString, Time> &awaited, size_t orders)
{
    std::vector<std::optional<Time>> until(orders);
    const auto note = [&](const QSet<int> &whose, Time at) {
        for (const int order : whose) {
            auto &known = until[static_cast<size_t>(order)];
            known = std::max(known.value_or(at), at);
        }
    };
    for (auto [likeness, at] : awaited.asKeyValueRange()) {
        if (const auto asked = pricer.asked().constFind(likeness); asked != pricer.asked().constEnd())
            note(asked->orders, at);
        if (const auto asked = pricer.askedNodes().constFind(likeness); asked != pricer.askedNodes().constEnd())
            note(asked->orders, at);
    }
    return until;
}

ChoiceWords::ChoiceWords(const routing::Problem &problem)
    : m_problem(problem)
    , m_columns(problem.orders.size())
{
    for (size_t i = 0; i < problem.columns.size(); ++i)
        m_columns[static_cast<size_t>(problem.columns[i].order)].push_back(static_cast<int>(i));
}

/// One parcel with the same lines: from another node, or from any where several are planned.
QString ChoiceWords::nextBest(int order, const routing::Plan &plan) const
{
    const auto column = [&](int index) -> const routing::Column & { return m_problem.columns[static_cast<size_t>(index)]; };
    std::vector<int> lines;
    qint64 cost = 0;
    for (const int index : plan) {
        lines.insert(lines.end(), column(index).lines.begin(), column(index).lines.end());
        cost += column(index).cost;
    }
    std::sort(lines.begin(), lines.end());
    const routing::Column *best = nullptr;
    for (const int index : m_columns[static_cast<size_t>(order)]) {
        const routing::Column &one = column(index);
        const bool isChosen = plan.size() == 1 && one.node == column(plan.front()).node;
        if (!isChosen && one.lines == lines && (best == nullptr || one.cost < best->cost))
            best = &one;
    }
    if (best == nullptr)
        return plan.size() == 1 ? u"no other place may send the same in one parcel"_s : u"no place may send it in one parcel"_s;
    const QString from = u"%1 %2"_s.arg(m_problem.nodes[static_cast<size_t>(best->node)].id, amountText(best->cost, m_problem.currency));
    const qint64 dearer = best->cost - cost;
    if (dearer >= 0)
        return u"next best: %1, %2 more"_s.arg(from, amountText(dearer, m_problem.currency));
    return u"%1 would be %2 less, and serves others or is full"_s.arg(from, amountText(-dearer, m_problem.currency));
}

QString ChoiceWords::of(int order, const routing::Plan &plan, const QList<PlannedParcel> &parcels) const
{
    if (plan.empty() || parcels.isEmpty())
        return {};
    QStringList texts;
    for (const PlannedParcel &parcel : parcels)
        texts.append(parcelText(parcel));
    QStringList facts{texts.join(u" and "_s)};
    if (parcels.first().isPinned)
        facts.append(parcels.first().why.isEmpty() ? u"a person wants it from there"_s : u"a person wants it from there: “%1”"_s.arg(parcels.first().why));
    facts.append(nextBest(order, plan));
    return facts.join(u"; "_s);
}

} // namespace crossdock::waves
