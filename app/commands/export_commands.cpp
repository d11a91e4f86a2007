#include "app/commands/commands.h"
#include "app/commands/csv_file.h"
#include "core/inventory/imports/node_row.h"
#include "core/inventory/imports/preview.h"
#include "core/inventory/values/counted.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

QString decimal(const std::optional<Money> &money)
{
    return money ? toDecimal(*money) : QString();
}

QString currency(const std::optional<Money> &money)
{
    return money ? money->currency : QString();
}

QString numberOrEmpty(qint64 value)
{
    return value == 0 ? QString() : QString::number(value);
}

Result<> writeSkus(Session &session, CsvFile &file)
{
    file.row({u"sku"_s, u"name"_s, u"barcode"_s, u"category"_s, u"brand"_s, u"supplier"_s, u"tags"_s, u"cost"_s, u"currency"_s, u"weight_g"_s,
              u"length_mm"_s, u"width_mm"_s, u"height_mm"_s, u"safety_stock"_s, u"reorder_point"_s});
    const auto items = session.ask(query::StockOf{});
    if (!items)
        return tl::make_unexpected(items.error());
    for (const auto &item : *items) {
        const command::DefineSku &sku = item.details;
        file.row({sku.sku.text(), sku.name, sku.barcode, sku.category, sku.brand, sku.supplier, sku.tags.join(u','), decimal(sku.cost), currency(sku.cost),
                  numberOrEmpty(sku.weightG), numberOrEmpty(sku.lengthMm), numberOrEmpty(sku.widthMm), numberOrEmpty(sku.heightMm),
                  numberOrEmpty(sku.safetyStock), numberOrEmpty(sku.reorderPoint)});
    }
    return {};
}

Result<> writeKits(Session &session, CsvFile &file)
{
    file.row({u"sku"_s, u"component"_s, u"quantity"_s});
    const auto items = session.ask(query::StockOf{});
    if (!items)
        return tl::make_unexpected(items.error());
    for (const auto &item : *items)
        for (const auto &part : item.parts)
            file.row({item.row.sku.text(), part.sku.text(), QString::number(part.quantity)});
    return {};
}

Result<> writeStock(Session &session, CsvFile &file)
{
    file.row({u"sku"_s, u"node"_s, u"quantity"_s});
    const auto items = session.ask(query::StockOf{});
    if (!items)
        return tl::make_unexpected(items.error());
    for (const auto &item : *items)
        if (!item.row.isKit)
            for (const NodeStock &node : item.nodes)
                file.row({item.row.sku.text(), node.node.text(), QString::number(node.onHand())});
    return {};
}

/// A SKU's bins in a warehouse in the order in which they are picked from, as an import reads them.
Result<> writeBins(Session &session, CsvFile &file)
{
    file.row({u"sku"_s, u"node"_s, u"zone"_s, u"bin"_s});
    const auto items = session.ask(query::StockOf{});
    if (!items)
        return tl::make_unexpected(items.error());
    for (const auto &item : *items)
        for (const stock::BinAt &one : item.bins)
            file.row({item.row.sku.text(), one.node.text(), one.bin.zone, one.bin.name});
    return {};
}

/// Calls `write` with every listing of every channel.
Result<> eachListing(Session &session, const std::function<void(const query::Listings::Item &)> &write)
{
    const auto channels = session.ask(query::Channels{});
    if (!channels)
        return tl::make_unexpected(channels.error());
    for (const ChannelRow &channel : *channels) {
        const auto listings = session.ask(query::Listings{channel.details.name});
        if (!listings)
            return tl::make_unexpected(listings.error());
        for (const query::Listings::Item &item : *listings)
            write(item);
    }
    return {};
}

Result<> writeListings(Session &session, CsvFile &file)
{
    file.row({u"channel"_s, u"sku"_s, u"listing_id"_s, u"inventory_id"_s, u"location_id"_s, u"product_type"_s, u"price"_s, u"currency"_s, u"buffer"_s, u"cap"_s});
    return eachListing(session, [&](const query::Listings::Item &item) {
        const channels::ListingAddress &address = item.address;
        file.row({address.id.channel.text(), address.sku.text(), address.id.listing, address.inventoryId, address.locationId, address.productType,
                  decimal(item.offer.price), currency(item.offer.price), numberOrEmpty(item.offer.buffer),
                  item.offer.cap ? QString::number(*item.offer.cap) : QString()});
    });
}

Result<> writePrices(Session &session, CsvFile &file)
{
    file.row({u"sku"_s, u"channel"_s, u"price"_s, u"currency"_s});
    return eachListing(session, [&](const query::Listings::Item &item) {
        if (item.offer.price)
            file.row({item.address.sku.text(), item.address.id.channel.text(), decimal(item.offer.price), currency(item.offer.price)});
    });
}

/// What an import does not take as it is.
struct OddOrders {
    int unpaid = 0; ///< left out: what they hold is not known before they are paid
    int sent = 0; ///< in another shop they are to be sent again
    int unmapped = 0; ///< lines under the name that the channel has for it
};

QString answer(const std::optional<bool> &fact)
{
    return !fact ? QString() : *fact ? u"yes"_s : u"no"_s;
}

QString moment(const std::optional<Time> &time)
{
    return time ? toText(*time) : QString();
}

/// What all rows of an order say, by the fields of an import.
QMap<QString, QString> headCells(const OrderDetail &order)
{
    const Buyer &to = order.buyer;
    const OrderFacts &facts = order.facts;
    return {{u"channel"_s, order.row.id.channel.text()},
            {u"order_id"_s, order.row.id.number},
            {u"created_at"_s, toText(order.row.createdAt)},
            {u"promised_by"_s, moment(order.row.shipBy)},
            {u"deliver_by"_s, moment(order.deliverBy)},
            {u"name"_s, to.name},
            {u"email"_s, to.email},
            {u"phone"_s, to.phone},
            {u"country"_s, to.country},
            {u"region"_s, to.region},
            {u"city"_s, to.city},
            {u"postcode"_s, to.postcode},
            {u"address"_s, to.address},
            {u"payment_method"_s, order.paymentMethod},
            {u"coupon"_s, facts.coupons.value_or(QStringList()).join(u',')},
            {u"shipping_method"_s, facts.shippingMethod},
            {u"risk"_s, facts.risk},
            {u"is_gift"_s, answer(facts.isGift)},
            {u"is_prime"_s, answer(facts.isPrime)},
            {u"is_business"_s, answer(facts.isBusiness)},
            {u"fulfilled_by"_s, order.row.isByChannel ? u"channel"_s : u"seller"_s}};
}

/// One currency for a row: a sum in another one is left out.
QMap<QString, QString> cellsOf(const OrderDetail &order, const OrderDetail::Line &line)
{
    QMap<QString, QString> cells = headCells(order);
    cells[u"line_id"_s] = line.id;
    cells[u"sku"_s] = line.sku.isEmpty() ? line.channelSku : line.sku.text();
    cells[u"quantity"_s] = QString::number(line.quantity);
    const auto add = [&](const QString &field, const std::optional<Money> &sum) {
        if (!sum || (cells.contains(u"currency"_s) && cells[u"currency"_s] != sum->currency))
            return;
        cells[u"currency"_s] = sum->currency;
        cells[field] = toDecimal(*sum);
    };
    add(u"price"_s, line.unitPrice);
    add(u"discount"_s, order.facts.discount);
    add(u"shipping_paid"_s, order.facts.shippingPaid);
    return cells;
}

QStringList columnsOf(imports::What what)
{
    QStringList names;
    for (const imports::Field &field : imports::fieldsOf(what))
        names.append(field.name);
    return names;
}

void writeCells(CsvFile &file, imports::What what, const QMap<QString, QString> &cells)
{
    QStringList row;
    for (const QString &column : columnsOf(what))
        row.append(cells.value(column));
    file.row(row);
}

/// All that is known of them but their keys: those are in the key store.
Result<> writeNodes(Session &session, CsvFile &file)
{
    file.row(columnsOf(imports::What::Nodes));
    const auto nodes = session.ask(query::Nodes{});
    if (!nodes)
        return tl::make_unexpected(nodes.error());
    for (const NodeRow &node : *nodes)
        writeCells(file, imports::What::Nodes, imports::cellsOf(node));
    return {};
}

void writeOrder(CsvFile &file, const OrderDetail &order, OddOrders &odd)
{
    if (order.row.state == OrderRow::State::AwaitingPayment) {
        ++odd.unpaid;
        return;
    }
    odd.sent += std::any_of(order.lines.begin(), order.lines.end(), [](const OrderDetail::Line &line) { return line.shipped > 0; }) ? 1 : 0;
    for (const OrderDetail::Line &line : order.lines) {
        odd.unmapped += line.sku.isEmpty() ? 1 : 0;
        writeCells(file, imports::What::Orders, cellsOf(order, line));
    }
}

void noteOddOrders(Session &session, const OddOrders &odd)
{
    if (odd.unpaid > 0)
        session.note(u"Left out until paid: %1."_s.arg(counted(odd.unpaid, u"order"_s)));
    if (odd.sent > 0)
        session.note(u"Sent already, in whole or in part: %1. Another shop that imports the file is to send them again."_s.arg(counted(odd.sent, u"order"_s)));
    if (odd.unmapped > 0)
        session.note(u"Mapped to no SKU: %1. Another shop that does not know them refuses the file, or with --accept-valid leaves their orders out."_s.arg(counted(odd.unmapped, u"line"_s)));
}

Result<> writeOrders(Session &session, CsvFile &file)
{
    OddOrders odd;
    file.row(columnsOf(imports::What::Orders));
    constexpr int pageSize = 1'000;
    for (int offset = 0;; offset += pageSize) {
        const auto page = session.ask(query::Orders{.offset = offset, .limit = pageSize});
        if (!page)
            return tl::make_unexpected(page.error());
        for (const OrderRow &row : page->rows) {
            const auto detail = session.ask(query::Order{row.id});
            if (!detail)
                return tl::make_unexpected(detail.error());
            writeOrder(file, *detail, odd);
        }
        if (page->isEnd || page->rows.isEmpty())
            break;
    }
    noteOddOrders(session, odd);
    return {};
}

void writeMovementsOf(CsvFile &file, const Entry &entry)
{
    for (const QJsonValue &value : entry.body[u"movements"_s].toArray())
        file.row({QString::number(entry.number), toText(entry.at), entry.actor.name, entry.what, value[u"sku"_s].toString(),
                  QString::number(value[u"quantity"_s].toInteger()), value[u"from"_s].toString(), value[u"to"_s].toString(), entry.why});
}

Result<> writeMovements(Session &session, CsvFile &file)
{
    file.row({u"entry"_s, u"at"_s, u"who"_s, u"what"_s, u"sku"_s, u"quantity"_s, u"from"_s, u"to"_s, u"reason"_s});
    const auto head = session.ask(query::Totals{});
    if (!head)
        return tl::make_unexpected(head.error());
    const auto first = session.ask(query::Trail{.before = 2, .limit = 1}); // `after` starts behind the first entry
    if (!first)
        return tl::make_unexpected(first.error());
    for (const Entry &entry : first->entries)
        writeMovementsOf(file, entry);
    for (qint64 last = 1; last < head->entries;) {
        const auto page = session.ask(query::Trail{.after = last, .limit = 1'000});
        if (!page)
            return tl::make_unexpected(page.error());
        for (const Entry &entry : page->entries)
            writeMovementsOf(file, entry);
        if (page->entries.isEmpty())
            break;
        last = page->entries.last().number;
    }
    return {};
}

using Writer = Result<> (*)(Session &, CsvFile &);

Writer writerOf(const QString &what)
{
    static const QMap<QString, Writer> writers{{u"skus"_s, writeSkus}, {u"kits"_s, writeKits}, {u"listings"_s, writeListings}, {u"stock"_s, writeStock}, {u"bins"_s, writeBins},
                                               {u"prices"_s, writePrices}, {u"orders"_s, writeOrders}, {u"movements"_s, writeMovements}, {u"nodes"_s, writeNodes}};
    return writers.value(what);
}

} // namespace

ExitCode exportFile(Session &session)
{
    const QString what = session.arguments().word(0);
    const Writer write = writerOf(what);
    if (!write)
        return session.refuse(UsageError{UsageError::Kind::BadValue, what, u"it is skus, kits, listings, stock, bins, prices, orders, nodes or movements"_s});
    CsvFile file(session.call().path(session.arguments().word(1)));
    auto written = file.open();
    if (written)
        written = write(session, file);
    if (written)
        written = file.commit();
    if (!written)
        return session.refuse(written.error());
    if (session.wantsJson())
        session.print(QJsonObject{{u"file"_s, file.path()}, {u"rows"_s, file.rows()}});
    else
        session.print(u"%1 written to %2."_s.arg(counted(file.rows(), u"row"_s)).arg(file.path()));
    return ExitCode::Done;
}

} // namespace crossdock::app
