#include "core/connectors/channels/shopify/shopify_push.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::shopify
{

using namespace channels;
using State = Outcome::State;

ShopifyPush::ShopifyPush(QList<Offer> offers, ShopifyClient &client, ShopMemory &memory, Clock &clock, Done done,
                         QObject *parent)
    : QObject(parent)
    , m_offers(std::move(offers))
    , m_client(client)
    , m_memory(memory)
    , m_clock(clock)
    , m_done(std::move(done))
{
    for (const Offer &offer : std::as_const(m_offers))
        m_outcomes.append({offer.address.id, offer.revision, offer.quantity, State::NotTried, QString()});
}

void ShopifyPush::start()
{
    const bool isShopUnknown = std::any_of(m_offers.begin(), m_offers.end(), [this](const Offer &offer) {
        return locationOf(offer).isEmpty() || (offer.price && m_memory.currency.isEmpty());
    });
    if (isShopUnknown)
        findShop();
    else
        findVariants();
}

void ShopifyPush::findShop()
{
    m_client.ask(readShop(), [this](const Answer<GraphReply> &reply) {
        if (!reply)
            return failReading(reply.error());
        const auto shop = parseShop(reply->data);
        if (!shop || (shop->locationId.isEmpty() && m_memory.locationId.isEmpty()))
            return fail({CallFailure::Kind::Rejected, u"The shop names no location: set one for the channel."_s,
                         Milliseconds{0}, false});
        if (m_memory.locationId.isEmpty())
            m_memory.locationId = shop->locationId;
        m_memory.currency = shop->currency;
        findVariants();
    });
}

void ShopifyPush::findVariants()
{
    QStringList variants;
    for (const Offer &offer : std::as_const(m_offers)) {
        const bool isProductMissing = offer.price && m_memory.links.value(offer.address.id.listing).productId.isEmpty();
        if ((itemOf(offer).isEmpty() || isProductMissing) && !variants.contains(offer.address.id.listing))
            variants.append(offer.address.id.listing);
    }
    if (variants.isEmpty())
        return fillRows();
    m_client.ask(readVariants(variants), [this](const Answer<GraphReply> &reply) {
        if (!reply)
            return failReading(reply.error());
        m_memory.links.insert(parseVariants(reply->data));
        fillRows();
    });
}

/// One row for each offer that can be told; what cannot is refused here, with the reason.
void ShopifyPush::fillRows()
{
    QHash<QString, qsizetype> seen; // row, by item + location
    for (qsizetype i = 0; i < m_offers.size(); ++i) {
        const Offer &offer = m_offers.at(i);
        const QString item = itemOf(offer);
        const QString location = locationOf(offer);
        if (item.isEmpty()) {
            refuse(i, u"Shopify knows no variant %1."_s.arg(tailOf(offer.address.id.listing)));
            continue;
        }
        if (offer.isPriceOnly()) {
            m_outcomes[i].state = State::Applied; // as far as its price is taken
            continue;
        }
        const QString pair = item + location;
        if (const auto earlier = seen.find(pair); earlier != seen.end()) {
            const qsizetype other = m_rowOffers.at(*earlier);
            if (m_offers.at(other).address.id != offer.address.id)
                refuse(i, u"Another listing shows the same inventory item: only one can set its quantity."_s);
            else if (offer.revision > m_offers.at(other).revision)
                m_rowOffers[*earlier] = i; // the newest of one listing counts, the older one stays not tried
            continue;
        }
        seen.insert(pair, m_rows.size());
        m_memory.locations.insert(item, location);
        m_rows.append({item, location, 0, 0});
        m_rowOffers.append(i);
    }
    for (qsizetype row = 0; row < m_rows.size(); ++row) {
        const Offer &offer = m_offers.at(m_rowOffers.at(row));
        m_rows[row].quantity = offer.quantity;
        m_rows[row].from = offer.believed.value_or(0);
        if (!offer.believed)
            m_unread[m_rows.at(row).locationId].append(m_rows.at(row).itemId);
    }
    readUnknown();
}

void ShopifyPush::readUnknown()
{
    if (m_unread.isEmpty())
        return set(QString());
    const auto place = m_unread.begin();
    const QString location = place.key();
    const QStringList items = place->mid(0, itemsPerRead);
    if (items.size() == place->size())
        m_unread.erase(place);
    else
        place->remove(0, items.size());
    m_client.ask(readStock(items, location), [this, location](const Answer<GraphReply> &reply) {
        if (!reply)
            return failReading(reply.error());
        const auto stock = parseStock(reply->data);
        for (auto it = stock.begin(); it != stock.end(); ++it)
            m_read.insert(it.key() + location, it.value());
        readUnknown();
    });
}

void ShopifyPush::set(const QString &salt)
{
    QList<StockRow> rows;
    QList<qsizetype> rowOffers;
    QList<Offer> told;
    qint64 newest = 0;
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        StockRow row = m_rows.at(i);
        const qsizetype offer = m_rowOffers.at(i);
        if (!m_offers.at(offer).believed) {
            const auto read = m_read.constFind(row.itemId + row.locationId);
            if (read == m_read.constEnd()) {
                // Not activated here: that would change from where the shop ships, which is for the seller to decide.
                refuse(offer, u"The item is not stocked at the channel's location: stock it there in Shopify."_s);
                continue;
            }
            row.from = *read;
        }
        rows.append(row);
        rowOffers.append(offer);
        told.append(m_offers.at(offer));
        newest = std::max(newest, told.last().revision);
    }
    m_rows = rows;
    m_rowOffers = rowOffers;
    if (m_rows.isEmpty())
        return setPrices();
    const QString reference = u"crossdock://trail/%1"_s.arg(newest);
    m_client.ask(setStock(m_rows, reference, keyOf(m_rows, told, salt)),
                 [this, isSecondTry = !salt.isEmpty()](const Answer<GraphReply> &reply) {
                     if (!reply)
                         return fail(reply.error());
                     m_restFor = reply->restFor;
                     judge(parseSetStock(reply->data), isSecondTry);
                 });
}

void ShopifyPush::judge(const RowsReply &reply, bool isSecondTry)
{
    if (reply.retry == RowsReply::Retry::WithNewKey && !isSecondTry)
        return set(u"again "_s + toText(m_clock.now()));
    if (reply.retry != RowsReply::Retry::No) {
        const bool isUnderWay = reply.retry == RowsReply::Retry::LaterWithSameKey;
        return fail({isUnderWay ? CallFailure::Kind::RateLimited : CallFailure::Kind::Unreachable,
                     reply.words.join(u"; "_s), Milliseconds{2'000}, isUnderWay});
    }
    if (!reply.words.isEmpty())
        return fail({CallFailure::Kind::Rejected, reply.words.join(u"; "_s), Milliseconds{0}, false});
    for (qsizetype row = 0; row < m_rows.size(); ++row) {
        const qsizetype offer = m_rowOffers.at(row);
        const auto error = reply.rows.constFind(static_cast<int>(row));
        if (error != reply.rows.constEnd()) {
            m_outcomes[offer].state = error->isStale ? State::Stale : State::Refused;
            m_outcomes[offer].words = error->words;
        } else if (reply.rows.isEmpty()) {
            m_outcomes[offer].state = State::Applied;
        }
    }
    setPrices();
}

void ShopifyPush::setPrices()
{
    QHash<QString, qsizetype> places;
    for (qsizetype i = 0; i < m_offers.size(); ++i) {
        if (!m_offers.at(i).price || m_outcomes.at(i).state != State::Applied)
            continue;
        const QString currency = m_offers.at(i).price->currency;
        if (currency != m_memory.currency) { // the wire has none: the number would be one of the shop's own
            refuse(i, u"The quantity is told; the price is not: it is in %1, and the shop sells in %2."_s.arg(currency, m_memory.currency));
            continue;
        }
        const QString product = m_memory.links.value(m_offers.at(i).address.id.listing).productId;
        if (product.isEmpty()) {
            refuse(i, u"The quantity is told; the price is not: Shopify knows no such variant."_s);
            continue;
        }
        if (!places.contains(product)) {
            places.insert(product, m_prices.size());
            m_prices.append({product, {}});
        }
        m_prices[places.value(product)].second.append(i);
    }
    setNextPrices();
}

void ShopifyPush::setNextPrices()
{
    if (m_prices.isEmpty())
        return finish();
    const auto [product, offers] = m_prices.takeFirst();
    QList<VariantPrice> prices;
    for (const qsizetype offer : offers)
        prices.append({m_offers.at(offer).address.id.listing, toDecimal(*m_offers.at(offer).price)});
    m_client.ask(shopify::setPrices(product, prices),
                 [this, offers = offers](const Answer<GraphReply> &reply) { judgePrices(offers, reply); });
}

void ShopifyPush::judgePrices(const QList<qsizetype> &offers, const Answer<GraphReply> &reply)
{
    if (!reply) {
        // Quantities are told already; whoever wanted a price is sent again: the same key makes its quantity a replay.
        for (const qsizetype offer : offers)
            m_outcomes[offer].state = State::NotTried;
        for (const auto &[product, others] : std::as_const(m_prices)) {
            for (const qsizetype offer : others)
                m_outcomes[offer].state = State::NotTried;
        }
        m_prices.clear();
        m_restFor = std::max({m_restFor, reply.error().retryAfter, Milliseconds{1'000}});
        return finish();
    }
    m_restFor = reply->restFor;
    const RowsReply rows = parseSetPrices(reply->data);
    for (qsizetype i = 0; i < offers.size(); ++i) {
        const auto error = rows.rows.constFind(static_cast<int>(i));
        const QString words = error != rows.rows.constEnd() ? error->words : rows.words.join(u"; "_s);
        if (!words.isEmpty())
            refuse(offers.at(i), u"The quantity is told; the price is refused: "_s + words);
    }
    setNextPrices();
}

void ShopifyPush::failReading(CallFailure failure)
{
    failure.mayHaveHappened = false; // nothing was asked to change yet
    fail(failure);
}

void ShopifyPush::fail(const CallFailure &failure)
{
    deleteLater(); // first: `done` may end the channel and this with it
    std::exchange(m_done, {})({failure, {}, std::max(m_restFor, failure.retryAfter)});
}

void ShopifyPush::finish()
{
    deleteLater();
    std::exchange(m_done, {})({std::nullopt, m_outcomes, m_restFor});
}

QString ShopifyPush::locationOf(const Offer &offer) const
{
    return offer.address.locationId.isEmpty() ? m_memory.locationId : offer.address.locationId;
}

QString ShopifyPush::itemOf(const Offer &offer) const
{
    return offer.address.inventoryId.isEmpty() ? m_memory.links.value(offer.address.id.listing).itemId
                                               : offer.address.inventoryId;
}

void ShopifyPush::refuse(qsizetype offer, const QString &words)
{
    m_outcomes[offer].state = State::Refused;
    m_outcomes[offer].words = words;
}

} // namespace crossdock::shopify
