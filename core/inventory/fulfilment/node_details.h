#pragma once

#include "core/inventory/values/money.h"

#include <QDate>
#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QTime>

namespace crossdock {

namespace rates {
struct Place;
}

/// What a place that holds stock costs and can do. Nothing known: all empty.
struct NodeDetails {
    /// What a parcel from here costs beside its freight. All in one currency.
    struct CostCard {
        QString currency;
        qint64 orderFee = 0, firstPick = 0, pickFee = 0; ///< minor units; `pickFee` for each unit beyond `freePicks`
        qint64 freePicks = 1;
        qint64 boxFee = 0, insertFee = 0; ///< minor units, per parcel
        friend bool operator==(const CostCard &, const CostCard &) = default;
    };
    QString country, region, city, postcode; ///< country: two letters
    QString street = {}, sender = {}, phone = {}, email = {}; ///< who sends, on labels
    std::optional<CostCard> costs;
    QTime cutOff; ///< orders before it leave the same day; in `timeZone`
    bool isClosed = false; ///< nothing is to be sent from there until it opens again; what is there still counts
    QByteArray timeZone; ///< IANA; empty: UTC
    QList<int> workDays; ///< 1 Monday to 7 Sunday; empty: every day
    QList<QDate> holidays;
    qint64 ordersPerDay = 0; ///< 0: no limit known
    QString url; ///< of a node of others: the host's root; empty: the kind's own
    QMap<QString, QString> account; ///< of a node of others: "channel_id", ...; its secrets are in the key store
    friend bool operator==(const NodeDetails &, const NodeDetails &) = default;
};

/// As the store, the trail and the command line show them: "cut_off" "15:00", money in minor units.
QJsonObject toJson(const NodeDetails &details);
NodeDetails nodeDetailsFrom(const QJsonObject &json);

/// `wanted`, but for what a file does not speak of: that stays as it is `known`. `kept` names members as toJson() does, and "account", "guard" and
/// "unit_fees": the two that have columns of their own, and the rest of the account.
NodeDetails withKept(const NodeDetails &wanted, const NodeDetails &known, const QStringList &kept);

/// Where its shipments come from, and who sends them.
rates::Place senderOf(const NodeDetails &details);

} // namespace crossdock
