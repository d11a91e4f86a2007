#include "core/inventory/purchases/purchase_rows.h"
#include "core/inventory/rules/engine/past_facts.h"

#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

/// What is known of purchase orders and of how long units lie, today and in the past.
namespace crossdock::rules {

std::optional<purchases::PurchaseOrder> StoreFacts::purchaseOf(const Subject &subject)
{
    const auto order = purchases::purchaseCalled(m_database, subject.purchase);
    return order ? *order : std::nullopt;
}

double StoreFacts::toCome(const Subject &subject, const QStringList &nodes)
{
    return double(purchases::unitsToCome(m_database, subject.sku, nodes).value_or(0));
}

/// One that nobody promised for a day, or that came, is not overdue.
Fact StoreFacts::purchase(QStringView part, const Subject &subject, Time at)
{
    const auto order = subject.purchase.isEmpty() ? std::nullopt : purchaseOf(subject);
    if (!order)
        return {};
    if (part == u"supplier")
        return Fact::of(order->supplier);
    if (part == u"status")
        return Fact::of(order->isOpen() ? u"open"_s : purchases::nameOf(order->state));
    if (part != u"overdue_by")
        return {};
    const auto since = order->lateSince(at);
    return Fact::of(since ? at - *since : Milliseconds{0});
}

/// Since when the oldest of the units that are there can be there, if what came first left first: the newest arrivals that come to as many are theirs.
/// What moves from place to place in the house grows no younger, but is new at the place where it arrives.
Fact StoreFacts::stockAge(const Subject &subject, const QStringList &nodes, Time at)
{
    const auto there = units(subject, nodes, at);
    if (!there)
        return {};
    QVariantList values{subject.sku, toMs(at)};
    QString arrives = u"m.from_account IN ('outside', 'quarantine') AND m.to_account NOT IN ('quarantine', 'outside')"_s;
    double count = there->free + there->reserved;
    if (nodes.isEmpty()) {
        count += there->incoming; // between two places of the house
    } else {
        const QString here = u"(SELECT id FROM node WHERE name IN ("_s + QStringList(nodes.size(), u"?"_s).join(u',') + u"))"_s;
        arrives = u"m.to_node IN "_s + here + u" AND m.to_account IN ('free', 'reserved', 'picked') AND (m.from_node IS NULL OR m.from_account IN ('in_transit', 'quarantine') OR m.from_node NOT IN "_s + here + u')';
        for (int i = 0; i < 2; ++i)
            for (const QString &node : nodes)
                values.append(node);
    }
    values.append(qint64(count));
    const auto since = m_database.first(
        u"SELECT a.at FROM (SELECT t.at AS at, SUM(m.quantity) OVER (ORDER BY m.id DESC) AS units FROM movement m JOIN trail t ON t.number = m.entry "
        "WHERE m.sku_id = ? AND t.at <= ? AND "_s + arrives + u") a WHERE a.units >= ? ORDER BY a.units LIMIT 1"_s,
        values, [](const store::Row &row) { return fromMs(row.number(0)); });
    return since && *since ? Fact::of(at - **since) : Fact();
}

/// As the entries up to then said them.
void PastFacts::readPurchases()
{
    if (std::exchange(m_hasPurchases, true))
        return;
    const auto read = database().each(u"SELECT t.text FROM trail t WHERE t.number < ? AND t.number IN (SELECT a.number FROM trail_about a WHERE a.kind = 'purchase') ORDER BY t.number"_s, {m_first},
                                      [&](const store::Row &row) { take(QJsonDocument::fromJson(row.text(0).toUtf8()).object()[u"purchase"_s].toObject()); });
    if (!read)
        m_hasPurchases = false;
}

void PastFacts::take(const QJsonObject &purchase)
{
    if (purchase.isEmpty())
        return;
    const purchases::PurchaseOrder after = purchases::orderFrom(purchase), before = m_purchases.value(after.number);
    const auto add = [this](const purchases::PurchaseOrder &order, double sign) {
        for (const purchases::PurchaseOrder::Line &line : order.lines)
            m_toCome[line.sku.text()][order.node ? order.node->text() : QString()] += sign * double(order.toCome(line.sku));
    };
    add(before, -1);
    add(after, 1);
    m_purchases.insert(after.number, after);
}

std::optional<purchases::PurchaseOrder> PastFacts::purchaseOf(const Subject &subject)
{
    readPurchases();
    const auto known = m_purchases.constFind(subject.purchase);
    return known == m_purchases.cend() ? std::nullopt : std::optional(*known);
}

double PastFacts::toCome(const Subject &subject, const QStringList &nodes)
{
    readPurchases();
    double sum = 0;
    const auto byNode = m_toCome.value(subject.code);
    for (auto node = byNode.cbegin(); node != byNode.cend(); ++node)
        sum += nodes.isEmpty() || nodes.contains(node.key(), Qt::CaseInsensitive) ? *node : 0;
    return sum;
}

std::optional<Time> PastFacts::lateFrom(const Subject &purchase)
{
    const auto order = purchaseOf(purchase);
    return order ? order->lateSince(Time::max()) : std::nullopt;
}

} // namespace crossdock::rules
