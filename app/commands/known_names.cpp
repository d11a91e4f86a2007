#include "app/commands/known_names.h"

#include "app/commands/known_orders.h"
#include "core/inventory/fulfilment/node_kinds.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {

using imports::What;

Result<KnownNames> KnownNames::read(Session &session, What what, const QList<Request> &requests)
{
    KnownNames known;
    const auto items = session.ask(query::StockOf{});
    const auto nodes = session.ask(query::Nodes{});
    const auto channels = session.ask(query::Channels{});
    if (!items || !nodes || !channels)
        return tl::make_unexpected(!items ? items.error() : !nodes ? nodes.error() : channels.error());
    for (const query::StockOf::Item &item : *items) {
        known.m_details.insert(item.row.sku, item.details);
        if (item.row.isKit)
            known.m_kits.insert(item.row.sku, item.parts);
        for (const NodeStock &stock : item.nodes)
            known.m_onHand.insert({item.row.sku, stock.node}, stock.onHand());
        for (const stock::BinAt &one : item.bins)
            known.m_bins[{item.row.sku, one.node}].append(one.bin);
    }
    for (const NodeRow &node : *nodes)
        known.m_nodes.insert(node.node.text(), node);
    for (const ChannelRow &channel : *channels) {
        known.m_channels.insert(channel.details.name.text());
        if (what != What::Listings && what != What::Prices)
            continue;
        const auto listings = session.ask(query::Listings{channel.details.name});
        if (!listings)
            return tl::make_unexpected(listings.error());
        for (const query::Listings::Item &item : *listings)
            known.m_listings.insert(item.address.id, {item.address, item.offer.price, item.offer.buffer, item.offer.cap});
    }
    const auto bought = what == What::Purchases ? session.ask(query::Purchases{.limit = std::numeric_limits<int>::max()}) : Result<query::Purchases::Answer>();
    if (!bought)
        return tl::make_unexpected(bought.error());
    for (const purchases::PurchaseOrder &order : *bought)
        known.m_purchases.insert(order.number, order);
    const auto orders = ordersWithoutNews(session, requests);
    if (!orders)
        return tl::make_unexpected(orders.error());
    known.m_orders = *orders;
    return known;
}

QString KnownNames::problemOf(What what, const imports::Row &row) const
{
    const auto skuIsUnknown = [&](const QString &field) {
        const auto sku = Sku::parse(row.cells.value(field));
        return sku && !m_details.contains(*sku);
    };
    if (what == What::Nodes)
        return problemOfNode(row);
    if (what == What::Skus || (what == What::Orders && isOfKnownOrder(row)))
        return {};
    if (skuIsUnknown(u"sku"_s))
        return u"sku “%1”: unknown here; bring it in with: crossdock import skus"_s.arg(row.cells.value(u"sku"_s));
    if (what == What::Kits && skuIsUnknown(u"component"_s))
        return u"component “%1”: unknown here; bring it in with: crossdock import skus"_s.arg(row.cells.value(u"component"_s));
    if (row.cells.contains(u"channel"_s) && !m_channels.contains(row.cells.value(u"channel"_s)))
        return u"channel “%1”: unknown here; add it with: crossdock channel add"_s.arg(row.cells.value(u"channel"_s));
    const bool hasNode = what == What::Stock || what == What::Bins || (what == What::Purchases && !row.cells.value(u"node"_s).isEmpty());
    if (!hasNode)
        return {};
    if (!m_nodes.contains(row.cells.value(u"node"_s)))
        return u"node “%1”: unknown here; add it with: crossdock node add, or crossdock import nodes"_s.arg(row.cells.value(u"node"_s));
    const auto sku = Sku::parse(row.cells.value(u"sku"_s));
    return sku && m_kits.contains(*sku) ? u"sku “%1”: a kit holds no stock of its own"_s.arg(sku->text()) : QString();
}

/// Messages for a node of others and for a channel arrive at /webhooks/NAME.
QString KnownNames::problemOfNode(const imports::Row &row) const
{
    const QString name = row.cells.value(u"node"_s), kind = row.cells.value(u"kind"_s).toLower();
    const bool isOfOthers = !kind.isEmpty() && kind != fulfilment::ownKind();
    return isOfOthers && m_channels.contains(name) ? u"node “%1”: a channel has that name, and messages for both arrive at /webhooks/NAME"_s.arg(name) : QString();
}

/// Its SKU may be unknown: the channel sold it under that name.
bool KnownNames::isOfKnownOrder(const imports::Row &row) const
{
    const auto channel = ChannelId::parse(row.cells.value(u"channel"_s));
    return channel && m_orders.contains({*channel, row.cells.value(u"order_id"_s)});
}

bool KnownNames::isKnown(const crossdock::Command &any) const
{
    if (const auto *order = std::get_if<command::RecordOrder>(&any))
        return m_orders.contains(order->order.id);
    if (const auto *sku = std::get_if<command::DefineSku>(&any)) {
        const auto found = m_details.constFind(sku->sku);
        return found != m_details.constEnd() && *found == *sku;
    }
    if (const auto *kit = std::get_if<command::DefineKit>(&any)) {
        const auto found = m_kits.constFind(kit->kit);
        return found != m_kits.constEnd() && std::is_permutation(found->begin(), found->end(), kit->parts.begin(), kit->parts.end());
    }
    if (const auto *count = std::get_if<command::CountStock>(&any))
        return m_onHand.value({count->sku, count->node}, 0) == count->quantity;
    if (const auto *shelf = std::get_if<command::SetBins>(&any))
        return m_bins.value({shelf->sku, shelf->node}) == shelf->bins;
    if (const auto *listing = std::get_if<command::MapListing>(&any)) {
        const auto found = m_listings.constFind(listing->address.id);
        return found != m_listings.constEnd() && *found == *listing;
    }
    if (const auto *price = std::get_if<command::SetPrice>(&any)) {
        const auto isOther = [&](const command::MapListing &listing) {
            return listing.address.sku == price->sku && listing.address.id.channel == price->channel && listing.price != price->price;
        };
        const auto isListed = [&](const command::MapListing &listing) { return listing.address.sku == price->sku && listing.address.id.channel == price->channel; };
        return std::any_of(m_listings.begin(), m_listings.end(), isListed) && std::none_of(m_listings.begin(), m_listings.end(), isOther);
    }
    if (const auto *purchase = std::get_if<command::CreatePurchase>(&any)) {
        const auto found = m_purchases.constFind(purchase->number);
        if (found == m_purchases.constEnd() || found->supplier != purchase->supplier.simplified() || found->lines.size() != purchase->lines.size())
            return false;
        if ((purchase->expectedOn && purchase->expectedOn != found->expectedOn) || (purchase->node && purchase->node != found->node))
            return false;
        return std::all_of(purchase->lines.begin(), purchase->lines.end(), [&](const command::WantedLine &wanted) {
            return std::any_of(found->lines.begin(), found->lines.end(), [&](const auto &line) { return line.sku == wanted.sku && line.ordered == wanted.quantity; });
        });
    }
    return false;
}

QStringList KnownNames::withoutKeys(const QList<Request> &requests) const
{
    QStringList notes;
    for (const Request &request : requests) {
        const auto *node = std::get_if<command::DefineNode>(&request.command);
        const fulfilment::NodeKind *kind = node ? fulfilment::nodeKind(node->kind) : nullptr;
        if (!kind || !node->details)
            continue;
        const QString name = node->node.text();
        const auto known = m_nodes.constFind(name);
        const NodeDetails before = known == m_nodes.constEnd() ? NodeDetails{} : known->details, after = withKept(*node->details, before, node->kept.value_or(QStringList()));
        if (known != m_nodes.constEnd() && known->kind == node->kind && before.url == after.url)
            continue;
        QStringList words;
        for (const QString &key : kind->account)
            if (after.account.value(key).isEmpty())
                words.append(u"--account %1=…"_s.arg(key));
        for (const QString &key : kind->neededSecrets)
            words.append(u"--secret %1=@FILE"_s.arg(key));
        notes.append(u"%1: nothing is read from it or handed over to it until it has its keys, which no file holds: crossdock node add %2 %1 %3"_s.arg(name, node->kind, words.join(u' ')));
    }
    return notes;
}

QList<Request> KnownNames::withoutKnown(const QList<Request> &requests) const
{
    QList<Request> left;
    for (const Request &request : requests)
        if (!isKnown(request.command))
            left.append(request);
    return left;
}

} // namespace crossdock::app
