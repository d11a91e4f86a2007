#pragma once

#include "core/sandbox/channel.h"

#include <QJsonArray>
#include <QJsonObject>

namespace crossdock::sandbox {

/// A carrier behind EasyPost's wire (official sample replies of May 2025): rates of its services, abroad of two others, labels, refunds that it
/// decides later, parcels that get on by themselves, and an invoice that is not what it quoted. A shipment is sold once.
class PostService
{
public:
    PostService(const QString &name, Surroundings around);

    const QString &name() const { return m_name; }
    const QString &url() const { return m_url; }
    void setUrl(const QString &url) { m_url = url; }
    ChannelAccess access() const; ///< the words of `crossdock carrier add`

    /// Lets the faults strike, then answers.
    void handle(const Request &request, Respond respond);

    int sold() const { return m_sold; } ///< labels, taken back or not

private:
    struct Parcel {
        QString id;
        QJsonObject wish;
        QJsonArray rates, messages;
        QJsonObject rate; ///< bought
        QString tracking, refund; ///< refund: "submitted", "refunded", "rejected"
        Time boughtAt{}, refundAskedAt{};
        bool isSold() const { return !tracking.isEmpty(); }
    };
    Reply answer(const Request &request);
    Reply create(const QJsonObject &asked);
    void addRates(Parcel &parcel, double ounces);
    Reply buy(Parcel &parcel, const QString &rate);
    Reply takeBack(Parcel &parcel);
    Reply document(const QString &name) const;
    Reply invoice() const;
    QJsonObject json(const Parcel &parcel, const QString &format = {}) const;
    QJsonObject labelJson(const Parcel &parcel, const QString &format) const;
    QJsonArray way(const Parcel &parcel) const;
    QString refundOf(const Parcel &parcel) const;
    QString key() const;
    QString nextId(const QString &kind);
    Time now() const { return m_around.clock.now(); }

    QString m_name, m_url;
    Surroundings m_around;
    Chance m_chance;
    QMap<QString, Parcel> m_parcels;
    int m_sold = 0;
    QObject m_life;
};

} // namespace crossdock::sandbox
