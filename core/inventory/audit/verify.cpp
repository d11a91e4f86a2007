#include "core/inventory/audit/verify.h"

#include "core/inventory/audit/trail.h"

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
    CROSSDOCK_TRY(database.each(u"SELECT a.number, a.kind, a.name, t.text FROM trail_about a JOIN trail t ON t.number = a.number ORDER BY a.number"_s, {},
                                [&](const store::Row &row) {
                                    const QJsonObject text = QJsonDocument::fromJson(row.text(3).toUtf8()).object();
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
    if (!head || !*head)
        return head ? fail(Error::Code::StoreFailed, u"trail"_s, u"the head of the trail is missing"_s) : tl::make_unexpected(head.error());
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
        progress.permille = static_cast<int>(1000 * last / std::max<qint64>(1, (*head)->first));
    }
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

Result<query::Books::Answer> checkBooks(store::Database &database)
{
    query::Books::Answer books;
    const auto check = [&](const QString &sql, const QString &sentence) {
        return database.each(sql, {}, [&](const store::Row &row) {
            books.balance = false;
            if (books.problems.size() < 20)
                books.problems << sentence.arg(row.text(0), row.text(1));
        });
    };
    // Every account of every position is the sum of its movements.
    for (const QString &account : {u"free"_s, u"reserved"_s, u"picked"_s, u"in_transit"_s, u"quarantine"_s}) {
        CROSSDOCK_TRY(check(
            u"SELECT s.code, n.name FROM position p JOIN sku s ON s.id = p.sku_id JOIN node n ON n.id = p.node_id WHERE p.%1 <> "
            "COALESCE((SELECT SUM(CASE WHEN m.to_node = p.node_id AND m.to_account = '%1' THEN m.quantity ELSE 0 END) - "
            "SUM(CASE WHEN m.from_node = p.node_id AND m.from_account = '%1' THEN m.quantity ELSE 0 END) FROM movement m WHERE m.sku_id = p.sku_id), 0)"_s
                .arg(account),
            account + u" of %1 at %2 is not the sum of its movements"_s));
    }
    // What is reserved is what orders hold.
    for (const QString &account : {u"reserved"_s, u"picked"_s}) {
        CROSSDOCK_TRY(check(
            u"SELECT s.code, n.name FROM position p JOIN sku s ON s.id = p.sku_id JOIN node n ON n.id = p.node_id WHERE p.%1 <> "
            "COALESCE((SELECT SUM(r.%1) FROM reservation r WHERE r.sku_id = p.sku_id AND r.node_id = p.node_id), 0)"_s.arg(account),
            account + u" of %1 at %2 is not what its orders hold"_s));
    }
    // Every unit of an order's line is held, short, or shipped (kits: for each component).
    CROSSDOCK_TRY(check(
        u"SELECT s.number, l.line FROM sale_line l JOIN sale s ON s.id = l.sale_id JOIN sku k ON k.id = l.sku_id WHERE k.is_kit = 0 AND s.is_by_channel = 0 "
        "AND l.quantity - l.short - l.shipped <> COALESCE((SELECT SUM(r.reserved + r.picked) FROM reservation r WHERE r.line_id = l.id), 0)"_s,
        u"order %1, line %2: what is held is not what was sold"_s));
    CROSSDOCK_TRY(check(
        u"SELECT s.number, l.line FROM sale_line l JOIN sale s ON s.id = l.sale_id JOIN kit_part k ON k.kit_id = l.sku_id WHERE s.is_by_channel = 0 AND s.state IN ('open', 'picked') "
        "AND (l.quantity - l.short - l.shipped) * k.quantity <> COALESCE((SELECT SUM(r.reserved + r.picked) FROM reservation r WHERE r.line_id = l.id AND r.sku_id = k.part_id), 0)"_s,
        u"order %1, line %2: the kit's components held are not what was sold"_s));
    CROSSDOCK_TRY(database.each(
        u"SELECT (SELECT COUNT(*) FROM sale), (SELECT COALESCE(SUM(quantity), 0) FROM sale_line), "
        "(SELECT COALESCE(MAX(value), 0) FROM counter WHERE name = 'duplicates'), (SELECT COUNT(*) FROM incident)"_s,
        {}, [&](const store::Row &row) {
            books.orders = row.number(0);
            books.units = row.number(1);
            books.duplicatesDropped = row.number(2);
            books.incidents = row.number(3);
        }));
    return books;
}

} // namespace crossdock::audit
