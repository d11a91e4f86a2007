#include "core/inventory/audit/privacy.h"
#include "core/inventory/audit/shop_claim.h"
#include "core/inventory/store/migrations.h"
#include "tests/core/workshop.h"

#include <QTest>

using namespace crossdock;
using namespace crossdock::tests;
using store::Database;
using store::Row;
using store::Savepoint;
using store::Transaction;

class StoreTest : public QObject
{
    Q_OBJECT

private:
    Stores m_stores;
    std::unique_ptr<Database> m_database;

    static qint64 count(Database &database)
    {
        return database.first(u"SELECT COUNT(*) FROM counter"_s, {}, [](const Row &row) { return row.number(0); })->value();
    }
    static void add(Database &database, const QString &name)
    {
        const auto added = database.execute(u"INSERT INTO counter (name, value) VALUES (?, ?)"_s, {name, 1});
        QVERIFY2(added, qPrintable(added ? QString() : added.error().detail));
        QCOMPARE(*added, 1);
    }

    static audit::ShopKey shop(char seed) { return audit::ShopKey::fromSeed(QByteArray(32, seed)); }
    void addSaleKey(const QByteArray &wrapped)
    {
        QVERIFY(m_database->execute(u"INSERT INTO channel (id, name, kind, url, account, pool, state) VALUES (1, 'c', '', '', '', '', '')"_s));
        QVERIFY(m_database->execute(u"INSERT INTO sale (id, channel_id, number, revision, fingerprint, created_at, recorded_at, state, is_held, "
                                    "is_by_channel, country, region, tracking, entry) VALUES (1, 1, 'o', 0, '', 0, 0, 'open', 0, 0, '', '', '', 0)"_s));
        QVERIFY(m_database->execute(u"INSERT INTO sale_key (sale_id, wrapped) VALUES (?, ?)"_s, {1, wrapped}));
    }

private Q_SLOTS:
    void initTestCase_data() { Stores::addRows(); }

    void init()
    {
        const auto source = m_stores.fresh();
        if (!source)
            QSKIP(qPrintable(m_stores.whyNot()));
        auto opened = Database::open(*source);
        QVERIFY2(opened, qPrintable(opened ? QString() : opened.error().detail));
        m_database = *std::move(opened);
        const auto migrated = store::migrate(*m_database, second(0));
        QVERIFY2(migrated, qPrintable(migrated ? QString() : migrated.error().detail));
    }
    void cleanup() { m_database.reset(); }

    void migratesOnce()
    {
        QVERIFY(store::migrate(*m_database, second(1)));
        const auto steps = m_database->select(u"SELECT number, at FROM migration ORDER BY number"_s, {},
                                              [](const Row &row) { return QPair(row.number(0), row.number(1)); });
        QVERIFY(std::adjacent_find(steps->begin(), steps->end(), [](const auto &a, const auto &b) { return a.first >= b.first; }) == steps->end()); // each once
        QCOMPARE(steps->last(), (QPair<qint64, qint64>(store::newestMigration(m_database->kind()), toMs(second(0)))));
    }

    void refusesNewerDatabase()
    {
        QVERIFY(m_database->execute(u"INSERT INTO migration (number, name, at) VALUES (9999, '9999_future.sql', 0)"_s));
        const auto refused = store::migrate(*m_database, second(1));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::StoreNewer);
        QVERIFY(refused.error().detail.contains(u"9999"_s));
    }

    void readsWhatItWrote_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("text") << QByteArray("plain");
        QTest::newRow("zero bytes and quotes") << QByteArray("a\0b'\\\xff", 6);
        QTest::newRow("empty") << QByteArray("");
    }
    void readsWhatItWrote()
    {
        QFETCH(QByteArray, bytes);
        addSaleKey(bytes);
        const auto read = m_database->first(u"SELECT wrapped FROM sale_key WHERE sale_id = ?"_s, {1}, [](const Row &row) { return row.bytes(0); });
        QVERIFY(read && *read);
        QCOMPARE(**read, bytes);
    }

    void belongsToOneShopKey_data()
    {
        QTest::addColumn<QByteArray>("wrapped"); ///< the key of an order that is there already; empty: destroyed
        QTest::addColumn<bool>("hasOrder");
        QTest::addColumn<bool>("isTaken"); ///< by the first key that comes
        const QByteArray key(32, 'k');
        QTest::newRow("no order yet") << QByteArray() << false << true;
        QTest::newRow("an order of this key") << audit::seal(key, shop('a').wrapping()) << true << true;
        QTest::newRow("an order of another key") << audit::seal(key, shop('b').wrapping()) << true << false;
        QTest::newRow("a forgotten order") << QByteArray("") << true << true;
    }
    void belongsToOneShopKey()
    {
        QFETCH(QByteArray, wrapped);
        QFETCH(bool, hasOrder);
        QFETCH(bool, isTaken);
        if (hasOrder)
            addSaleKey(wrapped);
        const auto first = audit::claimShop(*m_database, shop('a'));
        QCOMPARE(bool(first), isTaken);
        const auto other = audit::claimShop(*m_database, shop('b'));
        QCOMPARE(bool(other), !isTaken);
        const Error error = isTaken ? other.error() : first.error();
        QCOMPARE(error.code, Error::Code::StoreFailed);
        QVERIFY2(error.detail.contains(u"copy shop.key"_s), qPrintable(error.detail));
        QVERIFY(audit::claimShop(*m_database, shop(isTaken ? 'a' : 'b'))); // and again at every start
    }

    void transactionRollsBackUnlessCommitted()
    {
        {
            auto transaction = Transaction::begin(*m_database);
            QVERIFY2(transaction, qPrintable(transaction ? QString() : transaction.error().detail));
            add(*m_database, u"a"_s);
        }
        QCOMPARE(count(*m_database), 0);
        auto transaction = Transaction::begin(*m_database);
        add(*m_database, u"a"_s);
        QVERIFY(transaction->commit());
        QCOMPARE(count(*m_database), 1);
    }

    void savepointUndoesItsPartAlone()
    {
        auto transaction = Transaction::begin(*m_database);
        add(*m_database, u"before"_s);
        {
            auto savepoint = Savepoint::begin(*m_database);
            QVERIFY(savepoint);
            add(*m_database, u"undone"_s);
        }
        {
            auto savepoint = Savepoint::begin(*m_database);
            add(*m_database, u"kept"_s);
            QVERIFY(savepoint->release());
        }
        QVERIFY(transaction->commit());
        QCOMPARE(count(*m_database), 2);
    }

    /// PostgreSQL refuses everything after an error until the savepoint is rolled back.
    void savepointSurvivesFailedStatement()
    {
        auto transaction = Transaction::begin(*m_database);
        add(*m_database, u"a"_s);
        {
            auto savepoint = Savepoint::begin(*m_database);
            const auto twice = m_database->execute(u"INSERT INTO counter (name, value) VALUES (?, ?)"_s, {u"a"_s, 1});
            QVERIFY(!twice);
            QCOMPARE(twice.error().code, Error::Code::StoreFailed);
        }
        add(*m_database, u"b"_s);
        QVERIFY(transaction->commit());
        QCOMPARE(count(*m_database), 2);
    }

    /// PostgreSQL answers the COMMIT of a failed transaction without an error, and keeps nothing of it.
    void neverTellsAFailedTransactionAsCommitted()
    {
        if (m_database->kind() != store::Source::Kind::Postgresql)
            QSKIP("SQLite undoes the failed statement alone");
        {
            auto transaction = Transaction::begin(*m_database);
            add(*m_database, u"a"_s);
            QVERIFY(!m_database->execute(u"INSERT INTO counter (name, value) VALUES (?, ?)"_s, {u"a"_s, 1}));
            QVERIFY(!transaction->commit());
        }
        QCOMPARE(count(*m_database), 0);
    }

    void opensABrokenConnectionAnew()
    {
        if (m_database->kind() != store::Source::Kind::Postgresql)
            QSKIP("SQLite has no server that could go");
        auto other = Database::open(m_database->source());
        const auto breakIt = [&] {
            const auto id = m_database->first(u"SELECT pg_backend_pid()"_s, {}, [](const Row &row) { return row.number(0); });
            QVERIFY(id && *id);
            const auto ended = (*other)->first(u"SELECT pg_terminate_backend(%1, 5000)"_s.arg(**id), {}, [](const Row &row) { return row.text(0); });
            QVERIFY(ended && *ended);
        };
        add(*m_database, u"a"_s);
        breakIt();
        {
            auto transaction = Transaction::begin(*m_database); // nothing was under way
            QVERIFY2(transaction, qPrintable(transaction ? QString() : transaction.error().detail));
            add(*m_database, u"b"_s); // prepared anew
            QVERIFY(transaction->commit());
        }
        {
            auto transaction = Transaction::begin(*m_database);
            add(*m_database, u"lost"_s);
            breakIt();
            const auto failed = m_database->execute(u"INSERT INTO counter (name, value) VALUES (?, ?)"_s, {u"failed"_s, 1});
            QVERIFY(!failed);
            QCOMPARE(failed.error().code, Error::Code::StoreFailed);
            QVERIFY(!Savepoint::begin(*m_database)); // not outside of its transaction
            QVERIFY(!m_database->execute(u"INSERT INTO counter (name, value) VALUES (?, ?)"_s, {u"outside"_s, 1}));
            QVERIFY(!transaction->commit());
        }
        QCOMPARE(count(*m_database), 2);
        add(*m_database, u"c"_s);
        {
            auto snapshot = store::Snapshot::begin(*m_database);
            breakIt();
            QVERIFY(!m_database->first(u"SELECT COUNT(*) FROM counter"_s, {}, [](const Row &row) { return row.number(0); }));
        }
        QVERIFY(store::Snapshot::begin(*m_database));
        QCOMPARE(count(*m_database), 3);
    }

    void uncommittedIsInvisibleToOthers()
    {
        auto other = Database::open(m_database->source());
        QVERIFY(other);
        auto transaction = Transaction::begin(*m_database);
        add(*m_database, u"a"_s);
        QCOMPARE(count(**other), 0);
        QVERIFY(transaction->commit());
        QCOMPARE(count(**other), 1);
    }

    void refusesNegativeStock()
    {
        QVERIFY(m_database->execute(u"INSERT INTO node (id, name, kind, title) VALUES (1, 'n', '', '')"_s));
        QVERIFY(m_database->execute(u"INSERT INTO sku (id, code, name, barcode, category, brand, supplier, tags, weight_g, length_mm, width_mm, "
                                    "height_mm, safety_stock, reorder_point) VALUES (1, 'A', '', '', '', '', '', '', 0, 0, 0, 0, 0, 0)"_s));
        const QString insert = u"INSERT INTO position (sku_id, node_id, free, reserved, picked, in_transit, quarantine, version) VALUES (1, 1, ?, 0, 0, 0, 0, 1)"_s;
        QVERIFY(!m_database->execute(insert, {-1}));
        QVERIFY(m_database->execute(insert, {0}));
        QVERIFY(!m_database->execute(u"UPDATE position SET reserved = -1"_s));
    }

    void readOnlyWritesNothing()
    {
        if (m_database->kind() != store::Source::Kind::Sqlite)
            QSKIP("a read-only connection is SQLite's");
        store::Source source = m_database->source();
        source.isReadOnly = true;
        auto reader = Database::open(source);
        QVERIFY(reader);
        QVERIFY(!(*reader)->execute(u"DELETE FROM counter"_s));
        QCOMPARE(count(**reader), 0);
    }

    void saysWhyItCannotOpen()
    {
        const bool isSqlite = m_database->kind() == store::Source::Kind::Sqlite;
        const auto none = Database::open({m_database->kind(), isSqlite ? u"/nowhere/at/all.db"_s : u"host=/nowhere dbname=x"_s, false});
        QVERIFY(!none);
        QCOMPARE(none.error().code, Error::Code::StoreFailed);
        QVERIFY(!none.error().detail.isEmpty());
    }
};

QTEST_GUILESS_MAIN(StoreTest)
#include "tst_store.moc"
