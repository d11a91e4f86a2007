#include "core/inventory/audit/shop_claim.h"

#include "core/inventory/audit/privacy.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::audit {
namespace {

tl::unexpected<Error> refusal()
{
    return fail(Error::Code::StoreFailed, u"shop.key"_s,
                u"the database belongs to the shop.key of another data folder; copy shop.key from the console that opened the database first into this folder, "
                "in place of the one that is here, and start again"_s);
}

Result<std::optional<QByteArray>> owner(store::Database &database)
{
    return database.first(u"SELECT public_key FROM shop"_s, {}, [](const store::Row &row) { return row.bytes(0); });
}

/// The oldest key of an order that was not destroyed tells whose the orders are.
Result<bool> opensOrders(store::Database &database, const ShopKey &shop)
{
    const auto oldest = database.first(u"SELECT wrapped FROM sale_key WHERE length(wrapped) > 0 ORDER BY sale_id LIMIT 1"_s, {}, [](const store::Row &row) { return row.bytes(0); });
    if (!oldest)
        return tl::make_unexpected(oldest.error());
    return !*oldest || open(**oldest, shop.wrapping());
}

Result<> adopt(store::Database &database, const ShopKey &shop)
{
    const auto opens = opensOrders(database, shop);
    if (!opens)
        return tl::make_unexpected(opens.error());
    if (!*opens)
        return refusal();
    return database.execute(u"INSERT INTO shop (id, public_key) VALUES (1, ?) ON CONFLICT (id) DO NOTHING"_s, {shop.publicKey()}).map([](qint64) {});
}

} // namespace

Result<> claimShop(store::Database &database, const ShopKey &shop)
{
    auto known = owner(database);
    if (known && !*known) {
        CROSSDOCK_TRY(adopt(database, shop));
        known = owner(database); // another console may have been faster
    }
    if (!known)
        return tl::make_unexpected(known.error());
    if (*known != shop.publicKey())
        return refusal();
    return {};
}

} // namespace crossdock::audit
