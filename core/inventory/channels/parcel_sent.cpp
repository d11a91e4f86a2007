#include "core/inventory/channels/parcel_sent.h"

namespace crossdock::channels {

QStringList trackingNumbers(const QString &tracking)
{
    QStringList numbers;
    for (const QString &part : tracking.split(u',')) {
        if (const QString number = part.trimmed(); !number.isEmpty())
            numbers.append(number);
    }
    return numbers;
}

} // namespace crossdock::channels
