#include "core/inventory/core.h"
#include "core/inventory/news_reader.h"

/// The core's part in engines that share a database: each tells the others what it wrote.
namespace crossdock {
namespace {

constexpr Milliseconds heardApart{5}; // commits of a burst are read once
constexpr Milliseconds hearAgainAfter{1'000};
constexpr Milliseconds allApart{2'000};

} // namespace

Result<> Core::announce(const QList<Event> &events, const Touched &touched)
{
    if (m_database.kind() != store::Source::Kind::Postgresql)
        return {}; // a folder has one engine
    News news = newsOf(events);
    news.skus = touched.skus;
    news.sales = touched.sales;
    news.channels = touched.channels;
    return crossdock::announce(m_database, news, m_mark);
}

void Core::hear(const QString &message)
{
    const Heard heard = parseNews(message);
    if (heard.engine == m_mark)
        return;
    if (heard.news.others.testFlag(event::OthersWrote::Kind::Everything))
        return readAllSoon();
    const bool isAwaited = m_heard.isEmpty();
    m_heard += heard.news;
    if (isAwaited)
        m_clock.after(heardApart, this, [this] { tellHeard(); });
}

void Core::tellHeard()
{
    News news = std::exchange(m_heard, {});
    if (tell(news))
        return;
    news += m_heard; // the connection broke: what was heard is not lost
    m_heard = std::move(news);
    m_clock.after(hearAgainAfter, this, [this] { tellHeard(); });
}

/// Of an import at another desk each part may be too much to tell: it is read now and then.
void Core::readAllSoon()
{
    if (std::exchange(m_isReadingAll, true))
        return;
    const Time now = m_clock.now();
    m_clock.after(std::max(heardApart, m_readAllAt + allApart - now), this, [this] {
        m_isReadingAll = false;
        m_readAllAt = m_clock.now();
        News all;
        all.others = event::OthersWrote::Kind::Everything;
        if (!tell(all))
            readAllSoon();
    });
}

/// False: the store does not answer.
bool Core::tell(const News &news)
{
    const auto events = eventsOf(m_database, news), entries = entriesOf(m_database, news);
    if (!events || !entries)
        return false;
    for (const QList<Event> &some : {*events, *entries}) {
        if (!some.isEmpty())
            Q_EMIT happened(std::make_shared<const QList<Event>>(some));
    }
    tellLater({news.skus, news.sales, news.channels});
    m_rules.hearOthers();
    return true;
}

} // namespace crossdock
