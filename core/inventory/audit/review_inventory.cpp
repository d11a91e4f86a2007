#include "core/inventory/audit/review_inventory.h"

#include "core/inventory/answers/store_answers.h"
#include "core/inventory/audit/sealed_file.h"
#include "core/inventory/audit/trail.h"
#include "core/inventory/store/migrations.h"

#include <QFile>
#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::audit {
namespace {

/// Answers from the rebuilt store, and verifies the file itself.
class ReviewAnswers : public answers::StoreAnswers
{
public:
    ReviewAnswers(store::Database &database, QString file)
        : StoreAnswers(database)
        , m_database(database)
        , m_file(std::move(file))
    {
    }
    using StoreAnswers::answer;
    Result<query::Verify::Answer> answer(const query::Verify &, Progress &progress) override { return verifyFile(m_file, progress); }

    /// A span begins anywhere: its newest number does not count its entries.
    Result<query::Totals::Answer> answer(const query::Totals &query, Progress &progress) override
    {
        auto totals = StoreAnswers::answer(query, progress);
        const auto entries = m_database.first(u"SELECT COUNT(*) FROM trail"_s, {}, [](const store::Row &row) { return row.number(0); });
        if (!totals || !entries)
            return totals ? tl::make_unexpected(entries.error()) : totals;
        totals->entries = entries->value_or(0);
        return totals;
    }

private:
    store::Database &m_database;
    QString m_file;
};

/// Fills an empty store from the records of a sealed file.
class Rebuilder
{
public:
    explicit Rebuilder(store::Database &database)
        : m_database(database)
    {
    }

    Result<> take(const SealedRecord &record)
    {
        const QJsonObject payload = QJsonDocument::fromJson(record.payload).object();
        switch (record.kind) {
        case 'H':
            m_opening = payload[u"first"_s].toInteger() - 1;
            return {};
        case 'N':
            return run(u"INSERT INTO node (name, kind, title) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"_s,
                       {payload[u"node"_s].toString(), payload[u"kind"_s].toString(), payload[u"title"_s].toString()});
        case 'K':
            return takeSku(payload);
        case 'C':
            return run(u"INSERT INTO channel (name, kind, url, account, pool, state) VALUES (?, ?, '', '{}', '', 'paused') ON CONFLICT DO NOTHING"_s,
                       {payload[u"channel"_s].toString(), payload[u"kind"_s].toString()});
        case 'P':
            return takeOpening(payload);
        case 'E':
            return takeEntry(record);
        }
        return {};
    }

    /// Positions are sums of movements.
    Result<> finish()
    {
        CROSSDOCK_TRY(run(
            u"INSERT INTO position (sku_id, node_id, free, reserved, picked, in_transit, quarantine, version) "
            "SELECT sku_id, node, MAX(0, SUM(CASE account WHEN 'free' THEN units ELSE 0 END)), MAX(0, SUM(CASE account WHEN 'reserved' THEN units ELSE 0 END)), "
            "MAX(0, SUM(CASE account WHEN 'picked' THEN units ELSE 0 END)), MAX(0, SUM(CASE account WHEN 'in_transit' THEN units ELSE 0 END)), "
            "MAX(0, SUM(CASE account WHEN 'quarantine' THEN units ELSE 0 END)), 1 FROM ("
            "SELECT sku_id, to_node AS node, to_account AS account, quantity AS units FROM movement WHERE to_node IS NOT NULL UNION ALL "
            "SELECT sku_id, from_node, from_account, -quantity FROM movement WHERE from_node IS NOT NULL) GROUP BY sku_id, node"_s,
            {}));
        return run(u"UPDATE trail_head SET number = (SELECT COALESCE(MAX(number), 0) FROM trail)"_s, {});
    }

private:
    Result<> run(const QString &sql, const QVariantList &values) { return m_database.execute(sql, values).map([](qint64) {}); }

    Result<> takeSku(const QJsonObject &sku)
    {
        const QJsonArray parts = sku[u"parts"_s].toArray();
        CROSSDOCK_TRY(run(u"INSERT INTO sku (code, name, barcode, category, brand, supplier, tags, weight_g, length_mm, width_mm, height_mm, safety_stock, reorder_point, is_kit) "
                          "VALUES (?, ?, ?, ?, '', '', '', 0, 0, 0, 0, 0, 0, ?) ON CONFLICT DO NOTHING"_s,
                          {sku[u"sku"_s].toString(), sku[u"name"_s].toString(), sku[u"barcode"_s].toString(), sku[u"category"_s].toString(), parts.isEmpty() ? 0 : 1}));
        for (const QJsonValue &part : parts)
            m_parts.append({sku[u"sku"_s].toString(), part[u"sku"_s].toString(), part[u"quantity"_s].toInteger()});
        return {};
    }

    Result<> addMovement(qint64 entry, const QString &sku, const QString &from, const QString &to, Quantity units)
    {
        const auto node = [](const QString &end) { return end.section(u'@', 1); };
        return run(u"INSERT INTO movement (entry, sku_id, from_node, from_account, to_node, to_account, quantity) "
                   "SELECT ?, id, (SELECT id FROM node WHERE name = ?), ?, (SELECT id FROM node WHERE name = ?), ?, ? FROM sku WHERE code = ?"_s,
                   {entry, node(from), from.section(u'@', 0, 0), node(to), to.section(u'@', 0, 0), units, sku});
    }

    Result<> takeOpening(const QJsonObject &units)
    {
        for (auto it = units.begin(); it != units.end(); ++it) {
            if (it.key() != u"sku"_s && it.key() != u"node"_s && it.value().toInteger() > 0)
                CROSSDOCK_TRY(addMovement(m_opening, units[u"sku"_s].toString(), u"outside"_s, it.key() + u'@' + units[u"node"_s].toString(), it.value().toInteger()));
        }
        return {};
    }

    Result<> takeEntry(const SealedRecord &record)
    {
        const auto entry = parseEntry(record.payload, record.hash);
        if (!entry)
            return {}; // verification names it
        CROSSDOCK_TRY(run(u"INSERT INTO trail (number, at, actor_kind, actor, what, cause, text, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"_s,
                          {entry->number, toMs(entry->at), nameOf(entry->actor.kind), entry->actor.name, entry->what, entry->cause, QString::fromUtf8(record.payload),
                           QString::fromLatin1(record.hash)}));
        const QJsonObject about = entry->body[u"about"_s].toObject();
        for (auto it = about.begin(); it != about.end(); ++it) {
            const QJsonArray names = it.value().toArray();
            for (const QJsonValue &name : names)
                CROSSDOCK_TRY(run(u"INSERT INTO trail_about (kind, name, number) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"_s, {it.key(), name.toString(), entry->number}));
        }
        const QJsonArray movements = entry->body[u"movements"_s].toArray();
        for (const QJsonValue &movement : movements)
            CROSSDOCK_TRY(addMovement(entry->number, movement[u"sku"_s].toString(), movement[u"from"_s].toString(), movement[u"to"_s].toString(), movement[u"quantity"_s].toInteger()));
        return takeOffers(*entry);
    }

    Result<> takeOffers(const Entry &entry)
    {
        const QJsonArray offers = entry.body[u"offers"_s].toArray();
        for (const QJsonValue &offer : offers) {
            CROSSDOCK_TRY(run(u"INSERT INTO listing (channel_id, listing, sku_id, inventory_id, location_id, product_type, buffer) "
                              "SELECT c.id, ?, s.id, '', '', '', 0 FROM channel c, sku s WHERE c.name = ? AND s.code = ? ON CONFLICT DO NOTHING"_s,
                              {offer[u"listing"_s].toString(), offer[u"channel"_s].toString(), offer[u"sku"_s].toString()}));
            CROSSDOCK_TRY(run(u"INSERT INTO offer (listing_id, wanted, revision, wanted_at, believed, is_doubtful, told_revision, sent_at, answered_at, sold_at, state, words, price_revision, price_told) "
                              "SELECT l.id, ?, ?, ?, ?, 0, 0, 0, 0, 0, 'acknowledged', '', 0, 0 FROM listing l JOIN channel c ON c.id = l.channel_id WHERE l.listing = ? AND c.name = ? "
                              "ON CONFLICT (listing_id) DO UPDATE SET wanted = excluded.wanted, revision = excluded.revision, wanted_at = excluded.wanted_at, believed = excluded.believed"_s,
                              {offer[u"new"_s].toInteger(), entry.number, toMs(entry.at), offer[u"new"_s].toInteger(), offer[u"listing"_s].toString(), offer[u"channel"_s].toString()}));
        }
        return {};
    }

    struct KitPart {
        QString kit, part;
        Quantity quantity = 0;
    };

    store::Database &m_database;
    qint64 m_opening = 0;
    QList<KitPart> m_parts;

public:
    Result<> linkKits()
    {
        for (const KitPart &part : m_parts)
            CROSSDOCK_TRY(run(u"INSERT INTO kit_part (kit_id, part_id, quantity) SELECT k.id, p.id, ? FROM sku k, sku p WHERE k.code = ? AND p.code = ? ON CONFLICT DO NOTHING"_s,
                              {part.quantity, part.kit, part.part}));
        return {};
    }
};

Result<std::unique_ptr<store::Database>> rebuild(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(Error::Code::NotFound, path, file.errorString());
    if (!file.peek(2).startsWith("H "))
        return fail(Error::Code::InvalidInput, path, u"this is no sealed audit file; make one with: crossdock audit export FILE"_s);
    auto database = store::Database::open({store::Source::Kind::Sqlite, u":memory:"_s, false});
    if (!database)
        return database;
    CROSSDOCK_TRY(store::migrate(**database, Time{}));
    CROSSDOCK_TRY((*database)->execute(u"PRAGMA foreign_keys = OFF"_s)); // what a span refers to may lie before it
    auto transaction = store::Transaction::begin(**database);
    if (!transaction)
        return tl::make_unexpected(transaction.error());
    Rebuilder rebuilder(**database);
    SealedReader reader(file);
    for (;;) {
        const auto record = reader.next();
        if (!record || !*record)
            break; // a broken line ends the reading; verification names it
        CROSSDOCK_TRY(rebuilder.take(**record));
    }
    CROSSDOCK_TRY(rebuilder.linkKits());
    CROSSDOCK_TRY(rebuilder.finish());
    CROSSDOCK_TRY(transaction->commit());
    return database;
}

} // namespace

struct ReviewInventory::Room : QObject {
    std::unique_ptr<store::Database> database;
    std::unique_ptr<ReviewAnswers> answers;
};

Result<std::unique_ptr<ReviewInventory>> ReviewInventory::open(const QString &path)
{
    std::unique_ptr<ReviewInventory> inventory(new ReviewInventory);
    inventory->m_room = new Room;
    inventory->m_room->moveToThread(&inventory->m_thread);
    connect(&inventory->m_thread, &QThread::finished, inventory->m_room, &QObject::deleteLater);
    inventory->m_thread.start();
    Result<> opened;
    QMetaObject::invokeMethod(inventory->m_room, [&, room = inventory->m_room] {
        auto database = rebuild(path);
        if (!database) {
            opened = tl::make_unexpected(database.error());
            return;
        }
        room->database = *std::move(database);
        room->answers = std::make_unique<ReviewAnswers>(*room->database, path);
    }, Qt::BlockingQueuedConnection);
    if (!opened)
        return tl::make_unexpected(opened.error());
    return inventory;
}

ReviewInventory::~ReviewInventory()
{
    m_thread.quit();
    m_thread.wait();
}

void ReviewInventory::perform(Request, QObject *context, Done<Entry> done)
{
    deliverTo(context, [done = std::move(done)] { done(fail(Error::Code::NotAllowed, u"review"_s, u"a sealed audit file cannot be changed"_s)); });
}

void ReviewInventory::performAll(QList<Request>, QObject *context, Done<QList<Entry>> done)
{
    deliverTo(context, [done = std::move(done)] { done(fail(Error::Code::NotAllowed, u"review"_s, u"a sealed audit file cannot be changed"_s)); });
}

void ReviewInventory::read(Job job)
{
    QMetaObject::invokeMethod(m_room, [room = m_room, job = std::move(job)] { job(*room->answers); }, Qt::QueuedConnection);
}

} // namespace crossdock::audit
