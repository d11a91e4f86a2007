#include "core/inventory/channels/offer_record.h"

#include "core/inventory/channels/market_book.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::channels {
namespace {

std::optional<Quantity> optionalAt(const store::Row &row, int column)
{
    return row.isNull(column) ? std::nullopt : std::optional<Quantity>(row.number(column));
}

OfferState::State stateOf(const QString &text)
{
    if (text == u"accepted"_s)
        return OfferState::State::Accepted;
    if (text == u"acknowledged"_s)
        return OfferState::State::Acknowledged;
    return text == u"refused"_s ? OfferState::State::Refused : OfferState::State::Waiting;
}

QString textOf(OfferState::State state)
{
    switch (state) {
    case OfferState::State::Accepted:
        return u"accepted"_s;
    case OfferState::State::Acknowledged:
        return u"acknowledged"_s;
    case OfferState::State::Refused:
        return u"refused"_s;
    case OfferState::State::Waiting:
    case OfferState::State::Sent: // live states are the lane's, not the store's
    case OfferState::State::Held:
        return u"waiting"_s;
    }
    Q_UNREACHABLE();
}

} // namespace

QString offerColumns()
{
    return u"l.id, l.channel_id, l.sku_id, c.name, l.listing, s.code, l.inventory_id, l.location_id, l.product_type, "
           "l.price, l.price_currency, l.buffer, l.cap, o.wanted, o.revision, o.wanted_at, o.believed, o.is_doubtful, "
           "o.acknowledged, o.told_revision, o.sent_at, o.answered_at, o.sold_at, o.state, o.words, o.price_revision, "
           "o.price_told, "_s
        + marketColumns();
}

QString offerTables()
{
    return u"listing l JOIN offer o ON o.listing_id = l.id JOIN channel c ON c.id = l.channel_id JOIN sku s ON s.id = l.sku_id "
           "LEFT JOIN market m ON m.listing_id = l.id"_s;
}

OfferRecord readOffer(const store::Row &row, int c)
{
    OfferRecord r;
    r.id = row.number(c);
    r.channel = row.number(c + 1);
    r.sku = row.number(c + 2);
    r.address = {{*ChannelId::parse(row.text(c + 3)), row.text(c + 4)}, *Sku::parse(row.text(c + 5)),
                 row.text(c + 6), row.text(c + 7), row.text(c + 8)};
    if (!row.isNull(c + 9))
        r.price = Money{row.number(c + 9), row.text(c + 10)};
    r.buffer = row.number(c + 11);
    r.cap = optionalAt(row, c + 12);
    r.wanted = row.number(c + 13);
    r.revision = row.number(c + 14);
    r.wantedAt = fromMs(row.number(c + 15));
    r.believed = optionalAt(row, c + 16);
    r.isDoubtful = row.flag(c + 17);
    r.acknowledged = optionalAt(row, c + 18);
    r.toldRevision = row.number(c + 19);
    r.sentAt = fromMs(row.number(c + 20));
    r.answeredAt = fromMs(row.number(c + 21));
    r.soldAt = fromMs(row.number(c + 22));
    r.state = stateOf(row.text(c + 23));
    r.words = row.text(c + 24);
    r.priceRevision = row.number(c + 25);
    r.priceTold = row.number(c + 26);
    r.market = readMarket(row, c + 27);
    return r;
}

Result<> writeOffer(store::Database &database, const OfferRecord &r)
{
    return database
        .execute(u"UPDATE offer SET wanted = ?, revision = ?, wanted_at = ?, believed = ?, is_doubtful = ?, acknowledged = ?, "
                 "told_revision = ?, sent_at = ?, answered_at = ?, sold_at = ?, state = ?, words = ?, price_revision = ?, price_told = ? "
                 "WHERE listing_id = ?"_s,
                 {r.wanted, r.revision, toMs(r.wantedAt), store::orNull(r.believed), r.isDoubtful ? 1 : 0, store::orNull(r.acknowledged),
                  r.toldRevision, toMs(r.sentAt), toMs(r.answeredAt), toMs(r.soldAt), textOf(r.state), r.words,
                  r.priceRevision, r.priceTold, r.id})
        .map([](qint64) {});
}

bool OfferRecord::mustSend() const
{
    return state != OfferState::State::Refused && (believed != wanted || priceRevision > priceTold);
}

Offer OfferRecord::offer() const
{
    Offer offer;
    offer.address = address;
    offer.revision = std::max(revision, priceRevision);
    offer.wantedAt = wantedAt;
    offer.quantity = wanted;
    offer.believed = believed;
    offer.knownSince = answeredAt;
    offer.isDoubtful = isDoubtful;
    if (priceRevision > priceTold && believed == wanted) // a price that is refused, or late, keeps no quantity back
        offer.price = price;
    return offer;
}

OfferState OfferRecord::toState() const
{
    OfferState shown;
    shown.listing = address.id;
    shown.wanted = wanted;
    shown.believed = believed;
    shown.acknowledged = acknowledged;
    shown.price = price;
    shown.buffer = buffer;
    shown.cap = cap;
    shown.isStopped = isStopped;
    shown.state = state;
    shown.words = words;
    shown.wantedAt = wantedAt;
    shown.answeredAt = answeredAt;
    shown.market = market;
    return shown;
}

} // namespace crossdock::channels
