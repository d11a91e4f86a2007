#pragma once

#include "core/connectors/carriers/label_wire.h"
#include "core/inventory/fulfilment/rates/shipment.h"

#include <QJsonObject>

namespace crossdock::carriers {

http::Request jsonRequest(const QByteArray &method, const Account &account, const QByteArray &path, const http::Headers &headers, const QJsonObject &body = {});

/// The service's answer leaves it open whether it sold.
tl::unexpected<labels::Failure> perhapsSold(const QString &detail);
tl::unexpected<labels::Failure> notSold(const QString &words);

/// "2016-07-23T00:00:00Z"; the epoch where it is no moment.
Time timeOf(const QJsonValue &text);

/// "city, region country", of what is there.
QString placeOf(const QString &city, const QString &region, const QString &country);

/// Services tell newest first or oldest first: oldest first.
QList<labels::TrackEvent> inOrder(QList<labels::TrackEvent> events);

/// Value of one unit, as services ask for it: to the currency's digits.
QString valueEach(const rates::Customs::Item &item);

/// Adds phone and e-mail where they are known.
void addContact(QJsonObject &address, const rates::Place &place);

} // namespace crossdock::carriers
