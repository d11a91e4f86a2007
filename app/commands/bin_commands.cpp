#include "app/command_line/json.h"
#include "app/commands/commands.h"
#include "app/commands/words.h"
#include "core/inventory/fulfilment/pick_list.h"

using namespace Qt::Literals::StringLiterals;

/// Where units lie in warehouses of ours, and the walk to fetch them.
namespace crossdock::app {
namespace {

/// A SKU in a bin; 1: it is picked from first there.
struct Lying {
    Sku sku;
    stock::BinAt place;
    int turn = 1;
};

/// As somebody meets them who walks through each warehouse.
bool comesFirst(const Lying &a, const Lying &b)
{
    if (a.place.node != b.place.node)
        return a.place.node < b.place.node;
    const int walk = stock::compareByWalk(a.place.bin, b.place.bin);
    return walk != 0 ? walk < 0 : a.sku < b.sku;
}

QList<Lying> lyingOf(const query::StockOf::Answer &items, const std::optional<NodeId> &node)
{
    QList<Lying> all;
    for (const query::StockOf::Item &item : items) {
        QMap<NodeId, int> turns;
        for (const stock::BinAt &place : item.bins) {
            const int turn = ++turns[place.node];
            if (!node || *node == place.node)
                all.append({item.row.sku, place, turn});
        }
    }
    std::stable_sort(all.begin(), all.end(), comesFirst);
    return all;
}

struct Place {
    Sku sku;
    NodeId node;
};

/// SKU and --node of a booking.
Result<Place> placeOf(const Session &session)
{
    const auto sku = Sku::parse(session.arguments().word(0));
    const auto node = NodeId::parse(session.arguments().value(u"node"_s));
    if (!sku || !node)
        return tl::make_unexpected(!sku ? sku.error() : node.error());
    return Place{*sku, *node};
}

/// A place whose name is mistyped holds nothing that could be listed.
Result<std::optional<NodeId>> knownNode(Session &session)
{
    const auto node = namedNode(session);
    const auto nodes = session.ask(query::Nodes{});
    if (!node || !nodes)
        return tl::make_unexpected(!node ? node.error() : nodes.error());
    const bool isKnown = !*node || std::any_of(nodes->begin(), nodes->end(), [&](const NodeRow &row) { return row.node == **node; });
    if (!isKnown)
        return fail(Error::Code::NotFound, (**node).text(), u"no such node"_s);
    return *node;
}

/// Those of the words; without any, all that can be packed now.
Result<QList<OrderId>> ordersToPick(Session &session)
{
    QList<OrderId> orders;
    for (const QString &word : session.arguments().words()) {
        const auto order = OrderId::parse(word);
        if (!order)
            return tl::make_unexpected(order.error());
        if (!orders.contains(*order))
            orders.append(*order);
    }
    constexpr int pageSize = 500;
    for (int offset = 0; session.arguments().words().isEmpty(); offset += pageSize) {
        const auto page = session.ask(query::Orders{.state = OrderRow::State::Open, .onlyToPack = true, .offset = offset, .limit = pageSize});
        if (!page)
            return tl::make_unexpected(page.error());
        for (const OrderRow &row : page->rows)
            orders.append(row.id);
        if (page->isEnd || page->rows.isEmpty())
            break;
    }
    return orders;
}

Result<QList<papers::PickLine>> linesToPick(Session &session)
{
    const auto node = knownNode(session);
    const auto wanted = ordersToPick(session);
    if (!node || !wanted)
        return tl::make_unexpected(!node ? node.error() : wanted.error());
    QList<OrderDetail> orders;
    for (const OrderId &id : *wanted) {
        const auto order = session.ask(query::Order{id});
        if (!order)
            return tl::make_unexpected(order.error());
        orders.append(*order);
    }
    const QList<Sku> skus = papers::skusToPick(orders);
    const auto items = skus.isEmpty() ? Result<query::StockOf::Answer>() : session.ask(query::StockOf{skus, {}});
    if (!items)
        return tl::make_unexpected(items.error());
    QList<papers::PickLine> lines = papers::pickLines(orders, *items);
    lines.removeIf([&](const papers::PickLine &line) { return *node && line.node != **node; });
    return lines;
}

QString textOf(const QList<stock::Bin> &bins)
{
    QStringList texts;
    for (const stock::Bin &bin : bins)
        texts.append(bin.text());
    return texts.join(u", "_s);
}

QString ordersText(const papers::PickLine &line)
{
    QStringList texts;
    for (const auto &[order, units] : line.orders)
        texts.append(u"%1 x %2"_s.arg(units).arg(order.text()));
    return texts.join(u", "_s);
}

QJsonObject jsonOf(const papers::PickLine &line)
{
    QJsonArray bins, orders;
    for (const stock::Bin &bin : line.bins)
        bins.append(QJsonObject{{u"zone"_s, orNull(bin.zone)}, {u"bin"_s, bin.name}});
    for (const auto &[order, units] : line.orders)
        orders.append(QJsonObject{{u"order"_s, order.text()}, {u"units"_s, units}});
    return {{u"node"_s, line.node.text()}, {u"bins"_s, bins}, {u"sku"_s, line.sku.text()}, {u"name"_s, line.name}, {u"units"_s, line.units}, {u"orders"_s, orders}};
}

} // namespace

ExitCode binList(Session &session)
{
    const auto node = knownNode(session);
    query::StockOf query;
    if (session.arguments().has(u"sku"_s)) {
        const auto sku = Sku::parse(session.arguments().value(u"sku"_s));
        if (!sku)
            return session.refuse(sku.error());
        query.skus = {*sku};
    }
    const auto items = node ? session.ask(query) : tl::make_unexpected(node.error());
    if (!items)
        return session.refuse(items.error());
    const QList<Lying> all = lyingOf(*items, *node);
    if (session.wantsJson()) {
        QJsonArray array;
        for (const Lying &one : all)
            array.append(QJsonObject{{u"node"_s, one.place.node.text()}, {u"zone"_s, orNull(one.place.bin.zone)}, {u"bin"_s, one.place.bin.name}, {u"sku"_s, one.sku.text()}, {u"turn"_s, one.turn}});
        session.print(QJsonValue(array));
        return ExitCode::Done;
    }
    QList<QStringList> rows{{u"NODE"_s, u"ZONE"_s, u"BIN"_s, u"SKU"_s, u"PICKED FROM"_s}};
    for (const Lying &one : all)
        rows.append({one.place.node.text(), one.place.bin.zone, one.place.bin.name, one.sku.text(), QString::number(one.turn)});
    printTable(session, rows);
    return ExitCode::Done;
}

ExitCode binSet(Session &session)
{
    const auto place = placeOf(session);
    if (!place)
        return session.refuse(place.error());
    QList<stock::Bin> bins;
    for (const QString &name : session.arguments().words().sliced(1)) {
        const auto bin = stock::Bin::parse(session.arguments().value(u"zone"_s), name);
        if (!bin)
            return session.refuse(bin.error());
        bins.append(*bin);
    }
    return perform(session, command::SetBins{place->sku, place->node, bins});
}

ExitCode binRemove(Session &session)
{
    const auto place = placeOf(session);
    if (!place)
        return session.refuse(place.error());
    return perform(session, command::RemoveBins{place->sku, place->node, session.arguments().word(1)});
}

ExitCode orderPickList(Session &session)
{
    const auto lines = linesToPick(session);
    if (!lines)
        return session.refuse(lines.error());
    if (session.wantsJson()) {
        QJsonArray array;
        for (const papers::PickLine &line : *lines)
            array.append(jsonOf(line));
        session.print(QJsonValue(array));
        return ExitCode::Done;
    }
    QList<QStringList> rows{{u"NODE"_s, u"ZONE"_s, u"BIN"_s, u"UNITS"_s, u"SKU"_s, u"PRODUCT"_s, u"FOR"_s, u"THEN FROM"_s}};
    for (const papers::PickLine &line : *lines)
        rows.append({line.node.text(), line.bins.isEmpty() ? QString() : line.bins.first().zone, line.bins.isEmpty() ? QString() : line.bins.first().name, QString::number(line.units),
                     line.sku.text(), line.name, ordersText(line), textOf(line.bins.mid(1))});
    printTable(session, rows);
    return ExitCode::Done;
}

} // namespace crossdock::app
