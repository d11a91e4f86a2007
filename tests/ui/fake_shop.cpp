#include "tests/ui/fake_inventory.h"

namespace crossdock::test {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr std::array words = {u"Oak", u"Linen", u"Steel", u"Merino", u"Ceramic", u"Bamboo", u"Cast Iron", u"Walnut"};
constexpr std::array items = {u"Serving Board 40 cm", u"Apron", u"Water Bottle 750 ml", u"Crew Socks, 2 pairs", u"Pour-Over Set",
                              u"Cutlery Tray", u"Skillet 26 cm", u"Desk Lamp", u"Tea Towel", u"Travel Mug 350 ml"};
constexpr std::array stems = {u"OAK", u"LIN", u"STL", u"MER", u"CER", u"BAM", u"IRN", u"WAL"};
constexpr std::array names = {u"shopify-us", u"shopify-eu", u"amazon-us", u"amazon-de", u"woo-outlet", u"woo-trade",
                              u"shopify-uk", u"amazon-uk"};

template <class Id>
Id id(const QString &text)
{
    return Id::parse(text).value();
}

template <class List>
QString pick(const List &list, int number)
{
    return QString::fromUtf16(list[static_cast<size_t>(number) % list.size()]);
}

} // namespace

void FakeInventory::makeShop(Size size)
{
    nodes = {{id<NodeId>(u"main"_s), u"warehouse"_s, u"Main warehouse"_s},
             {id<NodeId>(u"outlet"_s), u"warehouse"_s, u"Outlet store"_s}};
    for (int i = 0; i < size.channels; ++i) {
        const QString name = i < 8 ? pick(names, i) : u"channel-%1"_s.arg(i + 1);
        const QString kind = name.startsWith(u"amazon"_s) ? u"amazon"_s
            : name.startsWith(u"woo"_s)                   ? u"woocommerce"_s
                                                          : u"shopify"_s;
        channels.append({.details = {.name = id<ChannelId>(name), .kind = kind, .url = u"https://%1.example"_s.arg(name)},
                         .listings = size.skus, .cursorAt = m_clock.now() - Milliseconds(40'000)});
    }
    append({Actor::Kind::Person, u"dana"_s}, u"node.define"_s, u"first set-up"_s, {{u"node"_s, u"main"_s}});
    rows.reserve(size.skus);
    for (int i = 0; i < size.skus; ++i)
        makeRow(i);
    for (int i = 0; i < size.orders; ++i)
        makeOrder(i);
}

void FakeInventory::makeRow(int number)
{
    StockRow row;
    row.id = number + 1;
    row.sku = id<Sku>(u"%1-%2"_s.arg(pick(stems, number)).arg(number + 1, 5, 10, QChar(u'0')));
    row.name = pick(words, number) + u' ' + pick(items, number / 3);
    row.category = number % 3 ? u"Kitchen"_s : u"Home"_s;
    row.barcode = QString::number(4'006'381'000'000LL + number);
    row.isKit = number % 25 == 24;
    row.reorderPoint = 12;
    const Quantity base = number % 17 == 5 ? 0 : number % 11 == 3 ? 4 + number % 6 : 20 + (number * 37) % 480;
    stockByNode[row.sku] = {{.node = nodes[0].node, .free = base, .reserved = base > 6 ? number % 5 : 0, .version = 3},
                            {.node = nodes[1].node, .free = base / 4, .version = 1}};
    if (row.isKit)
        parts[row.sku] = {{rows[number - 1].sku, 1}, {rows[number - 2].sku, 2}};
    const Time now = m_clock.now();
    for (int i = 0; i < static_cast<int>(channels.size()); ++i) {
        if ((number + i) % 9 == 8)
            continue; // not everything is sold everywhere
        OfferState offer{.listing = {channels[i].details.name, u"L-%1-%2"_s.arg(i).arg(number)},
                         .price = Money{1299 + (number % 40) * 100, u"USD"_s}, .buffer = i == 2 ? 2 : 0,
                         .state = OfferState::State::Acknowledged,
                         .wantedAt = now - Milliseconds(60'000LL * (1 + number % 300)),
                         .answeredAt = now - Milliseconds(60'000LL * (1 + number % 300) - 300)};
        row.offers.append(offer);
    }
    refresh(row);
    for (OfferState &offer : row.offers)
        offer.believed = offer.acknowledged = offer.wanted;
    rows.append(row);
    if (number % 41 == 7 && row.offers.size() > 2)
        setOfferState(number, 2, OfferState::State::Refused, u"Listing is missing the required attribute 'country_of_origin'."_s);
    if (number % 29 == 11 && !row.offers.isEmpty())
        setOfferState(number, 0, OfferState::State::Waiting);
    if (number < 400)
        append({Actor::Kind::Person, u"dana"_s}, u"stock.receive"_s, u"Delivery 4471"_s,
               {{u"sku"_s, row.sku.text()}, {u"node"_s, u"main"_s}, {u"quantity"_s, base}});
}

void FakeInventory::makeOrder(int number)
{
    if (rows.isEmpty() || channels.isEmpty())
        return;
    const int turn = std::abs(number); // a live order is newer than the first: its number is below zero
    const StockRow &item = rows[(turn * 13) % rows.size()];
    OrderDetail order;
    order.row.id = {channels[turn % channels.size()].details.name, QString::number(100'480 - number)};
    order.row.createdAt = m_clock.now() - Milliseconds(95'000LL * number + 4'000);
    order.row.recordedAt = order.row.createdAt + Milliseconds(240);
    constexpr std::array states = {OrderRow::State::Open, OrderRow::State::Open, OrderRow::State::AwaitingPayment,
                                   OrderRow::State::Picked, OrderRow::State::Shipped, OrderRow::State::OnHold,
                                   OrderRow::State::Cancelled};
    order.row.state = states[static_cast<size_t>(number) % states.size()];
    order.row.lines = 1;
    order.row.units = 1 + turn % 3;
    order.row.shortUnits = turn % 19 == 6 ? 1 : 0;
    order.row.total = Money{order.row.units * 2450, u"USD"_s};
    order.row.shipBy = order.row.createdAt + Milliseconds(48 * 3'600'000LL);
    order.row.shipTo = turn % 2 ? u"US, OR"_s : u"DE, Berlin"_s;
    order.lines = {{.id = u"1"_s, .sku = item.sku, .listing = u"L"_s, .channelSku = item.sku.text(),
                    .quantity = order.row.units, .shortUnits = order.row.shortUnits, .unitPrice = Money{2450, u"USD"_s},
                    .reservations = {{.sku = item.sku, .node = nodes[0].node,
                                      .reserved = order.row.units - order.row.shortUnits}}}};
    order.buyer = {.name = u"R. Okafor"_s, .email = u"r.okafor@example.org"_s, .address = u"12 Quay Street"_s,
                   .city = u"Portland"_s, .region = u"OR"_s, .postcode = u"97204"_s, .country = u"US"_s};
    order.timeline.append(append({Actor::Kind::Channel, order.row.id.channel.text()}, u"order.record"_s, {},
                                 {{u"order"_s, order.row.id.text()}, {u"sku"_s, item.sku.text()},
                                  {u"quantity"_s, order.row.units}}));
    if (order.row.shortUnits > 0)
        incidents.append({.id = incidents.size() + 1, .at = order.row.recordedAt, .sku = item.sku,
                          .channel = order.row.id.channel, .order = order.row.id, .units = 1,
                          .cause = u"Two channels sold the last unit within 400 ms of each other."_s,
                          .entry = order.timeline.last().number});
    orders.append(order);
}

} // namespace crossdock::test
