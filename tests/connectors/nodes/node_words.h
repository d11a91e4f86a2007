#pragma once

#include "core/inventory/fulfilment/node_port.h"
#include "tests/connectors/fake_exchange.h"

#include <QTest>

/// What nodes answer, as lines that a table can hold.
namespace crossdock::nodes {

inline QString wordsOf(const QList<fulfilment::NodeUnits> &units)
{
    QStringList all;
    for (const fulfilment::NodeUnits &one : units)
        all.append(QStringLiteral("%1%2x%3").arg(one.line.isEmpty() ? QString() : one.line + u'=').arg(one.quantity).arg(one.sku));
    return all.join(u' ');
}

inline QString wordsOf(const std::optional<Time> &time)
{
    return time ? toText(*time).first(16) : QStringLiteral("-");
}

/// "Standard: 4.25 USD (carrier 4.25); 1=1xMUG by 2026-03-02T10:00"
inline QString wordsOf(const fulfilment::NodeOffer &offer)
{
    QStringList charges, parts;
    for (const fulfilment::NodeOffer::Charge &charge : offer.charges)
        charges.append(charge.kind + u' ' + toDecimal(charge.amount));
    parts.append(offer.total ? QStringLiteral("%1 %2 (%3)").arg(toDecimal(*offer.total), offer.total->currency, charges.join(u", ")) : QStringLiteral("no price"));
    for (const fulfilment::NodeOffer::Parcel &parcel : offer.parcels)
        parts.append(QStringLiteral("%1 %2 to %3").arg(wordsOf(parcel.units), wordsOf(parcel.sentFrom), wordsOf(parcel.arrivesBy)));
    for (const fulfilment::NodeOffer::Missing &missing : offer.missing)
        parts.append(QStringLiteral("without %1: %2").arg(wordsOf({missing.units}), missing.reasons.join(u", ")));
    if (!offer.reasons.isEmpty())
        parts.append(QStringLiteral("not: ") + offer.reasons.join(u", "));
    return QStringLiteral("%1%2%3: %4").arg(offer.service, offer.place.isEmpty() ? QString() : u'@' + offer.place, offer.canBeSent ? QString() : QStringLiteral(" impossible"), parts.join(QStringLiteral("; ")));
}

/// "12 sent (SHIPPED) by UPS 1Z1: 1=2xMUG"
inline QString wordsOf(const fulfilment::NodeParcel &parcel)
{
    QString line = QStringLiteral("%1 %2 (%3)").arg(parcel.id, nameOf(parcel.state), parcel.words);
    if (!parcel.carrier.isEmpty() || !parcel.tracking.isEmpty())
        line += QStringLiteral(" by %1 %2").arg(parcel.carrier, parcel.tracking);
    if (parcel.billed)
        line += QStringLiteral(" for %1 %2").arg(toDecimal(*parcel.billed), parcel.billed->currency);
    return line + QStringLiteral(": ") + wordsOf(parcel.units);
}

/// That a node cancelled an order which nobody called back: nothing of it comes from there, and it has its own word for that.
inline void checkCancelledThere(const fulfilment::NodeStatus &status, const QString &word)
{
    QCOMPARE(status.state, fulfilment::NodeStatus::State::Cancelled);
    QVERIFY(status.isFinal());
    QCOMPARE(status.unitsGone(), 0);
    QCOMPARE(status.ref.key, QStringLiteral("shop-1-a"));
    QVERIFY2(status.words.startsWith(word), qPrintable(status.words));
}

/// First the order, then its parcels.
inline QStringList wordsOf(const fulfilment::NodeStatus &status)
{
    QStringList lines;
    for (const fulfilment::NodeStatus::Line &line : status.lines) {
        QString words = wordsOf({line.ordered});
        if (line.cancelled > 0)
            words += QStringLiteral(" less %1 cancelled").arg(line.cancelled);
        if (line.lost > 0)
            words += QStringLiteral(" less %1 lost").arg(line.lost);
        lines.append(words);
    }
    QStringList all{QStringLiteral("%1/%2 %3 (%4): %5").arg(status.ref.key, status.ref.id, nameOf(status.state), status.words, lines.join(QStringLiteral(", ")))};
    for (const fulfilment::NodeParcel &parcel : status.parcels)
        all.append(wordsOf(parcel));
    return all;
}

/// "MUG@Cicero: 20; 3 on the way"
inline QString wordsOf(const fulfilment::StockLevel &level)
{
    QStringList parts{QStringLiteral("%1%2: %3").arg(level.sku, level.place.isEmpty() ? QString() : u'@' + level.place).arg(level.sellable)};
    for (const fulfilment::StockLevel::Share &share : level.others)
        parts.append(QStringLiteral("%1 %2").arg(share.quantity).arg(share.name));
    return parts.join(QStringLiteral("; "));
}

/// What a call brought, as a line.
template <class T>
QString failureOr(const channels::Answer<T> &answer, const QString &otherwise = QStringLiteral("fine"))
{
    if (answer)
        return otherwise;
    static const QStringList kinds{QStringLiteral("unreachable"), QStringLiteral("limited"), QStringLiteral("unauthorized"), QStringLiteral("rejected")};
    return kinds.at(static_cast<int>(answer.error().kind)) + (answer.error().mayHaveHappened ? QStringLiteral(" perhaps") : QString()) + QStringLiteral(": ") + answer.error().words;
}

/// Two red mugs and a lamp for Troy, sold on Walmart.
inline fulfilment::NodeOrder someOrder()
{
    fulfilment::NodeOrder order;
    order.key = QStringLiteral("shop-1-a");
    order.number = QStringLiteral("1001");
    order.channel = QStringLiteral("walmart");
    order.placedAt = *parseTime(u"2026-03-01T10:00:00Z");
    order.to = {QStringLiteral("Jo Doe"), QStringLiteral("jo@example.com"), QStringLiteral("555-1"), QStringLiteral("1 Long Street"), QStringLiteral("Troy"), QStringLiteral("MI"), QStringLiteral("48084"), QStringLiteral("US")};
    order.lines = {{QStringLiteral("1"), *Sku::parse(u"MUG-RED"), 2, QStringLiteral("Red mug"), Money{1299, QStringLiteral("USD")}}, {QStringLiteral("2"), *Sku::parse(u"LAMP"), 1, QStringLiteral("Lamp"), {}}};
    return order;
}

} // namespace crossdock::nodes
