#pragma once

#include "core/inventory/environment.h"
#include "core/inventory/fulfilment/labels/return_parcel.h"
#include "core/inventory/inventory.h"

#include <QSet>

namespace crossdock::app {

/// Has labels bought for returns that wait for one (command::SendReturnLabel), with the account that was named or the cheapest that sells them. What
/// happened so far stands in the ledger alone: a return for which a label stands gets no other one, whoever asks and whenever a program ended. Who
/// cannot be asked is asked again; what cannot be bought is told to a person by the ledger. Lives in one thread.
class ReturnLabelRunner : public QObject
{
public:
    template <class T>
    using Done = std::function<void(Result<T>)>;

    /// What the engine does for it; answers come in the thread of `context`.
    struct Hands {
        std::function<void(const rates::Shipment &shipment, QObject *context, Done<rates::Rated> done)> quote;
        std::function<void(const Request &want, const rates::Shipment &shipment, QObject *context, Done<labels::Label> done)> buy;
        std::function<void(qint64 label, QObject *context, Done<labels::Label> done)> lookAfter;
    };

    ReturnLabelRunner(Inventory &inventory, Clock &clock, Hands hands)
        : m_inventory(inventory)
        , m_clock(clock)
        , m_hands(std::move(hands))
    {
    }

    void look(); ///< buys what waits, asks for documents that are missing
    void take(const Events &events); ///< looks, if one of them says that a label is wanted

private:
    struct Job {
        ReturnRow row;
        QString name; ///< of the return, among all
        labels::ReturnParcel parcel = {};
        QString currency = {}; ///< that labels are paid in
    };

    void begin(const Job &job);
    void prepare(const Job &job);
    void measure(const Job &job, const OrderDetail &order, const NodeRow &node);
    void quote(const Job &job);
    void choose(const Job &job, const rates::Rated &rated);
    void buy(const Job &job, const rates::Quote &quote);
    void refuse(const Job &job, const QString &words);
    void failed(const Job &job, const Error &error); ///< what may work later is tried again
    void tryLater(const Job &job);
    void end(const Job &job);

    Inventory &m_inventory;
    Clock &m_clock;
    Hands m_hands;
    QSet<QString> m_underWay;
    QHash<QString, int> m_silences; ///< how often nobody answered
};

} // namespace crossdock::app
