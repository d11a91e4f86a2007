#include "core/inventory/channels/delivery.h"

namespace crossdock::channels {

QByteArray Delivery::header(QByteArrayView name) const
{
    for (const auto &[key, value] : headers) {
        if (key.size() == name.size() && qstrnicmp(key.constData(), name.data(), static_cast<size_t>(key.size())) == 0)
            return value;
    }
    return {};
}

} // namespace crossdock::channels
