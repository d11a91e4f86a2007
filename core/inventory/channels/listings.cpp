#include "core/inventory/channels/listings.h"

#include "core/inventory/audit/books.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::channels {
namespace {

QString textOf(const std::optional<Money> &price)
{
    return price ? toDecimal(*price) + u' ' + price->currency : QString();
}

} // namespace

void Listings::begin()
{
    m_records.clear();
    m_found.clear();
}

OfferRecord *Listings::keep(OfferRecord record)
{
    const qint64 id = record.id;
    return &m_records.try_emplace(id, std::move(record)).first->second;
}

Result<OfferRecord *> Listings::hold(qint64 listing)
{
    if (const auto known = m_records.find(listing); known != m_records.end())
        return &known->second;
    const auto found = m_database.first(u"SELECT "_s + offerColumns() + u" FROM "_s + offerTables() + u" WHERE l.id = ?"_s,
                                        {listing}, [](const store::Row &row) { return readOffer(row); });
    if (!found)
        return tl::make_unexpected(found.error());
    Q_ASSERT(found->has_value());
    return keep(**found);
}

Result<OfferRecord *> Listings::hold(qint64 channel, const QString &listing)
{
    const auto found = m_database.first(u"SELECT "_s + offerColumns() + u" FROM "_s + offerTables() + u" WHERE l.channel_id = ? AND l.listing = ?"_s,
                                        {channel, listing}, [](const store::Row &row) { return readOffer(row); });
    if (!found)
        return tl::make_unexpected(found.error());
    return *found ? keep(**found) : nullptr;
}

Result<QList<OfferRecord *>> Listings::holdAll(qint64 sku)
{
    QList<OfferRecord *> records;
    CROSSDOCK_TRY(m_database.each(u"SELECT "_s + offerColumns() + u" FROM "_s + offerTables() + u" WHERE l.sku_id = ? ORDER BY l.id"_s,
                                  {sku}, [&](const store::Row &row) { records.append(keep(readOffer(row))); }));
    return records;
}

Result<std::optional<Listings::Found>> Listings::find(qint64 channel, const QString &listing, const QString &inventoryId)
{
    const auto read = [](const store::Row &row) { return Found{row.number(0), row.number(1)}; };
    if (!listing.isEmpty()) {
        if (const auto known = m_found.find({channel, listing}); known != m_found.end())
            return std::optional(known->second);
        const auto found = m_database.first(u"SELECT id, sku_id FROM listing WHERE channel_id = ? AND listing = ?"_s, {channel, listing}, read);
        if (found && *found)
            m_found.emplace(std::pair(channel, listing), **found);
        return found;
    }
    if (!inventoryId.isEmpty())
        return m_database.first(u"SELECT id, sku_id FROM listing WHERE channel_id = ? AND inventory_id = ?"_s, {channel, inventoryId}, read);
    return std::optional<Found>();
}

Result<> Listings::map(audit::Draft &draft, const command::MapListing &wanted, const Actor &actor)
{
    const auto channel = m_registry.channel(wanted.address.id.channel);
    const auto item = m_catalogue.item(wanted.address.sku);
    if (!channel || !item)
        return tl::make_unexpected(!channel ? channel.error() : item.error());
    if (wanted.buffer < 0 || (wanted.cap && *wanted.cap < 0))
        return fail(Error::Code::InvalidInput, wanted.address.id.listing, u"buffer and cap are not negative"_s);
    const auto known = find(channel->id, wanted.address.id.listing);
    if (!known)
        return tl::make_unexpected(known.error());
    const ListingAddress &a = wanted.address;
    std::optional<Money> before;
    if (*known) {
        const auto record = hold((*known)->id);
        if (!record)
            return tl::make_unexpected(record.error());
        before = (*record)->price;
    }
    const std::optional<Money> price = wanted.price ? wanted.price : before;
    const auto id = m_database.insert(
        u"INSERT INTO listing (channel_id, listing, sku_id, inventory_id, location_id, product_type, price, price_currency, buffer, cap) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (channel_id, listing) DO UPDATE SET sku_id = excluded.sku_id, "
        "inventory_id = excluded.inventory_id, location_id = excluded.location_id, product_type = excluded.product_type, "
        "price = COALESCE(excluded.price, listing.price), price_currency = COALESCE(excluded.price_currency, listing.price_currency), "
        "buffer = excluded.buffer, cap = excluded.cap RETURNING id"_s,
        {channel->id, a.id.listing, item->id, a.inventoryId, a.locationId, a.productType,
         store::orNull(wanted.price ? std::optional<qint64>(wanted.price->amount) : std::nullopt),
         wanted.price ? QVariant(wanted.price->currency) : QVariant(QMetaType(QMetaType::QString)), wanted.buffer, store::orNull(wanted.cap)});
    if (!id)
        return tl::make_unexpected(id.error());
    CROSSDOCK_TRY(m_database.execute(
        u"INSERT INTO offer (listing_id, wanted, revision, wanted_at, is_doubtful, told_revision, sent_at, answered_at, sold_at, state, words, "
        "price_revision, price_told) VALUES (?, 0, ?, ?, 0, 0, 0, 0, 0, 'waiting', '', 0, 0) ON CONFLICT (listing_id) DO NOTHING"_s,
        {*id, draft.number(), toMs(draft.at())}));
    m_records.erase(*id);
    m_found.clear();
    const bool isGiven = actor.kind == Actor::Kind::Person || actor.kind == Actor::Kind::Agent;
    if (isGiven && wanted.price && wanted.price != before) {
        const auto record = hold(*id);
        if (!record)
            return tl::make_unexpected(record.error());
        tellPrice(draft, **record);
    }
    draft.setWhat(*known ? u"listing.change"_s : u"listing.map"_s);
    draft.about(a.id.channel);
    draft.about(a.sku);
    draft.say(u"listing"_s, a.id.listing);
    draft.say(u"buffer"_s, wanted.buffer);
    if (wanted.cap)
        draft.say(u"cap"_s, *wanted.cap);
    draft.say(u"prices"_s, QJsonArray{audit::saidPrice(a.id, price)});
    draft.changed(u"price on %1"_s.arg(a.id.channel.text()), textOf(before), textOf(price));
    draft.touchSku(item->id);
    if (*known && (*known)->sku != item->id)
        draft.touchSku((*known)->sku);
    draft.touchChannel(channel->id);
    return {};
}

void Listings::tellPrice(audit::Draft &draft, OfferRecord &record)
{
    record.priceRevision = draft.number();
    record.isChanged = true;
    if (record.state == OfferState::State::Refused)
        record.state = OfferState::State::Waiting; // its wish is a new one
}

Result<> Listings::unmap(audit::Draft &draft, const ListingId &listing)
{
    const auto channel = m_registry.channel(listing.channel);
    if (!channel)
        return tl::make_unexpected(channel.error());
    const auto known = find(channel->id, listing.listing);
    if (!known)
        return tl::make_unexpected(known.error());
    if (!*known)
        return fail(Error::Code::NotFound, listing.listing, u"no such listing on %1"_s.arg(listing.channel.text()));
    const auto item = m_catalogue.item((*known)->sku);
    if (!item)
        return tl::make_unexpected(item.error());
    draft.setWhat(u"listing.unmap"_s);
    draft.about(listing.channel);
    draft.about(item->sku);
    draft.say(u"listing"_s, listing.listing);
    draft.touchSku(item->id);
    m_records.erase((*known)->id);
    m_found.clear();
    CROSSDOCK_TRY(m_database.execute(u"DELETE FROM offer WHERE listing_id = ?"_s, {(*known)->id}));
    return m_database.execute(u"DELETE FROM listing WHERE id = ?"_s, {(*known)->id}).map([](qint64) {});
}

Result<> Listings::setPrice(audit::Draft &draft, const command::SetPrice &wanted)
{
    const auto item = m_catalogue.item(wanted.sku);
    if (!item)
        return tl::make_unexpected(item.error());
    if (wanted.price.amount < 0)
        return fail(Error::Code::InvalidInput, wanted.sku.text(), u"a price is not negative"_s);
    const auto records = holdAll(item->id);
    if (!records)
        return tl::make_unexpected(records.error());
    draft.setWhat(u"price.set"_s);
    draft.about(wanted.sku);
    QJsonArray prices;
    for (OfferRecord *record : *records) {
        const bool isMeant = wanted.channel ? record->address.id.channel == *wanted.channel
                                            : !record->price || record->price->currency == wanted.price.currency;
        if (!isMeant)
            continue;
        if (record->price && record->price->currency != wanted.price.currency)
            return fail(Error::Code::InvalidInput, wanted.sku.text(),
                        u"%1 shows it at a price in %2, and this one is in %3"_s.arg(record->address.id.channel.text(), record->price->currency, wanted.price.currency));
        draft.about(record->address.id.channel);
        draft.changed(u"price on %1"_s.arg(record->address.id.channel.text()),
                      textOf(record->price), textOf(wanted.price));
        prices.append(audit::saidPrice(record->address.id, wanted.price));
        record->price = wanted.price;
        tellPrice(draft, *record);
        CROSSDOCK_TRY(m_database.execute(u"UPDATE listing SET price = ?, price_currency = ? WHERE id = ?"_s,
                                         {wanted.price.amount, wanted.price.currency, record->id}));
    }
    if (prices.isEmpty())
        return fail(Error::Code::NotFound, wanted.sku.text(),
                    wanted.channel ? u"it is not listed on %1"_s.arg(wanted.channel->text())
                                   : u"it is listed nowhere in %1"_s.arg(wanted.price.currency));
    draft.say(u"prices"_s, prices);
    draft.touchSku(item->id);
    return {};
}

Result<> Listings::retry(audit::Draft &draft, const ListingId &listing)
{
    const auto channel = m_registry.channel(listing.channel);
    if (!channel)
        return tl::make_unexpected(channel.error());
    const auto known = find(channel->id, listing.listing);
    if (!known)
        return tl::make_unexpected(known.error());
    if (!*known)
        return fail(Error::Code::NotFound, listing.listing, u"no such listing on %1"_s.arg(listing.channel.text()));
    const auto record = hold((*known)->id);
    if (!record)
        return tl::make_unexpected(record.error());
    draft.setWhat(u"listing.retry"_s);
    draft.about(listing.channel);
    draft.about((*record)->address.sku);
    (*record)->state = OfferState::State::Waiting;
    (*record)->believed.reset();
    (*record)->isChanged = true;
    draft.touchSku((*record)->sku);
    return {};
}

Result<> Listings::sold(audit::Draft &draft, qint64 listing, Quantity units, Time soldAt, Milliseconds resolution)
{
    const auto held = hold(listing);
    if (!held)
        return tl::make_unexpected(held.error());
    m_beliefs.sold(**held, units, soldAt, resolution, draft.at());
    return {};
}

Result<> Listings::unsure(qint64 listing)
{
    return hold(listing).map([this](OfferRecord *record) { m_beliefs.unsure(*record); });
}

Result<Quantity> Listings::wantedOf(const OfferRecord &record, const stock::Item &item, Time at, bool &isStopped)
{
    const auto stopped = m_registry.isStopped(record.sku, record.channel, at);
    const auto channel = m_registry.channel(record.channel);
    if (!stopped || !channel)
        return tl::make_unexpected(!stopped ? stopped.error() : channel.error());
    isStopped = *stopped;
    if (isStopped)
        return 0;
    const auto available = m_reservations.available(item, channel->pool);
    if (!available)
        return tl::make_unexpected(available.error());
    const Quantity shown = std::max<Quantity>(0, *available - record.buffer);
    return record.cap ? std::min(shown, *record.cap) : shown;
}

Result<> Listings::refreshOne(audit::Draft &draft, OfferRecord &record, const stock::Item &item)
{
    const auto wanted = wantedOf(record, item, draft.at(), record.isStopped);
    if (!wanted)
        return tl::make_unexpected(wanted.error());
    if (*wanted == record.wanted && record.revision != draft.number())
        return {};
    if (*wanted != record.wanted)
        draft.offerChanged(record.address.id, record.address.sku, record.wanted, *wanted);
    record.wanted = *wanted;
    record.revision = draft.number();
    record.wantedAt = draft.at();
    record.isChanged = true;
    record.state = OfferState::State::Waiting; // also one that was set aside: its wish is a new one
    return {};
}

Result<> Listings::refresh(audit::Draft &draft, qint64 sku)
{
    auto items = m_catalogue.kitsWith(sku);
    if (!items)
        return tl::make_unexpected(items.error());
    items->prepend(sku);
    for (const qint64 id : *items) {
        const auto item = m_catalogue.item(id);
        const auto records = holdAll(id);
        if (!item || !records)
            return tl::make_unexpected(!item ? item.error() : records.error());
        for (OfferRecord *record : *records)
            CROSSDOCK_TRY(refreshOne(draft, *record, *item));
        if (id != sku)
            draft.touchSku(id); // its row shows what its components allow
    }
    return {};
}

Result<> Listings::refreshChannel(audit::Draft &draft, qint64 channel)
{
    const auto skus = m_database.select(u"SELECT DISTINCT sku_id FROM listing WHERE channel_id = ? ORDER BY sku_id"_s, {channel},
                                        [](const store::Row &row) { return row.number(0); });
    if (!skus)
        return tl::make_unexpected(skus.error());
    for (const qint64 sku : *skus)
        draft.touchSku(sku);
    return {};
}

Result<> Listings::flush(audit::Draft &draft)
{
    for (auto &[id, r] : m_records) {
        if (!r.isChanged)
            continue;
        if (r.state != OfferState::State::Refused && r.state != OfferState::State::Accepted)
            r.state = r.mustSend() ? OfferState::State::Waiting : OfferState::State::Acknowledged;
        CROSSDOCK_TRY(writeOffer(m_database, r));
        r.isChanged = false;
        draft.emitLater(event::OfferChanged{r.address.sku, r.toState(), r.offer(), r.mustSend()});
    }
    return {};
}

} // namespace crossdock::channels
