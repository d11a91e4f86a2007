#include "core/inventory/orders/order_book.h"

#include "core/inventory/audit/trail.h"
#include "core/inventory/orders/customers.h"
#include "core/inventory/orders/order_fact_rows.h"
#include "core/inventory/planted.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::orders {

QString fingerprintOf(const ChannelOrder &order)
{
    QByteArray text = QByteArray::number(static_cast<int>(order.state)) + '/' + QByteArray::number(static_cast<int>(order.fulfilment));
    QList<ChannelOrder::Line> lines = order.lines;
    std::sort(lines.begin(), lines.end(), [](const auto &a, const auto &b) { return a.id < b.id; });
    for (const ChannelOrder::Line &line : lines)
        text += '\n' + line.id.toUtf8() + '\t' + line.listing.toUtf8() + '\t' + line.sku.toUtf8() + '\t'
            + QByteArray::number(line.quantity) + '\t' + QByteArray::number(line.shipped);
    return QString::fromLatin1(audit::hashOf(text).first(32));
}

namespace {

constexpr Milliseconds clocksDiffer{24LL * 3'600'000}; ///< a version dated further ahead is no news of then: the channel's clock was wrong

/// Was it over before the channel came to us? Its units were never ours to hold. News that a channel sends by itself are taken all the same.
bool isHistory(const ChannelOrder &order, const ChannelDetails &channel)
{
    const bool isOver = order.state != ChannelOrder::State::Open && order.state != ChannelOrder::State::AwaitingPayment;
    const auto since = parseTime(channel.account.value(u"orders_since"_s));
    return order.isAuthoritative && isOver && since && order.createdAt < *since;
}

bool hasPlace(const Buyer &buyer)
{
    return !buyer.address.isEmpty() || !buyer.city.isEmpty() || !buyer.postcode.isEmpty() || !buyer.country.isEmpty();
}

/// What a message leaves out stays, and so does a street whose town alone is told again.
Buyer merged(Buyer known, const Buyer &told)
{
    const auto take = [](QString &old, const QString &now) { old = now.isEmpty() ? old : now; };
    take(known.name, told.name);
    take(known.email, told.email);
    take(known.phone, told.phone);
    const bool isSameTown = told.address.isEmpty() && told.city == known.city && told.region == known.region && told.postcode == known.postcode && told.country == known.country;
    if (!hasPlace(told) || isSameTown)
        return known;
    known.address = told.address;
    known.city = told.city;
    known.region = told.region;
    known.postcode = told.postcode;
    known.country = told.country;
    return known;
}

/// Names of what differs, never the contents.
QJsonArray differences(const Buyer &a, const Buyer &b)
{
    QJsonArray names;
    const auto compare = [&](const QString &name, const QString &before, const QString &after) {
        if (before != after)
            names.append(name);
    };
    compare(u"name"_s, a.name, b.name);
    compare(u"email"_s, a.email, b.email);
    compare(u"phone"_s, a.phone, b.phone);
    compare(u"address"_s, a.address, b.address);
    compare(u"city"_s, a.city, b.city);
    compare(u"region"_s, a.region, b.region);
    compare(u"postcode"_s, a.postcode, b.postcode);
    compare(u"country"_s, a.country, b.country);
    return names;
}

} // namespace

Result<> OrderBook::record(audit::Draft &draft, const command::RecordOrder &news, qint64 &lastEntry)
{
    const ChannelOrder &order = news.order;
    const auto channel = m_registry.channel(order.id.channel);
    if (!channel)
        return tl::make_unexpected(channel.error());
    for (const ChannelOrder::Line &line : order.lines) {
        if (line.quantity < 0 || line.quantity > maxQuantity || line.shipped < 0)
            return fail(Error::Code::InvalidInput, order.id.text(), u"line %1 has an impossible quantity"_s.arg(line.id));
    }
    const QString fingerprint = fingerprintOf(order);
    auto known = m_sales.find(channel->id, order.id.number);
    if (!known)
        return tl::make_unexpected(known.error());
    const bool isNew = !*known;
    if (isNew && isHistory(order, channel->details))
        return {};
    BuyerNews buyer{order.buyer, {}, true};
    OrderFacts factsBefore, facts;
    if (!isNew) {
        Sale &sale = **known;
        lastEntry = sale.entry;
        const bool isMisdated = order.isAuthoritative && sale.revision > draft.at() + clocksDiffer;
        if (order.revision < sale.revision && !isMisdated && !planted(Bug::IgnoreStale))
            return keepBuyer(sale, order);
        const auto told = buyerNews(sale, order);
        if (!told)
            return tl::make_unexpected(told.error());
        buyer = *told;
        const auto factsKnown = readFacts(m_database, sale.id);
        if (!factsKnown)
            return tl::make_unexpected(factsKnown.error());
        facts = factsAfter(factsKnown->value_or(OrderFacts()), order);
        factsBefore = factsKnown->value_or(facts); // an order from before there were facts learns them in silence
        const bool isSame = sale.fingerprint == fingerprint;
        if (isSame && buyer.changed.isEmpty() && facts == factsBefore && !planted(Bug::NoDedupe))
            return m_database.execute(u"UPDATE sale SET revision = ?, payment_method = COALESCE(NULLIF(?, ''), payment_method), facts = ? WHERE id = ?"_s,
                                      {toMs(order.revision), order.paymentMethod, textOf(facts), sale.id}).map([](qint64) {});
        const bool isOtherVersion = !isSame || (!buyer.changed.isEmpty() && !buyer.isFirst);
        if (isOtherVersion && order.revision == sale.revision && !order.isAuthoritative && !planted(Bug::NoDedupe))
            return fail(Error::Code::KeyReused, order.id.text(), u"the channel sent two different versions with the same time"_s);
    }
    Result<Sale> sale = isNew ? m_sales.create(draft, order, channel->id, fingerprint) : Result<Sale>(**known);
    if (!sale)
        return tl::make_unexpected(sale.error());
    draft.setWhat(isNew ? u"order.record"_s : u"order.change"_s);
    draft.about(order.id);
    draft.about(order.id.channel);
    draft.say(u"revision"_s, toMs(order.revision));
    if (!order.paymentMethod.isEmpty())
        draft.say(u"payment_method"_s, order.paymentMethod);
    if (isNew)
        facts = factsBefore = factsTold(order);
    if (isNew ? !facts.isEmpty() : facts != factsBefore)
        draft.say(u"facts"_s, toJson(facts));
    if (!isNew && !facts.payment.isEmpty())
        draft.say(u"payment"_s, facts.payment);
    sayChanges(draft, factsBefore, facts);
    if (isNew ? !order.buyer.isEmpty() : !buyer.changed.isEmpty())
        CROSSDOCK_TRY(takeBuyer(draft, *sale, buyer, isNew));
    if (!news.raw.isEmpty()) {
        CROSSDOCK_TRY(m_privacy.keepMessage(channel->id, sale->id, news.eventId, draft.at(), news.raw));
        draft.say(u"message_sha256"_s, QString::fromLatin1(audit::hashOf(news.raw)));
    }
    if (isNew || sale->fingerprint != fingerprint || planted(Bug::NoDedupe))
        CROSSDOCK_TRY(apply(draft, *sale, order, isNew));
    else
        CROSSDOCK_TRY(m_sales.saveState(draft, *sale, sale->state)); // its lines are as they were
    if (isNew)
        return {};
    return m_database
        .execute(u"UPDATE sale SET revision = ?, fingerprint = ?, ship_by = COALESCE(?, ship_by), deliver_by = COALESCE(?, deliver_by), "
                 "payment_method = COALESCE(NULLIF(?, ''), payment_method), facts = ? WHERE id = ?"_s,
                 {toMs(order.revision), fingerprint,
                  timeOrNull(order.shipBy), timeOrNull(order.deliverBy), order.paymentMethod, textOf(facts), sale->id})
        .map([](qint64) {});
}

/// An older message may still be the first that tells who the buyer is, or where he lives.
Result<> OrderBook::keepBuyer(const Sale &sale, const ChannelOrder &order)
{
    const auto told = buyerNews(sale, order);
    if (!told)
        return tl::make_unexpected(told.error());
    if (told->changed.isEmpty() || !told->isFirst)
        return {};
    CROSSDOCK_TRY(m_privacy.keep(sale.id, told->buyer).map([](const QString &) {}));
    return m_sales.savePlace(sale.id, told->buyer);
}

/// What a message says of the buyer beside what is known. Of one who was forgotten: nothing, ever.
Result<OrderBook::BuyerNews> OrderBook::buyerNews(const Sale &sale, const ChannelOrder &order)
{
    if (order.buyer.isEmpty())
        return BuyerNews{};
    const auto known = m_privacy.buyer(sale.id);
    const auto isForgotten = known && *known ? Result<bool>(false) : m_privacy.isForgotten(sale.id);
    if (!known || !isForgotten)
        return tl::make_unexpected(!known ? known.error() : isForgotten.error());
    if (*isForgotten)
        return BuyerNews{};
    const Buyer before = known->value_or(Buyer{});
    const Buyer now = merged(before, order.buyer);
    return BuyerNews{now, differences(before, now), before.address.isEmpty()};
}

/// The entry says so where somebody bought for the first time.
Result<> OrderBook::takeBuyer(audit::Draft &draft, const Sale &sale, const BuyerNews &news, bool isNew)
{
    const auto wasKnown = isNew ? Result<bool>(false) : hasKnownBuyer(m_database, sale.id);
    if (!wasKnown)
        return tl::make_unexpected(wasKnown.error());
    CROSSDOCK_TRY(sealBuyer(draft, sale, news));
    const auto isFirst = *wasKnown ? Result<bool>(false) : isFirstOfBuyer(m_database, sale.id);
    if (!isFirst)
        return tl::make_unexpected(isFirst.error());
    if (*isFirst)
        draft.say(u"customer"_s, u"new"_s);
    return {};
}

/// The entry names what changed and the hash of what was sealed: personal data stands in no entry.
Result<> OrderBook::sealBuyer(audit::Draft &draft, const Sale &sale, const BuyerNews &news)
{
    const auto sealed = m_privacy.keep(sale.id, news.buyer);
    if (!sealed)
        return tl::make_unexpected(sealed.error());
    draft.say(u"buyer_sha256"_s, *sealed);
    if (news.changed.isEmpty())
        return {};
    draft.say(u"buyer_changed"_s, news.changed);
    return m_sales.savePlace(sale.id, news.buyer);
}

Result<SaleLine> OrderBook::addLine(audit::Draft &draft, const Sale &sale, const ChannelOrder::Line &wanted)
{
    const auto item = resolve(sale.channel, wanted.listing, wanted.sku);
    if (!item)
        return tl::make_unexpected(item.error());
    SaleLine line;
    line.line = wanted.id;
    line.listing = wanted.listing;
    line.channelSku = wanted.sku;
    if (*item)
        line.sku = (*item)->id;
    const auto added = m_sales.addLine(sale, line, wanted.unitPrice);
    if (!added)
        return added;
    if (!line.sku)
        m_promises.raise(draft, sale, *added, wanted.quantity,
              u"%1 sold “%2”, which is not mapped to any SKU: nothing could be reserved"_s.arg(sale.order.channel.text(),
                                                                                                wanted.sku.isEmpty() ? wanted.listing : wanted.sku));
    return added;
}

/// By the channel's name of the listing, else by the SKU that the channel shows.
Result<std::optional<stock::Item>> OrderBook::resolve(qint64 channel, const QString &listing, const QString &sku)
{
    const auto found = m_listings.find(channel, listing);
    if (!found)
        return tl::make_unexpected(found.error());
    if (*found)
        return m_catalogue.item((*found)->sku).map([](const stock::Item &item) { return std::optional(item); });
    const auto code = Sku::parse(sku);
    if (!code)
        return std::optional<stock::Item>();
    const auto item = m_catalogue.item(*code);
    if (!item && item.error().code == Error::Code::NotFound)
        return std::optional<stock::Item>();
    return item.map([](const stock::Item &known) { return std::optional(known); });
}

Result<> OrderBook::apply(audit::Draft &draft, Sale &sale, const ChannelOrder &order, bool isNew)
{
    auto lines = isNew ? Result<QList<SaleLine>>(QList<SaleLine>()) : m_sales.linesOf(sale.id);
    if (!lines)
        return tl::make_unexpected(lines.error());
    const bool isOff = order.state == ChannelOrder::State::Cancelled || order.state == ChannelOrder::State::AwaitingPayment;
    // Where the channel counts in seconds, the rest of a revision is our own: an order among messages of one second.
    const Time changedAt(order.revision.time_since_epoch() / order.resolution * order.resolution);
    const Time soldAt = isNew ? order.createdAt : changedAt;
    QJsonArray told;
    bool isAllShipped = true, hasUnits = false;
    QList<ChannelOrder::Line> wantedLines = order.lines;
    for (const SaleLine &line : *lines) {
        const bool isNamed = std::any_of(wantedLines.begin(), wantedLines.end(), [&](const auto &w) { return w.id == line.line; });
        if (!isNamed)
            wantedLines.append({line.line, line.listing, line.channelSku, 0, line.shipped, std::nullopt});
    }
    for (const ChannelOrder::Line &wanted : wantedLines) {
        const auto known = std::find_if(lines->begin(), lines->end(), [&](const SaleLine &l) { return l.line == wanted.id; });
        Result<SaleLine> line = known != lines->end() ? Result<SaleLine>(*known) : addLine(draft, sale, wanted);
        if (!line)
            return tl::make_unexpected(line.error());
        const Quantity before = line->quantity;
        const Quantity takenBefore = sale.state == Sale::State::AwaitingPayment ? 0 : line->ordered;
        const Quantity ordered = order.state == ChannelOrder::State::Cancelled ? 0 : wanted.quantity;
        line->cancelledHere = std::max<Quantity>(0, line->cancelledHere - std::max<Quantity>(0, line->ordered - ordered));
        line->ordered = ordered;
        const Quantity repeated = planted(Bug::NoDedupe) && !isNew && wanted.quantity == line->quantity ? line->quantity : 0;
        const Quantity target = isOff ? 0 : std::max<Quantity>(0, ordered - line->cancelledHere) + repeated;
        CROSSDOCK_TRY(m_promises.setQuantity(draft, sale, *line, target));
        const Quantity leaving = order.state == ChannelOrder::State::Shipped ? line->quantity : std::min(wanted.shipped, line->quantity);
        if (leaving > line->shipped)
            CROSSDOCK_TRY(m_promises.ship(draft, sale, *line, leaving - line->shipped));
        const auto listing = m_listings.find(sale.channel, line->listing);
        if (!listing)
            return tl::make_unexpected(listing.error());
        if (*listing && !sale.isByChannel) {
            // What the channel took off counts, whatever was cancelled or shipped here.
            const Quantity taken = isOff ? 0 : ordered;
            if (taken > takenBefore)
                CROSSDOCK_TRY(m_listings.sold(draft, (*listing)->id, taken - takenBefore, soldAt, order.resolution));
            else if (taken < takenBefore)
                CROSSDOCK_TRY(m_listings.unsure((*listing)->id));
        }
        CROSSDOCK_TRY(m_sales.save(*line));
        hasUnits = hasUnits || line->quantity > 0;
        isAllShipped = isAllShipped && line->shipped >= line->quantity;
        told.append(QJsonObject{{u"line"_s, wanted.id}, {u"sku"_s, wanted.sku}, {u"old"_s, before}, {u"new"_s, line->quantity}, {u"short"_s, line->shortUnits}});
    }
    draft.say(u"lines"_s, told);
    if (order.state == ChannelOrder::State::Cancelled)
        CROSSDOCK_TRY(m_cancellations.settle(sale));
    Sale::State state = sale.state == Sale::State::Picked ? Sale::State::Picked : Sale::State::Open;
    if (order.state == ChannelOrder::State::AwaitingPayment)
        state = Sale::State::AwaitingPayment;
    else if (hasUnits && isAllShipped)
        state = Sale::State::Shipped;
    else if (!hasUnits)
        state = Sale::State::Cancelled;
    return m_sales.saveState(draft, sale, state);
}

Result<> OrderBook::adoptLines(audit::Draft &draft, const channels::ListingAddress &listing)
{
    const auto channel = m_registry.channel(listing.id.channel);
    const auto item = m_catalogue.item(listing.sku);
    if (!channel || !item)
        return tl::make_unexpected(!channel ? channel.error() : item.error());
    const auto sales = m_database.select(
        u"SELECT DISTINCT s.number FROM sale_line l JOIN sale s ON s.id = l.sale_id WHERE l.sku_id IS NULL AND l.listing = ? AND s.channel_id = ?"_s,
        {listing.id.listing, channel->id}, [](const store::Row &row) { return row.text(0); });
    if (!sales)
        return tl::make_unexpected(sales.error());
    for (const QString &number : *sales) {
        const auto sale = m_sales.find(channel->id, number);
        if (!sale)
            return tl::make_unexpected(sale.error());
        auto lines = m_sales.linesOf((*sale)->id);
        if (!lines)
            return tl::make_unexpected(lines.error());
        for (SaleLine &line : *lines) {
            if (line.sku || line.listing != listing.id.listing)
                continue;
            line.sku = item->id;
            const Quantity units = std::exchange(line.quantity, line.shipped) - line.shipped;
            CROSSDOCK_TRY(m_promises.grow(draft, **sale, line, units));
            CROSSDOCK_TRY(m_sales.save(line));
            draft.touchSale((*sale)->id);
            draft.about((*sale)->order);
        }
        CROSSDOCK_TRY(m_database.execute(u"UPDATE incident SET is_open = 0 WHERE is_open = 1 AND sale_id = ? AND sku_id IS NULL AND NOT EXISTS "
                                         "(SELECT 1 FROM sale_line l WHERE l.sale_id = incident.sale_id AND l.sku_id IS NULL)"_s,
                                         {(*sale)->id}));
    }
    return {};
}

} // namespace crossdock::orders
