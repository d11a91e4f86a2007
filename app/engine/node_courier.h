#pragma once

#include "core/inventory/environment.h"
#include "core/inventory/fulfilment/node_port.h"
#include "core/inventory/fulfilment/node_steps.h"
#include "core/inventory/inventory.h"

#include <QMap>
#include <QSet>

namespace crossdock::app {

struct ChannelRules;

/// Brings parcels to one node of others, exactly once each, and looks after them until they are delivered: what the ledger says is
/// open there is what it works on, so a restart loses nothing. A parcel that was being handed over when the program ended is asked about
/// before it is handed over. Lives in one thread, with the port.
class NodeCourier : public QObject
{
public:
    NodeCourier(const NodeId &node, fulfilment::NodePort &port, Inventory &inventory, Clock &clock);

    void goOn(); ///< from now on, by itself
    void takeChange(const event::ParcelsChanged &change);
    void takeRow(const NodeRow &row); ///< the node is known otherwise from now on
    /// The node says that something happened to an order (to some, where it is named by nothing).
    void lookSoon(const fulfilment::NodeRef &ref);

private:
    using Parcel = fulfilment::Parcel;

    void readAll();
    bool isOver(const Parcel &parcel) const;
    void care(const Parcel &parcel);
    void begin(const Parcel &parcel);
    void place(const Parcel &parcel);
    void handOver(qint64 parcel);
    void askFirst(const Parcel &parcel);
    void prepare(const Parcel &parcel);
    void make(const Parcel &parcel, const OrderDetail &order, const query::StockOf::Answer &items, const ChannelRules &channel);
    void turnTo(const Parcel &parcel);
    /// As the ledger has it at this moment, with its order. `done` is not called where it is gone or cannot be read: that is seen to.
    void readFresh(qint64 parcel, std::function<void(const Parcel &, const OrderDetail &)> done);
    void send(const Parcel &parcel, const fulfilment::NodeOrder &order);
    void look(const Parcel &parcel);
    void takeBack(const Parcel &parcel);
    void giveUpUnseen(const Parcel &parcel, const QString &words);
    void noteUnseen(const Parcel &parcel);
    void watch(const Parcel &parcel);
    void warn(const Parcel &parcel);
    void warnIfStuck(const Parcel &parcel);
    void tellOfSilence(const Parcel &parcel, const QString &words);
    void tellOfNoAddress(const Parcel &parcel);
    void record(qint64 parcel, Command command, std::function<void(Result<Entry>)> done = {});
    void free(qint64 parcel);
    void later(qint64 parcel, Milliseconds pause);
    fulfilment::OpenNodeOrder openOrder(const Parcel &parcel) const;

    NodeId m_node;
    fulfilment::NodePort &m_port;
    Inventory &m_inventory;
    Clock &m_clock;
    NodeRow m_row; ///< as the ledger knows the node; goOn() reads it, takeRow() brings its changes
    QMap<qint64, Parcel> m_parcels; ///< that are looked after
    QSet<qint64> m_busy; ///< a question about it is on its way
    QSet<qint64> m_again; ///< it changed meanwhile
    QMap<qint64, Time> m_lookAt;
    struct Unseen {
        int looks = 0;
        Time since{};
    };
    QMap<qint64, Unseen> m_unseen; ///< that the node had taken and did not show at the last looks
    QHash<qint64, Time> m_stuckSaid; ///< when the ledger was told last that a parcel should have moved
    bool m_goesOn = false;
};

} // namespace crossdock::app
