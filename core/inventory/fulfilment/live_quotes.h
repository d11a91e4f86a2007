#pragma once

#include "core/inventory/environment.h"
#include "core/inventory/fulfilment/carrier_port.h"

namespace crossdock::fulfilment {

/// Asks several carriers side by side. Who has not answered at the deadline is a row that says so; what it answers
/// later is dropped.
class LiveQuotes : public QObject
{
public:
    struct Asked {
        QString name; ///< the account's
        CarrierPort *port = nullptr; ///< must outlive the question
    };
    using Done = std::function<void(QList<rates::Rated>)>;
    using Heard = std::function<void(qsizetype shipment, const QString &carrier, const rates::Rated &answer)>;

    /// Ends itself once it has answered: one answer for each shipment, in their order. Before that `heard` is told of each
    /// carrier once a shipment, as it answers or is silent.
    static void ask(const QList<Asked> &carriers, const QList<rates::Shipment> &shipments, Milliseconds deadline, Clock &clock, QObject *context, Done done,
                    Heard heard = {});

private:
    LiveQuotes(const QList<Asked> &carriers, qsizetype shipments, Milliseconds deadline, QObject *context, Done done, Heard heard);
    void askOne(const Asked &carrier, const rates::Shipment &shipment, qsizetype index);
    void take(qsizetype index, const QString &carrier, const rates::Rated &answer);
    void add(qsizetype index, const QString &carrier, const rates::Rated &answer);
    void finish();

    QList<rates::Rated> m_answers;
    QList<QStringList> m_open; ///< by shipment: accounts that have not answered
    Milliseconds m_deadline;
    Done m_done;
    Heard m_heard;
};

} // namespace crossdock::fulfilment
