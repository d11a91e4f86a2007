#include "core/inventory/fulfilment/node_lines.h"

#include <QMap>
#include <algorithm>

namespace crossdock::fulfilment {
namespace {

/// Units that left, by the node's line and by SKU where it names no line.
struct Gone {
    QMap<QString, Quantity> byLine, bySku;
};

Gone goneOf(const NodeStatus &status)
{
    Gone gone;
    for (const NodeParcel &parcel : status.parcels) {
        if (!parcel.hasLeft())
            continue;
        for (const NodeUnits &units : parcel.units)
            (units.line.isEmpty() ? gone.bySku[units.sku] : gone.byLine[units.line]) += units.quantity;
    }
    return gone;
}

} // namespace

QString nodeLineId(qsizetype line, std::optional<qsizetype> part)
{
    const QString number = QString::number(line);
    return part ? number + u'.' + QString::number(*part) : number;
}

QList<Quantity> unitsGone(const NodeStatus &status, const QList<NodeLineParts> &lines, const QList<Quantity> &quantities)
{
    Gone gone = goneOf(status);
    if (gone.byLine.isEmpty() && gone.bySku.isEmpty())
        return status.state == NodeStatus::State::Sent ? quantities : QList<Quantity>(lines.size(), 0);
    QList<Quantity> units;
    for (qsizetype line = 0; line < lines.size(); ++line) {
        Quantity whole = quantities[line];
        for (qsizetype part = 0; part < lines[line].size(); ++part) {
            const NodeLinePart &one = lines[line][part];
            const bool isKit = lines[line].size() > 1 || one.each > 1;
            Quantity there = gone.byLine.value(nodeLineId(line, isKit ? std::optional(part) : std::nullopt));
            // Several lines of one SKU: the first take what there is.
            const Quantity more = std::min(gone.bySku.value(one.sku), quantities[line] * one.each - there);
            gone.bySku[one.sku] -= std::max<Quantity>(0, more);
            there += std::max<Quantity>(0, more);
            whole = std::min(whole, there / one.each);
        }
        units.append(whole);
    }
    return units;
}

} // namespace crossdock::fulfilment
