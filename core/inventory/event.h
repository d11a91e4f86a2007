#pragma once

#include "core/inventory/query.h"

#include <memory>
#include <variant>

/// What has happened and is on the disk. Values for the pages, the lanes and the rules.
namespace crossdock::event {

/// The stock of a SKU changed somewhere: its whole row, ready to show.
struct StockChanged {
    StockRow row;
};

/// A listing should show, or is believed to show, something else; or an answer came.
struct OfferChanged {
    Sku sku;
    OfferState offer;
    channels::Offer wanted; ///< what its lane is to send if `mustSend`
    bool mustSend = false;
};

struct OrderChanged {
    OrderRow row;
};

/// An order is to be sent otherwise, or a parcel of it went on: all of its parcels, by id.
struct ParcelsChanged {
    OrderId order;
    QList<fulfilment::Parcel> parcels;
};

struct ChannelChanged {
    ChannelRow row;
    bool isRemoved = false;
};

struct NodeChanged {
    NodeRow row;
    bool isRemoved = false;
};

struct IncidentRaised {
    Incident incident;
};

struct RuleChanged {
    RuleRow row;
    bool isRemoved = false;
};

/// A rule ran, or a run of it went on: its figures and its log are old. Once a commit and rule, beside what happened in it.
struct RuleRan {
    qint64 rule = 0;
};

/// A message, task or report is there, or fared.
struct NoticeChanged {
    Notice notice;
};

/// A label was asked for, or fared.
struct LabelChanged {
    labels::Label label;
};

/// A channel's lane is to read and tell now.
struct SyncWanted {
    ChannelId channel;
};

/// A parcel left, or an order was cancelled here: its channel is to be told.
struct TellingWaits {
    ChannelId channel;
};

/// A channel is to be told to do something.
struct InstructionWaits {
    ChannelId channel;
};

struct EntryAppended {
    Entry entry;
};

/// Another engine on the same database wrote, and no more is known of it: whoever follows these reads them again.
struct OthersWrote {
    enum class Kind { Nodes = 1, Parcels = 2, Notices = 4, Everything = 0xff };
    Q_DECLARE_FLAGS(Kinds, Kind)
    Kinds kinds;
};

} // namespace crossdock::event

namespace crossdock {

using Event = std::variant<event::StockChanged, event::OfferChanged, event::OrderChanged, event::ChannelChanged,
                           event::NodeChanged, event::IncidentRaised, event::RuleChanged, event::RuleRan,
                           event::NoticeChanged, event::SyncWanted, event::EntryAppended, event::ParcelsChanged,
                           event::LabelChanged, event::TellingWaits, event::InstructionWaits, event::OthersWrote>;

/// The events of one commit, in order. Shared because several threads read them; never changed.
using Events = std::shared_ptr<const QList<Event>>;

} // namespace crossdock
