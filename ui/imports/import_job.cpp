#include "ui/imports/import_job.h"

#include "ui/error_text.h"

namespace crossdock::ui {
namespace {

constexpr qsizetype atOnce = 200; // they share commits; the bar moves and Cancel is heard between two lots

} // namespace

ImportJob::ImportJob(Inventory &inventory, QList<Request> requests, Mode mode, std::shared_ptr<Progress> progress, QObject *parent)
    : QObject(parent)
    , m_inventory(inventory)
    , m_requests(std::move(requests))
    , m_mode(mode)
    , m_progress(std::move(progress))
{
}

void ImportJob::start()
{
    if (m_mode == Mode::AllOrNothing)
        startAll();
    else
        next();
}

void ImportJob::startAll()
{
    m_inventory.performAll(m_requests, this, [this](const Result<QList<Entry>> &entries) {
        if (entries)
            Q_EMIT finished(static_cast<int>(entries->size()), {});
        else
            Q_EMIT failed(entries.error());
        deleteLater();
    });
}

void ImportJob::next()
{
    if (m_at >= m_requests.size() || m_progress->isCancelled) {
        Q_EMIT finished(m_taken, m_refused);
        deleteLater();
        return;
    }
    const qsizetype end = std::min(m_at + atOnce, m_requests.size());
    m_waiting = static_cast<int>(end - m_at);
    for (; m_at < end; ++m_at) {
        m_inventory.perform(m_requests.at(m_at), this, [this, why = m_requests.at(m_at).why](const Result<Entry> &entry) {
            if (entry)
                ++m_taken;
            else
                m_refused.append(why + QStringLiteral(": ") + errorText(entry.error()));
            if (--m_waiting == 0)
                next();
        });
    }
    m_progress->permille = static_cast<int>(m_at * 1000 / m_requests.size());
}

} // namespace crossdock::ui
