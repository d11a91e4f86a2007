#pragma once

#include "core/inventory/event.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QSet>

namespace crossdock::audit {

/// The accounts between which units move. `Outside` has no node: suppliers, buyers, shrinkage.
enum class Account { Outside, Free, Reserved, Picked, InTransit, Quarantine };

QString nameOf(Account account);

/// One end of a movement.
struct End {
    Account account = Account::Outside;
    qint64 node = 0; ///< 0 for Outside
    QString nodeName;
};

/// What one command does, collected while it is carried out: becomes its entry of the trail, its movements and its
/// events. Dropped if the command fails.
class Draft
{
public:
    Draft(qint64 number, Time at)
        : m_number(number)
        , m_at(at)
    {
    }

    qint64 number() const { return m_number; } ///< of the entry this becomes
    Time at() const { return m_at; }

    void setWhat(const QString &what) { m_what = what; }
    const QString &what() const { return m_what; }

    void about(const QString &kind, const QString &name);
    void about(const Sku &sku) { about(QStringLiteral("sku"), sku.text()); }
    void about(const NodeId &node) { about(QStringLiteral("node"), node.text()); }
    void about(const ChannelId &channel) { about(QStringLiteral("channel"), channel.text()); }
    void about(const OrderId &order) { about(QStringLiteral("order"), order.text()); }
    const QList<QPair<QString, QString>> &subjects() const { return m_subjects; }

    /// A fact of the entry's body: "quantity", "order", ...
    void say(const QString &key, const QJsonValue &value) { m_body[key] = value; }
    /// An old and a new value.
    void changed(const QString &what, const QJsonValue &before, const QJsonValue &after);
    void offerChanged(const ListingId &listing, const Sku &sku, Quantity before, Quantity after);

    struct Movement {
        qint64 sku = 0;
        Sku skuCode;
        End from, to;
        Quantity quantity = 0;
    };
    void moved(Movement movement) { m_movements.append(std::move(movement)); }
    const QList<Movement> &movements() const { return m_movements; }

    void touchSku(qint64 sku);
    const QList<qint64> &touchedSkus() const { return m_touchedSkus; }
    void touchSale(qint64 sale);
    const QList<qint64> &touchedSales() const { return m_touchedSales; }
    void touchChannel(qint64 channel);
    const QList<qint64> &touchedChannels() const { return m_touchedChannels; }

    void raise(Incident incident) { m_incidents.append(std::move(incident)); }
    QList<Incident> &incidents() { return m_incidents; }

    void emitLater(Event event) { m_events.append(std::move(event)); }
    const QList<Event> &events() const { return m_events; }

    /// The entry's body with subjects, movements, changes and offers.
    QJsonObject body() const;
    bool isEmpty() const { return m_what.isEmpty(); } ///< nothing worth an entry happened

private:
    qint64 m_number;
    Time m_at;
    QString m_what;
    QJsonObject m_body;
    QJsonArray m_changes, m_offers;
    QList<QPair<QString, QString>> m_subjects;
    QList<Movement> m_movements;
    QList<qint64> m_touchedSkus, m_touchedSales, m_touchedChannels;
    QList<Incident> m_incidents;
    QList<Event> m_events;
};

} // namespace crossdock::audit
