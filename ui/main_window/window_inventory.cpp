#include "ui/main_window/window_inventory.h"

namespace crossdock::ui {
namespace {

/// Makes the way of a question nameable for whoever passes it on.
struct Passage : Inventory {
    using Inventory::read;
    using Inventory::readLong;
};

} // namespace

WindowInventory::WindowInventory(Inventory &inner, const Clock &clock, QObject *parent)
    : Inventory(parent)
    , m_inner(inner)
    , m_openedAt(clock.now())
{
    connect(&inner, &Inventory::happened, this, &Inventory::happened);
}

void WindowInventory::perform(Request request, QObject *context, Done<Entry> done)
{
    m_inner.perform(std::move(request), this, [this, context = QPointer<QObject>(context), done = std::move(done)](const Result<Entry> &entry) {
        if (entry)
            tell({*entry});
        if (context)
            done(entry);
    });
}

void WindowInventory::performAll(QList<Request> requests, QObject *context, Done<QList<Entry>> done)
{
    m_inner.performAll(std::move(requests), this, [this, context = QPointer<QObject>(context), done = std::move(done)](const Result<QList<Entry>> &entries) {
        if (entries)
            tell(*entries);
        if (context)
            done(entries);
    });
}

void WindowInventory::check(QList<Request> requests, QObject *context, Done<Trial> done)
{
    m_inner.check(std::move(requests), context, std::move(done));
}

/// A key that was used before answers the entry of then: that was not done here.
void WindowInventory::tell(const QList<Entry> &entries)
{
    QList<Entry> own;
    std::copy_if(entries.begin(), entries.end(), std::back_inserter(own), [this](const Entry &entry) { return entry.at >= m_openedAt; });
    if (!own.isEmpty())
        Q_EMIT booked(own);
}

void WindowInventory::read(Job job)
{
    (m_inner.*&Passage::read)(std::move(job));
}

void WindowInventory::readLong(Job job)
{
    (m_inner.*&Passage::readLong)(std::move(job));
}

} // namespace crossdock::ui
