#pragma once

#include "core/inventory/fulfilment/waves/wave.h"

namespace crossdock::waves {

/// The day on which what is decided now leaves a node: today up to the cut-off on a working day, else the next working day. Without `now`
/// the wave's own ship date.
QDate shipDayOf(const Wave &wave, const Node &node);

/// When what leaves on that day has left: at the cut-off, or else at the end of the node's day.
Time departureOf(const Node &node, QDate day);

/// So many carriers' working days (Monday to Friday) later.
QDate arrivalOf(QDate shipped, qint64 days);

/// How many working days a parcel was under way, the day it arrived or the next working day counted; nothing: it arrived before it left.
std::optional<qint64> daysUnderWay(QDate shipped, QDate arrived);

/// The most working days under way after which it is still there by that day; below 0: it is too late already.
qint64 daysLeft(QDate shipped, QDate promisedBy);

/// In per cent, that a parcel is there in time, by what the wave was told; nothing: it was told nothing of this service from this node.
std::optional<qint64> chanceInTime(const Wave &wave, const QString &node, const QString &carrier, const QString &service, QDate shipped, QDate promisedBy);

} // namespace crossdock::waves
