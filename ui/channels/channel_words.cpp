#include "ui/channels/channel_words.h"

#include "ui/words.h"

#include <QCoreApplication>
#include <QLocale>

namespace crossdock::ui {
namespace {

struct ChannelWords {
    Q_DECLARE_TR_FUNCTIONS(ChannelWords)
};

/// Amazon's words of an account (ACCOUNT_STATUS_CHANGED); one that is new stands as it is told.
QString standingText(const QString &status)
{
    if (status == u"NORMAL")
        return ChannelWords::tr("in good standing", "a seller's account");
    if (status == u"AT_RISK")
        return ChannelWords::tr("at risk of being deactivated", "a seller's account");
    if (status == u"DEACTIVATED")
        return ChannelWords::tr("deactivated: it sells nothing", "a seller's account");
    return QString(status).replace(u'_', u' ').toLower();
}

} // namespace

ChannelHealth::State stateOf(const ChannelRow &channel, const ChannelHealth &health)
{
    return channel.details.state == ChannelDetails::State::Paused ? ChannelHealth::State::Paused : health.state;
}

QString retryText(const ChannelHealth &health, Time now)
{
    if (health.retryAt <= now)
        return {};
    return ChannelWords::tr("Goes on in %1").arg(duration(static_cast<double>((health.retryAt - now).count())));
}

QString accountText(const channels::AccountHealth &account)
{
    QStringList parts;
    if (!account.status.isEmpty())
        parts.append(standingText(account.status));
    const auto add = [&](const QString &words, const std::optional<qint64> &rate) {
        if (rate)
            parts.append(words.arg(QLocale().toString(channels::percentOf(*rate), 'f', 2)));
    };
    add(ChannelWords::tr("order defects %1 %"), account.orderDefects);
    add(ChannelWords::tr("late shipments %1 %"), account.lateShipments);
    add(ChannelWords::tr("cancellations %1 %"), account.cancellations);
    return parts.join(QStringLiteral(", "));
}

QString speakerText(const ChannelHealth &health)
{
    if (health.state != ChannelHealth::State::Elsewhere)
        return {};
    if (health.speaker.isEmpty())
        return ChannelWords::tr("No desk tells this channel at the moment; this one takes over within seconds");
    return ChannelWords::tr("%1 tells this channel; this desk takes over when it ends", "name of a desk").arg(health.speaker);
}

QString lagText(const ChannelHealth &health)
{
    if (health.told == 0 || health.lagP99Ms <= 0) // the opening stock is not measured
        return ChannelWords::tr("none yet", "lag of a channel");
    return ChannelWords::tr("%1 / %2", "lag p50, lag p99").arg(duration(health.lagP50Ms), duration(health.lagP99Ms));
}

QString callsText(double callsPerSecond)
{
    const QLocale locale;
    if (callsPerSecond >= 1 || callsPerSecond <= 0)
        return ChannelWords::tr("%1/s", "calls").arg(callsPerSecond >= 100 ? locale.toString(qRound64(callsPerSecond)) : locale.toString(callsPerSecond, 'g', 3));
    if (callsPerSecond * 60 >= 1)
        return ChannelWords::tr("%1/min", "calls").arg(locale.toString(callsPerSecond * 60, 'g', 3));
    return ChannelWords::tr("%1/h", "calls").arg(locale.toString(callsPerSecond * 3600, 'g', 3));
}

} // namespace crossdock::ui
