#include "app/engine/courier_pauses.h"
#include "app/engine/node_courier.h"
#include "app/engine/node_notices.h"
#include "app/engine/node_order_maker.h"
#include "core/inventory/fulfilment/parcel_pace.h"

#include <QPointer>

using namespace Qt::Literals::StringLiterals;

/// The courier's part in what a node has: looked at until it is delivered, or called back.
namespace crossdock::app {
namespace {

using fulfilment::CancelReport;
using fulfilment::NodeStatus;
using State = fulfilment::Parcel::State;

} // namespace

void NodeCourier::takeBack(const Parcel &parcel)
{
    m_busy.insert(parcel.id);
    const qint64 id = parcel.id;
    m_port.cancel(parcel.ref, {}, [this, self = QPointer(this), id, parcel](const channels::Answer<CancelReport> &report) {
        if (!self)
            return;
        if (report && report->outcome == CancelReport::Outcome::TooLate && parcel.isUnseen) {
            giveUpUnseen(parcel, report->words);
        } else if (report) {
            const bool isOpen = report->outcome == CancelReport::Outcome::Asked || report->outcome == CancelReport::Outcome::Partly;
            record(id, command::RecordRecall{id, *report}, [this, id, isOpen](const Result<Entry> &) {
                if (isOpen)
                    look(m_parcels.value(id)); // what became of it
                else
                    free(id);
            });
        } else if (mayPass(report.error())) {
            later(id, std::max(retryPause, report.error().retryAfter));
            free(id);
        } else if (parcel.isUnseen) {
            giveUpUnseen(parcel, report.error().words);
        } else {
            record(id, command::RecordRecall{id, {CancelReport::Outcome::TooLate, report.error().words, {}}}, [this, id](const Result<Entry> &) { free(id); });
        }
    });
}

/// Whoever calls back what the node does not show any more knows that it does not leave there; unless it is there again.
void NodeCourier::giveUpUnseen(const Parcel &parcel, const QString &words)
{
    const qint64 id = parcel.id;
    m_port.read(parcel.ref, [this, self = QPointer(this), id, words](const channels::Answer<std::optional<NodeStatus>> &status) {
        if (!self)
            return;
        if (!status && mayPass(status.error())) {
            later(id, std::max(retryPause, status.error().retryAfter));
            free(id);
            return;
        }
        const bool isGone = status && !*status;
        const CancelReport report{isGone ? CancelReport::Outcome::Done : CancelReport::Outcome::TooLate, isGone ? u"it was called back, and the node does not show it"_s : words, {}};
        record(id, command::RecordRecall{id, report}, [this, id](const Result<Entry> &) { free(id); });
    });
}

void NodeCourier::look(const Parcel &parcel)
{
    if (parcel.id == 0)
        return;
    m_busy.insert(parcel.id);
    const qint64 id = parcel.id;
    m_port.read(parcel.ref, [this, self = QPointer(this), id](const channels::Answer<std::optional<NodeStatus>> &status) {
        if (!self)
            return;
        if (status && *status) {
            m_unseen.remove(id);
            record(id, command::RecordNodeLook{id, **status}, [this, id](const Result<Entry> &) {
                free(id);
                if (m_parcels.contains(id))
                    watch(m_parcels.value(id));
            });
            return;
        }
        free(id);
        if (!status)
            later(id, std::max(retryPause, status.error().retryAfter));
        else if (m_parcels.contains(id))
            noteUnseen(m_parcels.value(id));
    });
}

/// It does not show it. After several looks in a row somebody is told.
void NodeCourier::noteUnseen(const Parcel &parcel)
{
    watch(parcel);
    if (parcel.isUnseen || (parcel.state != State::AtNode && parcel.state != State::PartlySent)) {
        m_unseen.remove(parcel.id);
        return;
    }
    Unseen &unseen = m_unseen[parcel.id];
    if (unseen.looks++ == 0)
        unseen.since = m_clock.now();
    if (unseen.looks >= unseenLooks && m_clock.now() - unseen.since >= unseenNews)
        record(parcel.id, command::RecordUnseen{parcel.id, unseen.since});
}

fulfilment::OpenNodeOrder NodeCourier::openOrder(const Parcel &parcel) const
{
    return {parcel.handedAt.value_or(parcel.plannedAt), false, ifMissingOf(m_row.details)};
}

/// Plans the next look.
void NodeCourier::watch(const Parcel &parcel)
{
    if (isOver(parcel)) {
        m_parcels.remove(parcel.id);
        return;
    }
    const bool mayTurnUp = parcel.state == State::Cancelled && !parcel.handedAt;
    const Milliseconds usual = parcel.isOpen() || mayTurnUp ? usualLook : quietLook;
    const auto deadlines = parcel.state == State::AtNode ? deadlinesOf(m_port.traits(), openOrder(parcel)) : QList<fulfilment::NodeDeadline>();
    warn(parcel);
    warnIfStuck(parcel);
    const Time next = nextLook(deadlines, m_clock.now(), usual);
    if (!m_lookAt.contains(parcel.id) || m_lookAt[parcel.id] > next)
        later(parcel.id, next - m_clock.now());
}

/// The node's own clock runs out: somebody may want to do something before. Told once.
void NodeCourier::warn(const Parcel &parcel)
{
    if (parcel.state != State::AtNode)
        return;
    for (const fulfilment::NodeDeadline &deadline : deadlinesOf(m_port.traits(), openOrder(parcel))) {
        if (deadline.warnAt > m_clock.now())
            continue;
        m_inventory.perform(noticeOf(deadline, parcel), this, [](const Result<Entry> &) {});
    }
}

/// It should have gone on by now. The ledger knows when it last did, and whether people know.
void NodeCourier::warnIfStuck(const Parcel &parcel)
{
    const auto at = fulfilment::stuckAt(parcel, m_row.details.timeZone);
    if (!at || *at > m_clock.now() || parcel.isUnseen || m_stuckSaid.value(parcel.id) + stuckNews > m_clock.now())
        return;
    m_stuckSaid.insert(parcel.id, m_clock.now());
    record(parcel.id, command::RecordUnmoved{parcel.id});
}

} // namespace crossdock::app
