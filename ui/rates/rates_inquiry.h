#pragma once

#include "ui/page.h"

namespace crossdock::ui {

/// One shipment from one place. Where the place cannot ship it, `problem` says why and nobody is asked.
struct Way {
    QString from; ///< what people call the place
    rates::Shipment shipment;
    QString problem;
};

/// Asks imported price lists and the carriers themselves what ways cost, and tells each answer as it comes. A newer start()
/// makes the older one obsolete. UI thread; never waits.
class RatesInquiry : public QObject
{
    Q_OBJECT

public:
    explicit RatesInquiry(const Context &context, QObject *parent);

    void start(const QList<Way> &ways);
    const QList<Way> &ways() const { return m_ways; }
    bool isOpen() const { return m_waits > 0; }

Q_SIGNALS:
    void asked(int way, const QString &account); ///< its answer comes, or that it is silent
    void answered(int way, const QString &account, const crossdock::rates::Rated &rated); ///< account empty: from price lists
    void nobodyToAsk(); ///< there is neither a price list nor a carrier's account
    void failed(const crossdock::Error &error);
    void finished();

private:
    void askLists(const QList<CarrierDetails> &carriers);
    void askLive(const QList<CarrierDetails> &carriers);
    void take(int way, const QString &account, const rates::Rated &rated);
    void endPart();

    Context m_context;
    QList<Way> m_ways;
    QList<int> m_open; ///< ways that can be asked about
    QSet<QPair<int, QString>> m_unanswered; ///< way, account
    bool m_hasAccounts = false, m_hasLists = false;
    int m_waits = 0; ///< parts that have not ended
    qint64 m_request = 0; ///< a late answer to an older question is dropped
};

} // namespace crossdock::ui
