#pragma once

#include "core/inventory/fulfilment/node_order.h"

#include <QDate>
#include <QJsonArray>

/// What channels allow nodes to do, as data: a table of rules with dates and sources, and the one question to it.
namespace crossdock::fulfilment {

/// One row. A field that is empty holds for all.
struct ChannelRule {
    enum class Demand { None, PlainBox, BlockedCarriers };
    /// When it applies; what is not given does not matter.
    struct When {
        Demand demands = Demand::None; ///< only where this is demanded of the parcel, by another rule or by the order
        qint64 longestSideOverMm = 0, weightOverG = 0; ///< of one unit; 0: any
        QStringList categories; ///< of an item, in small letters
        QStringList skus; ///< of an item; empty: any
        std::optional<bool> isHazmat, nodeTakesHazmat, isAbroad;
        bool isRefusedByNode = false; ///< the node said no for the SKU
        bool isUnaskedOfNode = false; ///< the node could say, and has not said yet
        QStringList onlyTo, notTo; ///< countries: applies to parcels to others, or to these
        friend bool operator==(const When &, const When &) = default;
    };

    QString name; ///< what people read: "Walmart wants a neutral box"
    QString channel, node; ///< a kind, or the name of one
    QDate from, until; ///< first day, and first day it holds no more
    When when;
    bool isVeto = false;
    Handling demand;
    int surchargePercent = 0; ///< of the node's fees; several add up
    QString source, sourceKind; ///< where it stands; "spec", "doc", "page", "memory", "ours"
    friend bool operator==(const ChannelRule &, const ChannelRule &) = default;
};

/// One thing of a parcel, as far as rules ask. What is not known is not held against it.
struct RuleItem {
    QString sku, category;
    qint64 weightG = 0, longestSideMm = 0;
    bool isHazmat = false;
    QStringList refusals; ///< the node's own words for this SKU, see NodePort::checkSku()
    bool isUnasked = false; ///< nobody has asked the node yet whether it packs this SKU as demanded
};

struct RuleCase {
    QString channel, node; ///< kinds
    QString nodeCountry, toCountry; ///< two letters; empty: not known
    bool nodeTakesHazmat = false;
    QDate on;
    QList<RuleItem> items;
    Handling handling; ///< what the order wants by itself
    QString channelName = {}, nodeName = {};
};

/// The answer: a veto has a name, and constraints have theirs.
struct RuleVerdict {
    struct Veto {
        QString name; ///< of the rule
        QStringList skus; ///< of the items it is about; empty: the whole parcel
        bool isByNode = false; ///< it only repeats what the node said, see RuleItem::refusals
    };
    enum class Outcome { Allowed, AllowedWith, Vetoed } outcome = Outcome::Allowed;
    QList<Veto> vetoes; ///< all of them
    QStringList reasons; ///< names of all rules that had a say
    Handling handling; ///< what the parcel must be like
    int surchargePercent = 0;
};

/// Reads the table. InvalidInput names the row and what is wrong in it: unknown keys are refused.
Result<QList<ChannelRule>> readChannelRules(const QByteArray &json);
Result<QList<ChannelRule>> channelRulesFrom(const QJsonArray &rows);
QJsonArray toJson(const QList<ChannelRule> &rules); ///< for channelRulesFrom(): without what is empty
const QList<ChannelRule> &usualChannelRules(); ///< the table that comes with the program
/// The usual ones and the house's own: one of the same name stands in place of the usual one, others behind all.
QList<ChannelRule> withHouseRules(const QList<ChannelRule> &house);

RuleVerdict judge(const QList<ChannelRule> &rules, const RuleCase &asked);

} // namespace crossdock::fulfilment
