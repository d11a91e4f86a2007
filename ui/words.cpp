#include "ui/words.h"

#include <QCoreApplication>
#include <QLocale>

namespace crossdock::ui {
namespace {

using namespace Qt::Literals::StringLiterals;

/// The strings' context for translators.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(Words)
};

} // namespace

Badge badge(OfferState::State state)
{
    using State = OfferState::State;
    switch (state) {
    case State::Waiting:
        return {Words::tr("Waiting", "an offer that is not yet sent"), Tone::Warning};
    case State::Sent:
        return {Words::tr("Sent", "an offer on the wire"), Tone::Busy};
    case State::Accepted:
        return {Words::tr("Accepted", "an offer that the channel applies later"), Tone::Busy};
    case State::Acknowledged:
        return {Words::tr("Shown", "an offer that the channel confirmed"), Tone::Good};
    case State::Refused:
        return {Words::tr("Refused", "an offer that the channel does not take"), Tone::Bad};
    case State::Held:
        return {Words::tr("Held", "an offer of a paused channel"), Tone::Neutral};
    }
    Q_UNREACHABLE();
}

Badge badge(OrderRow::State state)
{
    using State = OrderRow::State;
    switch (state) {
    case State::AwaitingPayment:
        return {Words::tr("Awaiting payment"), Tone::Neutral};
    case State::Open:
        return {Words::tr("Open", "an order"), Tone::Busy};
    case State::OnHold:
        return {Words::tr("On hold"), Tone::Warning};
    case State::Picked:
        return {Words::tr("Picked"), Tone::Busy};
    case State::Shipped:
        return {Words::tr("Shipped"), Tone::Good};
    case State::Cancelled:
        return {Words::tr("Cancelled", "an order"), Tone::Neutral};
    }
    Q_UNREACHABLE();
}

Badge badge(ChannelHealth::State state)
{
    using State = ChannelHealth::State;
    switch (state) {
    case State::Idle:
        return {Words::tr("Up to date"), Tone::Good};
    case State::Sending:
        return {Words::tr("Sending"), Tone::Busy};
    case State::Waiting:
        return {Words::tr("Waiting", "a channel before its next call"), Tone::Busy};
    case State::RateLimited:
        return {Words::tr("Slowed down"), Tone::Warning};
    case State::Down:
        return {Words::tr("Not answering"), Tone::Bad};
    case State::Unauthorized:
        return {Words::tr("Keys not accepted"), Tone::Bad};
    case State::Paused:
        return {Words::tr("Paused"), Tone::Neutral};
    case State::Elsewhere:
        return {Words::tr("Told by another desk", "a channel"), Tone::Neutral};
    }
    Q_UNREACHABLE();
}

Badge stockBadge(const StockRow &row)
{
    if (row.isStopped)
        return {Words::tr("Stopped"), Tone::Neutral};
    if (row.available <= 0)
        return {Words::tr("Out of stock"), Tone::Bad};
    if (row.available <= row.reorderPoint)
        return {Words::tr("Low"), Tone::Warning};
    return {Words::tr("In stock"), Tone::Good};
}

QString word(Actor::Kind kind)
{
    switch (kind) {
    case Actor::Kind::Person:
        return Words::tr("person");
    case Actor::Kind::Channel:
        return Words::tr("channel");
    case Actor::Kind::Rule:
        return Words::tr("rule");
    case Actor::Kind::Agent:
        return Words::tr("agent");
    case Actor::Kind::System:
        return Words::tr("Crossdock", "the program as an actor");
    }
    Q_UNREACHABLE();
}

QString actorText(const Actor &actor)
{
    if (actor.name.isEmpty())
        return word(actor.kind);
    if (actor.kind == Actor::Kind::Person)
        return actor.name;
    return Words::tr("%1 (%2)", "name of an actor, kind of actor").arg(actor.name, word(actor.kind));
}

QString kindText(const QString &kind)
{
    constexpr std::pair<QLatin1StringView, QLatin1StringView> brands[] = {
        {"shopify"_L1, "Shopify"_L1}, {"amazon"_L1, "Amazon"_L1}, {"woocommerce"_L1, "WooCommerce"_L1},
        {"ebay"_L1, "eBay"_L1},       {"etsy"_L1, "Etsy"_L1},     {"walmart"_L1, "Walmart"_L1},
        {"flipkart"_L1, "Flipkart"_L1}, {"whatsapp"_L1, "WhatsApp"_L1},
    };
    for (const auto &[key, brand] : brands) {
        if (key == kind)
            return brand;
    }
    return kind;
}

QString age(Time at, Time now)
{
    if (at == Time{})
        return Words::tr("never");
    const qint64 seconds = (now - at).count() / 1'000;
    if (seconds < 1)
        return Words::tr("just now");
    if (seconds < 60)
        return Words::tr("%1 s ago").arg(seconds);
    if (seconds < 3'600)
        return Words::tr("%1 min ago").arg(seconds / 60);
    if (seconds < 2 * 86'400)
        return Words::tr("%1 h ago").arg(seconds / 3'600);
    return Words::tr("%Ln day(s) ago", nullptr, static_cast<int>(seconds / 86'400));
}

QString dateTimeFormat()
{
    return QLocale().dateFormat(QLocale::ShortFormat) + u" HH:mm:ss"_s;
}

QString dateTime(Time at)
{
    if (at == Time{})
        return Words::tr("never");
    const QDateTime local = toDateTime(at).toLocalTime();
    return QLocale().toString(local.date(), QLocale::ShortFormat) + u' ' + local.toString(u"HH:mm:ss"_s);
}

QString shortMoment(Time at)
{
    return QLocale().toString(toDateTime(at).toLocalTime(), u"d MMM HH:mm"_s);
}

QString shortMomentWithSeconds(Time at)
{
    return QLocale().toString(toDateTime(at).toLocalTime(), u"d MMM HH:mm:ss"_s);
}

QString number(Quantity value)
{
    QString text = QLocale().toString(std::abs(value));
    return value < 0 ? QChar(0x2212) + text : text;
}

QString signedNumber(Quantity value)
{
    return value > 0 ? u'+' + number(value) : number(value);
}

QString money(const Money &money)
{
    const int digits = minorDigits(money.currency);
    qint64 whole = 1;
    for (int i = 0; i < digits; ++i)
        whole *= 10;
    QString text = QLocale().toString(std::abs(money.amount) / whole);
    if (digits > 0)
        text += QLocale().decimalPoint() + QString::number(std::abs(money.amount) % whole).rightJustified(digits, u'0');
    if (money.amount < 0)
        text.prepend(QChar(0x2212));
    return text + QChar(QChar::Nbsp) + money.currency;
}

QString shortAge(Time at, Time now)
{
    const qint64 s = std::max<qint64>(0, (now - at).count() / 1'000);
    if (s < 60)
        return Words::tr("%1s", "seconds, in a narrow place").arg(s);
    if (s < 60 * 60)
        return Words::tr("%1m", "minutes, in a narrow place").arg(s / 60);
    if (s < 48 * 60 * 60)
        return Words::tr("%1h", "hours, in a narrow place").arg(s / (60 * 60));
    return Words::tr("%1d", "days, in a narrow place").arg(s / (24 * 60 * 60));
}

QString duration(double ms)
{
    const QLocale locale;
    if (ms < 9.95)
        return Words::tr("%1 ms").arg(locale.toString(ms, 'f', 1));
    if (ms < 999.5)
        return Words::tr("%1 ms").arg(locale.toString(qRound64(ms)));
    if (ms < 99'950)
        return Words::tr("%1 s").arg(locale.toString(ms / 1'000, 'f', 1));
    if (ms < 5'970'000)
        return Words::tr("%1 min").arg(locale.toString(qRound64(ms / 60'000)));
    return Words::tr("%1 h").arg(locale.toString(qRound64(ms / 3'600'000)));
}

QString marketText(const channels::Market &market)
{
    using channels::Featured;
    QStringList sentences;
    if (market.isSuppressed)
        sentences.append(Words::tr("The channel keeps it from buyers: “%1”").arg(market.words));
    if (market.competitor)
        sentences.append(Words::tr("The cheapest of the others: %1.").arg(money(*market.competitor)));
    else if (market.featured != Featured::Unknown)
        sentences.append(Words::tr("Nobody else offers it."));
    if (market.featured == Featured::Ours)
        sentences.append(Words::tr("The Featured Offer is ours."));
    else if (market.featured == Featured::Other)
        sentences.append(Words::tr("Another seller has the Featured Offer."));
    else if (market.featured == Featured::Nobody)
        sentences.append(Words::tr("Nobody has the Featured Offer."));
    return sentences.join(u' ');
}

QString binsText(const QList<stock::Bin> &bins)
{
    QString text;
    for (const stock::Bin &bin : bins)
        text = text.isEmpty() ? bin.text() : Words::tr("%1, then %2", "a bin that is picked from, and the next").arg(text, bin.text());
    return text;
}

QString offerSentence(const OfferState &offer, Time now)
{
    const QString wanted = number(offer.wanted);
    const QString shown = offer.believed ? number(*offer.believed) : Words::tr("an unknown number");
    using State = OfferState::State;
    switch (offer.state) {
    case State::Waiting:
        return Words::tr("Shows %1, should show %2: changed %3, waiting to be sent.").arg(shown, wanted, age(offer.wantedAt, now));
    case State::Sent:
        return Words::tr("Shows %1, %2 is on the wire, changed %3.").arg(shown, wanted, age(offer.wantedAt, now));
    case State::Accepted:
        return Words::tr("%1 taken %2; the channel applies it by itself.").arg(wanted, age(offer.answeredAt, now));
    case State::Acknowledged:
        return Words::tr("Shows %1, confirmed %2.").arg(shown, age(offer.answeredAt, now));
    case State::Refused:
        return offer.words.isEmpty()
            ? Words::tr("Set aside %1: the channel refused %2.").arg(age(offer.answeredAt, now), wanted)
            : Words::tr("Set aside %1. The channel says: “%2”").arg(age(offer.answeredAt, now), offer.words);
    case State::Held:
        return Words::tr("Shows %1, should show %2: held until the channel runs again.").arg(shown, wanted);
    }
    Q_UNREACHABLE();
}

} // namespace crossdock::ui
