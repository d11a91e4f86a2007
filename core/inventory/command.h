#pragma once

#include "core/inventory/channels/after_sale.h"
#include "core/inventory/channels/channel_details.h"
#include "core/inventory/channels/channel_order.h"
#include "core/inventory/channels/instruction.h"
#include "core/inventory/fulfilment/labels/label_commands.h"
#include "core/inventory/fulfilment/node_details.h"
#include "core/inventory/fulfilment/parcel.h"
#include "core/inventory/fulfilment/rates/rate_commands.h"
#include "core/inventory/fulfilment/shipping_wish.h"
#include "core/inventory/notices/notice_commands.h"
#include "core/inventory/parcels/parcel_commands.h"
#include "core/inventory/purchases/purchase_commands.h"
#include "core/inventory/rules/rule_commands.h"
#include "core/inventory/stock/bin_commands.h"
#include "core/inventory/values/quantity.h"

#include <variant>

/// Everything that can be asked of the inventory to change, each a plain value. See inventory.h for how it is asked.
namespace crossdock {

/// Who asks.
struct Actor {
    enum class Kind { Person, Channel, Rule, Agent, System };
    Kind kind = Kind::System;
    QString name; ///< a login, a channel, a rule: never personal data of a buyer
    friend bool operator==(const Actor &, const Actor &) = default;
};

namespace command {

// ---- what is sold -----------------------------------------------------------------------------------------------

/// Makes a SKU or changes its details. Fields not known stay empty or 0.
struct DefineSku {
    Sku sku;
    QString name, barcode, category, brand, supplier;
    QStringList tags;
    std::optional<Money> cost;
    qint64 weightG = 0, lengthMm = 0, widthMm = 0, heightMm = 0;
    Quantity safetyStock = 0, reorderPoint = 0;
    friend bool operator==(const DefineSku &, const DefineSku &) = default;
};

/// What a kit is made of. An empty list makes the SKU a plain one again. A kit holds no stock of its own and no kit.
struct DefineKit {
    struct Part {
        Sku sku;
        Quantity quantity = 1;
        friend bool operator==(const Part &, const Part &) = default;
    };
    Sku kit;
    QList<Part> parts;
};

struct DefineNode {
    NodeId node;
    QString kind; ///< "warehouse" for the seller's own; others in core/connectors/nodes
    QString title; ///< what people call it; empty: the name
    std::optional<NodeDetails> details = {}; ///< nothing: what is known stays
    /// A row of a file: what it does not speak of ("title", and as withKept() names it) stays, as does an empty `kind`; where nothing changes,
    /// nothing is written.
    std::optional<QStringList> kept = {};
};

/// NotAllowed while units are there or parcels are open. What it did stays in the trail.
struct RemoveNode {
    NodeId node;
};

struct AddChannel {
    ChannelDetails details;
};

struct ChangeChannel {
    ChannelId channel;
    enum class What { Pause, Resume, Remove } what = What::Pause;
};

/// Ties a listing to a SKU, or changes how much of the stock it may show.
struct MapListing {
    channels::ListingAddress address;
    std::optional<Money> price;
    Quantity buffer = 0; ///< units never shown
    std::optional<Quantity> cap; ///< never show more than this
    friend bool operator==(const MapListing &, const MapListing &) = default;
};

struct UnmapListing {
    ListingId listing;
};

/// Of a SKU on one channel, or on all of its channels with that currency.
struct SetPrice {
    Sku sku;
    std::optional<ChannelId> channel;
    Money price;
};

struct StopSelling {
    std::optional<Sku> sku; ///< neither: everything
    std::optional<ChannelId> channel;
    std::optional<Time> until; ///< nothing: until somebody resumes
};

struct ResumeSelling {
    std::optional<Sku> sku;
    std::optional<ChannelId> channel;
};

// ---- units ------------------------------------------------------------------------------------------------------

struct ReceiveStock {
    Sku sku;
    NodeId node;
    Quantity quantity = 0; ///< at least 1
    QString purchase = {}; ///< the number of the purchase order that they came of; empty: of none
    bool isLast = false; ///< nothing more comes of that order: it is closed, whatever is missing
};

struct AdjustStock {
    Sku sku;
    NodeId node;
    Quantity difference = 0; ///< not 0; takes from what is free first, then from reservations (which become short)
};

struct CountStock {
    Sku sku;
    NodeId node;
    Quantity quantity = 0; ///< what is physically there
};

struct TransferStock {
    Sku sku;
    NodeId from, to;
    Quantity quantity = 0; ///< free units only
    bool arrivesLater = false; ///< stays in transit until ArriveStock
};

struct ArriveStock {
    Sku sku;
    NodeId node;
    Quantity quantity = 0; ///< of what is in transit to `node`
};

/// Ends a quarantine: back to stock or written off.
struct ClearQuarantine {
    Sku sku;
    NodeId node;
    Quantity quantity = 0;
    bool toStock = true;
};

/// Books the opposite of an earlier receive, adjust, count or transfer. Nothing is ever erased.
struct Undo {
    qint64 entry = 0;
};

/// A part of a node's own reading of its stock, or that it failed.
struct RecordNodeStock {
    NodeId node;
    Time askedAt{}; ///< when the reading began
    Milliseconds every{900'000}; ///< how often it is read
    QList<fulfilment::StockLevel> levels; ///< that changed
    QList<fulfilment::StockLevel> gone; ///< that the node does not have any more
    bool isLast = true; ///< the reading is complete with this part
    QString words; ///< why it failed; empty: it did not
};

// ---- orders -----------------------------------------------------------------------------------------------------

/// An order as its channel shows it. Records it, changes it, or ignores it when a newer revision is known already.
struct RecordOrder {
    ChannelOrder order;
    QString eventId; ///< the channel's id of the message; empty for a reading or an import
    QByteArray raw; ///< the message as it came; kept encrypted with the order's key
};

struct CancelOrder {
    struct Line {
        QString id;
        Quantity quantity = 0;
    };
    OrderId order;
    QList<Line> lines; ///< empty: all that has not shipped
    bool tellsChannel = false; ///< the channel is to cancel it too; whole orders alone
};

/// What its channel said of an order that was cancelled here.
struct RecordCancelTold {
    OrderId order;
    bool isTold = true; ///< false: refused
    QString words; ///< the channel's own
};

struct HoldOrder {
    OrderId order;
};

struct ReleaseOrder {
    OrderId order;
    qint64 hold = 0; ///< only if this entry put it on hold; 0: whoever did
};

/// What of it lies in warehouses of ours. NotAllowed: places of others have all of it, and pick it themselves.
struct PickOrder {
    OrderId order;
};

/// All that is held for the order leaves, but what nodes of others have taken; with a node, what is held there, and its parcel is sent. The
/// order is shipped when all of it is.
struct ShipOrder {
    OrderId order;
    QString tracking;
    std::optional<NodeId> node = {};
    QString carrier = {}; ///< who brings it: "ups"
};

/// What its channel said of a parcel that left.
struct RecordShipmentTold {
    qint64 shipment = 0;
    int wish = 1; ///< that is answered, see Shipment::wish(): a correction may have come meanwhile
    bool isTold = true; ///< false: refused
    QString words; ///< the channel's own
};

/// Carrier or tracking number of a parcel that left were wrong or missing: its channel is told again. What is empty stays.
struct CorrectShipment {
    OrderId order;
    int parcel = 0; ///< 0: the last that left
    QString carrier, tracking;
};

/// Says how an order is to be sent. The bench and the planning of waves keep to it.
struct WishShipping {
    enum class What {
        Way, ///< carrier and service, or the rate
        Package,
        Label, ///< the bench buys by itself; with carrier, service or rate where the wish has one
        Nothing, ///< forgets all of it
        Options, ///< adds them
        NoOptions, ///< takes them back
    };
    OrderId order;
    What what = What::Nothing;
    fulfilment::ShippingWish wish; ///< only what is meant is read
};

/// Tells a channel to pay an order back, to take its money, to ask its buyer for a review, or to approve or decline a return of it, or to end
/// or publish a listing. NotAllowed where its connector has no call for it.
struct InstructChannel {
    channels::Instruction::Kind kind = channels::Instruction::Kind::Capture;
    std::optional<OrderId> order = {}; ///< of all but EndListing and PublishListing
    channels::RefundAmount amount = {}; ///< of Refund
    std::optional<ListingId> listing = {}; ///< of EndListing and PublishListing
    QString returned = {}; ///< number of the return, of ApproveReturn and DeclineReturn
};

/// What the channel answered to that.
struct RecordInstruction {
    qint64 instruction = 0;
    bool isDone = true; ///< false: refused
    QString words; ///< the channel's own
};

/// A refund, a return or a chargeback of an order, as its channel tells it now: the same again changes nothing.
struct RecordAfterSale {
    OrderId order;
    channels::AfterSale what;
};

struct ReceiveReturn {
    OrderId order;
    QString line;
    NodeId node;
    Quantity quantity = 0; ///< at most what was shipped and not yet returned
    bool toQuarantine = false;
};

/// Destroys the key of a buyer's data. The trail stays valid, the data is gone for good.
struct ForgetBuyer {
    OrderId order;
};

// ---- where units lie: see stock/bin_commands.h -------------------------------------------------------------------
// ---- what suppliers are to bring: see purchases/purchase_commands.h -----------------------------------------------
// ---- from where: see parcels/parcel_commands.h -------------------------------------------------------------------
// ---- carriers and their prices: see fulfilment/rates/rate_commands.h ---------------------------------------------
// ---- labels: see fulfilment/labels/label_commands.h ---------------------------------------------------------------
// ---- rules: see rules/rule_commands.h ----------------------------------------------------------------------------

// ---- notes on things --------------------------------------------------------------------------------------------

struct MarkOrder {
    enum class What { Tag, Untag, Note, Flag, Priority, Assign, Archive, Unflag, Unarchive };
    OrderId order;
    What what = What::Tag;
    QString text; ///< the tag, the note, why it is flagged, urgent high normal low, who; of Note, Priority, Assign empty: none
};

struct TagProduct {
    Sku sku;
    QString tag;
    bool isRemoved = false;
};

/// Of whoever bought an order, by the blind marks of his orders: all of them have the tag then.
struct TagCustomer {
    OrderId order;
    QString tag;
    bool isRemoved = false;
};

/// How much of the stock the listings of a SKU may show. What is not given stays.
struct LimitListings {
    Sku sku;
    std::optional<ChannelId> channel; ///< nothing: all
    std::optional<Quantity> buffer, cap;
    bool liftsCap = false; ///< no cap any more
};

// ---- people: see notices/notice_commands.h -----------------------------------------------------------------------

// ---- channels ----------------------------------------------------------------------------------------------------

/// Asks a channel's lane to read its orders and tell its offers now.
struct RunSync {
    ChannelId channel;
};

/// A channel stopped answering, or answers again.
struct RecordConnection {
    ChannelId channel;
    bool isUp = true;
    QString words; ///< the channel's own
};

// ---- what channels answered -------------------------------------------------------------------------------------

/// Answers to calls that told a channel its offers. Some calls' answers may be recorded together.
struct RecordOutcomes {
    struct Told {
        channels::Outcome outcome;
        Time sentAt{}; ///< when the call began
        Time answeredAt{};
        bool isUnknown = false; ///< no answer came but it may have happened: what the channel shows is not known
        bool isPriceOnly = false; ///< says nothing of the quantity
    };
    ChannelId channel;
    QList<Told> told;
};

struct RecordQuantitySeen {
    ChannelId channel;
    channels::QuantitySeen seen;
};

/// What a channel told of the offers of others and of the standing of its listings.
struct RecordMarket {
    ChannelId channel;
    QList<channels::MarketSeen> offers;
    QList<channels::StandingSeen> standings;
};

/// What a channel told of the seller's account.
struct RecordAccount {
    ChannelId channel;
    channels::AccountHealth seen;
};

/// Orders up to this cursor are in the ledger.
struct AdvanceCursor {
    ChannelId channel;
    QString cursor;
    Time at{};
};

/// Pushes that a channel accepted long ago and never confirmed are not believed any more; what it refused is tried again, at
/// growing intervals. Asked by the core's own timer.
struct RevisitOffers {
};

/// Sends a listing again that was set aside.
struct RetryListing {
    ListingId listing;
};

} // namespace command

using Command = std::variant<command::DefineSku, command::DefineKit, command::DefineNode, command::AddChannel,
                             command::ChangeChannel, command::MapListing, command::UnmapListing, command::SetPrice,
                             command::StopSelling, command::ResumeSelling, command::ReceiveStock, command::AdjustStock,
                             command::CountStock, command::TransferStock, command::ArriveStock,
                             command::ClearQuarantine, command::Undo, command::RecordOrder, command::CancelOrder,
                             command::HoldOrder, command::ReleaseOrder, command::PickOrder, command::ShipOrder,
                             command::ReceiveReturn, command::ForgetBuyer, command::RecordNodeStock, command::RecordOutcomes,
                             command::RecordQuantitySeen, command::RecordMarket, command::RecordAccount, command::AdvanceCursor, command::RevisitOffers,
                             command::RetryListing, command::AddCarrier, command::RemoveCarrier, command::TakePrices,
                             command::TakeZones, command::TakeSurcharges, command::TakeDivisor, command::TakeWeightStep, command::RemoveRates, command::TakeInvoice, command::NoteAnswers, command::KeepQuote,
                             command::WantLabel, command::ClaimLabel, command::RecordLabel, command::DecideLabel,
                             command::PrintLabel, command::NotePrintFailure, command::VoidLabel, command::RecordRefund,
                             command::RecordTracking, command::DefinePrinter, command::DescribeGoods,
                             command::WriteRule, command::ChangeRule, command::ChangeExample, command::AnswerRule, command::MarkOrder,
                             command::TagProduct, command::TagCustomer, command::LimitListings, command::DefineContact, command::PostNotice,
                             command::SettleNotice, command::SetMailServer, command::RunSync,
                             command::RecordConnection, command::RemoveNode, command::RecordPlan, command::HandOver,
                             command::RecordHandOver, command::RecordNodeLook, command::RecordUnseen, command::RecordUnmoved, command::NoteStranded, command::RecallParcel,
                             command::RecordRecall, command::TakeCartons, command::SetWavePolicy, command::RecordShipmentTold, command::CorrectShipment,
                             command::WishShipping, command::InstructChannel, command::RecordInstruction,
                             command::SetMessageService, command::SetAssistant, command::RecordCancelTold,
                             command::RecordAfterSale, command::SendReturnLabel, command::RefuseReturnLabel,
                             command::CreatePurchase, command::ChangePurchase, command::CancelPurchase,
                             command::SetLeadTime, command::NoteLatePurchases, command::SetBins, command::RemoveBins,
                             command::RecordSkuChecks>;

/// A command with all that makes it safe to repeat and possible to explain.
struct Request {
    QString key; ///< operation key: the same key is the same operation; empty: a fresh one is made
    Actor actor;
    QString why; ///< the reason a person gave, or what led to it
    qint64 cause = 0; ///< number of the trail entry that led to this; 0: none
    Command command;
};

/// A command that the ledger would not take, or did not.
struct Refusal {
    qsizetype request = 0; ///< its number in the list that was asked about, from 0
    Error error;
};

/// What would become of commands if they were carried out now.
struct Trial {
    QList<Refusal> refused; ///< in the order of the requests
    qsizetype changed = 0; ///< requests that would make an entry: others change nothing, or were carried out before
};

} // namespace crossdock
