#pragma once

#include "core/connectors/channels/amazon/notification_wire.h"
#include "core/connectors/channels/amazon/selling_partner_api.h"

#include <QHash>
#include <QQueue>

namespace crossdock::amazon {

/// Makes news of listings out of what Amazon tells of products: looks up which listings of ours sell a product, a few products a
/// call and never more than a call a second, and reads why a listing is suppressed. What it cannot answer for the moment it does not
/// answer: the queue shows it again. Lives in one thread.
class AmazonMarket : public QObject
{
public:
    using Ear = channels::ChannelPort::Ear;
    using Taken = std::function<void(bool)>;

    AmazonMarket(const Account &account, SellingPartnerApi &api, Clock &clock, QObject *parent);

    /// Of a notification that can wait.
    void take(const Notification &notification, Taken taken, const Ear &ear);
    void stop(); ///< no ear hears of anything that was given before

private:
    struct Waiting {
        Notification notification;
        Taken taken;
        Ear ear;
    };
    struct Product {
        QList<OwnListing> listings;
        Time knownSince{};
    };

    const Product *known(const QString &asin) const;
    void tell(const Waiting &waiting, const QList<OwnListing> &listings) const;
    void askSoon();
    void ask();
    void askPage(const QStringList &asins, const QString &token, const QHash<QString, QList<OwnListing>> &before);
    void answered(const QString &asin, const QList<OwnListing> &listings);
    void forget(const QStringList &asins);
    void rest(Milliseconds pause);
    void readNextWords();

    const Account &m_account;
    SellingPartnerApi &m_api;
    Clock &m_clock;
    QHash<QString, Product> m_products; ///< by ASIN
    QHash<QString, QList<Waiting>> m_waiting; ///< by ASIN
    qsizetype m_waitingCount = 0;
    QQueue<Waiting> m_wordless; ///< suppressed listings of which it is not known why
    bool m_isAsking = false, m_isReading = false;
    int m_run = 0; ///< grows with every stop
};

} // namespace crossdock::amazon
