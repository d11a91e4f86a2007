#include "app/practice/practice_run.h"

#include <QElapsedTimer>
#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

constexpr Milliseconds quietPatience{30'000};
constexpr qint64 agreePatienceMs = 90'000; // Amazon applies what it accepted some seconds later, and faults delay the rest
constexpr unsigned long lookMs = 50;
constexpr unsigned long pauseMs = 500;

/// The watch in its thread.
class Watching
{
public:
    explicit Watching(Inventory &inventory)
        : m_watch(new ToldWatch)
    {
        m_thread.setObjectName(u"watch"_s);
        m_watch->moveToThread(&m_thread);
        QObject::connect(&m_thread, &QThread::finished, m_watch, &QObject::deleteLater);
        QObject::connect(&inventory, &Inventory::happened, m_watch, &ToldWatch::take, Qt::QueuedConnection);
        m_thread.start();
    }
    ~Watching()
    {
        m_thread.quit();
        m_thread.wait();
    }
    ToldWatch::Figures figures()
    {
        ToldWatch::Figures figures;
        QMetaObject::invokeMethod(m_watch, [&] { figures = m_watch->figures(); }, Qt::BlockingQueuedConnection);
        return figures;
    }

private:
    QThread m_thread;
    ToldWatch *m_watch;
};

/// The channels' orders are read, so that what a fault lost or delayed is found.
void catchUpAll(Session &session, const QList<ChannelRow> &channels)
{
    for (const ChannelRow &channel : channels)
        if (const auto read = session.atEngine<int>([name = channel.details.name](Engine &engine, QObject *context, auto done) { engine.catchUp(name, context, done); }); !read)
            session.note(u"%1: %2"_s.arg(channel.details.name.text(), read.error().detail));
}

Result<PracticeSummary::Channel> compare(Session &session, SandboxRoom &room, const ChannelDetails &details)
{
    const auto listings = session.ask(query::Listings{details.name});
    if (!listings)
        return tl::make_unexpected(listings.error());
    PracticeSummary::Channel channel{details.name.text(), details.kind, static_cast<int>(listings->size()), 0, {}};
    room.with([&](sandbox::World &world) {
        for (const query::Listings::Item &item : *listings) {
            const auto shown = world.quantity(channel.name, item.address.id.listing);
            if (shown && *shown == item.offer.wanted)
                continue;
            ++channel.disagreeing;
            channel.examples.append(u"%1 shows %2, %3 wanted"_s.arg(item.address.sku.text(), shown ? QString::number(*shown) : u"nothing"_s).arg(item.offer.wanted));
        }
    });
    channel.examples.resize(qMin<qsizetype>(channel.examples.size(), 3));
    return channel;
}

Result<QList<PracticeSummary::Channel>> compareAll(Session &session, SandboxRoom &room, const QList<ChannelRow> &rows)
{
    QList<PracticeSummary::Channel> channels;
    for (const ChannelRow &row : rows) {
        auto channel = compare(session, room, row.details);
        if (!channel)
            return tl::make_unexpected(channel.error());
        channels.append(*channel);
    }
    return channels;
}

bool allAgree(const QList<PracticeSummary::Channel> &channels)
{
    return std::all_of(channels.begin(), channels.end(), [](const auto &channel) { return channel.disagreeing == 0; });
}

Result<> sell(Session &session, SandboxRoom &room, int seconds)
{
    QElapsedTimer sold;
    sold.start();
    room.with([](sandbox::World &world) { world.startBuyers(); });
    while (sold.elapsed() < seconds * 1'000LL && !session.isStopped())
        QThread::msleep(lookMs); // this thread has nothing else to do
    room.with([](sandbox::World &world) {
        world.stopBuyers();
        world.setFaults({});
    });
    return session.isStopped() ? Result<>(fail(Error::Code::Cancelled, u"practice"_s)) : Result<>();
}

} // namespace

bool PracticeSummary::agrees() const
{
    return isQuiet && books.balance && trail.isWhole && allAgree(channels);
}

QJsonObject PracticeSummary::toJson() const
{
    QJsonArray rows;
    for (const Channel &channel : channels)
        rows.append(QJsonObject{{u"name"_s, channel.name}, {u"kind"_s, channel.kind}, {u"listings"_s, channel.listings}, {u"disagreeing"_s, channel.disagreeing}});
    return {{u"orders"_s, books.orders}, {u"units"_s, books.units}, {u"duplicates_dropped"_s, books.duplicatesDropped}, {u"incidents"_s, books.incidents},
            {u"books_balance"_s, books.balance}, {u"trail_verifies"_s, trail.isWhole}, {u"channels"_s, rows},
            {u"told_last_channel_ms"_s, QJsonObject{{u"p50"_s, told.p50Ms}, {u"p99"_s, told.p99Ms}}}, {u"quiet"_s, isQuiet}};
}

Result<PracticeSummary> runPractice(Session &session, SandboxRoom &room, int seconds)
{
    Watching watch(session.inventory());
    CROSSDOCK_TRY(sell(session, room, seconds));
    const auto channels = session.ask(query::Channels{});
    if (!channels)
        return tl::make_unexpected(channels.error());
    PracticeSummary summary;
    QElapsedTimer waited;
    waited.start();
    for (;;) {
        catchUpAll(session, *channels);
        summary.isQuiet = waitForQuiet(session, quietPatience);
        auto compared = compareAll(session, room, *channels);
        if (!compared)
            return tl::make_unexpected(compared.error());
        summary.channels = *compared;
        if ((summary.isQuiet && allAgree(summary.channels)) || waited.elapsed() > agreePatienceMs || session.isStopped())
            break;
        QThread::msleep(pauseMs);
    }
    const auto books = session.ask(query::Books{});
    const auto trail = session.ask(query::Verify{});
    if (!books || !trail)
        return tl::make_unexpected(!books ? books.error() : trail.error());
    summary.books = *books;
    summary.trail = *trail;
    summary.told = watch.figures();
    return summary;
}

} // namespace crossdock::app
