#include "core/inventory/channels/account_health.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::channels {

double percentOf(qint64 partsPerMillion)
{
    return double(partsPerMillion) / 10'000;
}

QStringList accountLines(const AccountHealth &health)
{
    QStringList lines;
    if (!health.status.isEmpty())
        lines << u"the account is %1"_s.arg(health.status);
    const auto add = [&](const QString &what, const std::optional<qint64> &rate) {
        if (rate)
            lines << u"%1 %2 %"_s.arg(what, QString::number(percentOf(*rate), 'f', 2));
    };
    add(u"order defects"_s, health.orderDefects);
    add(u"late shipments"_s, health.lateShipments);
    add(u"cancellations"_s, health.cancellations);
    return lines;
}

} // namespace crossdock::channels
