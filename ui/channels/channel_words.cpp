#include "ui/channels/channel_words.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

struct ChannelWords {
    Q_DECLARE_TR_FUNCTIONS(ChannelWords)
};

struct KindTitle {
    QLatin1StringView kind, title;
};

constexpr std::array kindTitles{
    KindTitle{"shopify"_L1, "Shopify"_L1},         KindTitle{"amazon"_L1, "Amazon"_L1},
    KindTitle{"woocommerce"_L1, "WooCommerce"_L1}, KindTitle{"ebay"_L1, "eBay"_L1},
    KindTitle{"walmart"_L1, "Walmart"_L1},         KindTitle{"etsy"_L1, "Etsy"_L1},
    KindTitle{"flipkart"_L1, "Flipkart"_L1},       KindTitle{"whatsapp"_L1, "WhatsApp"_L1},
};

QString millisecondsText(double ms)
{
    const QLocale locale;
    return ms < 10 ? locale.toString(ms, 'f', 1) : locale.toString(qRound64(ms));
}

} // namespace

QString kindTitle(const QString &kind)
{
    for (const KindTitle &known : kindTitles)
        if (known.kind == kind)
            return known.title;
    return kind;
}

QString laneWord(ChannelHealth::State state)
{
    switch (state) {
    case ChannelHealth::State::Idle:
        return ChannelWords::tr("In step", "the channel shows all that it should");
    case ChannelHealth::State::Sending:
        return ChannelWords::tr("Sending");
    case ChannelHealth::State::Waiting:
        return ChannelWords::tr("Waiting");
    case ChannelHealth::State::RateLimited:
        return ChannelWords::tr("Limited", "the channel allows no more calls at the moment");
    case ChannelHealth::State::Down:
        return ChannelWords::tr("No answer");
    case ChannelHealth::State::Unauthorized:
        return ChannelWords::tr("Not signed in");
    case ChannelHealth::State::Paused:
        return ChannelWords::tr("Paused");
    }
    Q_UNREACHABLE();
}

QString laneText(const ChannelHealth &health, Time now)
{
    const QString word = laneWord(health.state);
    if (health.retryAt <= now)
        return word;
    const QString at = QLocale().toString(toDateTime(health.retryAt).toLocalTime(), u"HH:mm:ss"_s);
    return ChannelWords::tr("%1, on at %2", "state of a channel, time of the next try").arg(word, at);
}

QString lagText(const ChannelHealth &health)
{
    if (health.told == 0)
        return ChannelWords::tr("nothing told yet");
    return ChannelWords::tr("%1 / %2 ms").arg(millisecondsText(health.lagP50Ms), millisecondsText(health.lagP99Ms));
}

QString callsText(double callsPerSecond)
{
    const QLocale locale;
    if (callsPerSecond >= 1 || callsPerSecond <= 0)
        return ChannelWords::tr("%1 a second", "calls").arg(locale.toString(callsPerSecond, 'g', 3));
    if (callsPerSecond * 60 >= 1)
        return ChannelWords::tr("%1 a minute", "calls").arg(locale.toString(callsPerSecond * 60, 'g', 3));
    return ChannelWords::tr("%1 an hour", "calls").arg(locale.toString(callsPerSecond * 3600, 'g', 3));
}

QString ageText(Time at, Time now)
{
    if (at == Time{})
        return ChannelWords::tr("never");
    const qint64 seconds = std::max<qint64>(0, (now - at).count() / 1'000);
    const QLocale locale;
    if (seconds < 1)
        return ChannelWords::tr("now");
    if (seconds < 60)
        return ChannelWords::tr("%1 s ago").arg(locale.toString(seconds));
    if (seconds < 3'600)
        return ChannelWords::tr("%1 min ago").arg(locale.toString(seconds / 60));
    if (seconds < 86'400)
        return ChannelWords::tr("%1 h ago").arg(locale.toString(seconds / 3'600));
    return ChannelWords::tr("%1 d ago").arg(locale.toString(seconds / 86'400));
}

} // namespace crossdock::ui
