#pragma once

#include "core/connectors/channels/shopify/shopify_client.h"

namespace crossdock::shopify
{

/// What the channel learned of the shop and need not ask again.
struct ShopMemory {
    QString locationId; ///< where we keep stock unless a listing says otherwise; empty: not asked yet
    QString currency; ///< empty: not asked yet
    QHash<QString, VariantLink> links; ///< by variant
    QHash<QString, QString> locations; ///< of inventory items, by item
};

/// One push: looks up what it lacks, reads what is not known, sets quantities by compare-and-set in one call, then
/// prices. Tells `done` once and ends itself.
class ShopifyPush : public QObject
{
public:
    using Done = std::function<void(channels::PushReply)>;

    ShopifyPush(QList<channels::Offer> offers, ShopifyClient &client, ShopMemory &memory, Clock &clock, Done done,
                QObject *parent);
    void start();

private:
    void findShop();
    void findVariants();
    void fillRows();
    void readUnknown();
    void set(const QString &salt);
    void judge(const RowsReply &reply, bool isSecondTry);
    void setPrices();
    void setNextPrices();
    void judgePrices(const QList<qsizetype> &offers, const Answer<GraphReply> &reply);
    void failReading(CallFailure failure);
    void fail(const CallFailure &failure);
    void finish();

    QString locationOf(const channels::Offer &offer) const;
    QString itemOf(const channels::Offer &offer) const;
    void refuse(qsizetype offer, const QString &words);

    QList<channels::Offer> m_offers;
    QList<channels::Outcome> m_outcomes; ///< one for each offer
    QList<StockRow> m_rows;
    QList<qsizetype> m_rowOffers; ///< which offer a row tells
    QHash<QString, QStringList> m_unread; ///< items without a known quantity, by location
    QHash<QString, Quantity> m_read; ///< by item + location
    QList<QPair<QString, QList<qsizetype>>> m_prices; ///< offers whose price is to be told, by product
    Milliseconds m_restFor{0};
    ShopifyClient &m_client;
    ShopMemory &m_memory;
    Clock &m_clock;
    Done m_done;
};

} // namespace crossdock::shopify
