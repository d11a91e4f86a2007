#pragma once

#include "core/connectors/carriers/label_wire.h"
#include "core/inventory/fulfilment/rates/shipment.h"

#include <QHash>
#include <QJsonObject>
#include <QMap>

namespace crossdock::carriers {

http::Request jsonRequest(const QByteArray &method, const Account &account, const QByteArray &path, const http::Headers &headers, const QJsonObject &body = {});

/// The service's answer leaves it open whether it sold.
tl::unexpected<labels::Failure> perhapsSold(const QString &detail);
tl::unexpected<labels::Failure> notSold(const QString &words);

/// "2016-07-23T00:00:00Z"; the epoch where it is no moment.
Time timeOf(const QJsonValue &text);

/// "city, region country", of what is there.
QString placeOf(const QString &city, const QString &region, const QString &country);

QString placeOf(const QJsonValue &place); ///< of {city, state, country}

/// The steps of a parcel's way, each read by `eventOf`. Services tell newest first or oldest first: oldest first.
QList<labels::TrackEvent> stepsOf(const QJsonValue &list, labels::TrackEvent (*eventOf)(const QJsonObject &step));

/// How many of the steps are failed deliveries.
int triesIn(const QJsonValue &steps, bool (*isTry)(const QJsonObject &step));

/// When something is delivered at the latest, of "2026-11-02", "2026-11-02T00:00:00Z" (a day, too), "2026-11-02T20:00:00+01:00" or, without a
/// zone, by the clock of some place. Nothing: it is none of these.
std::optional<Time> deliveryOf(const QJsonValue &text);

/// Value of one unit, as services ask for it: to the currency's digits.
QString valueEach(const rates::Customs::Item &item);

/// A street on lines of a label: its own lines, broken at words where they are too long. Empty: it has no room.
QStringList streetLines(const QString &street, const LabelRoom &room);
QString phoneDigits(const QString &phone); ///< "+1 (775) 555-0100" to "17755550100"

/// Which field of an address has no room, and how much there is: "street: there is room for 3 lines of 35 characters"; empty: none.
QString tooLong(const rates::Place &place, const LabelRoom &room);

/// By a carrier's own words for the two kinds of signature; empty: none is asked for.
QString signatureOf(const rates::Shipment &shipment, const QString &anybodys, const QString &adults);
bool hasOption(const rates::Shipment &shipment, rates::Option option);
/// What is to be insured; nothing: it is not.
std::optional<Money> insuredValue(const rates::Shipment &shipment);

/// Adds phone and e-mail where they are known.
void addContact(QJsonObject &address, const rates::Place &place);

/// What the codes of a service's scans mean, from its lists of them.
QHash<QString, labels::Progress> progressByCode(const QMap<labels::Progress, QStringList> &lists);

} // namespace crossdock::carriers
