#pragma once

#include <QString>
#include <QStringList>

namespace crossdock::rules {

/// What "it" can be after an event, the likeliest first: order, shipment, product... `each` is what a schedule
/// sweeps.
QStringList thingsOf(const QString &event, const QString &each);

/// Products beside this event are what an order contains.
bool isBesideOrder(const QString &event, const QString &each);

/// Everything whose fields can be read when this happens.
bool canReach(const QString &event, const QString &each, const QString &entity);

/// Whether a field of `entity` can be said of a thing: the price of a product, but not of an order.
bool canOwn(const QString &thing, const QString &entity);

} // namespace crossdock::rules
