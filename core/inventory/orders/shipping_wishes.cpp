#include "core/inventory/orders/shipping_wishes.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::orders {
namespace {

using fulfilment::ShippingWish;
using What = command::WishShipping::What;

bool saysWay(const ShippingWish &wish)
{
    return !wish.carrier.isEmpty() || !wish.service.isEmpty() || wish.rate != ShippingWish::Rate::Any;
}

void takeWay(ShippingWish &wish, const ShippingWish &from)
{
    wish.carrier = from.carrier;
    wish.service = from.service;
    wish.rate = from.rate;
}

/// What stands after the command.
Result<ShippingWish> changed(ShippingWish wish, const command::WishShipping &command)
{
    const QString order = command.order.text();
    switch (command.what) {
    case What::Way:
        if (!saysWay(command.wish) || (command.wish.carrier.isEmpty() && !command.wish.service.isEmpty()))
            return fail(Error::Code::InvalidInput, order, u"a carrier, its service, or cheapest or fastest is to be named"_s);
        takeWay(wish, command.wish);
        return wish;
    case What::Package:
        if (command.wish.package.trimmed().isEmpty())
            return fail(Error::Code::InvalidInput, order, u"no carton is named"_s);
        wish.package = command.wish.package.trimmed();
        return wish;
    case What::Label:
        if (saysWay(command.wish))
            takeWay(wish, command.wish);
        wish.buysLabel = true;
        return wish;
    case What::Options:
    case What::NoOptions:
        if (command.wish.options.isEmpty())
            return fail(Error::Code::InvalidInput, order, u"no option is named"_s);
        for (const rates::Option option : command.wish.options) {
            if (command.what == What::Options)
                wish.options = rates::with(wish.options, option);
            else
                wish.options.removeAll(option);
        }
        return wish;
    case What::Nothing:
        return ShippingWish{};
    }
    Q_UNREACHABLE();
}

} // namespace

Result<> ShippingWishes::record(audit::Draft &draft, const command::WishShipping &command, const Actor &actor)
{
    const auto sale = m_sales.named(command.order);
    if (!sale)
        return tl::make_unexpected(sale.error());
    if (sale->isByChannel || sale->state == Sale::State::Shipped || sale->state == Sale::State::Cancelled)
        return fail(Error::Code::NotAllowed, command.order.text(), sale->isByChannel ? u"its channel sends it"_s : u"nothing of it is left to send"_s);
    const auto known = readWish(m_database, sale->id);
    auto wish = known ? changed(*known, command) : tl::make_unexpected(known.error());
    if (!wish)
        return tl::make_unexpected(wish.error());
    if (!wish->isEmpty())
        wish->by = actor.name;
    draft.setWhat(u"order.wish"_s);
    draft.about(command.order);
    draft.about(command.order.channel);
    draft.touchSale(sale->id);
    if (wayText(*known) != wayText(*wish))
        draft.changed(u"ship_with"_s, wayText(*known), wayText(*wish));
    if (known->package != wish->package)
        draft.changed(u"package"_s, known->package, wish->package);
    if (known->buysLabel != wish->buysLabel)
        draft.changed(u"buys_label"_s, known->buysLabel, wish->buysLabel);
    if (known->options != wish->options)
        draft.changed(u"options"_s, rates::namesOf(known->options), rates::namesOf(wish->options));
    return m_database
        .execute(u"INSERT INTO shipping_wish (sale_id, carrier, service, rate, package, buys_label, said_by, options) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (sale_id) DO UPDATE SET "
                 "carrier = excluded.carrier, service = excluded.service, rate = excluded.rate, package = excluded.package, buys_label = excluded.buys_label, said_by = excluded.said_by, "
                 "options = excluded.options"_s,
                 {sale->id, wish->carrier, wish->service, nameOf(wish->rate), wish->package, wish->buysLabel ? 1 : 0, wish->by, rates::namesOf(wish->options)})
        .map([](qint64) {});
}

Result<ShippingWish> readWish(store::Database &database, qint64 sale)
{
    return database
        .first(u"SELECT carrier, service, rate, package, buys_label, said_by, options FROM shipping_wish WHERE sale_id = ?"_s, {sale},
               [](const store::Row &row) { return ShippingWish{row.text(0), row.text(1), fulfilment::rateFrom(row.text(2)), row.text(3), row.flag(4), row.text(5), rates::optionsFrom(row.text(6))}; })
        .map([](const std::optional<ShippingWish> &wish) { return wish.value_or(ShippingWish{}); });
}

} // namespace crossdock::orders
