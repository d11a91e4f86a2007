#include "core/inventory/channels/intake.h"

#include "core/inventory/planted.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::channels {
namespace {

constexpr Milliseconds numbersRest{250}; // between a number that the channel names and its look-up in the ledger
constexpr Milliseconds firstReread{2'000}; // doubled with each failure, up to the usual interval

constexpr int mostOpenReturns = 100'000; // more than a shop has

bool tellsReturn(const ChannelOrder &order, const QString &number)
{
    return std::any_of(order.afterSale.begin(), order.afterSale.end(), [&](const AfterSale &what) {
        const auto *returned = std::get_if<Return>(&what);
        return returned && returned->number == number;
    });
}

int statusFor(const Result<> &result)
{
    if (result)
        return 200;
    if (isTemporary(result.error().code))
        return 503; // the channel sends it again
    return result.error().code == Error::Code::NotFound ? 404 : 200; // again would not make it better: a person sees it
}

} // namespace

Intake::Intake(const ChannelRow &row, ChannelPort &port, Inventory &inventory, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_channel(row.details.name)
    , m_port(port)
    , m_inventory(inventory)
    , m_clock(clock)
    , m_cursor(row.cursor)
    , m_since(parseTime(row.details.account.value(u"orders_since"_s)).value_or(clock.now()))
    , m_market(new MarketIntake(m_channel, inventory, clock, this))
{
}

void Intake::receive(const Delivery &delivery, Respond respond)
{
    const auto message = m_port.readDelivery(delivery, m_clock.now());
    if (!message) {
        switch (message.error()) {
        case Refusal::BadSignature:
            noteError(u"a webhook came with a wrong signature and was refused"_s);
            respond(401);
            return;
        case Refusal::Unreadable:
            noteError(u"a signed webhook could not be read; its order is found by catching up"_s);
            respond(200);
            return;
        case Refusal::TooOld:
            respond(200); // what it says is found by catching up
            return;
        }
    }
    m_lastEventAt = m_clock.now();
    take(*message, [respond](const Result<> &result) { respond(statusFor(result)); });
}

void Intake::take(const Message &message, std::function<void(Result<>)> done)
{
    takeNews(message, 0, {}, std::move(done));
}

/// One after the other: what a message says second may rest on what it says first.
void Intake::takeNews(const Message &message, qsizetype index, Result<> worst, std::function<void(Result<>)> done)
{
    if (index == message.news.size()) {
        done(worst);
        return;
    }
    const auto next = [this, message, index, worst, done](const Result<> &result) {
        takeNews(message, index + 1, result ? worst : result, done);
    };
    const News &news = message.news[index];
    if (const auto *order = std::get_if<ChannelOrder>(&news)) {
        takeOrder(*order, message, next);
    } else if (const auto *hint = std::get_if<OrderHint>(&news)) {
        readAgain(*hint, next);
    } else if (const auto *after = std::get_if<AfterSaleNews>(&news)) {
        recordAfterSale({m_channel, after->number}, {after->what}, next);
    } else if (const auto *seen = std::get_if<QuantitySeen>(&news)) {
        keepForLater(*seen);
        next({});
    } else if (const auto *offers = std::get_if<MarketSeen>(&news)) {
        m_market->take(*offers, next);
    } else if (const auto *standing = std::get_if<StandingSeen>(&news)) {
        m_market->take(*standing, next);
    } else if (const auto *account = std::get_if<AccountHealth>(&news)) {
        takeAccount(*account, next);
    } else {
        next({});
    }
}

void Intake::takeAccount(const AccountHealth &health, std::function<void(Result<>)> done)
{
    m_inventory.perform({{}, {Actor::Kind::Channel, m_channel.text()}, {}, 0, command::RecordAccount{m_channel, health}}, this, [this, done](const Result<Entry> &entry) {
        done(entry.map([](const Entry &) {}));
        Q_EMIT accountChanged();
    });
}

/// Mostly the number is the trace of an order that comes next, or the echo of our own push, and is no news any more when it is
/// looked at. One that a crash takes away is read by the sweep. Confirmations are kept each: an older push may have been applied
/// after a newer one, and only both together tell.
void Intake::keepForLater(const QuantitySeen &seen)
{
    const auto same = std::find_if(m_seen.begin(), m_seen.end(), [&](const QuantitySeen &other) {
        return !seen.isConfirmation && !other.isConfirmation && other.listing == seen.listing && other.inventoryId == seen.inventoryId;
    });
    if (same == m_seen.end())
        m_seen.append(seen);
    else if (seen.at >= same->at)
        *same = seen;
    if (m_seen.size() == 1)
        m_clock.after(numbersRest, this, [this] { recordSeen(); });
}

void Intake::recordSeen()
{
    std::stable_sort(m_seen.begin(), m_seen.end(), [](const QuantitySeen &a, const QuantitySeen &b) { return a.at < b.at; });
    for (const QuantitySeen &seen : std::exchange(m_seen, {}))
        m_inventory.perform({{}, {Actor::Kind::Channel, m_channel.text()}, {}, 0, command::RecordQuantitySeen{m_channel, seen}}, this,
                            [](const Result<Entry> &) {});
}

void Intake::record(const ChannelOrder &order, const QString &eventId, const QByteArray &raw, Inventory::Done<Entry> done)
{
    const QString why = raw.isEmpty() ? u"read from the channel"_s : u"the channel sent it"_s;
    const auto recorded = [this, id = order.id, after = order.afterSale, done = std::move(done)](const Result<Entry> &entry) {
        if (!entry || after.isEmpty())
            return done(entry);
        recordAfterSale(id, after, [done, entry](const Result<> &told) { done(told ? entry : tl::make_unexpected(told.error())); });
    };
    m_inventory.perform({{}, {Actor::Kind::Channel, m_channel.text()}, why, 0, command::RecordOrder{order, eventId, raw}}, this, recorded);
}

/// Of an order that is not on record, because it was over before the channel came to us, it is no news.
void Intake::recordAfterSale(const OrderId &order, const QList<AfterSale> &news, std::function<void(Result<>)> done)
{
    QList<Request> requests;
    for (const AfterSale &what : news)
        requests.append({{}, {Actor::Kind::Channel, m_channel.text()}, {}, 0, command::RecordAfterSale{order, what}});
    m_inventory.performAll(std::move(requests), this, [this, order, done = std::move(done)](const Result<QList<Entry>> &entries) {
        if (entries || entries.error().code == Error::Code::NotFound)
            return done({});
        noteError(u"order %1: %2"_s.arg(order.number, entries.error().detail));
        done(tl::make_unexpected(entries.error()));
    });
}

void Intake::takeOrder(const ChannelOrder &order, const Message &message, std::function<void(Result<>)> done)
{
    record(order, message.eventId, message.raw, [this, order, done](const Result<Entry> &entry) {
        if (!entry && entry.error().code == Error::Code::KeyReused) {
            noteError(u"order %1 came in two versions with the same time: it was read again"_s.arg(order.id.number));
            readAgain({order.id.number}, done);
            return;
        }
        if (!entry)
            noteError(u"order %1: %2"_s.arg(order.id.number, entry.error().detail));
        done(entry.map([](const Entry &) {}));
    });
}

/// What the channel says now settles what its messages left open. If it does not answer, catching up will.
void Intake::readAgain(const OrderHint &hint, std::function<void(Result<>)> done)
{
    m_port.readOrder(hint.number, [this, hint, done](const Answer<ChannelOrder> &order) {
        if (!order && hint.isDeleted && order.error().kind == CallFailure::Kind::Rejected)
            return seeWhetherGone(hint.number, done);
        if (!order) {
            noteError(order.error().words);
            done({});
            return;
        }
        record(*order, {}, {}, [done](const Result<Entry> &entry) { done(entry.map([](const Entry &) {})); });
    });
}

/// A message that an order was deleted comes late, and the order may be back: only what the channel says now counts.
void Intake::seeWhetherGone(const QString &number, std::function<void(Result<>)> done)
{
    m_port.findMissing({{number, m_clock.now()}}, [this, number, done](const Answer<QStringList> &missing) {
        if (!missing)
            noteError(missing.error().words);
        if (!missing || !missing->contains(number))
            return done({}); // the daily search finds it
        record(goneOrder({m_channel, number}, m_clock.now()), {}, {}, [done](const Result<Entry> &entry) { done(entry.map([](const Entry &) {})); });
    });
}

void Intake::start(Milliseconds catchUpEvery)
{
    m_every = std::max(catchUpEvery, m_port.traits().catchUpEvery);
    if (std::exchange(m_isRunning, true))
        return;
    ++m_run;
    m_port.listen([this](const Message &message, const std::function<void(bool)> &taken) {
        m_lastEventAt = m_clock.now();
        take(message, [taken](const Result<> &result) { taken(result || !isTemporary(result.error().code)); });
    });
    if (planted(Bug::NoCatchUp))
        return;
    catchUp([](const Result<int> &) {});
    scheduleCatchUp();
}

void Intake::stop()
{
    m_isRunning = m_isRetrying = false;
    ++m_run;
    m_port.stopListening();
}

void Intake::scheduleCatchUp()
{
    m_clock.after(m_every, this, [this, run = m_run] {
        if (run != m_run)
            return;
        if (!m_isCatchingUp)
            catchUp([](const Result<int> &) {});
        scheduleCatchUp();
    });
}

/// A channel that did not answer is not left unread until the next reading is due.
void Intake::retryCatchUp(Milliseconds least)
{
    const Milliseconds delay = std::max(least, std::min(m_every, firstReread * (1 << std::min(m_failures, 8))));
    ++m_failures;
    if (!m_isRunning || std::exchange(m_isRetrying, true))
        return;
    m_clock.after(delay, this, [this, run = m_run] {
        if (run != m_run)
            return;
        m_isRetrying = false;
        if (!m_isCatchingUp)
            catchUp([](const Result<int> &) {});
    });
}

void Intake::catchUp(std::function<void(Result<int>)> done)
{
    if (m_isCatchingUp) {
        m_nextWaiters.append(std::move(done)); // the one under way may have read past what the asker means
        return;
    }
    m_waiters.append(std::move(done));
    m_isCatchingUp = true;
    m_changed = 0;
    runCatchUp();
}

void Intake::fence(std::function<void(bool)> done)
{
    if (planted(Bug::NoCatchUp)) {
        done(true);
        return;
    }
    if (m_port.hasOwnFence())
        m_port.fence(std::move(done));
    else
        catchUp([done](const Result<int> &result) { done(result.has_value()); });
}

void Intake::runCatchUp()
{
    m_port.catchUp(m_cursor, m_since, [this](const Answer<CatchUpPage> &page) {
        if (!page) {
            noteError(page.error().words);
            retryCatchUp(page.error().retryAfter);
            finishCatchUp(tl::make_unexpected(page.error().toError(m_channel.text())));
            return;
        }
        takePage(*page);
    });
}

void Intake::takePage(const CatchUpPage &page)
{
    const auto left = std::make_shared<qsizetype>(1);
    const auto failure = std::make_shared<std::optional<Error>>();
    const Time began = m_clock.now();
    const auto one = [this, left, failure, page] {
        if (--*left > 0)
            return;
        if (*failure)
            finishCatchUp(tl::make_unexpected(**failure));
        else
            settleReturns(page, [this, page] { pageRecorded(page); });
    };
    for (const ChannelOrder &order : page.orders) {
        ++*left;
        record(order, {}, {}, [this, one, failure, order, began](const Result<Entry> &entry) {
            if (!entry) {
                noteError(u"order %1: %2"_s.arg(order.id.number, entry.error().detail));
                if (isTemporary(entry.error().code))
                    *failure = entry.error();
            } else if (entry->at >= began) {
                ++m_changed;
            }
            one();
        });
    }
    one();
}

/// A page may show no return of an order that has one here: its channel declined or cancelled it, and which of both, only the reading of the order tells.
void Intake::settleReturns(const CatchUpPage &page, std::function<void()> done)
{
    if (page.orders.isEmpty())
        return done();
    m_inventory.ask(query::Returns{.channel = m_channel, .onlyOpen = true, .limit = mostOpenReturns}, this, [this, page, done = std::move(done)](const Result<query::Returns::Answer> &open) {
        QStringList numbers;
        for (const ReturnRow &one : open.value_or(query::Returns::Answer())) {
            const bool isSilent = std::any_of(page.orders.begin(), page.orders.end(), [&](const ChannelOrder &order) { return order.id == one.order && !tellsReturn(order, one.what.number); });
            if (isSilent && !numbers.contains(one.order.number))
                numbers.append(one.order.number);
        }
        readEach(numbers, done);
    });
}

void Intake::readEach(const QStringList &numbers, std::function<void()> done)
{
    if (numbers.isEmpty())
        return done();
    readAgain({numbers.first()}, [this, rest = numbers.sliced(1), done = std::move(done)](const Result<> &) { readEach(rest, done); });
}

void Intake::pageRecorded(const CatchUpPage &page)
{
    const bool isNews = page.cursor != m_cursor || !page.hasMore;
    m_inventory.perform({{}, {Actor::Kind::Channel, m_channel.text()}, {}, 0, command::AdvanceCursor{m_channel, page.cursor, m_clock.now()}}, this,
                        [this, page, isNews](const Result<Entry> &entry) {
                            if (!entry) {
                                finishCatchUp(tl::make_unexpected(entry.error()));
                                return;
                            }
                            m_cursor = page.cursor;
                            if (page.hasMore && isNews)
                                runCatchUp();
                            else
                                finishCatchUp(m_changed);
                        });
}

void Intake::finishCatchUp(Result<int> result)
{
    m_isCatchingUp = false;
    if (result) {
        m_failures = 0;
        m_caughtUpAt = m_clock.now();
        Q_EMIT caughtUp(*result);
    }
    const QList<Waiter> waiters = std::exchange(m_waiters, {});
    for (const Waiter &waiter : waiters)
        waiter(result);
    if (m_nextWaiters.isEmpty() || m_isCatchingUp)
        return;
    m_waiters = std::exchange(m_nextWaiters, {});
    m_isCatchingUp = true;
    m_changed = 0;
    runCatchUp();
}

void Intake::noteError(const QString &words)
{
    m_lastError = words;
    m_lastErrorAt = m_clock.now();
}

} // namespace crossdock::channels
