#include "core/inventory/imports/import_job.h"


using namespace Qt::Literals::StringLiterals;

namespace crossdock::imports {

ImportJob::ImportJob(Inventory &inventory, QList<Request> requests, Mode mode, std::shared_ptr<Progress> progress, Done done, QObject *parent)
    : QObject(parent)
    , m_inventory(inventory)
    , m_requests(std::move(requests))
    , m_mode(mode)
    , m_progress(std::move(progress))
    , m_done(std::move(done))
    , m_lot(m_requests.size() > smallFile ? lot : smallFile)
{
}

void ImportJob::start()
{
    m_inventory.ask(query::Totals{}, this, [this](const Result<query::Totals::Answer> &totals) {
        if (!totals) {
            end(totals.error());
            return;
        }
        m_newest = totals->entries;
        checkNext();
    });
}

void ImportJob::checkNext()
{
    if (isCancelled())
        return;
    const QList<Request> some = m_requests.mid(m_at, m_lot);
    if (some.isEmpty()) {
        checked();
        return;
    }
    m_inventory.check(some, this, [this, size = some.size()](const Result<Trial> &trial) {
        if (!trial) {
            end(trial.error());
            return;
        }
        if (m_mode == Mode::Check)
            m_outcome.changed += trial->changed;
        for (const Refusal &one : trial->refused)
            m_outcome.refused.append({m_at + one.request, one.error});
        advance(size);
        checkNext();
    });
}

void ImportJob::checked()
{
    if (m_mode == Mode::Check || (m_mode == Mode::All && !m_outcome.refused.isEmpty())) {
        end({});
        return;
    }
    auto refused = m_outcome.refused.cbegin();
    for (qsizetype number = 0; number < m_requests.size(); ++number) {
        if (refused != m_outcome.refused.cend() && refused->request == number)
            ++refused;
        else
            m_left.append(number);
    }
    m_at = 0;
    if (m_whenChecked)
        m_whenChecked();
    takeNext();
}

void ImportJob::takeNext()
{
    if (m_at >= m_left.size()) {
        end({});
        return;
    }
    if (isCancelled())
        return;
    const QList<qsizetype> numbers = m_left.mid(m_at, m_at < m_aloneUntil ? 1 : m_lot);
    QList<Request> some;
    for (const qsizetype number : numbers)
        some.append(m_requests.at(number));
    m_inventory.performAll(some, this, [this, numbers](const Result<QList<Entry>> &entries) {
        if (!entries && m_mode == Mode::All) {
            end(entries.error());
            return;
        }
        if (entries)
            count(*entries);
        else
            retryAlone(numbers, entries.error());
        takeNext();
    });
}

/// One of these was good when it was checked: the others need not wait for it.
void ImportJob::retryAlone(const QList<qsizetype> &numbers, const Error &error)
{
    if (numbers.size() > 1) {
        m_aloneUntil = m_at + numbers.size();
        return;
    }
    m_outcome.refused.append({numbers.first(), error});
    advance(1);
}

void ImportJob::count(const QList<Entry> &entries)
{
    m_outcome.taken += entries.size();
    m_outcome.changed += std::count_if(entries.begin(), entries.end(), [this](const Entry &entry) { return entry.number > m_newest; });
    advance(entries.size());
}

void ImportJob::advance(qsizetype requests)
{
    m_at += requests;
    m_steps += requests;
    const qsizetype all = m_requests.size() * (m_mode == Mode::Check ? 1 : 2);
    m_progress->permille = static_cast<int>(m_steps * 1000 / std::max<qsizetype>(all, 1));
}

bool ImportJob::isCancelled()
{
    if (m_progress->isCancelled)
        end(Error{Error::Code::Cancelled, u"import"_s, {}});
    return m_progress->isCancelled;
}

void ImportJob::end(std::optional<Error> stopped)
{
    m_outcome.stopped = std::move(stopped);
    std::stable_sort(m_outcome.refused.begin(), m_outcome.refused.end(), [](const Refusal &a, const Refusal &b) { return a.request < b.request; });
    m_done(m_outcome);
    deleteLater();
}

} // namespace crossdock::imports
