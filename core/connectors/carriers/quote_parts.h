#pragma once

#include "core/inventory/fulfilment/rates/quote.h"
#include "core/inventory/fulfilment/rates/shipment.h"

#include <QJsonObject>

namespace crossdock::carriers {

/// An amount as services write it, a number or a text. What has more digits than the currency is rounded, half up.
/// Rejected: it is no amount.
Result<Money> moneyOf(const QJsonValue &value, const QString &currency);

/// Adds a charge, unless it is nothing or cannot be read: then the difference to the total tells.
void addCharge(rates::Quote &quote, const QString &kind, const QJsonValue &amount, int sign = 1);

/// Sets the total. What it has beyond the charges becomes a charge of its own, "unexplained".
void settle(rates::Quote &quote, const Money &total);

/// A price, or as a row of its own the reason why it is none: the others of the same answer stand.
void addQuote(rates::Rated &rated, const QString &carrier, const QString &service, const Result<rates::Quote> &quote);

/// Our name of a charge, from what the service calls it: "Fuel Surcharge" to "fuel"; "other" where it is none we know.
QString chargeKind(const QString &text);

/// A service's own words in an error's body; empty: none that we know where to find.
QString wordsOf(const QByteArray &body);

/// "2026-03-02T10:30:00" to its date.
QDate dateOf(const QJsonValue &text);

/// A list where the service writes one of one as the thing alone.
QList<QJsonObject> objectsOf(const QJsonValue &value);

Result<QJsonObject> parseObject(const QByteArray &body);

QString numberText(double value); ///< as short as it is exact

double inchesOf(rates::Length length); ///< to hundredths, up
double kilogramsOf(rates::Weight weight); ///< to grams, up
double centimetresOf(rates::Length length); ///< to tenths, up

} // namespace crossdock::carriers
