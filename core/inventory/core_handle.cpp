#include "core/inventory/core.h"

#include "core/inventory/answers/rows.h"
#include "core/inventory/fulfilment/labels/label_rows.h"
#include "core/inventory/parcels/parcel_rows.h"

using namespace Qt::Literals::StringLiterals;

/// Which part of the core carries which command out: reads like a table of contents.
namespace crossdock {
namespace {

template <class... Handlers>
struct Choose : Handlers... {
    using Handlers::operator()...;
};
template <class... Handlers>
Choose(Handlers...) -> Choose<Handlers...>;

} // namespace

Result<> Core::handle(audit::Draft &draft, const Request &request, qint64 &lastEntry)
{
    using namespace command;
    return std::visit(
        Choose{
            [&](const DefineSku &c) { return m_catalogue.define(draft, c); },
            [&](const DefineKit &c) { return m_catalogue.define(draft, c); },
            [&](const DefineNode &c) {
                m_registry.forget(); // pools that mean "all nodes"
                return m_nodes.define(draft, c);
            },
            [&](const AddChannel &c) { return m_registry.add(draft, c.details); },
            [&](const ChangeChannel &c) { return handleChannel(draft, c); },
            [&](const MapListing &c) -> Result<> {
                CROSSDOCK_TRY(m_listings.map(draft, c, request.actor));
                return m_orders.adoptLines(draft, c.address);
            },
            [&](const UnmapListing &c) { return m_listings.unmap(draft, c.listing); },
            [&](const SetPrice &c) { return m_listings.setPrice(draft, c); },
            [&](const StopSelling &c) { return handleSelling(draft, c.sku, c.channel, true, c.until); },
            [&](const ResumeSelling &c) { return handleSelling(draft, c.sku, c.channel, false, {}); },
            [&](const ReceiveStock &c) -> Result<> {
                CROSSDOCK_TRY(m_stock.receive(draft, c));
                return m_purchases.receive(draft, c);
            },
            [&](const AdjustStock &c) { return m_stock.adjust(draft, c); },
            [&](const CountStock &c) { return m_stock.count(draft, c); },
            [&](const TransferStock &c) { return m_stock.transfer(draft, c); },
            [&](const ArriveStock &c) { return m_stock.arrive(draft, c); },
            [&](const ClearQuarantine &c) { return m_stock.clearQuarantine(draft, c); },
            [&](const Undo &c) -> Result<> {
                CROSSDOCK_TRY(m_stock.undo(draft, c));
                return m_purchases.undo(draft, c);
            },
            [&](const RecordOrder &c) -> Result<> {
                CROSSDOCK_TRY(m_orders.record(draft, c, lastEntry));
                CROSSDOCK_TRY(warnOfAddress(draft, c.order.id));
                return warnOfCancelled(draft, c.order.id);
            },
            [&](const CancelOrder &c) -> Result<> {
                CROSSDOCK_TRY(m_orderWork.cancel(draft, c, request.why));
                return warnOfCancelled(draft, c.order);
            },
            [&](const HoldOrder &c) { return m_orderWork.setHeld(draft, c.order, true); },
            [&](const ReleaseOrder &c) { return m_orderWork.release(draft, c); },
            [&](const PickOrder &c) { return m_orderWork.pick(draft, c.order); },
            [&](const ShipOrder &c) -> Result<> {
                const auto taken = m_parcels.takenOf(c.order);
                CROSSDOCK_TRY(taken ? m_orderWork.ship(draft, c, *taken) : tl::make_unexpected(taken.error()));
                CROSSDOCK_TRY(m_parcels.shipped(draft, c));
                CROSSDOCK_TRY(m_labels.use(draft, c.order, c.tracking));
                return warnOfVoided(draft, c.order, c.tracking);
            },
            [&](const RecordShipmentTold &c) { return m_shipments.record(draft, c); },
            [&](const RecordCancelTold &c) -> Result<> {
                const auto sale = m_sales.named(c.order);
                return sale ? m_cancellations.record(draft, c, *sale) : tl::make_unexpected(sale.error());
            },
            [&](const CorrectShipment &c) -> Result<> {
                const auto sale = m_sales.named(c.order);
                return sale ? m_shipments.correct(draft, c, *sale) : tl::make_unexpected(sale.error());
            },
            [&](const RecordAfterSale &c) { return m_afterSales.record(draft, c); },
            [&](const ReceiveReturn &c) { return m_orderWork.takeReturn(draft, c); },
            [&](const ForgetBuyer &c) { return m_orderWork.forgetBuyer(draft, c.order); },
            [&](const RecordNodeStock &c) { return m_nodeFeeds.record(draft, c); },
            [&](const RecordSkuChecks &c) { return m_skuChecks.record(c); },
            [&](const RecordOutcomes &c) { return m_listings.record(draft, c); },
            [&](const RecordQuantitySeen &c) { return m_listings.see(draft, c); },
            [&](const RecordMarket &c) { return m_market.record(draft, c); },
            [&](const RecordAccount &c) { return m_accounts.record(draft, c); },
            [&](const AdvanceCursor &c) -> Result<> {
                const auto channel = m_registry.channel(c.channel);
                if (!channel)
                    return tl::make_unexpected(channel.error());
                return m_database.execute(u"UPDATE channel SET cursor = ?, cursor_at = ? WHERE id = ?"_s, {c.cursor, toMs(c.at), channel->id}).map([](qint64) {});
            },
            [&](const RevisitOffers &) { return m_listings.revisit(draft); },
            [&](const RetryListing &c) { return m_listings.retry(draft, c.listing); },
            [&](const AddCarrier &c) { return m_carriers.add(draft, c.details); },
            [&](const RemoveCarrier &c) { return m_carriers.remove(draft, c.carrier); },
            [&](const TakePrices &c) { return m_rates.take(draft, c.list); },
            [&](const TakeZones &c) { return m_rates.take(draft, c.chart); },
            [&](const TakeSurcharges &c) { return m_rates.take(draft, c.lines); },
            [&](const RemoveRates &c) { return m_rates.remove(draft, c); },
            [&](const TakeDivisor &c) { return m_rates.take(draft, c.rule); },
            [&](const TakeWeightStep &c) { return m_rates.take(draft, c.step); },
            [&](const TakeInvoice &c) { return m_rates.take(draft, c.parcels); },
            [&](const NoteAnswers &c) { return m_lastAnswers.note(c.answers, draft.at()); },
            [&](const KeepQuote &c) { return m_rates.keep(draft, c.quote); },
            [&](const WantLabel &c) { return m_labels.want(draft, c, request.actor); },
            [&](const ClaimLabel &c) { return m_labels.claim(draft, c); },
            [&](const RecordLabel &c) -> Result<> {
                CROSSDOCK_TRY(m_labels.record(draft, c));
                CROSSDOCK_TRY(m_returnLabels.follow(draft, c.label));
                return warnOfPurchase(draft, c.label);
            },
            [&](const DecideLabel &c) -> Result<> {
                CROSSDOCK_TRY(m_labels.decide(draft, c));
                return m_returnLabels.follow(draft, c.label);
            },
            [&](const SendReturnLabel &c) { return m_returnLabels.want(draft, c); },
            [&](const RefuseReturnLabel &c) { return m_returnLabels.refuse(draft, c); },
            [&](const PrintLabel &c) { return m_labelWork.print(draft, c, request.why); },
            [&](const NotePrintFailure &c) { return m_labelWork.noteFailure(draft, c); },
            [&](const VoidLabel &c) { return m_labelWork.takeBack(draft, c); },
            [&](const RecordRefund &c) -> Result<> {
                CROSSDOCK_TRY(m_labelWork.record(draft, c));
                return warnOfRefund(draft, c.label);
            },
            [&](const RecordTracking &c) { return m_labelWork.record(draft, c); },
            [&](const DefinePrinter &c) { return m_bench.define(draft, c); },
            [&](const DescribeGoods &c) { return m_bench.describe(draft, c.goods); },
            [&](const WriteRule &c) { return m_ruleBook.write(draft, c, request.actor); },
            [&](const ChangeRule &c) { return m_ruleBook.change(draft, c, request.why); },
            [&](const ChangeExample &c) { return m_ruleBook.change(draft, c, request.actor); },
            [&](const AnswerRule &c) { return m_ruleBook.answer(draft, c); },
            [&](const MarkOrder &c) { return m_marks.mark(draft, c); },
            [&](const TagProduct &c) { return m_catalogue.tag(draft, c); },
            [&](const TagCustomer &c) { return m_customers.tag(draft, c); },
            [&](const LimitListings &c) { return m_listings.limit(draft, c); },
            [&](const DefineContact &c) { return m_notices.define(draft, c); },
            [&](const PostNotice &c) { return m_notices.post(draft, c); },
            [&](const SettleNotice &c) -> Result<> {
                CROSSDOCK_TRY(m_notices.settle(draft, c));
                return m_returnLabels.heard(draft, c.notice);
            },
            [&](const SetMailServer &c) { return m_notices.define(draft, c); },
            [&](const SetMessageService &c) { return m_notices.define(draft, c); },
            [&](const SetAssistant &c) { return m_notices.define(draft, c); },
            [&](const WishShipping &c) { return m_wishes.record(draft, c, request.actor); },
            [&](const InstructChannel &c) { return m_instructions.instruct(draft, c, request.key); },
            [&](const RecordInstruction &c) { return m_instructions.record(draft, c); },
            [&](const CreatePurchase &c) { return m_purchases.create(draft, c); },
            [&](const ChangePurchase &c) { return m_purchases.change(draft, c); },
            [&](const CancelPurchase &c) { return m_purchases.cancel(draft, c); },
            [&](const SetLeadTime &c) { return m_purchases.set(draft, c); },
            [&](const NoteLatePurchases &) { return m_purchases.noteLate(draft); },
            [&](const SetBins &c) { return m_bins.set(draft, c); },
            [&](const RemoveBins &c) { return m_bins.remove(draft, c); },
            [&](const RunSync &c) { return handleSync(draft, c.channel); },
            [&](const RecordConnection &c) { return handleConnection(draft, c); },
            [&](const RemoveNode &c) {
                m_registry.forget();
                return m_nodes.remove(draft, c.node);
            },
            [&](const RecordPlan &c) { return m_parcels.plan(draft, c); },
            [&](const HandOver &c) { return m_nodeParcels.handOver(draft, c); },
            [&](const RecordHandOver &c) { return m_nodeParcels.record(draft, c); },
            [&](const RecordNodeLook &c) -> Result<> {
                CROSSDOCK_TRY(m_nodeParcels.record(draft, c));
                return warnOfLabels(draft, c.parcel);
            },
            [&](const RecordUnseen &c) { return m_nodeParcels.record(draft, c); },
            [&](const RecordUnmoved &c) { return m_nodeParcels.record(draft, c); },
            [&](const NoteStranded &c) { return m_parcels.note(draft, c); },
            [&](const RecallParcel &c) { return m_nodeParcels.recall(draft, c); },
            [&](const RecordRecall &c) { return m_nodeParcels.record(draft, c); },
            [&](const SetWavePolicy &c) { return m_policies.set(draft, c); },
            [&](const TakeCartons &c) { return m_cartons.take(draft, c); },
        },
        request.command);
}

/// Told with the command, not later with the rows for people: what sells next does not go to a channel that was paused before.
Result<> Core::handleChannel(audit::Draft &draft, const command::ChangeChannel &change)
{
    const auto known = m_registry.channel(change.channel);
    if (!known)
        return tl::make_unexpected(known.error());
    CROSSDOCK_TRY(m_registry.change(draft, change));
    const auto row = answers::channelRow(m_database, known->id);
    if (!row)
        return tl::make_unexpected(row.error());
    if (*row)
        draft.emitLater(event::ChannelChanged{(*row)->first, (*row)->second});
    return {};
}

/// The channel's lane hears of it and reads and tells at once.
Result<> Core::handleSync(audit::Draft &draft, const ChannelId &name)
{
    const auto channel = m_registry.channel(name);
    if (!channel)
        return tl::make_unexpected(channel.error());
    draft.setWhat(u"sync.run"_s);
    draft.about(name);
    draft.emitLater(event::SyncWanted{name});
    return {};
}

Result<> Core::handleConnection(audit::Draft &draft, const command::RecordConnection &news)
{
    const auto channel = m_registry.channel(news.channel);
    if (!channel)
        return tl::make_unexpected(channel.error());
    draft.setWhat(news.isUp ? u"channel.back"_s : u"channel.lost"_s);
    draft.about(news.channel);
    if (!news.words.isEmpty())
        draft.say(u"words"_s, news.words);
    return {};
}

Result<> Core::handleSelling(audit::Draft &draft, const std::optional<Sku> &sku, const std::optional<ChannelId> &channel,
                             bool isStopped, std::optional<Time> until)
{
    std::optional<qint64> skuId, channelId;
    if (sku) {
        const auto item = m_catalogue.item(*sku);
        if (!item)
            return tl::make_unexpected(item.error());
        skuId = item->id;
        draft.about(*sku);
        draft.touchSku(item->id);
    }
    if (channel) {
        const auto known = m_registry.channel(*channel);
        if (!known)
            return tl::make_unexpected(known.error());
        channelId = known->id;
        draft.about(*channel);
        draft.touchChannel(known->id);
    }
    if (until && *until <= draft.at())
        return fail(Error::Code::InvalidInput, toText(*until), u"that time has passed"_s);
    draft.setWhat(isStopped ? u"selling.stop"_s : u"selling.resume"_s);
    CROSSDOCK_TRY(isStopped ? m_registry.stop(draft, skuId, channelId, until) : m_registry.resume(skuId, channelId));
    if (isStopped && until)
        m_clock.after(*until - draft.at(), this, [this] { watchStops(); });
    if (skuId)
        return {};
    const auto channels = m_registry.all();
    if (!channels)
        return tl::make_unexpected(channels.error());
    for (const channels::Registry::Channel &one : *channels) {
        if (!one.isRemoved && (!channelId || one.id == *channelId))
            CROSSDOCK_TRY(m_listings.refreshChannel(draft, one.id));
    }
    return {};
}

} // namespace crossdock
