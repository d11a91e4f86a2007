#include "tests/ui/fake_inventory.h"

namespace crossdock::test {
namespace {

using namespace Qt::Literals::StringLiterals;

bool matches(const Entry &entry, const TrailFilter &filter)
{
    const auto at = [&](const QString &name) { return entry.body.value(name).toString(); };
    return (!filter.sku || at(u"sku"_s) == filter.sku->text()) && (!filter.order || at(u"order"_s) == filter.order->text())
        && (filter.orderText.isEmpty() || at(u"order"_s).contains(filter.orderText))
        && (filter.actor.isEmpty() || entry.actor.name.contains(filter.actor))
        && (!filter.channel || entry.actor.name == filter.channel->text())
        && (filter.what.isEmpty() || entry.what.startsWith(filter.what)) && (!filter.from || entry.at >= *filter.from)
        && (!filter.to || entry.at <= *filter.to);
}

} // namespace

#define CROSSDOCK_FAKE_FAILS                                                                                           \
    if (queryError)                                                                                                    \
    return tl::make_unexpected(*queryError)

Result<query::Stock::Answer> FakeInventory::answer(const query::Stock &asked, Progress &)
{
    CROSSDOCK_FAKE_FAILS;
    query::Stock::Answer page;
    page.rows = rows.mid(asked.afterId, asked.limit); // ids are 1, 2, 3 ... in order
    page.isEnd = asked.afterId + asked.limit >= rows.size();
    page.stamp = trail.size();
    return page;
}

Result<query::StockOf::Answer> FakeInventory::answer(const query::StockOf &asked, Progress &)
{
    CROSSDOCK_FAKE_FAILS;
    query::StockOf::Answer items;
    const auto add = [&](const StockRow &row) {
        query::StockOf::Item item{.row = row, .nodes = stockByNode.value(row.sku), .parts = parts.value(row.sku), .bins = bins.value(row.sku)};
        item.details = {.sku = row.sku, .name = row.name, .barcode = row.barcode, .category = row.category,
                        .brand = u"Harbour"_s, .weightG = 640, .reorderPoint = row.reorderPoint};
        for (auto kit = parts.cbegin(); kit != parts.cend(); ++kit) {
            for (const auto &part : kit.value()) {
                if (part.sku == row.sku)
                    item.partOf.append(kit.key());
            }
        }
        items.append(item);
    };
    for (const Sku &sku : asked.skus) {
        if (rowOf(sku) < 0)
            return fail(Error::Code::NotFound, sku.text());
        add(rows[rowOf(sku)]);
    }
    for (const StockRow &row : asked.skus.isEmpty() ? rows : QList<StockRow>{})
        add(row);
    return items;
}

Result<query::Trend::Answer> FakeInventory::answer(const query::Trend &asked, Progress &)
{
    CROSSDOCK_FAKE_FAILS;
    const int row = rowOf(asked.sku);
    if (row < 0)
        return fail(Error::Code::NotFound, asked.sku.text());
    query::Trend::Answer points;
    const qint64 span = (asked.to - asked.from).count();
    for (int i = 0; i <= 48; ++i) {
        const Quantity more = i < 20 ? 31 - i : (48 - i) / 2;
        points.append({asked.from + Milliseconds(span * i / 48), rows[row].onHand + more, rows[row].available + more});
    }
    return points;
}

Result<query::Explain::Answer> FakeInventory::answer(const query::Explain &asked, Progress &)
{
    CROSSDOCK_FAKE_FAILS;
    const int row = rowOf(asked.sku);
    if (row < 0)
        return fail(Error::Code::NotFound, asked.sku.text());
    const StockRow &item = rows[row];
    Explanation said{.subject = u"available"_s, .value = item.available};
    said.arithmetic = {u"on hand %1 - reserved %2 = available %3"_s.arg(item.onHand).arg(item.reserved).arg(item.available)};
    using Number = query::Explain::Number;
    if (asked.number) {
        const Quantity values[] = {item.available, item.onHand, item.reserved, item.inTransit, item.quarantine};
        const QString names[] = {u"available"_s, u"on hand"_s, u"reserved"_s, u"in transit"_s, u"in quarantine"_s};
        static_assert(static_cast<int>(Number::Quarantine) == 4);
        said.value = values[static_cast<size_t>(*asked.number)];
        said.subject = names[static_cast<size_t>(*asked.number)];
    }
    if (asked.node)
        said.subject = u"on hand at "_s + asked.node->text();
    if (asked.channel) {
        said.subject = u"shown on "_s + asked.channel->text();
        for (const OfferState &offer : item.offers) {
            if (offer.listing.channel == *asked.channel) {
                said.value = offer.wanted;
                said.arithmetic.append(u"available %1 - buffer %2 = %3"_s.arg(item.available).arg(offer.buffer).arg(offer.wanted));
            }
        }
    }
    Quantity after = said.value;
    for (auto entry = trail.crbegin(); entry != trail.crend(); ++entry) {
        if (entry->body.value(u"sku"_s).toString() != item.sku.text())
            continue;
        const Quantity change = entry->what == u"order.record"_s ? -entry->body.value(u"quantity"_s).toInteger()
                                                                 : entry->body.value(u"quantity"_s).toInteger();
        said.steps.append({*entry, after - change, after});
        after -= change;
    }
    return said;
}

Result<query::Orders::Answer> FakeInventory::answer(const query::Orders &asked, Progress &)
{
    CROSSDOCK_FAKE_FAILS;
    QList<OrderRow> found;
    for (const OrderDetail &order : orders) {
        OrderRow row = order.row;
        for (const OrderDetail::Line &line : order.lines)
            for (const OrderDetail::Reservation &held : line.reservations)
                row.toPack += held.isOwn ? held.reserved + held.picked : 0;
        if (asked.onlyToPack && row.toPack == 0)
            continue;
        if ((!asked.channel || row.id.channel == *asked.channel) && (!asked.state || row.state == *asked.state)
            && (asked.text.isEmpty() || row.id.text().contains(asked.text)) && (!asked.onlyShort || row.shortUnits > 0))
            found.append(row);
    }
    return query::Orders::Answer{found.mid(asked.offset, asked.limit), asked.offset + asked.limit >= found.size()};
}

Result<query::Order::Answer> FakeInventory::answer(const query::Order &asked, Progress &)
{
    CROSSDOCK_FAKE_FAILS;
    for (const OrderDetail &order : orders) {
        if (order.row.id == asked.id)
            return order;
    }
    return fail(Error::Code::NotFound, asked.id.text());
}

Result<query::Channels::Answer> FakeInventory::answer(const query::Channels &, Progress &)
{
    CROSSDOCK_FAKE_FAILS;
    return channels;
}

Result<query::Listings::Answer> FakeInventory::answer(const query::Listings &asked, Progress &)
{
    CROSSDOCK_FAKE_FAILS;
    query::Listings::Answer items;
    for (const StockRow &row : rows) {
        for (const OfferState &offer : row.offers) {
            if (offer.listing.channel == asked.channel
                && (!asked.onlySetAside || offer.state == OfferState::State::Refused || offer.market.isSuppressed))
                items.append({.address = {.id = offer.listing, .sku = row.sku}, .offer = offer});
        }
    }
    return items;
}

Result<query::Nodes::Answer> FakeInventory::answer(const query::Nodes &, Progress &)
{
    CROSSDOCK_FAKE_FAILS;
    return nodes;
}

Result<query::NodeLevels::Answer> FakeInventory::answer(const query::NodeLevels &, Progress &)
{
    CROSSDOCK_FAKE_FAILS;
    return levels;
}

Result<query::Shipments::Answer> FakeInventory::answer(const query::Shipments &, Progress &)
{
    return query::Shipments::Answer();
}

Result<query::Instructions::Answer> FakeInventory::answer(const query::Instructions &, Progress &)
{
    return query::Instructions::Answer();
}

Result<query::Cancellations::Answer> FakeInventory::answer(const query::Cancellations &, Progress &)
{
    return query::Cancellations::Answer();
}

Result<query::Returns::Answer> FakeInventory::answer(const query::Returns &, Progress &)
{
    return query::Returns::Answer();
}

Result<query::Parcels::Answer> FakeInventory::answer(const query::Parcels &query, Progress &)
{
    CROSSDOCK_FAKE_FAILS;
    query::Parcels::Answer found;
    for (const fulfilment::Parcel &parcel : parcels)
        if ((!query.order || parcel.order == *query.order) && (!query.node || parcel.plan.node == *query.node) && (!query.onlyOpen || parcel.isOpen()))
            found.append(parcel);
    return found;
}

Result<query::Purchases::Answer> FakeInventory::answer(const query::Purchases &query, Progress &)
{
    CROSSDOCK_FAKE_FAILS;
    query::Purchases::Answer found;
    for (const purchases::PurchaseOrder &order : purchaseOrders) {
        const bool hasSku = !query.sku || std::any_of(order.lines.begin(), order.lines.end(), [&](const auto &line) { return line.sku == *query.sku; });
        if (hasSku && (query.number.isEmpty() || order.number == query.number) && (!query.onlyOpen || order.isOpen()))
            found.append(order);
    }
    return found;
}

Result<query::Waiting::Answer> FakeInventory::answer(const query::Waiting &, Progress &)
{
    CROSSDOCK_FAKE_FAILS;
    return query::Waiting::Answer();
}

Result<query::Cartons::Answer> FakeInventory::answer(const query::Cartons &, Progress &)
{
    CROSSDOCK_FAKE_FAILS;
    return query::Cartons::Answer();
}

Result<query::Carriers::Answer> FakeInventory::answer(const query::Carriers &, Progress &)
{
    CROSSDOCK_FAKE_FAILS;
    return carriers;
}

Result<query::Rates::Answer> FakeInventory::answer(const query::Rates &, Progress &)
{
    CROSSDOCK_FAKE_FAILS;
    return std::make_shared<const rates::RateBook>(rateBook);
}

Result<query::WavePolicy::Answer> FakeInventory::answer(const query::WavePolicy &, Progress &)
{
    return query::WavePolicy::Answer();
}

Result<query::Transit::Answer> FakeInventory::answer(const query::Transit &, Progress &)
{
    return query::Transit::Answer();
}

Result<query::SkuChecks::Answer> FakeInventory::answer(const query::SkuChecks &, Progress &)
{
    return query::SkuChecks::Answer();
}

Result<query::LastAnswers::Answer> FakeInventory::answer(const query::LastAnswers &, Progress &)
{
    return query::LastAnswers::Answer();
}

Result<query::Labels::Answer> FakeInventory::answer(const query::Labels &query, Progress &)
{
    CROSSDOCK_FAKE_FAILS;
    query::Labels::Answer found = labels;
    found.removeIf([&](const crossdock::labels::Label &label) { return (query.order && label.order != *query.order) || (query.label && label.label != *query.label); });
    return found;
}

Result<query::LabelDocument::Answer> FakeInventory::answer(const query::LabelDocument &, Progress &)
{
    CROSSDOCK_FAKE_FAILS;
    return crossdock::labels::Document{crossdock::labels::Format::Zpl, "^XA^XZ"};
}

Result<query::LabelTrack::Answer> FakeInventory::answer(const query::LabelTrack &, Progress &)
{
    CROSSDOCK_FAKE_FAILS;
    return query::LabelTrack::Answer();
}

Result<query::Printers::Answer> FakeInventory::answer(const query::Printers &, Progress &)
{
    CROSSDOCK_FAKE_FAILS;
    return printers;
}

Result<query::Goods::Answer> FakeInventory::answer(const query::Goods &query, Progress &)
{
    CROSSDOCK_FAKE_FAILS;
    query::Goods::Answer known;
    for (const Sku &sku : query.skus)
        known.append(goods.value(sku, crossdock::labels::Goods{sku, {}, {}, {}}));
    return known;
}

Result<query::Incidents::Answer> FakeInventory::answer(const query::Incidents &, Progress &)
{
    CROSSDOCK_FAKE_FAILS;
    return incidents;
}

Result<query::Trail::Answer> FakeInventory::answer(const query::Trail &asked, Progress &)
{
    CROSSDOCK_FAKE_FAILS;
    query::Trail::Answer page;
    QList<Entry> found;
    for (const Entry &entry : trail) {
        if (matches(entry, asked.filter) && (asked.before == 0 || entry.number < asked.before) && entry.number > asked.after)
            found.append(entry);
    }
    if (asked.after == 0)
        std::reverse(found.begin(), found.end());
    page.entries = found.mid(0, asked.limit);
    page.isEnd = found.size() <= asked.limit;
    return page;
}

Result<query::CauseChain::Answer> FakeInventory::answer(const query::CauseChain &asked, Progress &)
{
    CROSSDOCK_FAKE_FAILS;
    if (asked.entry < 1 || asked.entry > trail.size())
        return fail(Error::Code::NotFound, QString::number(asked.entry));
    return trail.mid(std::max<qint64>(0, asked.entry - 2), 3);
}

Result<query::Verify::Answer> FakeInventory::answer(const query::Verify &asked, Progress &)
{
    CROSSDOCK_FAKE_FAILS;
    heldAgainst = asked.sealedFile;
    if (verification)
        return *verification;
    return Verification{.entries = trail.size(), .words = u"Every entry is linked to the one before it."_s};
}

Result<query::Search::Answer> FakeInventory::answer(const query::Search &asked, Progress &)
{
    CROSSDOCK_FAKE_FAILS;
    query::Search::Answer hits;
    for (const StockRow &row : rows) {
        if (hits.size() < asked.limit
            && (row.sku.text().contains(asked.text, Qt::CaseInsensitive) || row.name.contains(asked.text, Qt::CaseInsensitive)))
            hits.append({SearchHit::Kind::Item, row.sku.text(), row.name});
    }
    for (const OrderDetail &order : orders) {
        if (hits.size() < asked.limit && order.row.id.text().contains(asked.text, Qt::CaseInsensitive))
            hits.append({SearchHit::Kind::Order, order.row.id.text(), order.row.shipTo});
    }
    return hits;
}

Result<query::Books::Answer> FakeInventory::answer(const query::Books &, Progress &)
{
    CROSSDOCK_FAKE_FAILS;
    return query::Books::Answer{.orders = orders.size(), .incidents = incidents.size()};
}

Result<query::Totals::Answer> FakeInventory::answer(const query::Totals &, Progress &)
{
    CROSSDOCK_FAKE_FAILS;
    return query::Totals::Answer{.skus = rows.size(), .listings = rows.size() * channels.size(),
                                 .ordersOpen = orders.size() / 2, .ordersToday = orders.size(),
                                 .incidentsOpen = incidents.size(), .entries = trail.size(),
                                 .firstEntryAt = trail.isEmpty() ? Time{} : trail.first().at, .lastEntryAt = m_clock.now()};
}

Result<query::Rules::Answer> FakeInventory::answer(const query::Rules &, Progress &)
{
    CROSSDOCK_FAKE_FAILS;
    return rules;
}

Result<query::Rule::Answer> FakeInventory::answer(const query::Rule &asked, Progress &)
{
    CROSSDOCK_FAKE_FAILS;
    for (const RuleRow &row : rules) {
        if (row.rule == asked.rule)
            return query::Rule::Answer{.row = row,
                                       .versions = ruleVersions.isEmpty() ? QList<RuleVersion>{{row.version, row.text, row.author, {}, row.writtenAt}} : ruleVersions,
                                       .reading = ruleReadings.value(row.text, ruleReading),
                                       .runs = ruleRuns,
                                       .examples = ruleExamples};
    }
    return fail(Error::Code::NotFound, QString::number(asked.rule));
}

Result<query::RuleRuns::Answer> FakeInventory::answer(const query::RuleRuns &, Progress &)
{
    CROSSDOCK_FAKE_FAILS;
    return ruleRuns;
}

Result<query::RuleFindings::Answer> FakeInventory::answer(const query::RuleFindings &asked, Progress &)
{
    CROSSDOCK_FAKE_FAILS;
    return asked.withHistory ? ruleReading.findings + pastFindings : ruleReading.findings;
}

Result<query::ReadRule::Answer> FakeInventory::answer(const query::ReadRule &asked, Progress &)
{
    CROSSDOCK_FAKE_FAILS;
    return ruleReadings.value(asked.text, ruleReading);
}

Result<query::CompleteRule::Answer> FakeInventory::answer(const query::CompleteRule &, Progress &)
{
    CROSSDOCK_FAKE_FAILS;
    return ruleCompletions;
}

Result<query::RehearseRule::Answer> FakeInventory::answer(const query::RehearseRule &asked, Progress &)
{
    CROSSDOCK_FAKE_FAILS;
    ++rehearsals;
    return versionRehearsals.value(asked.version, rehearsal);
}

Result<query::Notices::Answer> FakeInventory::answer(const query::Notices &, Progress &)
{
    CROSSDOCK_FAKE_FAILS;
    return notices;
}

Result<query::SpokenNames::Answer> FakeInventory::answer(const query::SpokenNames &, Progress &)
{
    return query::SpokenNames::Answer();
}

Result<query::Assistant::Answer> FakeInventory::answer(const query::Assistant &, Progress &)
{
    return assistant;
}

Result<query::Contacts::Answer> FakeInventory::answer(const query::Contacts &, Progress &)
{
    CROSSDOCK_FAKE_FAILS;
    return query::Contacts::Answer{.contacts = contacts, .mail = {}};
}

} // namespace crossdock::test
