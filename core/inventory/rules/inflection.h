#pragma once

#include <QString>
#include <QStringList>

namespace crossdock::rules {

/// All forms of an English verb, itself first: ship, ships, shipped, shipping.
QStringList verbForms(const QString &verb);

/// The forms with which somebody does it: ship, ships, shipping. "Shipped orders" are some orders.
QStringList activeForms(const QString &verb);

/// The forms in which it is done: shipped; given and, as it is the same to a reader, gave.
QStringList passiveForms(const QString &verb);

/// Singular and plural of a noun: box, boxes.
QStringList nounForms(const QString &noun);

} // namespace crossdock::rules
