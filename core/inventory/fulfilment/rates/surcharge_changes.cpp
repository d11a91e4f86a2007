#include "core/inventory/fulfilment/rates/surcharge_changes.h"

#include <QSet>
#include <algorithm>
#include <iterator>

namespace crossdock::rates {
namespace {

/// What names a list.
QStringList listOf(const Surcharge &line)
{
    return {line.carrier, line.kind, line.from.toString(Qt::ISODate), line.service, line.priceType};
}

/// What names a line of it.
QStringList keyOf(const Surcharge &line)
{
    return listOf(line) + QStringList{QString::number(line.zoneFrom), QString::number(line.zoneTo), line.zipFrom, line.zipTo};
}

} // namespace

SurchargeChanges changesOf(const QList<Surcharge> &known, const QList<Surcharge> &lines)
{
    QSet<QStringList> lists, keys;
    for (const Surcharge &line : lines) {
        lists.insert(listOf(line));
        keys.insert(keyOf(line));
    }
    SurchargeChanges changes;
    const QSet<Surcharge> old(known.begin(), known.end());
    std::copy_if(lines.begin(), lines.end(), std::back_inserter(changes.come), [&](const Surcharge &line) { return !old.contains(line); });
    std::copy_if(known.begin(), known.end(), std::back_inserter(changes.gone), [&](const Surcharge &line) { return lists.contains(listOf(line)) && !keys.contains(keyOf(line)); });
    return changes;
}

} // namespace crossdock::rates
