#pragma once

#include "core/inventory/data_folder.h"
#include "core/inventory/environment.h"
#include "core/inventory/inventory.h"

#include <QThread>

namespace crossdock {

class Core;

/// The inventory of a data folder, in three threads of its own: one writes, one reads beside it, and one reads what takes long,
/// so that nobody waits for that. See inventory.h for the promises. Its end waits for the command and the readings under way, and drops those that wait.
class LocalInventory : public Inventory
{
    Q_OBJECT

public:
    /// `isAlone`: no other engine may do what is due by the clock alone (see setOwnsClock).
    static Result<std::unique_ptr<LocalInventory>> open(const DataFolder &folder, Clock &clock, bool isAlone = true);
    ~LocalInventory() override;

    void perform(Request request, QObject *context, Done<Entry> done) override;
    void performAll(QList<Request> requests, QObject *context, Done<QList<Entry>> done) override;
    void check(QList<Request> requests, QObject *context, Done<Trial> done) override;

    /// See core.h. From any thread.
    void setOwnsClock(bool owns);
    void hear(const QString &message);

    /// Commands and commits since the start. Thread-safe.
    struct Pulse {
        qint64 commits = 0, commands = 0;
    };
    Pulse pulse() const { return {m_commits, m_commands}; }

protected:
    void read(Job job) override;
    void readLong(Job job) override;

private:
    struct Writer;
    struct Reader;

    LocalInventory() = default;

    QThread m_coreThread, m_readerThread, m_longThread;
    Writer *m_writer = nullptr; // lives in its thread, which ends it
    Reader *m_reader = nullptr, *m_longReader = nullptr;
    std::atomic<qint64> m_commits{0}, m_commands{0};
};

} // namespace crossdock
