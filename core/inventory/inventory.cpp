#include "core/inventory/inventory.h"

namespace crossdock {

void Inventory::deliverTo(QObject *context, std::function<void()> deliver)
{
    QMetaObject::invokeMethod(context, std::move(deliver), Qt::QueuedConnection);
}

} // namespace crossdock
