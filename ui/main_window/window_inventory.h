#pragma once

#include "core/inventory/environment.h"
#include "core/inventory/inventory.h"

namespace crossdock::ui {

/// The inventory as one window uses it: passes everything on, and tells what was done through it. UI thread.
class WindowInventory : public Inventory
{
    Q_OBJECT

public:
    WindowInventory(Inventory &inner, const Clock &clock, QObject *parent = nullptr);

    void perform(Request request, QObject *context, Done<Entry> done) override;
    void performAll(QList<Request> requests, QObject *context, Done<QList<Entry>> done) override;
    void check(QList<Request> requests, QObject *context, Done<Trial> done) override;
    bool isReadOnly() const override { return m_inner.isReadOnly(); }

Q_SIGNALS:
    void booked(const QList<crossdock::Entry> &entries); ///< of one request of this window, whoever asked for it is gone or not

protected:
    void read(Job job) override;
    void readLong(Job job) override;

private:
    void tell(const QList<Entry> &entries);

    Inventory &m_inner;
    Time m_openedAt;
};

} // namespace crossdock::ui
