#pragma once

#include "core/inventory/environment.h"
#include "core/inventory/fulfilment/node_port.h"
#include "core/inventory/inventory.h"

#include <QMap>

namespace crossdock::app {

/// Reads one node's stock, page by page, and records what changed in small parts; where the ledger follows it, that goes in small parts, too,
/// until all of it is taken. What a program that ended has not taken, the next reading finds again. Lives in one thread, with the port.
class NodeReader : public QObject
{
public:
    NodeReader(const NodeId &node, fulfilment::NodePort &port, Inventory &inventory, Clock &clock);

    void goOn(); ///< reads now, and then again and again in the node's own rhythm
    void readSoon(Milliseconds within); ///< at the latest then; what asks meanwhile shares it
    /// Reads now, or shares the reading under way. Answers how many SKUs the node holds.
    void read(std::function<void(Result<int>)> done);

private:
    using Key = std::pair<QString, QString>; ///< SKU, place
    using Levels = std::map<Key, fulfilment::StockLevel>;

    void begin();
    void readPage(const QString &cursor);
    void takePage(const fulfilment::StockPage &page, const QString &cursor);
    void tryAgain(const QString &cursor, const channels::CallFailure &why);
    void doubt();
    void compare();
    void recordNext();
    void followOn(const Result<Entry> &last);
    void fail(const Error &error);
    void finish(const Result<int> &result);
    void record(const QList<fulfilment::StockLevel> &levels, const QList<fulfilment::StockLevel> &gone, bool isLast, const QString &words, const std::function<void(Result<Entry>)> &done);

    NodeId m_node;
    fulfilment::NodePort &m_port;
    Inventory &m_inventory;
    Clock &m_clock;
    std::optional<Levels> m_known; ///< what the store has; nothing: not asked yet
    Levels m_read; ///< by this reading
    QList<fulfilment::StockLevel> m_changed, m_gone; ///< still to be recorded
    Time m_askedAt{};
    int m_pages = 0;
    int m_tries = 0; ///< of pages that did not come
    int m_parts = 0; ///< in which the ledger followed this reading
    bool m_goesOn = false;
    Time m_soonAt{}; ///< epoch: none is planned
    QList<std::function<void(Result<int>)>> m_waiting; ///< not empty: a reading is under way
};

} // namespace crossdock::app
