#pragma once

#include "core/inventory/fulfilment/rates/shipment.h"
#include "core/inventory/values/ids.h"
#include "core/inventory/values/money.h"
#include "core/inventory/values/quantity.h"
#include "core/inventory/values/time.h"

/// Labels: bought from a carrier for a box that was verified, printed, taken back, followed on their way.
namespace crossdock::labels {

enum class Format { Pdf, Png, Zpl };
QString nameOf(Format format); ///< "pdf", "png", "zpl"
std::optional<Format> formatFrom(QStringView name);

/// What is printed: holds the buyer's address, so it is kept sealed with the order's key.
struct Document {
    Format format = Format::Pdf;
    QByteArray bytes;
    QString title = {}; ///< that a print queue shows; empty: it has none
    friend bool operator==(const Document &, const Document &) = default;
};

/// Units of a SKU that were seen to go into the box.
struct Unit {
    Sku sku;
    Quantity quantity = 0;
    friend bool operator==(const Unit &, const Unit &) = default;
};

/// A closed box on the scale.
struct Box {
    NodeId node; ///< where it stands
    int number = 1; ///< of the boxes that its order gets from there
    rates::Weight weight;
    std::optional<rates::Dimensions> dimensions;
    QList<Unit> units; ///< verified; empty: nobody looked
};

/// What a carrier sold.
struct Bought {
    QString carrierId; ///< its own name of the label, for taking it back
    QString tracking;
    std::optional<Money> cost; ///< nothing: it did not say
    Document document; ///< without bytes: to be fetched, or the carrier gives none
    friend bool operator==(const Bought &, const Bought &) = default;
};

/// Where the parcel is.
enum class Progress { Unknown, Announced, InTransit, OutForDelivery, Delivered, Problem, Returned };
QString nameOf(Progress progress); ///< "announced", "in_transit", ...
Progress progressFrom(QStringView name); ///< Unknown: none of ours

struct TrackEvent {
    Time at{};
    Progress progress = Progress::Unknown;
    QString words, place; ///< the carrier's own
    friend bool operator==(const TrackEvent &, const TrackEvent &) = default;
};

/// What a carrier told of a parcel's way.
struct Way {
    QList<TrackEvent> events; ///< all of them, oldest first
    std::optional<Time> expectedBy = {}; ///< when it means to deliver, at the latest; a day counts until it is over everywhere
    std::optional<Time> promisedBy = {}; ///< what it meant at first, where it says so itself
    std::optional<int> tries = {}; ///< deliveries that failed; nothing: it does not count them
    friend bool operator==(const Way &, const Way &) = default;
};

/// A label as the ledger has it. It has no document in it: see query::LabelDocument.
struct Label {
    enum class State {
        Wanted, ///< on the disk; its carrier is being asked
        Unsure, ///< whether it was bought is not known, and its carrier cannot be asked: a person decides
        Refused, ///< nothing was bought; `words` say why
        Bought,
        Used, ///< its box has left
        RefundAsked, ///< taking it back was asked for, or is to be: its carrier has not agreed yet
        Voided, ///< its carrier took it back: it charges nothing
        Refunded, ///< its carrier paid it back
    };
    qint64 label = 0;
    OrderId order;
    QString returned; ///< number of the return of it that the label is for; empty: it is for a box of the order
    Box box;
    QString verifiedBy; ///< who saw what went in
    CarrierId account; ///< who sells it
    QString carrier, service; ///< as quoted
    QString offer; ///< the seller's own name of the quote; empty: it needs none
    QString reference; ///< what its carrier was told to call it: never used twice
    QString carrierId, tracking;
    rates::Options options; ///< that it was bought with
    Money quoted;
    std::optional<Money> cost;
    QDate shipDate;
    Format format = Format::Pdf;
    bool hasDocument = false;
    State state = State::Wanted;
    QString words; ///< of the carrier, about its last answer
    int attempts = 0; ///< claims: the first may buy, later ones ask how it fared
    int prints = 0;
    Time wantedAt{}, askedAt{}, boughtAt{}, printedAt{}; ///< epoch: never; askedAt: of the last claim, or since when it is to be taken back
    std::optional<Time> voidUntil; ///< its carrier takes it back until then; nothing: not known, or never
    Progress progress = Progress::Unknown;
    Time progressAt{};
    std::optional<Time> promisedBy, expectedBy; ///< its delivery, as it was quoted or first told, and as its carrier tells it now
    std::optional<int> tries; ///< deliveries that failed; nothing: its carrier does not count them
    Time delayedAt{}; ///< when it, or its refund, was seen to be late; epoch: it is not

    /// It stands for its box: another one needs this one out of the way.
    bool isLive() const { return state == State::Wanted || state == State::Unsure || state == State::Bought || state == State::Used; }
};
/// It was bought, not taken back, and it is neither delivered nor returned.
bool isOnTheWay(const Label &label);
/// By how much it is late at `at`, by its carrier's own word: past its promise, or expected later than that. Zero: it is not; nothing:
/// nobody promised anything, or it was taken back.
std::optional<Milliseconds> delayOf(const Label &label, Time at);
/// The last moment of a day, wherever on earth it is lived: carriers promise days without saying whose.
Time endOf(QDate day);

QString nameOf(Label::State state); ///< "wanted", "refund_asked", ...
Label::State labelStateFrom(QStringView name); ///< of nameOf() only

/// How far the label is that a buyer gets for what he sends back.
struct ReturnLabel {
    enum class State {
        None, ///< nobody wants one
        Wanted, ///< it is being bought
        Refused, ///< none was bought; `words` say why
        Bought,
        Sent, ///< the buyer has it
    };
    State state = State::None;
    QString account; ///< that is to sell it; empty: the cheapest
    QString words;
    qint64 entry = 0; ///< of the trail, that wanted it
    friend bool operator==(const ReturnLabel &, const ReturnLabel &) = default;
};
QString nameOf(ReturnLabel::State state); ///< "", "wanted", "refused", "bought", "sent"
ReturnLabel::State returnLabelStateFrom(QStringView name); ///< of nameOf() only

/// Where documents go.
struct Printer {
    enum class Kind {
        System, ///< a queue of the system's (CUPS), by its name
        Raw, ///< a label printer that takes ZPL on a socket
    };
    QString name; ///< what people call it
    Kind kind = Kind::System;
    QString address; ///< the queue, or "host:9100"
    Format format = Format::Pdf; ///< what labels for it are asked for
    friend bool operator==(const Printer &, const Printer &) = default;
};

/// What customs wants to know of a SKU; empty fields: not known.
struct Goods {
    Sku sku;
    QString description, hsCode, origin; ///< origin: a country's two letters
    friend bool operator==(const Goods &, const Goods &) = default;
};

} // namespace crossdock::labels
