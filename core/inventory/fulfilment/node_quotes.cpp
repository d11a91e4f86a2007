#include "core/inventory/fulfilment/node_quotes.h"

#include "core/inventory/fulfilment/waves/place_zone.h"

#include <QPointer>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::fulfilment {
namespace {

QString demandsOf(const Handling &handling)
{
    QStringList demands;
    if (handling.plainBox)
        demands.append(u"plain"_s);
    if (handling.together)
        demands.append(u"together"_s);
    if (handling.signature)
        demands.append(u"signature"_s);
    QStringList blocked = handling.blockedCarriers;
    blocked.sort();
    for (const QString &carrier : std::as_const(blocked))
        demands.append(u"not "_s + carrier);
    return demands.join(u", "_s);
}

QString linesOf(const NodeOrder &order)
{
    QMap<QString, Quantity> units;
    for (const NodeOrder::Line &line : order.lines)
        units[line.sku.text()] += line.quantity;
    QStringList texts;
    for (auto [sku, quantity] : units.asKeyValueRange())
        texts.append(u"%1 of %2"_s.arg(quantity).arg(sku));
    return texts.join(u", "_s);
}

/// "LAMP: DeliverySLAUnavailable; InvalidDestinationAddress"
QString reasonOf(const NodeOffer &offer)
{
    QStringList texts, told;
    for (const NodeOffer::Missing &missing : offer.missing) {
        texts.append(missing.reasons.isEmpty() ? missing.units.sku : missing.units.sku + u": "_s + missing.reasons.join(u", "_s));
        told += missing.reasons;
    }
    for (const QString &reason : offer.reasons)
        if (!told.contains(reason))
            texts.append(reason);
    return texts.isEmpty() ? u"it cannot be sent"_s : texts.join(u"; "_s);
}

bool isInOneCurrency(const NodeOffer &offer)
{
    return std::all_of(offer.charges.begin(), offer.charges.end(), [&](const NodeOffer::Charge &charge) { return charge.amount.currency == offer.total->currency; });
}

/// Of all parcels; nothing: not of every one it is said.
std::optional<Time> lastArrival(const NodeOffer &offer)
{
    std::optional<Time> last;
    for (const NodeOffer::Parcel &parcel : offer.parcels) {
        if (!parcel.arrivesBy)
            return {};
        last = last ? std::max(*last, *parcel.arrivesBy) : *parcel.arrivesBy;
    }
    return last;
}

rates::Quote quoteOf(const NodeQuestion &question, const NodeOffer &offer, Time askedAt, Time answeredAt)
{
    rates::Quote quote;
    quote.carrier = quote.via = question.node.text();
    quote.service = offer.service;
    quote.priceType = pricedByNode;
    quote.source = rates::Quote::Source::Live;
    quote.zoneSource = rates::Quote::ZoneSource::Carrier;
    quote.billedBy.reset();
    quote.total = *offer.total;
    qint64 told = 0;
    for (const NodeOffer::Charge &charge : offer.charges) {
        quote.charges.append({.kind = charge.kind, .amount = charge.amount});
        told += charge.amount.amount;
    }
    if (told != offer.total->amount)
        quote.charges.append({.kind = u"unexplained"_s, .amount = {offer.total->amount - told, offer.total->currency}});
    if (const auto arrival = lastArrival(offer)) {
        const Buyer &to = question.order.to;
        quote.deliveredBy = waves::dayAt(*arrival, to.country, to.region);
        quote.transitDays = static_cast<int>(std::max<qint64>(0, waves::dayAt(askedAt, to.country, to.region).daysTo(quote.deliveredBy)));
    }
    quote.askedAt = askedAt;
    quote.answeredIn = answeredAt - askedAt;
    return quote;
}

rates::Rated silenceOf(const NodeId &node, const QString &reason)
{
    return {.quotes = {}, .refused = {}, .silent = {{node.text(), reason}}};
}

} // namespace

NodeQuestion questionOf(const NodeId &node, NodeOrder order)
{
    order.to = placeOf(order.to);
    for (NodeOrder::Line &line : order.lines) {
        line.name.clear();
        line.unitPrice.reset();
    }
    const QString likeness = likenessOf(node, order);
    return {node, std::move(order), likeness};
}

QString likenessOf(const NodeId &node, const NodeOrder &order)
{
    constexpr qsizetype area = 3; // characters of a postcode that name a region in most countries
    QString postcode;
    for (const QChar c : order.to.postcode)
        if (c.isLetterOrNumber())
            postcode.append(c.toUpper());
    return u"at %1%2 for %3 to %4 %5 %6, speed %7: %8; %9"_s.arg(node.text(), order.place.isEmpty() ? QString() : u'/' + order.place, order.channel, order.to.country, order.to.region, postcode.left(area))
        .arg(static_cast<int>(order.speed))
        .arg(linesOf(order), demandsOf(order.handling));
}

rates::Rated ratedOf(const NodeQuestion &question, const channels::Answer<QList<NodeOffer>> &answer, Time askedAt, Time answeredAt)
{
    const QString node = question.node.text();
    if (!answer && answer.error().kind == channels::CallFailure::Kind::Rejected)
        return {.quotes = {}, .refused = {{node, {}, answer.error().words}}, .silent = {}};
    if (!answer)
        return silenceOf(question.node, answer.error().words);
    rates::Rated rated;
    for (const NodeOffer &offer : *answer) {
        if (!offer.canBeSent)
            rated.refused.append({node, offer.service, reasonOf(offer)});
        else if (!offer.total)
            rated.silent.append({node, u"it tells no price of %1"_s.arg(offer.service)});
        else if (!isInOneCurrency(offer))
            rated.silent.append({node, u"its fees for %1 are in several currencies"_s.arg(offer.service)});
        else
            rated.quotes.append(quoteOf(question, offer, askedAt, answeredAt));
    }
    return answer->isEmpty() ? silenceOf(question.node, u"it tells no price"_s) : rated;
}

NodeQuotes::NodeQuotes(const QList<Asked> &asked, QObject *context, Done done, Late late)
    : QObject(context)
    , m_answers(asked.size())
    , m_left(asked.size())
    , m_done(std::move(done))
    , m_late(std::move(late))
{
    for (const Asked &one : asked)
        m_questions.append(one.question);
}

void NodeQuotes::ask(const QList<Asked> &asked, Milliseconds deadline, Clock &clock, QObject *context, Done done, Late late)
{
    constexpr Milliseconds longest{60'000}; // a port that went never answers
    auto *quotes = new NodeQuotes(asked, context, std::move(done), std::move(late));
    clock.after(asked.isEmpty() ? Milliseconds{0} : deadline, quotes, [quotes, deadline] { quotes->finish(deadline); });
    clock.after(deadline + longest, quotes, [quotes] { quotes->deleteLater(); });
    for (qsizetype i = 0; i < asked.size(); ++i) {
        asked[i].port->preview(asked[i].question.order, [self = QPointer<NodeQuotes>(quotes), i, begun = clock.now(), &clock](const channels::Answer<QList<NodeOffer>> &answer) {
            if (self)
                self->take(i, ratedOf(self->m_questions.at(i), answer, begun, clock.now()));
        });
    }
}

void NodeQuotes::take(qsizetype index, const rates::Rated &answer)
{
    if (m_answers.at(index))
        return;
    m_answers[index] = answer;
    --m_left;
    if (m_done && m_left == 0)
        finish({});
    else if (!m_done && m_late)
        m_late(m_questions.at(index), answer);
}

void NodeQuotes::finish(Milliseconds deadline)
{
    if (!m_done)
        return;
    QList<rates::Rated> answers;
    for (qsizetype i = 0; i < m_answers.size(); ++i)
        answers.append(m_answers.at(i).value_or(silenceOf(m_questions.at(i).node, u"no answer in %1 ms"_s.arg(deadline.count()))));
    const Done done = std::exchange(m_done, {});
    done(answers);
}

} // namespace crossdock::fulfilment
