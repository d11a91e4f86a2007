#include "core/inventory/fulfilment/waves/parcel_pricer.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

/// What a parcel costs beside its way, and what is told of it.
namespace crossdock::waves {

rates::Carbon ParcelPricer::carbonOf(int order, int node, const PricedParcel &parcel) const
{
    rates::Shipment shipment = shipmentOf(order, node);
    rates::Carbon sum{0, {}};
    for (const Sent &one : parcel.sent) {
        if (one.quote.carrier.isEmpty())
            return {{}, m_wave.orders[static_cast<size_t>(order)].freightUnknown ? u"not known: where it goes is not known yet"_s : one.assumed ? u"not known: no service has a price yet"_s : u"not known: the place does not say how it sends"_s};
        shipment.parcels = {{one.gross, {}, false}};
        const rates::Carbon carbon = rates::carbonOf(shipment, one.quote.carrier, one.quote.service);
        if (!carbon.grams)
            return carbon;
        *sum.grams += *carbon.grams;
        if (!sum.basis.contains(carbon.basis))
            sum.basis += (sum.basis.isEmpty() ? QString() : u"; "_s) + carbon.basis;
    }
    return sum;
}

QString ParcelPricer::latenessOf(int order, int node, const PricedParcel &parcel) const
{
    const Order &one = m_wave.orders[static_cast<size_t>(order)];
    QStringList texts;
    for (const Sent &sent : parcel.sent) {
        const QString text = textOf(inTimeOf(m_wave, one, departing(node), sent.promising()), m_wave, one, departing(node), sent.promising());
        if (!text.isEmpty() && !texts.contains(text))
            texts.append(text);
    }
    return texts.join(u"; "_s);
}

/// What the node itself says of it, noted with the rest that it may be asked.
ToldPrice ParcelPricer::askNode(int order, int node, const std::vector<int> &lines)
{
    const fulfilment::NodeQuestion question = nodeQuestion(m_wave, order, node, lines);
    ToldPrice told = toldPrice(m_wave, question);
    if (!m_isNoted)
        return told;
    AskedNode &asked = m_askedNodes[question.likeness];
    asked.question = question;
    ++asked.parcels;
    asked.orders.insert(order);
    asked.isWhole = asked.isWhole || lines.size() == m_wave.problem.orders[static_cast<size_t>(order)].lines.size();
    if (!told.untold.isEmpty())
        m_untold[{node, told.untold}].insert(order);
    return told;
}

/// What is assumed of several lines is less than what each of them alone takes from there: else an order would go in several parcels from one
/// place for a price that nobody has told.
void ParcelPricer::keepTogether(PricedParcel &parcel, int order, int node, const std::vector<int> &lines)
{
    constexpr size_t mostLines = 8; // each is priced once more
    const auto assumed = std::find_if(parcel.sent.begin(), parcel.sent.end(), [](const Sent &one) { return one.assumed.has_value(); });
    if (assumed == parcel.sent.end() || lines.size() < 2 || lines.size() > mostLines)
        return;
    qint64 alone = 0;
    bool isKnown = true;
    m_isNoted = false;
    for (size_t i = 0; i < lines.size() && isKnown; ++i) {
        const auto one = price(order, node, {lines[i]});
        isKnown = one.has_value();
        alone += isKnown ? one->cost : 0;
    }
    m_isNoted = true;
    if (!isKnown)
        return;
    const qint64 less = std::min(parcel.cost - alone + 1, *assumed->assumed);
    if (less <= 0)
        return;
    *assumed->assumed -= less;
    parcel.parts.push_back({u"freight.assumed"_s, -less});
    parcel.cost = 0;
    addUp(parcel);
}

/// Where no carton is chosen and paid for, the place's own price of packaging is.
bool ParcelPricer::paysBoxFee(int node) const
{
    const Node &from = m_wave.nodes[static_cast<size_t>(node)];
    return from.details.costs->boxFee > 0 && (m_wave.boxes.empty() || !from.unitFees.empty());
}

void ParcelPricer::addCard(PricedParcel &parcel, int order, int node, const std::vector<int> &lines) const
{
    const auto &card = *m_wave.nodes[static_cast<size_t>(node)].details.costs;
    const qint64 paid = std::max<qint64>(0, unitsOf(order, lines) - card.freePicks);
    parcel.parts.insert(parcel.parts.end(), {{u"order_fee"_s, card.orderFee}, {u"first_pick"_s, card.firstPick}, {u"picks"_s, paid * card.pickFee}, {u"inserts"_s, card.insertFee}});
    if (paysBoxFee(node))
        parcel.parts.push_back({u"box_fee"_s, card.boxFee});
}

void ParcelPricer::addWorth(PricedParcel &parcel, int order, int node, const std::vector<int> &lines) const
{
    for (const int line : lines) {
        const auto &asked = m_wave.problem.orders[static_cast<size_t>(order)].lines[static_cast<size_t>(line)];
        parcel.parts.push_back({u"worth"_s, asked.quantity * m_wave.worth.value({node, asked.sku})});
    }
}

void ParcelPricer::addChange(PricedParcel &parcel, int order, int node, const std::vector<int> &lines) const
{
    const Order &one = m_wave.orders[static_cast<size_t>(order)];
    const bool isPresent = std::any_of(one.present.begin(), one.present.end(), [&](const Order::Present &present) { return present.node == node && present.lines == lines; });
    if (!one.present.empty() && !isPresent)
        parcel.parts.push_back({u"change"_s, one.changeCost});
}

std::vector<routing::Fee> ParcelPricer::feesOf(int order, int node, const std::vector<int> &lines) const
{
    if (isToldOf(m_wave, order, node) && toldPrice(m_wave, nodeQuestion(m_wave, order, node, lines)).quote)
        return {}; // the card is not in its price
    const auto &card = *m_wave.nodes[static_cast<size_t>(node)].details.costs;
    std::vector<routing::Fee> fees{{u"order_fee"_s, card.orderFee, 1}, {u"first_pick"_s, card.firstPick, 1}, {u"pick_fee"_s, card.pickFee, std::max<qint64>(0, unitsOf(order, lines) - card.freePicks)}, {u"insert_fee"_s, card.insertFee, 1}};
    if (paysBoxFee(node))
        fees.push_back({u"box_fee"_s, card.boxFee, 1});
    return fees;
}

/// Parts of one name become one, and what is 0 is left out.
void ParcelPricer::addUp(PricedParcel &parcel)
{
    std::vector<Part> parts;
    for (const Part &part : parcel.parts) {
        parcel.cost += part.amount;
        const auto same = std::find_if(parts.begin(), parts.end(), [&](const Part &one) { return one.name == part.name; });
        if (same == parts.end())
            parts.push_back(part);
        else
            same->amount += part.amount;
    }
    std::erase_if(parts, [](const Part &part) { return part.amount == 0; });
    parcel.parts = std::move(parts);
}

} // namespace crossdock::waves
