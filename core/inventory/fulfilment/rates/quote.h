#pragma once

#include "core/inventory/fulfilment/rates/weight_steps.h"
#include "core/inventory/values/money.h"
#include "core/inventory/values/time.h"

#include <QDate>
#include <QStringList>

namespace crossdock::rates {

/// One step of a price.
struct Charge {
    QString kind; ///< "base", "discount", "minimum", "fuel", "residential", "additional_handling.dimension", ...; "unexplained": what the carrier's total has beyond its parts
    Money amount; ///< negative for a discount
    int parcel = 0; ///< 1, 2, ... of several; 0: of the shipment
    Weight upTo = {}; ///< of a base price from a list: its row; 0: of none
    int basisPoints = 0; ///< of a share: hundredths of a per cent of `of`
    qint64 of = 0; ///< minor units; of a share: of what; of "minimum": what stood before it
    /// Of a base price by weight: `rate` for each `step` of `billed`, or of what it is above `begins`, where `before` is asked.
    struct ByWeight {
        Weight billed, step, begins;
        qint64 rate = 0, before = 0, least = 0; ///< minor units; least 0: any
        bool isOnTop = false;
        friend bool operator==(const ByWeight &, const ByWeight &) = default;
    };
    QDate lastKnown = {}; ///< the first day of the rate that is taken because none is known for the ship date; null: one is
    std::optional<ByWeight> byWeight = {}; ///< nothing: the price of a row
    friend bool operator==(const Charge &, const Charge &) = default;
};

/// What a carrier asks for a service: every charge by its kind, and their sum.
struct Quote {
    enum class Source { Table, Live };
    enum class ZoneSource { Given, Table, Distance, Carrier, OnlyZone }; ///< Distance is an estimate; OnlyZone: the list has one, and within a country needs no chart
    enum class BilledBy { Actual, Dimensional, Minimum };

    QString carrier, service;
    QString priceType; ///< which price it is: "list", "retail", "account", "negotiated", "contract", ...
    Source source = Source::Table;
    QDate effectiveFrom; ///< of the list; null: live
    QDate validUntil; ///< the last day of this price, by its carrier or by the list after it; null: none is known
    QString zone; ///< empty: the carrier does not say
    ZoneSource zoneSource = ZoneSource::Table;
    std::optional<Weight> billable; ///< nothing: the carrier does not say
    WeightUnit unit = WeightUnit::Pound;
    std::optional<BilledBy> billedBy = BilledBy::Actual; ///< nothing: the carrier does not say
    std::optional<int> divisor; ///< cubic inches a pound, or cubic centimetres a kilogram; nothing: not billed by volume
    bool isVolumeUnknown = false; ///< no rule is known of how the carrier counts volumes: they are not counted
    std::optional<WeightStep> step = {}; ///< the imported rule by which its weight is rounded; nothing: as carriers do
    QList<Charge> notCounted = {}; ///< surcharges that hold, in another currency than the list's: they are in no sum
    QStringList triggers; ///< conditions the shipment meets, charged for or not
    QList<Charge> charges;
    Money total; ///< the charges add up to it

    // Live answers only.
    QString via; ///< the account that was asked
    QString offer; ///< its own name of this quote, for buying; empty: it sells by the service's name, or sells no labels
    QDate deliveredBy;
    std::optional<int> transitDays;
    bool isGuaranteed = false;
    Time askedAt{};
    Milliseconds answeredIn{};
    QList<Money> toldBeside = {}; ///< dearer prices of the very same in the same answer; see told_twice.h
    friend bool operator==(const Quote &, const Quote &) = default;
};

/// "billed 84 kg x 3.10", "120.00 up to 30 kg + 108 x 0.5 kg x 3.10": how a price by weight comes about; empty: it is none.
QString byWeightText(const Charge &charge, WeightUnit unit);

/// "up to the next 0.5 kg, by the imported rule of 2026-03-01": what rounded the billed weight.
QString roundingText(const Quote &quote);

/// A service that cannot carry this, or at no known price.
struct Refusal {
    QString carrier, service; ///< service empty: all of the carrier's
    QString reason; ///< facts in English
    bool isUnreached = false; ///< no list or chart tells of such a way or day: it is not said that nobody goes there
    friend bool operator==(const Refusal &, const Refusal &) = default;
};

/// What a service asked when its account last answered for a shipment like this one; see likeness.h.
struct LastKnown {
    QString carrier, service, priceType;
    Money total;
    std::optional<int> transitDays;
    Time askedAt{};
    friend bool operator==(const LastKnown &, const LastKnown &) = default;
};

/// All that an account asked for when it last had prices for shipments of a likeness.
struct LastAnswer {
    QString account, likeness;
    QList<LastKnown> prices;
    friend bool operator==(const LastAnswer &, const LastAnswer &) = default;
};

/// A carrier that did not answer in time, or could not be asked.
struct Silence {
    QString carrier;
    QString reason;
    QList<LastKnown> lastKnown = {}; ///< empty: it never had a price for such a shipment
    friend bool operator==(const Silence &, const Silence &) = default;
};

struct Rated {
    QList<Quote> quotes;
    QList<Refusal> refused;
    QList<Silence> silent;
    void append(const Rated &other)
    {
        quotes += other.quotes;
        refused += other.refused;
        silent += other.silent;
    }
};

} // namespace crossdock::rates
