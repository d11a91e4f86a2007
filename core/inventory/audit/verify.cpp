#include "core/inventory/audit/verify.h"

#include "core/inventory/audit/sealed_file.h"
#include "core/inventory/audit/trail.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::audit {
namespace {

struct Stored {
    qint64 number = 0, at = 0, cause = 0;
    QString actorKind, actor, what;
    QByteArray text, hash;
};

/// What is wrong with this entry after one with that hash; empty: nothing.
QString faultOf(const Stored &stored, qint64 expected, const QByteArray &previous)
{
    if (stored.number != expected)
        return u"entry %1 is missing: %2 follows"_s.arg(expected).arg(stored.number);
    if (hashOf(stored.text) != stored.hash)
        return u"entry %1 was changed after it was written: its text does not match its hash"_s.arg(stored.number);
    const QJsonObject raw = QJsonDocument::fromJson(stored.text).object();
    if (raw[u"prev"_s].toString().toLatin1() != previous)
        return u"entry %1 does not follow the entry before it: one of them was replaced"_s.arg(stored.number);
    const auto entry = parseEntry(stored.text, stored.hash);
    if (!entry || entry->number != stored.number || toMs(entry->at) != stored.at || entry->cause != stored.cause
        || nameOf(entry->actor.kind) != stored.actorKind || entry->actor.name != stored.actor || entry->what != stored.what)
        return u"entry %1: the columns beside its text were changed"_s.arg(stored.number);
    return {};
}

QStringList movementsIn(const QJsonObject &text)
{
    QStringList told;
    const QJsonArray movements = text[u"movements"_s].toArray();
    for (const QJsonValue &value : movements) {
        const QJsonObject m = value.toObject();
        told << m[u"sku"_s].toString() + u' ' + m[u"from"_s].toString() + u' ' + m[u"to"_s].toString() + u' ' + QString::number(m[u"quantity"_s].toInteger());
    }
    return told;
}

QList<QPair<QString, QString>> subjectsIn(const QJsonObject &text)
{
    QList<QPair<QString, QString>> told;
    const QJsonObject about = text[u"about"_s].toObject();
    for (auto kind = about.begin(); kind != about.end(); ++kind) {
        const QJsonArray names = kind.value().toArray();
        for (const QJsonValue &name : names)
            told.append({kind.key(), name.toString()});
    }
    return told;
}

/// Of a sentence that begins with "entry N:".
qint64 numberIn(const QString &fault)
{
    return fault.section(u' ', 1, 1).chopped(1).toLongLong();
}

QString foundByFault(qint64 number)
{
    return u"entry %1: the names it is found by were changed"_s.arg(number);
}

Result<bool> isFoundBy(store::Database &database, qint64 number, const QPair<QString, QString> &subject)
{
    return database.first(u"SELECT 1 FROM trail_about WHERE kind = ? AND name = ? AND number = ?"_s, {subject.first, subject.second, number},
                          [](const store::Row &) { return true; })
        .map([](const std::optional<bool> &found) { return found.has_value(); });
}

/// Names that point at an entry which does not mention them. Reads them all only if there are more than the texts told.
Result<QString> strayNameFault(store::Database &database, qint64 told)
{
    const auto stored = database.first(u"SELECT COUNT(*) FROM trail_about"_s, {}, [](const store::Row &row) { return row.number(0); });
    if (!stored)
        return tl::make_unexpected(stored.error());
    QString fault;
    if (stored->value_or(0) == told)
        return fault;
    CROSSDOCK_TRY(database.each(u"SELECT a.number, a.kind, a.name, t.text FROM trail_about a LEFT JOIN trail t ON t.number = a.number ORDER BY a.number"_s, {},
                                [&](const store::Row &row) {
                                    const QJsonObject text = QJsonDocument::fromJson(row.text(3).toUtf8()).object();
                                    if (fault.isEmpty() && row.isNull(3))
                                        fault = u"entry %1: it is gone from the trail, and the names it is found by are still there"_s.arg(row.number(0));
                                    if (fault.isEmpty() && !subjectsIn(text).contains(QPair(row.text(1), row.text(2))))
                                        fault = foundByFault(row.number(0));
                                }));
    return fault;
}

/// What stands beside the texts must be what they say: the movements that the ledger sums up, and the subjects by which
/// people find entries, which are counted.
Result<QString> besideFault(store::Database &database, qint64 from, qint64 to, qint64 &subjects)
{
    QMap<qint64, QStringList> ledger;
    CROSSDOCK_TRY(database.each(
        u"SELECT m.entry, s.code, m.from_account, COALESCE(f.name, ''), m.to_account, COALESCE(t.name, ''), m.quantity FROM movement m "
        "JOIN sku s ON s.id = m.sku_id LEFT JOIN node f ON f.id = m.from_node LEFT JOIN node t ON t.id = m.to_node "
        "WHERE m.entry BETWEEN ? AND ? ORDER BY m.entry, m.id"_s,
        {from, to}, [&](const store::Row &row) {
            const auto end = [&](int column) { return row.text(column + 1).isEmpty() ? row.text(column) : row.text(column) + u'@' + row.text(column + 1); };
            ledger[row.number(0)] << row.text(1) + u' ' + end(2) + u' ' + end(4) + u' ' + row.text(6);
        }));
    const auto texts = database.select(u"SELECT number, text FROM trail WHERE number BETWEEN ? AND ? ORDER BY number"_s, {from, to}, [](const store::Row &row) {
        return QPair(row.number(0), QJsonDocument::fromJson(row.text(1).toUtf8()).object());
    });
    if (!texts)
        return tl::make_unexpected(texts.error());
    for (const auto &[number, text] : *texts) {
        if (movementsIn(text) != ledger.value(number))
            return u"entry %1: its movements in the ledger were changed"_s.arg(number);
        for (const QPair<QString, QString> &subject : subjectsIn(text)) {
            const auto isFound = isFoundBy(database, number, subject);
            if (!isFound)
                return tl::make_unexpected(isFound.error());
            if (!*isFound)
                return foundByFault(number);
            ++subjects;
        }
    }
    return QString();
}

} // namespace

Result<Verification> verifyTrail(store::Database &database, Progress &progress)
{
    constexpr int page = 2'000;
    Verification result;
    const auto head = database.first(u"SELECT number, hash FROM trail_head WHERE id = 1"_s, {},
                                     [](const store::Row &row) { return QPair(row.number(0), row.text(1).toLatin1()); });
    if (!head)
        return tl::make_unexpected(head.error());
    const auto first = database.first(u"SELECT COALESCE(MIN(number), 1) FROM trail"_s, {}, [](const store::Row &row) { return row.number(0); });
    if (!first)
        return tl::make_unexpected(first.error());
    qint64 last = 0, subjects = 0;
    QByteArray previous = hashBeforeFirst();
    const auto breakAt = [&](qint64 number, const QString &words) {
        result.isWhole = false;
        result.firstBroken = number;
        result.words = words;
    };
    while (result.isWhole) {
        if (progress.isCancelled)
            return fail(Error::Code::Cancelled, u"verification"_s);
        const auto rows = database.select(
            u"SELECT number, at, cause, actor_kind, actor, what, text, hash FROM trail WHERE number > ? ORDER BY number LIMIT ?"_s, {last, page},
            [](const store::Row &row) {
                return Stored{row.number(0), row.number(1), row.number(2), row.text(3), row.text(4), row.text(5), row.text(6).toUtf8(), row.text(7).toLatin1()};
            });
        if (!rows)
            return tl::make_unexpected(rows.error());
        if (rows->isEmpty())
            break;
        for (const Stored &stored : *rows) {
            if (const QString fault = faultOf(stored, last + 1, previous); !fault.isEmpty()) {
                breakAt(last + 1, fault);
                break;
            }
            last = stored.number;
            previous = stored.hash;
            ++result.entries;
        }
        const auto fault = besideFault(database, rows->first().number, last, subjects);
        if (!fault)
            return tl::make_unexpected(fault.error());
        if (!fault->isEmpty() && result.isWhole)
            breakAt(numberIn(*fault), *fault);
        progress.permille = *head ? static_cast<int>(1000 * last / std::max<qint64>(1, (*head)->first)) : 0;
    }
    if (result.isWhole && !*head)
        breakAt(last + 1, u"nothing tells whether entries after %1 are missing: the head of the trail is gone"_s.arg(last));
    if (result.isWhole && ((*head)->first != last || (*head)->second != previous))
        breakAt(last + 1, u"entries after %1 are missing: the trail ended at %2"_s.arg(last).arg((*head)->first));
    if (result.isWhole) {
        const auto stray = strayNameFault(database, subjects);
        if (!stray)
            return tl::make_unexpected(stray.error());
        if (!stray->isEmpty())
            breakAt(numberIn(*stray), *stray);
    }
    if (result.isWhole)
        result.words = u"all %1 entries are whole and in order"_s.arg(result.entries);
    return result;
}

namespace {

/// What is wrong with what the trail holds at the place of a sealed entry; empty: nothing.
Result<QString> sealedFault(store::Database &database, const ShopKey &shop, const SealedRecord &record, qint64 &number)
{
    const QJsonObject payload = QJsonDocument::fromJson(record.payload).object();
    if (record.kind == 'H' && payload[u"public_key"_s].toString().toLatin1() != shop.publicKey().toHex())
        return u"the file was sealed by another shop"_s;
    if (record.kind != 'E')
        return QString();
    number = payload[u"number"_s].toInteger();
    return database.first(u"SELECT hash FROM trail WHERE number = ?"_s, {number}, [](const store::Row &row) { return row.text(0).toLatin1(); })
        .map([&](const std::optional<QByteArray> &hash) {
            if (!hash)
                return u"entry %1 is gone from the trail: the file holds it"_s.arg(number);
            return *hash == record.hash ? QString() : u"entry %1 is not the one that was sealed: the trail was rewritten"_s.arg(number);
        });
}

} // namespace

Result<Verification> verifyAgainst(store::Database &database, const ShopKey &shop, const QString &sealedFile, Progress &progress)
{
    auto result = verifyFile(sealedFile, progress);
    if (!result)
        return result;
    const QString name = QFileInfo(sealedFile).fileName();
    const auto differs = [&](qint64 entry, const QString &words) {
        result->isWhole = false;
        result->firstBroken = entry;
        result->words = name + u": "_s + words;
        return result;
    };
    if (!result->isWhole)
        return differs(result->firstBroken, result->words);
    QFile file(sealedFile);
    if (!file.open(QIODevice::ReadOnly))
        return fail(Error::Code::NotFound, sealedFile, file.errorString());
    SealedReader reader(file);
    for (qint64 number = 0;;) {
        const auto record = reader.next();
        if (!record)
            return tl::make_unexpected(record.error());
        if (!*record)
            break;
        const auto fault = sealedFault(database, shop, **record, number);
        if (!fault)
            return tl::make_unexpected(fault.error());
        if (!fault->isEmpty())
            return differs(number, *fault);
    }
    result->words = u"all %1 entries that %2 sealed stand in it as they were"_s.arg(result->entries).arg(name);
    return result;
}

} // namespace crossdock::audit
