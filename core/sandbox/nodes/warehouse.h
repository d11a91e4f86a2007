#pragma once

#include "core/inventory/environment.h"
#include "core/inventory/values/quantity.h"
#include "core/inventory/values/result.h"

#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QObject>
#include <optional>

namespace crossdock::sandbox {

/// How a simulated warehouse works.
struct WarehouseSpec {
    Milliseconds takesUp{3'000}; ///< from an order's coming until somebody picks it
    Milliseconds packs{3'000}; ///< a box
    double refuses = 0; ///< of accepted orders, found to be impossible when they are picked
    double splits = 0.3; ///< of orders of several units, sent in two boxes, the second later
    int billsOffPercent = 15; ///< what is billed is up to this far from what was quoted
    Milliseconds heldFor{14 * 86'400'000LL}; ///< then it cancels a held order by itself
    Milliseconds waitsFor{86'400'000}; ///< for missing units, then it decides
};

/// What one place holds of a SKU.
struct ShelfUnits {
    Quantity onHand = 0; ///< sound, committed ones too
    Quantity committed = 0, damaged = 0, inbound = 0;
    Quantity free() const { return onHand - committed; }
};

struct WarehouseOrder {
    enum class State { Taken, Held, Waiting, Working, PartlySent, Sent, PartlyLost, Cancelled, Lost };
    enum class IfMissing { SendNothing, WaitForAll, SendTheRest };
    struct Line {
        QString id, sku;
        Quantity quantity = 0, sent = 0, cancelled = 0, lost = 0;
        Quantity open() const { return quantity - sent - cancelled - lost; }
    };
    struct Box {
        quint64 number = 0;
        QList<QPair<qsizetype, Quantity>> units; ///< line, how many
        QString tracking;
        Time sentAt{};
        qint64 billed = 0; ///< minor units
    };
    quint64 number = 0;
    QString key; ///< the seller's
    QJsonObject wish; ///< as it came
    State state = State::Taken;
    IfMissing ifMissing = IfMissing::SendNothing;
    QString place;
    QList<Line> lines;
    QList<Box> boxes;
    qint64 quoted = 0; ///< minor units
    Time takenAt{}, changedAt{};
    bool isOver() const { return state == State::Sent || state == State::PartlyLost || state == State::Cancelled || state == State::Lost; }
};

/// Shelves and orders of somebody who stores and sends for others: takes an order, commits units to it, packs it after a while
/// in one box or two, finds now and then that it cannot be done after all. Lives in one thread.
class Warehouse
{
public:
    using Hear = std::function<void(const WarehouseOrder &)>;

    Warehouse(Clock &clock, Random &random, WarehouseSpec spec, QStringList places, Hear hear);

    const QStringList &places() const { return m_places; }
    void put(const QString &sku, const QString &place, const ShelfUnits &units) { m_shelves[sku][place] = units; }
    const QMap<QString, QMap<QString, ShelfUnits>> &shelves() const { return m_shelves; }
    const std::vector<std::unique_ptr<WarehouseOrder>> &orders() const { return m_orders; } ///< oldest first

    WarehouseOrder *find(const QString &key);
    WarehouseOrder *find(quint64 number);

    /// AlreadyExists: the key is taken. NotFound: a SKU is unknown here. OutOfStock: SendNothing, and something is missing.
    Result<WarehouseOrder *> take(WarehouseOrder order, bool isHeld);
    Result<> hold(WarehouseOrder &order); ///< NotAllowed once somebody picks it
    Result<> release(WarehouseOrder &order);
    Result<> move(WarehouseOrder &order, const QString &place);
    Result<> cancel(WarehouseOrder &order); ///< what has not left; NotAllowed if all has
    void refuse(WarehouseOrder &order); ///< finds that it cannot be sent after all
    qint64 quoteFor(const QList<WarehouseOrder::Line> &lines) const; ///< minor units

private:
    bool commit(WarehouseOrder &order);
    void uncommit(WarehouseOrder &order);
    void pickLater(WarehouseOrder &order);
    void pick(quint64 number);
    void send(quint64 number);
    void decide(quint64 number);
    void change(WarehouseOrder &order, WarehouseOrder::State state);
    void after(Milliseconds delay, std::function<void()> action) { m_clock.after(delay, &m_life, std::move(action)); }

    Clock &m_clock;
    Random &m_random;
    WarehouseSpec m_spec;
    QStringList m_places;
    Hear m_hear;
    QMap<QString, QMap<QString, ShelfUnits>> m_shelves; ///< by SKU and place
    std::vector<std::unique_ptr<WarehouseOrder>> m_orders;
    quint64 m_lastNumber = 9'000;
    quint64 m_lastBox = 100;
    QObject m_life;
};

} // namespace crossdock::sandbox
