#include "app/engine/voice.h"

#include "core/inventory/news_reader.h"

#include <QCoreApplication>
#include <QLoggingCategory>
#include <QSysInfo>
#include <QUuid>

using namespace Qt::Literals::StringLiterals;

Q_LOGGING_CATEGORY(lcVoice, "crossdock.voice")

namespace crossdock::app {
namespace {

constexpr Milliseconds bidEvery{1'000};
constexpr Milliseconds leaseLasts{9'000}; // a few looks may fail
constexpr Milliseconds quietBefore{3'000}; // we stop that long before another one may begin: what is on the wire comes home

/// A network that is gone must not hold a look for the quarter of an hour that TCP would wait.
store::Source impatient(store::Source source)
{
    if (!source.place.contains(u"tcp_user_timeout="_s))
        source.place += u" tcp_user_timeout=4000"_s;
    return source;
}

} // namespace

Voice::Voice(const store::Source &source, const QString &desk, Clock &clock)
    : m_source(impatient(source))
    , m_mark(QUuid::createUuid().toString(QUuid::WithoutBraces))
    , m_desk(desk)
    , m_clock(clock)
{
}

QString Voice::deskName()
{
    return u"%1 (process %2)"_s.arg(QSysInfo::machineHostName()).arg(QCoreApplication::applicationPid());
}

bool Voice::open()
{
    if (m_database)
        return true;
    auto database = store::Database::open(m_source);
    if (!database)
        return false;
    const auto topic = newsTopic(**database);
    if (!topic || !(*database)->listen(*topic, [this](const QString &message) { Q_EMIT heard(message); }))
        return false;
    m_database = *std::move(database);
    m_lease = std::make_unique<store::SpeakerLease>(*m_database, m_mark, m_desk, leaseLasts);
    if (std::exchange(m_hasLooked, true))
        Q_EMIT heard(QString()); // what was written before we listened; at the first look nothing is read yet
    return true;
}

void Voice::start()
{
    look();
}

void Voice::look()
{
    if (m_hasEnded)
        return;
    if (m_speaks && !mayBeHeard())
        say(false, {}); // we were away too long: others may have spoken, so that all is to be begun anew
    if (open())
        bid();
    m_hasLooked = true;
    if (m_speaks && !mayBeHeard())
        say(false, {});
    m_clock.after(bidEvery, this, [this] { look(); });
}

void Voice::bid()
{
    const Time asked = m_clock.now();
    const auto speaker = m_lease->bid();
    if (!speaker) {
        qCWarning(lcVoice, "Who speaks is not known: %s", qUtf8Printable(speaker.error().detail));
        return; // what is left of our time is still ours
    }
    const bool isOurs = speaker->isThere && speaker->engine == m_mark;
    m_until = isOurs ? toMs(asked + leaseLasts - quietBefore) : 0;
    say(isOurs && mayBeHeard(), isOurs || !speaker->isThere ? QString() : speaker->desk);
}

void Voice::say(bool speaks, const QString &desk)
{
    if (m_speaks == speaks && m_speaker == desk)
        return;
    m_speaks = speaks;
    m_speaker = desk;
    sayAgain();
}

void Voice::sayAgain()
{
    Q_EMIT changed(m_speaks, m_speaker);
}

void Voice::end()
{
    m_hasEnded = true;
    m_until = 0;
    if (m_lease)
        (void)m_lease->release(); // else it runs out by itself
    m_lease.reset();
    m_database.reset(); // in its own thread
}

} // namespace crossdock::app
