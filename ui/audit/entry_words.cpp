#include "ui/audit/entry_words.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QLocale>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

struct EntryWords {
    Q_DECLARE_TR_FUNCTIONS(EntryWords)
};

struct Phrase {
    QLatin1StringView what;
    const char *words;
};

constexpr std::array phrases{
    Phrase{"stock.receive"_L1, QT_TRANSLATE_NOOP("EntryWords", "Stock received")},
    Phrase{"stock.adjust"_L1, QT_TRANSLATE_NOOP("EntryWords", "Stock adjusted")},
    Phrase{"stock.count"_L1, QT_TRANSLATE_NOOP("EntryWords", "Stock counted")},
    Phrase{"stock.transfer"_L1, QT_TRANSLATE_NOOP("EntryWords", "Stock transferred")},
    Phrase{"stock.arrive"_L1, QT_TRANSLATE_NOOP("EntryWords", "Transfer arrived")},
    Phrase{"stock.undo"_L1, QT_TRANSLATE_NOOP("EntryWords", "Change undone")},
    Phrase{"quarantine.clear"_L1, QT_TRANSLATE_NOOP("EntryWords", "Quarantine cleared")},
    Phrase{"order.record"_L1, QT_TRANSLATE_NOOP("EntryWords", "Order recorded")},
    Phrase{"order.change"_L1, QT_TRANSLATE_NOOP("EntryWords", "Order changed")},
    Phrase{"order.cancel"_L1, QT_TRANSLATE_NOOP("EntryWords", "Order cancelled")},
    Phrase{"order.hold"_L1, QT_TRANSLATE_NOOP("EntryWords", "Order held")},
    Phrase{"order.release"_L1, QT_TRANSLATE_NOOP("EntryWords", "Order released")},
    Phrase{"order.pick"_L1, QT_TRANSLATE_NOOP("EntryWords", "Order picked")},
    Phrase{"order.ship"_L1, QT_TRANSLATE_NOOP("EntryWords", "Order shipped")},
    Phrase{"order.return"_L1, QT_TRANSLATE_NOOP("EntryWords", "Return received")},
    Phrase{"buyer.forget"_L1, QT_TRANSLATE_NOOP("EntryWords", "Buyer forgotten")},
    Phrase{"offers.told"_L1, QT_TRANSLATE_NOOP("EntryWords", "Channel told")},
    Phrase{"quantity.seen"_L1, QT_TRANSLATE_NOOP("EntryWords", "Quantity seen on the channel")},
    Phrase{"cursor.advance"_L1, QT_TRANSLATE_NOOP("EntryWords", "Orders read")},
    Phrase{"listing.map"_L1, QT_TRANSLATE_NOOP("EntryWords", "Listing mapped")},
    Phrase{"listing.unmap"_L1, QT_TRANSLATE_NOOP("EntryWords", "Listing unmapped")},
    Phrase{"listing.retry"_L1, QT_TRANSLATE_NOOP("EntryWords", "Listing tried again")},
    Phrase{"price.set"_L1, QT_TRANSLATE_NOOP("EntryWords", "Price set")},
    Phrase{"selling.stop"_L1, QT_TRANSLATE_NOOP("EntryWords", "Selling stopped")},
    Phrase{"selling.resume"_L1, QT_TRANSLATE_NOOP("EntryWords", "Selling resumed")},
    Phrase{"channel.add"_L1, QT_TRANSLATE_NOOP("EntryWords", "Channel added")},
    Phrase{"channel.change"_L1, QT_TRANSLATE_NOOP("EntryWords", "Channel changed")},
    Phrase{"sku.define"_L1, QT_TRANSLATE_NOOP("EntryWords", "Item defined")},
    Phrase{"kit.define"_L1, QT_TRANSLATE_NOOP("EntryWords", "Kit defined")},
    Phrase{"node.define"_L1, QT_TRANSLATE_NOOP("EntryWords", "Place defined")},
};

} // namespace

QString momentText(Time at)
{
    return QLocale().toString(toDateTime(at).toLocalTime(), u"d MMM HH:mm:ss"_s);
}

QString exactMomentText(Time at)
{
    return toDateTime(at).toString(u"yyyy-MM-dd HH:mm:ss.zzz 'UTC'"_s);
}

QString actorText(const Actor &actor)
{
    switch (actor.kind) {
    case Actor::Kind::Person:
        return actor.name.isEmpty() ? EntryWords::tr("A person") : actor.name;
    case Actor::Kind::Channel:
        return actor.name;
    case Actor::Kind::Rule:
        return EntryWords::tr("Rule: %1").arg(actor.name);
    case Actor::Kind::Agent:
        return EntryWords::tr("Agent: %1").arg(actor.name);
    case Actor::Kind::System:
        return actor.name.isEmpty() ? EntryWords::tr("Crossdock") : actor.name;
    }
    Q_UNREACHABLE();
}

QString entryPhrase(const QString &what)
{
    for (const Phrase &phrase : phrases)
        if (phrase.what == what)
            return EntryWords::tr(phrase.words);
    return what;
}

QList<QPair<QString, QString>> entryGroups()
{
    return {{u"stock."_s, EntryWords::tr("Stock")},       {u"order."_s, EntryWords::tr("Orders")},
            {u"offers."_s, EntryWords::tr("Told to channels")}, {u"listing."_s, EntryWords::tr("Listings")},
            {u"price."_s, EntryWords::tr("Prices")},      {u"selling."_s, EntryWords::tr("Selling")},
            {u"channel."_s, EntryWords::tr("Channels")}};
}

QString aboutText(const Entry &entry)
{
    const auto part = [&](QLatin1StringView key) { return entry.body.value(key).toString(); };
    QStringList names;
    for (const auto key : {"order"_L1, "sku"_L1, "kit"_L1, "listing"_L1, "channel"_L1, "name"_L1})
        if (const QString name = part(key); !name.isEmpty())
            names.append(name);
    const QString node = part("node"_L1);
    if (node.isEmpty())
        return names.join(u", "_s);
    return names.isEmpty() ? node : EntryWords::tr("%1 at %2", "SKU, place").arg(names.join(u", "_s), node);
}

QString changeText(const Entry &entry)
{
    const QJsonValue before = entry.body.value("before"_L1), after = entry.body.value("after"_L1);
    if (!before.isDouble() || !after.isDouble())
        return {};
    const QLocale locale;
    return EntryWords::tr("%1 \u2192 %2", "old and new value").arg(locale.toString(before.toInteger()), locale.toString(after.toInteger()));
}

} // namespace crossdock::ui
