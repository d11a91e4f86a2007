#include "core/inventory/command_text.h"

#include "core/inventory/audit/trail.h"
#include "core/inventory/fulfilment/node_status_json.h"
#include "core/inventory/orders/order_book.h"
#include "core/inventory/text.h"

#include <QJsonDocument>

namespace crossdock {
namespace {

QByteArray textOf(const command::DefineSku &c)
{
    return Text("sku", c.sku, c.name, c.barcode, c.category, c.brand, c.supplier, c.tags, c.cost, c.weightG, c.lengthMm,
                c.widthMm, c.heightMm, c.safetyStock, c.reorderPoint)
        .bytes();
}

QByteArray textOf(const command::DefineKit &c)
{
    QByteArray text = Text("kit", c.kit).bytes();
    for (const auto &part : c.parts)
        text += Text(part.sku, part.quantity).bytes();
    return text;
}

QByteArray textOf(const command::DefineNode &c)
{
    const QByteArray text = Text("node", c.node, c.kind, c.title).bytes() + (c.kept ? Text("kept", *c.kept).bytes() : QByteArray());
    return c.details ? text + Text(QJsonDocument(toJson(*c.details)).toJson(QJsonDocument::Compact)).bytes() : text;
}

QByteArray textOf(const command::RemoveNode &c) { return Text("no node", c.node).bytes(); }

QByteArray textOf(const command::AddChannel &c)
{
    QByteArray text = Text("channel", c.details.name, c.details.kind, c.details.url).bytes();
    for (auto it = c.details.account.begin(); it != c.details.account.end(); ++it)
        text += Text(it.key(), it.value()).bytes();
    for (const NodeId &node : c.details.pool)
        text += Text(node).bytes();
    return text;
}

QByteArray textOf(const command::ChangeChannel &c) { return Text("change", c.channel, static_cast<int>(c.what)).bytes(); }

QByteArray textOf(const command::MapListing &c)
{
    const auto &a = c.address;
    return Text("map", a.id, a.sku, a.inventoryId, a.locationId, a.productType, c.price, c.buffer, c.cap).bytes();
}

QByteArray textOf(const command::UnmapListing &c) { return Text("unmap", c.listing).bytes(); }
QByteArray textOf(const command::SetPrice &c) { return Text("price", c.sku, c.channel, c.price).bytes(); }
QByteArray textOf(const command::StopSelling &c) { return Text("stop", c.sku, c.channel, c.until).bytes(); }
QByteArray textOf(const command::ResumeSelling &c) { return Text("resume", c.sku, c.channel).bytes(); }
QByteArray textOf(const command::ReceiveStock &c)
{
    const QByteArray text = Text("receive", c.sku, c.node, c.quantity).bytes();
    return c.purchase.isEmpty() ? text : text + Text(c.purchase, c.isLast).bytes(); // without one as before there were any
}

QByteArray textOf(const command::AdjustStock &c) { return Text("adjust", c.sku, c.node, c.difference).bytes(); }
QByteArray textOf(const command::CountStock &c) { return Text("count", c.sku, c.node, c.quantity).bytes(); }
QByteArray textOf(const command::TransferStock &c) { return Text("transfer", c.sku, c.from, c.to, c.quantity, c.arrivesLater).bytes(); }
QByteArray textOf(const command::ArriveStock &c) { return Text("arrive", c.sku, c.node, c.quantity).bytes(); }
QByteArray textOf(const command::ClearQuarantine &c) { return Text("quarantine", c.sku, c.node, c.quantity, c.toStock).bytes(); }
QByteArray textOf(const command::Undo &c) { return Text("undo", c.entry).bytes(); }
QByteArray textOf(const command::RecordOrder &c)
{
    const QByteArray text = Text("order", c.order.id, c.order.revision, orders::fingerprintOf(c.order)).bytes();
    OrderFacts facts = c.order.facts;
    facts.isWhole = false; // says nothing of the order
    return facts.isEmpty() ? text : text + Text("facts", QJsonDocument(toJson(facts)).toJson(QJsonDocument::Compact)).bytes();
}

QByteArray textOf(const command::CancelOrder &c)
{
    QByteArray text = Text("cancel", c.order).bytes();
    for (const auto &line : c.lines)
        text += Text(line.id, line.quantity).bytes();
    return c.tellsChannel ? text + Text("channel").bytes() : text;
}

QByteArray textOf(const command::HoldOrder &c) { return Text("hold", c.order).bytes(); }
QByteArray textOf(const command::ReleaseOrder &c)
{
    return c.hold == 0 ? Text("release", c.order).bytes() : Text("release", c.order, c.hold).bytes();
}

QByteArray textOf(const command::PickOrder &c) { return Text("pick", c.order).bytes(); }
QByteArray textOf(const command::ShipOrder &c)
{
    const QByteArray text = Text("ship", c.order, c.tracking).bytes();
    return c.node || !c.carrier.isEmpty() ? text + Text(c.node, c.carrier).bytes() : text;
}

QByteArray textOf(const command::ReceiveReturn &c) { return Text("return", c.order, c.line, c.node, c.quantity, c.toQuarantine).bytes(); }
QByteArray textOf(const command::ForgetBuyer &c) { return Text("forget", c.order).bytes(); }
QByteArray textOf(const command::RecordNodeStock &c)
{
    QByteArray text = Text("node stock", c.node, c.askedAt, c.isLast, c.words).bytes();
    for (const auto &level : c.levels)
        text += Text(level.sku, level.place, level.sellable).bytes();
    for (const auto &level : c.gone)
        text += Text("gone", level.sku, level.place).bytes();
    return text;
}

QByteArray textOf(const command::RecordSkuChecks &c)
{
    QByteArray text = Text("sku checks", c.node).bytes();
    for (const auto &check : c.checks)
        text += Text(check.sku, check.demand, check.reasons.join(u'\n'), check.askedAt).bytes();
    return text;
}

QByteArray textOf(const command::RecordPlan &c)
{
    QByteArray text = Text("plan", c.total, c.bound).bytes();
    for (const auto &order : c.orders) {
        text += Text(order.order).bytes();
        for (const fulfilment::PlannedParcel &parcel : order.parcels) {
            text += Text(parcel.node, parcel.cost, parcel.isPinned, parcel.why, parcel.service, parcel.shipsOn).bytes();
            for (const fulfilment::ParcelLine &line : parcel.lines)
                text += Text(line.line, line.sku, line.quantity).bytes();
        }
        if (!order.why.isEmpty()) // without one as before there were any
            text += Text("why", order.why).bytes();
    }
    return text;
}

QByteArray textOf(const command::HandOver &c) { return Text("hand over", c.parcel).bytes(); }
QByteArray textOf(const command::RecordHandOver &c)
{
    const fulfilment::NodeReceipt receipt = c.receipt.value_or(fulfilment::NodeReceipt{});
    return Text("handed over", c.parcel, c.receipt.has_value(), receipt.ref.key, receipt.ref.id, receipt.words, c.refusal).bytes();
}

QByteArray textOf(const command::RecordNodeLook &c) { return Text("look", c.parcel, QJsonDocument(fulfilment::toJson(c.status)).toJson(QJsonDocument::Compact)).bytes(); }
QByteArray textOf(const command::RecordUnseen &c) { return Text("unseen", c.parcel, toMs(c.since)).bytes(); }
QByteArray textOf(const command::RecordUnmoved &c) { return Text("unmoved", c.parcel).bytes(); }
QByteArray textOf(const command::NoteStranded &c) { return Text("stranded", c.order.text(), c.why).bytes(); }
QByteArray textOf(const command::RecallParcel &c) { return Text("recall", c.parcel).bytes(); }
QByteArray textOf(const command::RecordRecall &c)
{
    QByteArray text = Text("recalled", c.parcel, static_cast<int>(c.report.outcome), c.report.words).bytes();
    for (const auto &parcel : c.report.parcels)
        text += Text(parcel.id, parcel.isCancelled, parcel.words).bytes();
    return text;
}

QByteArray textOf(const command::TakeCartons &c)
{
    QByteArray text = Text("cartons", c.currency).bytes();
    for (const cartons::Box &box : c.boxes) {
        text += Text(box.name, box.mostWeight ? box.mostWeight->nanograms() : -1, box.tare.nanograms(), box.price, box.isBlank).bytes();
        for (const rates::Dimensions &sides : {box.inner, box.outer})
            text += Text(sides.length.nanometres(), sides.width.nanometres(), sides.height.nanometres()).bytes();
    }
    return text;
}

QByteArray textOf(const command::RetryListing &c) { return Text("retry", c.listing).bytes(); }
QByteArray textOf(const command::AdvanceCursor &c) { return Text("cursor", c.channel, c.cursor).bytes(); }
QByteArray textOf(const command::RevisitOffers &) { return Text("revisit").bytes(); }
QByteArray textOf(const command::AddCarrier &c)
{
    QByteArray text = Text("carrier", c.details.name, c.details.kind, c.details.url).bytes();
    for (auto it = c.details.account.begin(); it != c.details.account.end(); ++it)
        text += Text(it.key(), it.value()).bytes();
    return text;
}

QByteArray textOf(const command::RemoveCarrier &c) { return Text("no carrier", c.carrier).bytes(); }

QByteArray textOf(const command::TakePrices &c)
{
    const rates::PriceList &list = c.list;
    QByteArray text = Text("prices", list.carrier, list.service, list.priceType, list.effectiveFrom, list.currency).bytes();
    for (const auto &cell : list.cells)
        text += Text(cell.zone, cell.upTo.nanograms(), cell.over ? cell.over->nanograms() : -1, static_cast<int>(cell.unit), cell.price).bytes();
    for (const auto &cell : list.cells)
        if (cell.growth.kind != rates::PriceList::Growth::Kind::None)
            text += Text("by weight", cell.zone, cell.upTo.nanograms(), static_cast<int>(cell.growth.kind), cell.growth.step.nanograms(), cell.growth.least).bytes();
    return text;
}

QByteArray textOf(const command::TakeZones &c)
{
    QByteArray text = Text("zones", c.chart.carrier, c.chart.effectiveFrom).bytes();
    if (!c.chart.service.isEmpty())
        text += Text("of", c.chart.service).bytes();
    for (auto origin = c.chart.zones.begin(); origin != c.chart.zones.end(); ++origin)
        for (auto destination = origin->begin(); destination != origin->end(); ++destination)
            text += Text(origin.key(), destination.key(), destination.value()).bytes();
    return text;
}

QByteArray textOf(const command::TakeSurcharges &c)
{
    QByteArray text = Text("surcharges").bytes();
    for (const auto &line : c.lines)
        text += Text(line.carrier, line.kind, line.from, line.until, line.service, line.priceType, line.zoneFrom, line.zoneTo, line.zipFrom, line.zipTo, line.amount, line.basisPoints, line.shareOf)
                    .bytes();
    return text;
}

QByteArray textOf(const command::RemoveRates &c) { return Text("no rates", static_cast<int>(c.what), c.carrier, c.service, c.priceType, c.kind, c.effectiveFrom).bytes(); }
QByteArray textOf(const command::TakeDivisor &c)
{
    const rates::DimensionalRule &rule = c.rule;
    return Text("divisor", rule.carrier, rule.service, rule.priceType, rule.from, static_cast<int>(rule.isMetric), static_cast<int>(rule.rounding), rule.divisor, rule.onlyAbove).bytes();
}

QByteArray textOf(const command::TakeWeightStep &c)
{
    const rates::WeightStep &step = c.step;
    return Text("weight step", step.carrier, step.service, step.priceType, step.from, static_cast<int>(step.unit), step.step.nanograms(), static_cast<int>(step.rounding)).bytes();
}

QByteArray textOf(const command::TakeInvoice &c)
{
    QByteArray text = Text("invoice").bytes();
    for (const auto &parcel : c.parcels)
        text += Text(parcel.carrier, parcel.invoice, parcel.tracking, parcel.service, parcel.date, parcel.billed ? parcel.billed->nanograms() : -1, parcel.total.amount, parcel.total.currency).bytes();
    return text;
}

QByteArray textOf(const command::SetWavePolicy &c) { return Text("wave policy", QJsonDocument(toJson(c.policy)).toJson(QJsonDocument::Compact)).bytes(); }
QByteArray textOf(const command::NoteAnswers &c)
{
    QByteArray text = Text("answers").bytes();
    for (const rates::LastAnswer &answer : c.answers)
        for (const rates::LastKnown &price : answer.prices)
            text += Text(answer.account, answer.likeness, price.carrier, price.service, price.priceType, price.total, price.askedAt).bytes();
    return text;
}

QByteArray textOf(const command::KeepQuote &c)
{
    const rates::KeptQuote &quote = c.quote;
    return Text("kept quote", quote.tracking, quote.carrier, quote.service, quote.zone, quote.shipDate, quote.billable ? quote.billable->nanograms() : -1, quote.total.amount, quote.total.currency).bytes();
}

QByteArray textOf(const command::WantLabel &c)
{
    const labels::Box &box = c.box;
    // Asked again, the same wish comes with another offer, and perhaps as the next box.
    QByteArray text = Text("label", c.order, box.node, box.weight.nanograms(), c.quote.via, c.quote.carrier, c.quote.service, c.shipDate, static_cast<int>(c.format)).bytes();
    if (!c.options.isEmpty()) // without any as before there were such
        text += Text("options", rates::namesOf(c.options)).bytes();
    if (!c.returned.isEmpty())
        text += Text("return", c.returned).bytes();
    for (const auto &unit : box.units)
        text += Text(unit.sku, unit.quantity).bytes();
    return text;
}

QByteArray textOf(const command::SendReturnLabel &c) { return Text("return label", c.order, c.returned, c.carrier ? c.carrier->text() : QString()).bytes(); }
QByteArray textOf(const command::RefuseReturnLabel &c) { return Text("return label refused", c.order, c.returned, c.words).bytes(); }
QByteArray textOf(const command::ClaimLabel &c) { return Text("label claim", c.label, c.attempts).bytes(); }
QByteArray textOf(const command::RecordLabel &c)
{
    const labels::Bought &bought = c.bought;
    return Text("label record", c.label, static_cast<int>(c.what), bought.carrierId, bought.tracking, bought.cost, bought.document.bytes, c.voidUntil, c.words).bytes();
}

QByteArray textOf(const command::DecideLabel &c) { return Text("label decide", c.label, c.isBought, c.tracking).bytes(); }
QByteArray textOf(const command::PrintLabel &c) { return Text("label print", c.label, c.printer.name, c.printer.address).bytes(); }
QByteArray textOf(const command::NotePrintFailure &c) { return Text("label print failed", c.label, c.words).bytes(); }
QByteArray textOf(const command::VoidLabel &c) { return Text("label void", c.label).bytes(); }
QByteArray textOf(const command::RecordRefund &c) { return Text("label refund", c.label, static_cast<int>(c.what), c.words).bytes(); }
QByteArray textOf(const command::RecordTracking &c)
{
    QByteArray text = Text("label way", c.label).bytes();
    for (const auto &event : c.way.events)
        text += Text(event.at, static_cast<int>(event.progress), event.words, event.place).bytes();
    return text + Text(c.way.expectedBy, c.way.promisedBy, c.way.tries).bytes();
}

QByteArray textOf(const command::DefinePrinter &c)
{
    return Text("printer", c.printer.name, static_cast<int>(c.printer.kind), c.printer.address, static_cast<int>(c.printer.format), c.isRemoved).bytes();
}

QByteArray textOf(const command::DescribeGoods &c) { return Text("goods", c.goods.sku, c.goods.description, c.goods.hsCode, c.goods.origin).bytes(); }

QByteArray textOf(const command::WriteRule &c)
{
    return Text("rule", c.rule, c.name, c.text, c.priority ? QString::number(*c.priority) : QString()).bytes();
}

QByteArray textOf(const command::ChangeRule &c)
{
    QByteArray text = Text("rule change", c.rule, static_cast<int>(c.what)).bytes();
    if (c.allows)
        text += Text("allows", qint64(*c.allows)).bytes();
    return c.most || c.since != Time{} ? text + Text(qint64(c.most.value_or(-1)), c.since).bytes() : text;
}

QByteArray textOf(const command::AnswerRule &c) { return Text("rule answer", c.rule, c.question, c.isAllowed).bytes(); }
QByteArray textOf(const command::ChangeExample &c) { return Text("example", c.rule, c.example, c.text).bytes(); }
QByteArray textOf(const command::MarkOrder &c) { return Text("mark", c.order, static_cast<int>(c.what), c.text).bytes(); }
QByteArray textOf(const command::TagCustomer &c) { return Text("tag customer", c.order, c.tag, c.isRemoved).bytes(); }
QByteArray textOf(const command::TagProduct &c) { return Text("tag", c.sku, c.tag, c.isRemoved).bytes(); }
QByteArray textOf(const command::LimitListings &c)
{
    const QByteArray text = Text("limit", c.sku, c.channel, c.buffer, c.cap).bytes();
    return c.liftsCap ? text + Text("lifted").bytes() : text;
}

QByteArray textOf(const command::DefineContact &c)
{
    const QByteArray text = Text("contact", c.name, c.words, c.email, c.webhook).bytes();
    const QByteArray withPhone = c.phone.isEmpty() ? text : text + Text(c.phone).bytes();
    return c.topic.isEmpty() ? withPhone : withPhone + Text("topic", c.topic).bytes();
}

QByteArray textOf(const command::PostNotice &c)
{
    const QByteArray text = Text("notice", c.kind, c.via, c.recipient, c.title, c.text).bytes();
    const QByteArray withOrder = c.order ? text + Text(*c.order, c.isOnce).bytes() : text; // without one as before there were any
    return c.label != 0 ? withOrder + Text("label", c.label).bytes() : withOrder;
}

QByteArray textOf(const command::SettleNotice &c)
{
    const QByteArray text = Text("settle", c.notice, static_cast<int>(c.what), c.words).bytes();
    return c.attempts < 0 ? text : text + Text(c.attempts).bytes();
}

QByteArray textOf(const command::SetMailServer &c) { return Text("mail", c.host, c.port, c.user, c.from, c.usesTls).bytes(); }
QByteArray textOf(const command::SetMessageService &c)
{
    return Text("message service", c.service.way, c.service.account, c.service.address, c.service.from, c.service.messageTemplate, c.service.language).bytes();
}

QByteArray textOf(const command::SetAssistant &c) { return Text("assistant", c.address, c.model).bytes(); }

QByteArray textOf(const command::WishShipping &c)
{
    const fulfilment::ShippingWish &wish = c.wish;
    const QByteArray text = Text("shipping wish", c.order, static_cast<int>(c.what), wish.carrier, wish.service, static_cast<int>(wish.rate), wish.package).bytes();
    return wish.options.isEmpty() ? text : text + Text(rates::namesOf(wish.options)).bytes();
}

QByteArray textOf(const command::InstructChannel &c)
{
    const QByteArray text = Text("instruct", static_cast<int>(c.kind), c.order, c.listing, static_cast<int>(c.amount.what), c.amount.sum, c.amount.basisPoints).bytes();
    return c.returned.isEmpty() ? text : text + Text(c.returned).bytes();
}

QByteArray textOf(const command::RecordInstruction &c) { return Text("instruction", c.instruction, c.isDone, c.words).bytes(); }
QByteArray textOf(const QList<command::WantedLine> &lines)
{
    QByteArray text;
    for (const command::WantedLine &line : lines)
        text += Text(line.sku, line.quantity).bytes();
    return text;
}

QByteArray textOf(const command::CreatePurchase &c)
{
    return Text("purchase", c.number, c.supplier, c.node, c.expectedOn, c.tellsSupplier, c.onlyIfNeeded).bytes() + textOf(c.lines);
}

QByteArray textOf(const command::ChangePurchase &c) { return Text("change purchase", c.number, c.expectedOn, c.forgetsDate, c.version).bytes() + textOf(c.lines); }
QByteArray textOf(const command::CancelPurchase &c) { return Text("cancel purchase", c.number, c.version, c.tellsSupplier).bytes(); }
QByteArray textOf(const command::SetLeadTime &c) { return Text("lead time", c.supplier, c.days).bytes(); }
QByteArray textOf(const command::NoteLatePurchases &) { return Text("late purchases").bytes(); }
QByteArray textOf(const command::SetBins &c)
{
    QByteArray text = Text("bins", c.sku, c.node).bytes();
    for (const stock::Bin &bin : c.bins)
        text += Text(bin.zone, bin.name).bytes();
    return text;
}

QByteArray textOf(const command::RemoveBins &c) { return Text("no bins", c.sku, c.node, c.bin).bytes(); }
QByteArray textOf(const command::RunSync &c) { return Text("sync", c.channel).bytes(); }
QByteArray textOf(const command::RecordShipmentTold &c) { return Text("shipment told", c.shipment, c.wish, c.isTold, c.words).bytes(); }
QByteArray textOf(const command::RecordCancelTold &c) { return Text("cancel told", c.order, c.isTold, c.words).bytes(); }

QByteArray textOf(const command::RecordAfterSale &c)
{
    if (const auto *refund = std::get_if<channels::Refund>(&c.what))
        return Text("refunded", c.order, refund->number, refund->amount).bytes();
    if (const auto *chargeback = std::get_if<channels::Chargeback>(&c.what))
        return Text("chargeback", c.order, chargeback->number, chargeback->amount, chargeback->state).bytes();
    const auto &asked = std::get<channels::Return>(c.what);
    QByteArray text = Text("return asked", c.order, asked.number, asked.title, static_cast<int>(asked.state), asked.reason, asked.value, asked.requestedAt).bytes();
    for (const auto &line : asked.lines)
        text += Text(line.line, line.quantity).bytes();
    return text;
}

QByteArray textOf(const command::CorrectShipment &c) { return Text("correct shipment", c.order, c.parcel, c.carrier, c.tracking).bytes(); }

QByteArray textOf(const command::RecordConnection &c) { return Text("connection", c.channel, c.isUp, c.words).bytes(); }
QByteArray textOf(const command::RecordQuantitySeen &c)
{
    return Text("seen", c.channel, c.seen.listing, c.seen.inventoryId, c.seen.quantity, c.seen.at).bytes();
}

QByteArray textOf(const command::RecordAccount &c)
{
    return Text("account", c.channel, c.seen.status, c.seen.orderDefects, c.seen.lateShipments, c.seen.cancellations, c.seen.at).bytes();
}

QByteArray textOf(const command::RecordMarket &c)
{
    QByteArray text = Text("market", c.channel).bytes();
    for (const auto &seen : c.offers)
        text += Text(seen.listing, seen.competitor, static_cast<int>(seen.featured), seen.at).bytes();
    for (const auto &seen : c.standings)
        text += Text(seen.listing, seen.isSuppressed, seen.words, seen.at).bytes();
    return text;
}

QByteArray textOf(const command::RecordOutcomes &c)
{
    QByteArray text = Text("told", c.channel).bytes();
    for (const auto &told : c.told)
        text += Text(told.outcome.listing, told.outcome.revision, told.outcome.quantity, static_cast<int>(told.outcome.state), told.answeredAt, told.isPriceOnly).bytes();
    return text;
}

} // namespace

QString fingerprintOf(const Request &request)
{
    const QByteArray command = std::visit([](const auto &c) { return textOf(c); }, request.command);
    return QString::fromLatin1(audit::hashOf(Text(command, request.why).bytes()).first(32));
}

} // namespace crossdock
