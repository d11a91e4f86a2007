#include "core/sandbox/world.h"

#include "core/sandbox/buyers.h"
#include "core/sandbox/channel.h"

using namespace Qt::Literals::StringLiterals;

/// What somebody does in a world: to an order, to a listing, to the account of a seller.
namespace crossdock::sandbox {

Result<QString> World::sell(const QString &channel, const QString &listing, Quantity quantity)
{
    return sell(channel, {Basket{listing, quantity}}, Payment::Now);
}

Result<QString> World::sell(const QString &channel, const QList<Basket> &lines, Payment payment)
{
    Channel *found = find(channel);
    if (!found)
        return fail(Error::Code::NotFound, channel);
    return found->shop().sell(lines, m_buyers->someone(), payment);
}

Result<> World::withOrder(const QString &channel, const QString &order, Result<> (Shop::*action)(Order &))
{
    Channel *found = find(channel);
    if (!found)
        return fail(Error::Code::NotFound, channel);
    Order *known = found->shop().order(order);
    if (!known)
        return fail(Error::Code::NotFound, order);
    return (found->shop().*action)(*known);
}

Result<> World::pay(const QString &channel, const QString &order)
{
    return withOrder(channel, order, &Shop::pay);
}

Result<> World::decline(const QString &channel, const QString &order)
{
    return withOrder(channel, order, &Shop::decline);
}

Result<> World::cancel(const QString &channel, const QString &order)
{
    return withOrder(channel, order, &Shop::cancel);
}

Result<> World::refund(const QString &channel, const QString &order)
{
    return withOrder(channel, order, &Shop::refund);
}

Result<> World::askReturn(const QString &channel, const QString &order, const QString &reason)
{
    Channel *found = find(channel);
    Order *known = found ? found->shop().order(order) : nullptr;
    if (!known)
        return fail(Error::Code::NotFound, found ? order : channel);
    return found->shop().askReturn(*known, reason);
}

Result<> World::dispute(const QString &channel, const QString &order)
{
    return withOrder(channel, order, &Shop::dispute);
}

Result<> World::trash(const QString &channel, const QString &order)
{
    return withOrder(channel, order, &Shop::trash);
}

Result<> World::restore(const QString &channel, const QString &order)
{
    return withOrder(channel, order, &Shop::restore);
}

Result<> World::editOrder(const QString &channel, const QString &order)
{
    return withOrder(channel, order, &Shop::editDown);
}

Result<> World::withListing(const QString &channel, const QString &listing, const std::function<Result<>(Channel &, qsizetype)> &action)
{
    Channel *found = find(channel);
    if (!found)
        return fail(Error::Code::NotFound, channel);
    const qsizetype index = found->shop().indexOf(listing);
    if (index < 0)
        return fail(Error::Code::NotFound, listing);
    return action(*found, index);
}

Result<> World::editQuantity(const QString &channel, const QString &listing, Quantity quantity)
{
    return withListing(channel, listing, [&](Channel &found, qsizetype index) -> Result<> {
        found.shop().setQuantity(index, quantity);
        return {};
    });
}

Result<> World::setRival(const QString &channel, const QString &listing, const QString &decimal)
{
    return withListing(channel, listing, [&](Channel &found, qsizetype index) -> Result<> {
        const auto price = parseMoney(decimal, found.shop().currency());
        if (!price || price->amount <= 0)
            return fail(Error::Code::InvalidInput, decimal, u"a price is an amount above nothing, such as 9.99"_s);
        return found.setRival(index, *price);
    });
}

Result<> World::suppress(const QString &channel, const QString &listing, const QString &words)
{
    return withListing(channel, listing, [&](Channel &found, qsizetype index) { return found.suppress(index, words); });
}

Result<> World::setAccount(const QString &channel, const QString &status, double orderDefects, double lateShipments)
{
    Channel *found = find(channel);
    if (!found)
        return fail(Error::Code::NotFound, channel);
    if (status.isEmpty() || !(orderDefects >= 0 && orderDefects <= 100 && lateShipments >= 0 && lateShipments <= 100))
        return fail(Error::Code::InvalidInput, channel, u"an account has a status, and rates from 0 to 100 percent"_s);
    return found->setAccount({status, orderDefects / 100, lateShipments / 100});
}

void World::receive(const QString &sku, Quantity quantity)
{
    m_received[sku] += quantity;
}

} // namespace crossdock::sandbox
