#include "core/inventory/inventory.h"

namespace crossdock {

void Inventory::check(QList<Request>, QObject *context, Done<Trial> done)
{
    deliverTo(context, [done = std::move(done)] { done(Trial{}); });
}

void Inventory::deliverTo(QObject *context, std::function<void()> deliver)
{
    QMetaObject::invokeMethod(context, std::move(deliver), Qt::QueuedConnection);
}

} // namespace crossdock
