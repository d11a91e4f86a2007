#pragma once

#include "core/inventory/fulfilment/cartons/carton_shelf.h"
#include "core/inventory/fulfilment/rates/carbon.h"
#include "core/inventory/fulfilment/rates/rate_book.h"
#include "core/inventory/fulfilment/waves/promise.h"
#include "core/inventory/fulfilment/waves/told_price.h"

namespace crossdock::waves {

using routing::Part;

/// How a carton of a parcel travels.
struct Sent {
    rates::Quote quote; ///< carrier empty: the node does not say, or no price is known yet
    rates::Weight gross;
    std::optional<qint64> assumed = {}; ///< no price of it is known: what counts instead
    QString refusal = {}; ///< of an assumed one: why no live account takes it; empty: none was heard yet
    QString unreached = {}; ///< of an assumed one: why no price list tells of it
    rates::Options options = {}; ///< that are in its price
    std::optional<rates::Quote> told = {}; ///< by the node itself, all its fees in it
    QString untold = {}; ///< why the node's own price does not count; empty: it does, or the node tells none
    QString likeness = {}; ///< of what its node or live accounts may be asked about it; empty: nobody is
    const rates::Quote &promising() const { return told && told->deliveredBy.isValid() ? *told : quote; } ///< who promises its arrival
};

/// What it takes to send some lines of an order from a node.
struct PricedParcel {
    qint64 cost = 0; ///< the sum of the parts
    std::vector<Part> parts;
    std::vector<cartons::Carton> cartons; ///< `item` counts the units of the lines in turn; none: weighed, not boxed
    std::vector<QString> services; ///< "fedex/ground", one a carton
    std::optional<qint64> percentInTime; ///< of the slowest; nothing: not promised, or not known
    std::vector<Sent> sent; ///< one a carton
    bool isProven = true; ///< no other carton is cheaper
};

/// Why a parcel may not be, or cannot.
struct Missing {
    int order = 0, node = 0;
    std::vector<int> lines;
    QString name; ///< the rule's, or "no carton", "no rate", "too many units", "refused by" a node
    QString reason; ///< facts in English; empty: the name says it
};

/// Prices parcels: rules between channel and node, the cheapest carton and service, the node's cost card, lateness. The same answer to the
/// same question; not for several threads.
class ParcelPricer
{
public:
    ParcelPricer(const Wave &wave, const rates::RateBook &book);

    bool pricesRise() const { return m_pricesRise; } ///< see RateBook

    tl::expected<PricedParcel, Missing> price(int order, int node, const std::vector<int> &lines);

    rates::Carbon carbonOf(int order, int node, const PricedParcel &parcel) const; ///< of all its cartons
    QString latenessOf(int order, int node, const PricedParcel &parcel) const; ///< what `percentInTime` stands on, in English

    std::vector<routing::Fee> feesOf(int order, int node, const std::vector<int> &lines) const; ///< of the node's cost card, in that price

    /// Shipments that live accounts may be asked about, by likeness: of all cartons of the parcels that were priced.
    struct Asked {
        rates::Shipment shipment; ///< one of them
        int parcels = 0;
        QSet<int> orders = {}; ///< whose parcels these are
    };
    const QHash<QString, Asked> &asked() const { return m_asked; } ///< empty without live accounts

    /// What nodes that tell prices may be asked, by likeness: of all parcels there that were priced.
    struct AskedNode {
        fulfilment::NodeQuestion question; ///< one of them
        int parcels = 0;
        bool isWhole = false; ///< all lines of an order
        QSet<int> orders = {}; ///< whose parcels these are
    };
    const QHash<QString, AskedNode> &askedNodes() const { return m_askedNodes; }

    /// Orders whose parcels were priced without what their node itself would ask, by the node and why.
    const QMap<std::pair<int, QString>, QSet<int>> &untold() const { return m_untold; }

private:
    /// What is asked, and what the rules want of it.
    struct Demand {
        int order = 0, node = 0;
        rates::Shipment shipment; ///< without the parcel; its value is of all goods
        rates::Weight net = {}; ///< of those, where they are to be insured
        std::optional<double> kilometres; ///< only where carbon has a price
        const Rule *blankBox = nullptr;
        std::vector<const Rule *> blocking, charging;
    };
    /// How one carton travels.
    struct Way {
        rates::Quote quote; ///< empty where the node is paid by the unit
        qint64 freight = 0; ///< with the node's fuel
        qint64 late = 0, carbon = 0;
        std::optional<qint64> percentInTime;
        rates::Weight gross = {};
        QString likeness = {}; ///< empty without live accounts
        rates::Shipment shipment = {}; ///< with `likeness`
        bool isAssumed = false; ///< no price of it is known
        QString unreached = {}; ///< see Sent
        std::optional<rates::Quote> told = {}; ///< see Sent
    };

    const Rule *gather(int order, int node, const std::vector<int> &lines, Demand &demand) const;
    std::vector<cartons::Item> itemsOf(int order, const std::vector<int> &lines) const;
    qint64 unitsOf(int order, const std::vector<int> &lines) const;
    Result<cartons::Offer> cheapest(const Demand &demand, const std::optional<rates::Dimensions> &sides, rates::Weight gross);
    bool isOpen(const Demand &demand, const QString &carrier, const QString &service, QString &closedBy) const;
    void addChange(PricedParcel &parcel, int order, int node, const std::vector<int> &lines) const;
    bool paysBoxFee(int node) const;
    void addCard(PricedParcel &parcel, int order, int node, const std::vector<int> &lines) const;
    void addWorth(PricedParcel &parcel, int order, int node, const std::vector<int> &lines) const;
    void keepTogether(PricedParcel &parcel, int order, int node, const std::vector<int> &lines);
    ToldPrice askNode(int order, int node, const std::vector<int> &lines);
    Result<> send(PricedParcel &parcel, const Demand &demand, const std::vector<int> &lines);
    Result<> sendTold(PricedParcel &parcel, const Demand &demand, const rates::Quote &told);
    void addWay(PricedParcel &parcel, const Demand &demand, const Way &way);
    std::optional<std::pair<qint64, Way>> assumed(const Demand &demand, const std::optional<rates::Dimensions> &sides, rates::Weight gross, const QString &likeness) const;
    Way unreached(const Demand &demand, rates::Weight gross, const QString &reason) const;
    static qint64 costOf(const Demand &demand, const Way &way);
    /// Why no price list has a price.
    struct Refused {
        QString reason; ///< the first
        bool isReached = false; ///< a list tells of such a way: what it refuses is not sent
    };
    QList<rates::Quote> quotesFor(const rates::Shipment &shipment, const QString &likeness, Refused &refused) const;
    void addLateness(const Demand &demand, Way &way) const;
    void addCarbon(const Demand &demand, Way &way) const;
    Departing departing(int node) const { return {node, m_shipDays[static_cast<size_t>(node)], m_departures[static_cast<size_t>(node)]}; }
    rates::Shipment shipmentOf(int order, int node) const; ///< without the parcel
    Result<> sendByUnit(PricedParcel &parcel, const Demand &demand, const std::vector<int> &lines);
    Result<> sendUnpriced(PricedParcel &parcel, const Demand &demand);
    Result<> sendWeighed(PricedParcel &parcel, const Demand &demand, const std::vector<int> &lines);
    Result<> sendBoxed(PricedParcel &parcel, const Demand &demand, const std::vector<int> &lines);
    static void addUp(PricedParcel &parcel);

    const Wave &m_wave;
    const rates::RateBook &m_book;
    const bool m_pricesRise;
    const QStringList m_carriers;
    std::vector<QDate> m_shipDays; ///< by node
    std::vector<Time> m_departures; ///< by node
    cartons::CartonShelf m_shelf;
    QHash<QString, Asked> m_asked;
    QHash<QString, AskedNode> m_askedNodes;
    QMap<std::pair<int, QString>, QSet<int>> m_untold;
    bool m_isNoted = true; ///< what is priced now counts among what may be asked
    std::vector<Way> m_ways; ///< of the question at hand; cartons' offers name them by number
};

} // namespace crossdock::waves
