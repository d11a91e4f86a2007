#include "core/inventory/fulfilment/routing/policy.h"

#include "core/inventory/fulfilment/routing/strict_json.h"

#include <algorithm>
#include <limits>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::routing {
namespace {

constexpr qint64 mostPrice = 1'000'000'000; // minor units: sums of it stay far from any limit

bool readText(StrictJson &json, QString &text)
{
    QByteArray utf8;
    const bool isRead = json.text(utf8);
    text = QString::fromUtf8(utf8);
    return isRead;
}

bool readNames(StrictJson &json, QStringList &names)
{
    return json.array([&](qsizetype) {
        names.emplace_back();
        return readText(json, names.back());
    });
}

bool readVeto(StrictJson &json, Policy::Veto &veto)
{
    return json.object([&](const QByteArray &key) {
        if (key == "name")
            return readText(json, veto.name);
        if (key == "nodes")
            return readNames(json, veto.nodes);
        if (key == "orders")
            return readNames(json, veto.orders);
        if (key == "skus")
            return readNames(json, veto.skus);
        return json.fail(u"is no key of a veto"_s);
    });
}

} // namespace

const Policy::Veto *Policy::vetoOf(const Problem &problem, const Column &column) const
{
    const Order &order = problem.orders[static_cast<size_t>(column.order)];
    const QString &node = problem.nodes[static_cast<size_t>(column.node)].id;
    const auto forbids = [&](const Veto &veto) {
        const bool holdsSku = veto.skus.isEmpty() || std::any_of(column.lines.begin(), column.lines.end(), [&](int line) { return veto.skus.contains(order.lines[static_cast<size_t>(line)].sku); });
        return holdsSku && (veto.nodes.isEmpty() || veto.nodes.contains(node)) && (veto.orders.isEmpty() || veto.orders.contains(order.id));
    };
    const auto found = std::find_if(vetoes.begin(), vetoes.end(), forbids);
    return found == vetoes.end() ? nullptr : &*found;
}

Result<Policy> readPolicy(QByteArrayView text)
{
    StrictJson json(text);
    Policy policy;
    const bool isRead = json.object([&](const QByteArray &key) {
        if (key == "max_parcels") {
            policy.maxParcels = 0;
            return json.count(*policy.maxParcels, 0);
        }
        if (key == "parcel_fee")
            return json.count(policy.parcelFee, 0);
        if (key == "carbon_price")
            return json.count(policy.carbonPrice, 0) && (policy.carbonPrice <= mostPrice || json.fail(u"it is above %1"_s.arg(mostPrice)));
        if (key == "late_costs")
            return json.object([&](const QByteArray &channel) {
                qint64 &cost = policy.lateCosts[QString::fromUtf8(channel)];
                return json.count(cost, 0) && (cost <= mostPrice || json.fail(u"it is above %1"_s.arg(mostPrice)));
            });
        if (key == "vetoes") {
            return json.array([&](qsizetype) {
                policy.vetoes.emplace_back();
                return readVeto(json, policy.vetoes.back());
            });
        }
        return json.fail(u"is no key of a policy"_s);
    });
    if (!isRead || !json.end())
        return tl::make_unexpected(json.error());
    return policy;
}

Problem withPolicy(Problem problem, const Policy &policy)
{
    constexpr Wide gramsAKilogram = 1'000;
    for (Order &order : problem.orders) {
        if (!order.maxParcels)
            order.maxParcels = policy.maxParcels;
    }
    std::erase_if(problem.columns, [&](const Column &column) { return policy.vetoOf(problem, column) != nullptr; });
    for (Column &column : problem.columns) {
        const qint64 room = std::numeric_limits<qint64>::max() - column.cost;
        const Wide carbon = (static_cast<Wide>(column.carbonG.value_or(0)) * policy.carbonPrice + gramsAKilogram / 2) / gramsAKilogram;
        column.cost += static_cast<qint64>(std::min<Wide>(policy.parcelFee + carbon, room));
    }
    return problem;
}

} // namespace crossdock::routing
