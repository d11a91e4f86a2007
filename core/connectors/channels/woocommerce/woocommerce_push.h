#pragma once

#include "core/connectors/channels/woocommerce/woocommerce_client.h"

namespace crossdock::woocommerce
{

/// One push: products in one batch, then the variations of each product in a batch of their own, one call after the
/// other. What was told before a call failed counts; the rest is to be sent again. Tells `done` once and ends itself.
class WooPush : public QObject
{
public:
    using Done = std::function<void(channels::PushReply)>;

    /// `currency`: that the shop sells in. Empty: it does not say; nothing: it could not be asked, and no price is told.
    WooPush(const QList<channels::Offer> &offers, const std::optional<QString> &currency, WooClient &client, Done done,
            QObject *parent);
    bool isEmpty() const { return m_batches.isEmpty(); } ///< nothing of it can be sent: finish() says why
    void start() { sendNext(); }
    void finish();

private:
    /// Rows of one call; all variations of one parent, or products (0).
    struct Batch {
        qint64 parent = 0;
        QList<StockRow> rows;
        QList<qsizetype> offers; ///< which offer a row tells
    };

    bool mayTell(const Money &price) const;
    void holdBack(qsizetype offer);
    void sendNext();
    void judge(const Batch &batch, const http::Reply &reply);
    void judgeFailure(const Batch &batch, const Declined &declined);
    void refuse(const Batch &batch, const QString &words);
    void fail(const CallFailure &failure);

    QList<Batch> m_batches; ///< still to be sent
    QList<channels::Outcome> m_outcomes; ///< one for each offer
    QHash<qsizetype, QString> m_heldBack; ///< offers whose price is not told, and why; empty: to be tried again
    std::optional<QString> m_currency;
    bool m_isAnyTold = false;
    Milliseconds m_restFor{0};
    WooClient &m_client;
    Done m_done;
};

} // namespace crossdock::woocommerce
