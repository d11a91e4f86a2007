#include "core/inventory/orders/order_fact_rows.h"

#include "core/inventory/channels/order_fact_words.h"

#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::orders {
namespace {

constexpr auto postBox = "po_box"_L1;

/// As an entry of the trail names it.
QJsonValue spoken(const QJsonValue &fact)
{
    if (fact.isArray())
        return fact.toVariant().toStringList().join(u", "_s);
    if (fact.isObject())
        return toDecimal({fact[u"amount"_s].toInteger(), fact[u"currency"_s].toString()}) + u' ' + fact[u"currency"_s].toString();
    if (fact.isBool())
        return fact.toBool() ? u"yes"_s : u"no"_s;
    return fact.isUndefined() ? QJsonValue() : fact;
}

} // namespace

OrderFacts factsTold(const ChannelOrder &order)
{
    OrderFacts facts = order.facts;
    if (channels::isPostBox(order.buyer.address))
        facts.addressType = postBox;
    return facts;
}

QString textOf(const OrderFacts &facts)
{
    return QString::fromUtf8(QJsonDocument(toJson(facts)).toJson(QJsonDocument::Compact));
}

OrderFacts factsIn(const QString &column)
{
    return column.isEmpty() ? OrderFacts() : orderFactsFrom(QJsonDocument::fromJson(column.toUtf8()).object());
}

Result<std::optional<OrderFacts>> readFacts(store::Database &database, qint64 sale)
{
    return database.first(u"SELECT facts FROM sale WHERE id = ? AND facts <> ''"_s, {sale}, [](const store::Row &row) { return factsIn(row.text(0)); });
}

OrderFacts factsAfter(const OrderFacts &known, const ChannelOrder &order)
{
    OrderFacts before = known;
    if (before.addressType == postBox && !order.buyer.address.isEmpty())
        before.addressType.clear();
    return merged(before, factsTold(order));
}

void sayChanges(audit::Draft &draft, const OrderFacts &before, const OrderFacts &after)
{
    const QJsonObject old = toJson(before), now = toJson(after);
    QStringList names = old.keys() + now.keys();
    names.removeDuplicates();
    for (const QString &name : names) {
        if (old[name] != now[name])
            draft.changed(name, spoken(old[name]), spoken(now[name]));
    }
}

} // namespace crossdock::orders
