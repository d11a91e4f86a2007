#include "core/inventory/core.h"
#include "core/inventory/news_reader.h"

/// The core's part in engines that share a database: each tells the others what it wrote.
namespace crossdock {
namespace {

constexpr Milliseconds heardApart{5}; // commits of a burst are read once
constexpr Milliseconds hearAgainAfter{1'000};

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
    const bool isAwaited = m_heard.isEmpty();
    m_heard += heard.news;
    if (isAwaited)
        m_clock.after(heardApart, this, [this] { tellHeard(); });
}

void Core::tellHeard()
{
    News news = std::exchange(m_heard, {});
    const auto events = eventsOf(m_database, news), entries = entriesOf(m_database, news);
    if (!events || !entries) { // the connection broke: what was heard is not lost
        news += m_heard;
        m_heard = std::move(news);
        m_clock.after(hearAgainAfter, this, [this] { tellHeard(); });
        return;
    }
    for (const QList<Event> &some : {*events, *entries})
        if (!some.isEmpty())
            Q_EMIT happened(std::make_shared<const QList<Event>>(some));
    tellLater({news.skus, news.sales, news.channels});
}

} // namespace crossdock
