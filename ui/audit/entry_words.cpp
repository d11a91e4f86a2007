#include "ui/audit/entry_words.h"

#include "ui/audit/entry_facts.h"
#include "ui/audit/entry_values.h"
#include "ui/words.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

struct EntryWords {
    Q_DECLARE_TR_FUNCTIONS(EntryWords)
};

QString accountWord(QStringView account)
{
    if (account == u"outside")
        return EntryWords::tr("Outside", "account of the ledger: suppliers, buyers, losses");
    if (account == u"free")
        return EntryWords::tr("Free", "account of the ledger");
    if (account == u"reserved")
        return EntryWords::tr("Reserved", "account of the ledger");
    if (account == u"picked")
        return EntryWords::tr("Picked", "account of the ledger");
    if (account == u"in_transit")
        return EntryWords::tr("In transit", "account of the ledger");
    if (account == u"quarantine")
        return EntryWords::tr("Quarantine", "account of the ledger");
    return account.toString();
}

/// "free@main" to "Free at main".
QString endText(const QString &end)
{
    const qsizetype at = end.indexOf(u'@');
    if (at < 0)
        return accountWord(end);
    return EntryWords::tr("%1 at %2", "account, place").arg(accountWord(QStringView(end).first(at)), end.mid(at + 1));
}

/// What a movement means to people: "1 reserved at main", "2 moved from main to east".
QString movementText(const QString &from, const QString &to, Quantity quantity)
{
    const auto account = [](const QString &end) { return end.section(u'@', 0, 0); };
    const auto place = [](const QString &end) { return end.section(u'@', 1); };
    const QString units = number(quantity);
    const QString source = account(from), target = account(to);
    const bool isElsewhere = !place(from).isEmpty() && !place(to).isEmpty() && place(from) != place(to);
    if (isElsewhere && target == u"free")
        return EntryWords::tr("%1 moved from %2 to %3", "units, place, place").arg(units, place(from), place(to));
    if (target == u"outside")
        return source == u"reserved" || source == u"picked" ? EntryWords::tr("%1 left %2 for a buyer", "units, place").arg(units, place(from))
                                                            : EntryWords::tr("%1 taken off at %2", "units, place").arg(units, place(from));
    if (target == u"reserved")
        return EntryWords::tr("%1 reserved at %2", "units, place").arg(units, place(to));
    if (target == u"picked")
        return EntryWords::tr("%1 picked at %2", "units, place").arg(units, place(to));
    if (target == u"in_transit")
        return EntryWords::tr("%1 on the way to %2", "units, place").arg(units, place(to));
    if (target == u"quarantine")
        return EntryWords::tr("%1 in quarantine at %2", "units, place").arg(units, place(to));
    if (source == u"in_transit")
        return EntryWords::tr("%1 arrived at %2", "units, place").arg(units, place(to));
    if (source == u"reserved" || source == u"picked" || source == u"quarantine")
        return EntryWords::tr("%1 free again at %2", "units, place").arg(units, place(to));
    if (target == u"free")
        return EntryWords::tr("%1 added at %2", "units, place").arg(units, place(to));
    return EntryWords::tr("%1 from %2 to %3", "units, account, account").arg(units, endText(from), endText(to));
}

QString outcomeWord(const QString &outcome)
{
    const std::pair<QLatin1StringView, QString> words[] = {
        {"applied"_L1, EntryWords::tr("shown", "what a channel made of a quantity")},
        {"accepted"_L1, EntryWords::tr("taken, not yet shown", "what a channel made of a quantity")},
        {"stale"_L1, EntryWords::tr("too old: the channel had another number", "what a channel made of a quantity")},
        {"refused"_L1, EntryWords::tr("refused", "what a channel made of a quantity")},
        {"no answer"_L1, EntryWords::tr("no answer", "what a channel made of a quantity")},
        {"not tried"_L1, EntryWords::tr("not tried", "what a channel made of a quantity")},
    };
    for (const auto &[name, word] : words) {
        if (outcome == name)
            return word;
    }
    return outcome;
}

/// "216 shown", "4 refused: “…”", "price shown": what the channel answered about a number.
QString toldText(const QJsonValue &told)
{
    const QString outcome = outcomeWord(told["outcome"_L1].toString());
    const QString text = told["of"_L1].toString() == "price"_L1 ? EntryWords::tr("price %1", "what the channel made of it").arg(outcome)
                                                               : EntryWords::tr("%1 %2", "quantity, what the channel made of it").arg(number(told["quantity"_L1].toInteger()), outcome);
    const QString words = told["words"_L1].toString();
    return words.isEmpty() ? text : EntryWords::tr("%1: \u201c%2\u201d", "answer, words of the channel").arg(text, words);
}

QString arrow(const QString &before, const QString &after)
{
    return EntryWords::tr("%1 \u2192 %2", "old and new value").arg(before, after);
}

QString withMore(const QString &text, qsizetype more)
{
    return more == 0 ? text : EntryWords::tr("%1 and %2 more").arg(text, number(more));
}

} // namespace

QString exactMomentText(Time at)
{
    return toDateTime(at).toString(u"yyyy-MM-dd HH:mm:ss.zzz 'UTC'"_s);
}

QList<QPair<QString, QString>> entryGroups()
{
    return {
        {u"stock."_s, EntryWords::tr("Stock")},
        {u"quarantine."_s, EntryWords::tr("Quarantine")},
        {u"order."_s, EntryWords::tr("Orders")},
        {u"plan."_s, EntryWords::tr("Plans of orders")},
        {u"parcel."_s, EntryWords::tr("Parcels at places")},
        {u"shipment."_s, EntryWords::tr("Sendings told to channels")},
        {u"cancel."_s, EntryWords::tr("Cancellations told")},
        {u"refund."_s, EntryWords::tr("Refunds")},
        {u"return."_s, EntryWords::tr("Returns")},
        {u"chargeback."_s, EntryWords::tr("Chargebacks")},
        {u"buyer."_s, EntryWords::tr("Buyers forgotten")},
        {u"customer."_s, EntryWords::tr("Buyers' tags")},
        {u"offer"_s, EntryWords::tr("Offers told to channels")},
        {u"listing."_s, EntryWords::tr("Listings")},
        {u"price."_s, EntryWords::tr("Prices")},
        {u"market."_s, EntryWords::tr("Offers of others")},
        {u"selling."_s, EntryWords::tr("Selling stopped or resumed")},
        {u"channel."_s, EntryWords::tr("Channels")},
        {u"account."_s, EntryWords::tr("Accounts at channels")},
        {u"sync."_s, EntryWords::tr("Syncs asked for")},
        {u"sku."_s, EntryWords::tr("Items")},
        {u"kit."_s, EntryWords::tr("Kits")},
        {u"goods."_s, EntryWords::tr("Customs descriptions")},
        {u"purchase."_s, EntryWords::tr("Purchase orders")},
        {u"supplier."_s, EntryWords::tr("Suppliers")},
        {u"node."_s, EntryWords::tr("Places")},
        {u"carrier."_s, EntryWords::tr("Carriers")},
        {u"rates."_s, EntryWords::tr("Carriers' prices")},
        {u"bins."_s, EntryWords::tr("Bins")},
        {u"cartons."_s, EntryWords::tr("Cartons")},
        {u"policy."_s, EntryWords::tr("What counts in plans")},
        {u"label."_s, EntryWords::tr("Labels")},
        {u"printer."_s, EntryWords::tr("Printers")},
        {u"rule."_s, EntryWords::tr("Rules")},
        {u"notice."_s, EntryWords::tr("Messages and tasks")},
        {u"contact."_s, EntryWords::tr("Contacts")},
        {u"mail."_s, EntryWords::tr("Mail server")},
        {u"messages."_s, EntryWords::tr("Messages to phones")},
        {u"assistant."_s, EntryWords::tr("Assistant for rules")},
    };
}

QString aboutText(const Entry &entry)
{
    constexpr qsizetype most = 3; // a batch may be about thousands of listings
    const QJsonObject about = entry.body.value("about"_L1).toObject();
    QStringList names;
    for (const auto kind : {"order"_L1, "purchase"_L1, "sku"_L1, "listing"_L1, "node"_L1, "channel"_L1, "rule"_L1, "carrier"_L1, "supplier"_L1, "contact"_L1})
        for (const QJsonValue &name : about.value(kind).toArray())
            names.append(kind == "rule"_L1 ? EntryWords::tr("rule %1").arg(name.toString()) : name.toString());
    if (names.size() <= most)
        return names.join(u", "_s);
    return EntryWords::tr("%1 and %2 more").arg(names.first(most).join(u", "_s), number(names.size() - most));
}

QList<MovementText> movementsOf(const Entry &entry)
{
    QList<MovementText> movements;
    for (const QJsonValue &movement : entry.body.value("movements"_L1).toArray())
        movements.append({.sku = movement["sku"_L1].toString(), .from = endText(movement["from"_L1].toString()),
                          .to = endText(movement["to"_L1].toString()), .quantity = movement["quantity"_L1].toInteger(),
                          .words = movementText(movement["from"_L1].toString(), movement["to"_L1].toString(),
                                                movement["quantity"_L1].toInteger())});
    return movements;
}

QList<ChangeText> changesOf(const Entry &entry)
{
    QList<ChangeText> changes;
    for (const QJsonValue &change : entry.body.value("changes"_L1).toArray())
        changes += changedValues(change["what"_L1].toString(), change["old"_L1], change["new"_L1]);
    for (const QJsonValue &offer : entry.body.value("offers"_L1).toArray())
        changes.append({EntryWords::tr("%1 wanted on %2", "SKU, channel")
                            .arg(offer["sku"_L1].toString(), offer["channel"_L1].toString()),
                        valueText({}, offer["old"_L1]), valueText({}, offer["new"_L1])});
    for (const QJsonValue &told : entry.body.value("told"_L1).toArray())
        changes.append({told["sku"_L1].toString(), QString(), toldText(told)});
    return changes.isEmpty() && entry.body.value("movements"_L1).toArray().isEmpty() ? factsOf(entry) : changes;
}

QString changeText(const Entry &entry)
{
    const bool hasValues = !entry.body.value("changes"_L1).toArray().isEmpty();
    if (const QList<MovementText> movements = movementsOf(entry); !movements.isEmpty() && !hasValues) {
        return withMore(movements.first().words, movements.size() - 1);
    }
    const QList<ChangeText> changes = changesOf(entry);
    if (changes.isEmpty())
        return {};
    const ChangeText &first = changes.first();
    if (first.before.isEmpty()) // an answer: there was nothing before it
        return withMore(first.after, changes.size() - 1);
    return withMore(EntryWords::tr("%1 %2", "what, old and new value").arg(first.what, arrow(first.before, first.after)),
                    changes.size() - 1);
}

} // namespace crossdock::ui
