#pragma once

#include "core/inventory/query.h"

/// What the screen calls things. Every word a person reads of an enum, an entry or an age comes from here.
namespace crossdock::ui {

enum class Tone { Neutral, Good, Busy, Warning, Bad }; ///< which colours a badge has

struct Badge {
    QString text;
    Tone tone = Tone::Neutral;
};

Badge badge(OfferState::State state);
Badge badge(OrderRow::State state);
Badge badge(ChannelHealth::State state);
Badge stockBadge(const StockRow &row); ///< In stock, Low, Out of stock, Stopped

QString word(Actor::Kind kind);
QString actorText(const Actor &actor); ///< "dana", "rule Low stock", "shopify-us (channel)"
QString entryText(const QString &what); ///< "stock.receive" to "Stock received"; unknown names get readable
QStringList namedEntries(); ///< those that entryText() has words for
QString kindText(const QString &kind); ///< "woocommerce" to "WooCommerce"

/// "just now", "3 s ago", "2 min ago", "5 h ago", "12 days ago"; "never" for the epoch.
QString age(Time at, Time now);
QString shortAge(Time at, Time now); ///< "12s", "5m", "3h", "9d": for a narrow place
QString duration(double ms); ///< "3.4 ms", "165 ms", "4.4 s", "12 min", "3 h": two or three digits tell enough
QString dateTimeFormat(); ///< the format of dateTime(), for an editor
QString dateTime(Time at); ///< in the person's locale and zone, with seconds
QString shortMoment(Time at); ///< "25 Nov 03:47": of things that live for days, not years
QString shortMomentWithSeconds(Time at);
QString number(Quantity value); ///< grouped by the locale
QString signedNumber(Quantity value); ///< with + or a true minus
QString money(const Money &money);

/// "cold / A-2, then R-7": what is picked from first, and where to go on; empty: nobody said.
QString binsText(const QList<stock::Bin> &bins);

/// A listing's state in one sentence: "Shows 12, wanted 10 since 3 s; waiting to be sent".
QString offerSentence(const OfferState &offer, Time now);
/// What its channel tells of the offers of others, and whether it keeps the listing from buyers; empty: it tells nothing.
QString marketText(const channels::Market &market);

} // namespace crossdock::ui
