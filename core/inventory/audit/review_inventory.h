#pragma once

#include "core/inventory/inventory.h"

#include <QThread>

namespace crossdock::audit {

/// A sealed audit file, read-only: its trail, and its stock as of any moment, rebuilt in memory. Needs no data folder, no
/// network and no key. A file that was changed opens all the same, as far as it can be read: Verify says what is wrong.
class ReviewInventory : public Inventory
{
    Q_OBJECT

public:
    /// Takes about a second for 100,000 entries.
    static Result<std::unique_ptr<ReviewInventory>> open(const QString &path);
    ~ReviewInventory() override;

    void perform(Request request, QObject *context, Done<Entry> done) override; ///< NotAllowed
    void performAll(QList<Request> requests, QObject *context, Done<QList<Entry>> done) override; ///< NotAllowed
    bool isReadOnly() const override { return true; }

protected:
    void read(Job job) override;

private:
    struct Room;
    ReviewInventory() = default;

    QThread m_thread;
    Room *m_room = nullptr; // lives in its thread, which ends it
};

} // namespace crossdock::audit
