#include "core/inventory/audit/draft.h"

#include <map>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::audit {
namespace {

QString textOf(const End &end)
{
    return end.account == Account::Outside ? nameOf(end.account) : nameOf(end.account) + u'@' + end.nodeName;
}

/// A command touches a handful of things: a list is faster than a set, and keeps the order.
void addOnce(QList<qint64> &list, qint64 id)
{
    if (!list.contains(id))
        list.append(id);
}

} // namespace

QString nameOf(Account account)
{
    switch (account) {
    case Account::Outside:
        return u"outside"_s;
    case Account::Free:
        return u"free"_s;
    case Account::Reserved:
        return u"reserved"_s;
    case Account::Picked:
        return u"picked"_s;
    case Account::InTransit:
        return u"in_transit"_s;
    case Account::Quarantine:
        return u"quarantine"_s;
    }
    Q_UNREACHABLE();
}

void Draft::about(const QString &kind, const QString &name)
{
    const QPair<QString, QString> subject(kind, name);
    if (!m_subjects.contains(subject))
        m_subjects.append(subject);
}

void Draft::changed(const QString &what, const QJsonValue &before, const QJsonValue &after)
{
    if (before != after)
        m_changes.append(QJsonObject{{u"what"_s, what}, {u"old"_s, before}, {u"new"_s, after}});
}

void Draft::offerChanged(const ListingId &listing, const Sku &sku, Quantity before, Quantity after)
{
    m_offers.append(QJsonObject{{u"channel"_s, listing.channel.text()},
                                {u"listing"_s, listing.listing},
                                {u"sku"_s, sku.text()},
                                {u"old"_s, before},
                                {u"new"_s, after}});
}

void Draft::touchSku(qint64 sku)
{
    addOnce(m_touchedSkus, sku);
}

void Draft::touchSale(qint64 sale)
{
    addOnce(m_touchedSales, sale);
}

void Draft::touchChannel(qint64 channel)
{
    addOnce(m_touchedChannels, channel);
}

QJsonObject Draft::body() const
{
    QJsonObject body = m_body;
    std::map<QString, QJsonArray> names; // by kind
    for (const auto &[kind, name] : m_subjects)
        names[kind].append(name);
    QJsonObject subjects;
    for (const auto &[kind, ofKind] : names)
        subjects[kind] = ofKind;
    body[u"about"_s] = subjects;
    QJsonArray movements;
    for (const Movement &movement : m_movements) {
        movements.append(QJsonObject{{u"sku"_s, movement.skuCode.text()},
                                     {u"from"_s, textOf(movement.from)},
                                     {u"to"_s, textOf(movement.to)},
                                     {u"quantity"_s, movement.quantity}});
    }
    if (!movements.isEmpty())
        body[u"movements"_s] = movements;
    if (!m_changes.isEmpty())
        body[u"changes"_s] = m_changes;
    if (!m_offers.isEmpty())
        body[u"offers"_s] = m_offers;
    return body;
}

} // namespace crossdock::audit
