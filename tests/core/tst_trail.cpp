#include "core/inventory/audit/review_inventory.h"
#include "core/inventory/audit/sealed_file.h"
#include "tests/core/workshop.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace crossdock;
using namespace crossdock::tests;

/// Keys, groups, the chain, buyers' secrets, and two consoles on one database.
constexpr Milliseconds rowsCome{100};

class TrailTest : public QObject
{
    Q_OBJECT

private:
    Stores m_stores;

    static command::ReceiveStock receive(Quantity quantity, QStringView code = u"A") { return {sku(code), node(u"main"), quantity}; }
    static command::RecordOrder news(const ChannelOrder &order) { return {order, {}, {}}; }

private Q_SLOTS:
    void initTestCase_data() { Stores::addRows(); }

    void sameKeySameContents()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 10);
        const auto first = shop.perform(receive(5), u"key-1"_s);
        const auto again = shop.perform(receive(5), u"key-1"_s);
        QVERIFY(first && again);
        QCOMPARE(again->number, first->number);
        QCOMPARE(again->hash, first->hash);
        QCOMPARE(shop.at(u"A"), u"15/0/0/0/0"_s);
        const auto other = shop.perform(receive(6), u"key-1"_s);
        QVERIFY(!other);
        QCOMPARE(other.error().code, Error::Code::KeyReused);
        QCOMPARE(shop.at(u"A"), u"15/0/0/0/0"_s);
    }

    void failedKeyMayBeUsedAgain()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 10);
        const command::AdjustStock tooMuch{sku(u"A"), node(u"main"), -11};
        QVERIFY(!shop.perform(tooMuch, u"key-1"_s));
        shop.must(receive(1));
        QVERIFY(shop.perform(tooMuch, u"key-1"_s));
    }

    void groupSharesOneCommit()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 10);
        const qint64 commits = shop.core->counters().commits;
        const auto answers = shop.performTogether({receive(1), command::AdjustStock{sku(u"A"), node(u"main"), -50}, receive(2)});
        QCOMPARE(shop.core->counters().commits, commits + 1);
        QVERIFY(answers[0] && !answers[1] && answers[2]);
        QCOMPARE(answers[1].error().code, Error::Code::OutOfStock);
        QCOMPARE(answers[2]->number, answers[0]->number + 1); // the failed one left no gap
        QCOMPARE(shop.at(u"A"), u"13/0/0/0/0"_s);
        QVERIFY(shop.ask(query::Verify{}).isWhole);
        QVERIFY(shop.balances());
    }

    void allOrNothing()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 10);
        const int before = shop.entries();
        shop.events.clear();
        std::optional<Error> error;
        const auto request = [](const Command &c) { return Request{{}, {}, {}, 0, c}; };
        shop.core->perform({request(receive(1)), request(receive(-1))}, [&](const auto &done) { error = done ? std::nullopt : std::optional(done.error()); });
        shop.clock.settle();
        QVERIFY(error && error->code == Error::Code::InvalidInput);
        QCOMPARE(shop.at(u"A"), u"10/0/0/0/0"_s);
        QCOMPARE(shop.entries(), before);
        QVERIFY(shop.events.isEmpty());
    }

    /// Whoever hears of it finds it on the disk.
    void toldOnlyAfterTheCommit()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 10);
        auto other = store::Database::open(shop.database->source());
        QVERIFY(other);
        const auto onDisk = [&] {
            return (*other)->first(u"SELECT number FROM trail_head"_s, {}, [](const store::Row &row) { return row.number(0); })->value();
        };
        qint64 heard = 0;
        const auto connection = QObject::connect(shop.core.get(), &Core::happened, shop.core.get(), [&](const Events &events) {
            for (const Event &event : *events) {
                if (const auto *appended = std::get_if<event::EntryAppended>(&event)) {
                    QCOMPARE(onDisk(), appended->entry.number);
                    ++heard;
                }
            }
        });
        const Entry entry = shop.must(receive(1));
        QCOMPARE(onDisk(), entry.number);
        QCOMPARE(heard, 1);
        QObject::disconnect(connection);
    }

    /// The server ends the connection between two commands: nobody notices.
    void goesOnWithARestartedServer()
    {
        CROSSDOCK_WORKSHOP(shop);
        if (shop.database->kind() != store::Source::Kind::Postgresql)
            QSKIP("SQLite has no server that could go");
        shop.define(u"A", 10);
        auto other = store::Database::open(shop.database->source());
        QVERIFY(other);
        for (int round = 1; round <= 3; ++round) {
            const int before = shop.entries();
            const auto id = shop.database->first(u"SELECT pg_backend_pid()"_s, {}, [](const store::Row &row) { return row.number(0); });
            QVERIFY(id && *id);
            QVERIFY((*other)->first(u"SELECT pg_terminate_backend(%1, 5000)"_s.arg(**id), {}, [](const store::Row &row) { return row.text(0); }));
            shop.must(receive(1));
            QCOMPARE(shop.entries(), before + 1);
            QCOMPARE(shop.at(u"A"), u"%1/0/0/0/0"_s.arg(10 + round));
        }
        QVERIFY(shop.balances());
    }

    void everyNumberIsExplained_data()
    {
        using Number = query::Explain::Number;
        QTest::addColumn<Number>("number");
        QTest::addColumn<Quantity>("value");
        QTest::addColumn<QString>("line");
        QTest::addColumn<QStringList>("entries"); // newest first
        QTest::newRow("available") << Number::Available << Quantity(5) << u"main: on hand 8 - promised 3 = available 5"_s
                                   << QStringList{u"stock.transfer"_s, u"order.record"_s, u"stock.receive"_s};
        QTest::newRow("on hand") << Number::OnHand << Quantity(8) << u"main: available 5 + promised 3 = on hand 8"_s
                                 << QStringList{u"stock.transfer"_s, u"stock.receive"_s};
        QTest::newRow("reserved") << Number::Reserved << Quantity(3) << u"main: waiting for orders 3 + picked 0 = reserved 3"_s
                                  << QStringList{u"order.record"_s};
        QTest::newRow("in transit") << Number::InTransit << Quantity(2) << u"east: 2 on the way to it"_s << QStringList{u"stock.transfer"_s};
        QTest::newRow("quarantine") << Number::Quarantine << Quantity(0) << u"main: 0 in quarantine"_s << QStringList{};
    }

    void everyNumberIsExplained()
    {
        CROSSDOCK_WORKSHOP(shop);
        QFETCH(query::Explain::Number, number);
        QFETCH(QStringList, entries);
        shop.define(u"A", 10);
        shop.must(news(orderOf(u"1"_s, {{u"l"_s, u"A", 3}})));
        shop.must(command::TransferStock{.sku = sku(u"A"), .from = node(u"main"), .to = node(u"east"), .quantity = 2, .arrivesLater = true});
        const Explanation said = shop.ask(query::Explain{sku(u"A"), {}, {}, number});
        QTEST(said.value, "value");
        QFETCH(QString, line);
        QVERIFY2(said.arithmetic.contains(line), qPrintable(said.arithmetic.join(u'\n')));
        QStringList found;
        Quantity after = said.value;
        for (const Step &step : said.steps) {
            found << step.entry.what;
            QCOMPARE(step.after, after); // each step begins where the one before it ended
            after = step.before;
        }
        QCOMPARE(found, entries);
        QCOMPARE(after, 0);
    }

    void eventsOfASale()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 1);
        shop.list(u"web", u"A");
        shop.clock.pass(rowsCome);
        shop.events.clear();
        shop.must(news(orderOf(u"1"_s, {{u"l"_s, u"A", 2}})));
        shop.clock.pass(rowsCome);
        int stock = 0, offers = 0, orders = 0, incidents = 0, entries = 0;
        for (const Event &event : std::as_const(shop.events)) {
            stock += std::holds_alternative<event::StockChanged>(event);
            offers += std::holds_alternative<event::OfferChanged>(event);
            orders += std::holds_alternative<event::OrderChanged>(event);
            incidents += std::holds_alternative<event::IncidentRaised>(event);
            entries += std::holds_alternative<event::EntryAppended>(event);
        }
        QCOMPARE(QList({stock, offers, orders, incidents, entries}), QList({1, 1, 1, 1, 1}));
    }

    void pauseIsToldBeforeWhatSellsNext()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 5);
        shop.list(u"web", u"A");
        shop.list(u"shop", u"A");
        shop.clock.pass(rowsCome);
        shop.events.clear();
        shop.must(command::ChangeChannel{channel(u"shop"), command::ChangeChannel::What::Pause});
        shop.must(news(orderOf(u"1"_s, {{u"l"_s, u"A", 2}})));
        const auto at = [&](auto matches) { return std::distance(shop.events.cbegin(), std::find_if(shop.events.cbegin(), shop.events.cend(), matches)); };
        const auto pause = at([](const Event &event) {
            const auto *change = std::get_if<event::ChannelChanged>(&event);
            return change && change->row.details.name == channel(u"shop") && change->row.details.state == ChannelDetails::State::Paused;
        });
        const auto offer = at([](const Event &event) { return std::holds_alternative<event::OfferChanged>(event); });
        QVERIFY2(pause < offer && offer < shop.events.size(), qPrintable(u"%1, %2 of %3"_s.arg(pause).arg(offer).arg(shop.events.size())));
    }

    void anotherEngineGoesOn()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 10);
        shop.must(receive(1));
        shop.core.reset();
        shop.database.reset();
        Workshop again(*shopSource, false);
        again.must(receive(2));
        QCOMPARE(again.at(u"A"), u"13/0/0/0/0"_s);
        QVERIFY(again.ask(query::Verify{}).isWhole);
    }

    void spoiledTrail_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<int>("entry"); // 0: the one that received 7
        QTest::newRow("whole") << QString() << -1;
        QTest::newRow("a flipped byte of the text") << u"UPDATE trail SET text = REPLACE(text, '\"quantity\":7', '\"quantity\":8') WHERE number = %1"_s << 0;
        QTest::newRow("the actor's column") << u"UPDATE trail SET actor = 'somebody' WHERE number = %1"_s << 0;
        QTest::newRow("the time's column") << u"UPDATE trail SET at = at + 1 WHERE number = %1"_s << 0;
        QTest::newRow("the hash") << u"UPDATE trail SET hash = REPLACE(hash, SUBSTR(hash, 1, 8), '00000000') WHERE number = %1"_s << 0;
        QTest::newRow("the ledger's quantity") << u"UPDATE movement SET quantity = 8 WHERE entry = %1"_s << 0;
        QTest::newRow("the ledger's account") << u"UPDATE movement SET to_account = 'picked' WHERE entry = %1"_s << 0;
        QTest::newRow("a movement gone") << u"DELETE FROM movement WHERE entry = %1"_s << 0;
        QTest::newRow("a movement of nobody") << u"INSERT INTO movement (entry, sku_id, from_account, to_account, to_node, quantity) SELECT entry, sku_id, from_account, to_account, to_node, 1 FROM movement WHERE entry = %1"_s << 0;
        QTest::newRow("a subject gone") << u"DELETE FROM trail_about WHERE number = %1 AND kind = 'sku'"_s << 0;
        QTest::newRow("a subject of nobody") << u"INSERT INTO trail_about (kind, name, number) VALUES ('sku', 'OTHER', %1)"_s << 0;
        QTest::newRow("the end cut off") << u"UPDATE trail_head SET number = number + 1"_s << 2;
        QTest::newRow("the head gone") << u"DELETE FROM trail_head"_s << 2;
    }
    void spoiledTrail()
    {
        QFETCH(QString, sql);
        QFETCH(int, entry);
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 10);
        const Entry spoiled = shop.must(receive(7));
        shop.must(receive(9));
        if (!sql.isEmpty()) {
            const auto done = shop.database->execute(sql.contains(u"%1"_s) ? sql.arg(spoiled.number) : sql);
            QVERIFY2(done && *done > 0, qPrintable(done ? u"changed nothing"_s : done.error().detail));
        }
        const auto verification = shop.ask(query::Verify{});
        QCOMPARE(verification.isWhole, sql.isEmpty());
        QCOMPARE(verification.firstBroken, sql.isEmpty() ? 0 : spoiled.number + entry);
        QVERIFY(!verification.words.isEmpty());
        if (!sql.isEmpty())
            QVERIFY2(verification.words.contains(QString::number(spoiled.number + (entry == 0 ? 0 : 1))), qPrintable(verification.words));
    }

    /// What was taken out of the trail is not written over, and not called a full disk.
    void emptiedTrail_data()
    {
        QTest::addColumn<QStringList>("script");
        QTest::addColumn<QString>("words"); ///< of verifying
        const QString back = u"UPDATE trail_head SET number = 0, hash = '%1'"_s.arg(QString(64, u'0'));
        QTest::newRow("all entries, with the head") << QStringList{u"DELETE FROM trail"_s, back} << u"gone from the trail"_s;
        QTest::newRow("the head alone set back to the start") << QStringList{back} << u"are missing"_s;
        QTest::newRow("the head set back by one") << QStringList{u"UPDATE trail_head SET number = number - 1"_s} << u"are missing"_s;
    }
    void emptiedTrail()
    {
        QFETCH(QStringList, script);
        QFETCH(QString, words);
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 10);
        const Entry newest = shop.must(receive(7));
        const bool isSqlite = shop.database->kind() == store::Source::Kind::Sqlite;
        QVERIFY(shop.database->execute(isSqlite ? u"PRAGMA foreign_keys = OFF"_s : u"SET session_replication_role = replica"_s)); // as whoever tampers would
        for (const QString &sql : std::as_const(script))
            QVERIFY(shop.database->execute(sql));
        const auto done = shop.perform(receive(1));
        QVERIFY(!done);
        QCOMPARE(done.error().subject, u"trail"_s);
        QVERIFY2(done.error().detail.contains(u"traces of entry %1"_s.arg(newest.number)), qPrintable(done.error().detail));
        const auto verification = shop.ask(query::Verify{});
        QVERIFY(!verification.isWhole);
        QVERIFY2(verification.words.contains(words), qPrintable(verification.words));
    }

    void spoiledBooks_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("words");
        QTest::newRow("a position") << u"UPDATE position SET free = free + 1"_s << u"free of A at main"_s;
        QTest::newRow("a line that was held") << u"UPDATE sale_line SET shipped = shipped - 1"_s << u"order 1, line l"_s;
        QTest::newRow("a return that never came") << u"UPDATE sale_line SET returned = returned + 1"_s << u"units of A that order web/1"_s;
        QTest::newRow("a return denied") << u"UPDATE sale_line SET returned = 0"_s << u"units of A that order web/1"_s;
        QTest::newRow("a price") << u"UPDATE listing SET price = price + 1 WHERE price IS NOT NULL"_s << u"the price of A on web"_s;
        QTest::newRow("a price taken away") << u"UPDATE listing SET price = NULL WHERE price IS NOT NULL"_s << u"the price of A on web"_s;
        QTest::newRow("another currency") << u"UPDATE listing SET price_currency = 'USD' WHERE price IS NOT NULL"_s << u"the price of A on web"_s;
        QTest::newRow("a price given") << u"UPDATE listing SET price = 1, price_currency = 'USD' WHERE price IS NULL"_s << u"the price of B on web"_s;
    }
    void spoiledBooks()
    {
        QFETCH(QString, sql);
        QFETCH(QString, words);
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 10);
        shop.define(u"B", 10);
        shop.list(u"web", u"A");
        shop.list(u"web", u"B");
        shop.must(command::SetPrice{sku(u"A"), channel(u"web"), {1299, u"EUR"_s}});
        shop.must(news(orderOf(u"1"_s, {{u"l"_s, u"A", 3, 3}})));
        shop.must(command::ReceiveReturn{{channel(u"web"), u"1"_s}, u"l"_s, node(u"main"), 2, false});
        QVERIFY(shop.balances());
        QVERIFY(shop.ask(query::Verify{}).isWhole);
        const auto done = shop.database->execute(sql);
        QVERIFY2(done && *done > 0, qPrintable(done ? u"changed nothing"_s : done.error().detail));
        const auto books = shop.ask(query::Books{});
        QVERIFY(!books.balance);
        QVERIFY2(books.problems.join(u'\n').contains(words), qPrintable(books.problems.join(u'\n')));
        const auto verification = shop.ask(query::Verify{}); // whoever asks for the trail wants to know that, too
        QVERIFY(!verification.isWhole);
        QCOMPARE(verification.firstBroken, 0);
        QVERIFY2(verification.words.contains(words), qPrintable(verification.words));
    }

    void mappingKeepsThePrice()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 10);
        shop.list(u"web", u"A");
        shop.must(command::SetPrice{sku(u"A"), channel(u"web"), {1299, u"EUR"_s}});
        shop.list(u"web", u"A"); // says no price
        QVERIFY(shop.balances());
        QVERIFY(shop.database->execute(u"UPDATE listing SET price = 1"_s));
        QVERIFY(!shop.balances());
    }

    void kitsInThePast()
    {
        CROSSDOCK_WORKSHOP(shop);
        const auto moment = [&] {
            shop.clock.pass(Milliseconds{1'000});
            const Time now = shop.clock.now();
            shop.clock.pass(Milliseconds{1'000});
            return now;
        };
        shop.define(u"A", 10);
        shop.define(u"B", 3, 4);
        shop.define(u"K", 0);
        const Time plain = moment();
        shop.must(command::DefineKit{sku(u"K"), {{sku(u"A"), 2}, {sku(u"B"), 1}}});
        const Time first = moment();
        shop.must(command::CountStock{sku(u"A"), node(u"main"), 5});
        const Time fewer = moment();
        shop.must(command::DefineKit{sku(u"K"), {{sku(u"A"), 1}}});
        const Time other = moment();
        const auto check = [&](const auto &stockAt) {
            const QList<std::pair<Time, Quantity>> expected{{plain, 0}, {first, 5}, {fewer, 2}, {other, 5}};
            for (const auto &[at, kits] : expected) {
                for (const QList<Sku> &asked : {QList<Sku>{sku(u"K")}, QList<Sku>{}}) {
                    const auto items = stockAt(query::StockOf{asked, at});
                    const auto found = std::find_if(items.begin(), items.end(), [](const auto &item) { return item.row.sku == sku(u"K"); });
                    QVERIFY(found != items.end());
                    QCOMPARE(found->row.available, kits);
                    QCOMPARE(found->row.onHand, kits);
                    QCOMPARE(found->row.isKit, at != plain);
                }
            }
        };
        check([&](const query::StockOf &query) { return shop.ask(query); });
        const auto trend = shop.ask(query::Trend{sku(u"K"), first, fewer}); // as it was made at the end of the span
        QCOMPARE(trend.first().available, 5);
        QCOMPARE(trend.last().available, 2);

        const QTemporaryDir folder;
        const QString file = folder.filePath(u"sealed"_s);
        Progress progress;
        QVERIFY(audit::sealTrail(*shop.database, shop.key, file, {}, {}, progress));
        const auto review = audit::ReviewInventory::open(file);
        QVERIFY(review);
        check([&](const query::StockOf &query) {
            std::optional<query::StockOf::Answer> answer;
            QObject context;
            (*review)->ask(query, &context, [&](const Result<query::StockOf::Answer> &told) { answer = told.value_or(query::StockOf::Answer{}); });
            const QDeadlineTimer deadline(10'000);
            while (!answer && !deadline.hasExpired())
                QTest::qWait(1);
            return answer.value_or(query::StockOf::Answer{});
        });
    }

    void reasonIsContents()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 10);
        const auto book = [&](const QString &why) {
            Result<Entry> answer;
            shop.core->perform({Request{u"key-1"_s, {Actor::Kind::Person, u"tester"_s}, why, 0, receive(5)}},
                               [&](const Result<QList<Entry>> &done) { answer = done.map([](const QList<Entry> &all) { return all.first(); }); });
            shop.clock.settle();
            return answer;
        };
        const auto first = book(u"a delivery"_s);
        QVERIFY(first);
        QCOMPARE(book(u"a delivery"_s)->number, first->number);
        const auto other = book(u"a gift"_s);
        QVERIFY(!other);
        QCOMPARE(other.error().code, Error::Code::KeyReused);
    }

    void causeChain()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 10);
        const auto first = shop.perform(receive(1));
        const auto second = shop.perform(receive(2), {}, first->number);
        const auto third = shop.perform(receive(3), {}, second->number);
        QList<qint64> numbers;
        for (const Entry &entry : shop.ask(query::CauseChain{second->number}))
            numbers << entry.number;
        QCOMPARE(numbers, QList<qint64>({first->number, second->number, third->number}));
    }

    /// Answers of several pushes share an entry: each cause leads to it.
    void answersNameWhatTheyAnswer()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 10);
        shop.define(u"B", 10);
        shop.list(u"web", u"A");
        shop.list(u"web", u"B");
        const Entry a = shop.must(receive(1));
        const Entry b = shop.must(command::ReceiveStock{sku(u"B"), node(u"main"), 1});
        command::RecordOutcomes answers = told(u"web", u"A", 11, 20, 21, a.number, channels::Outcome::State::Applied);
        answers.told += told(u"web", u"B", 11, 20, 21, b.number, channels::Outcome::State::Applied).told;
        const qint64 answer = shop.perform(answers, {}, b.number)->number;
        for (const Entry &cause : {a, b}) {
            const QList<Entry> chain = shop.ask(query::CauseChain{cause.number});
            QCOMPARE(chain.last().number, answer);
            QCOMPARE(chain.size(), 2);
        }
    }

    void buyersDataIsSealed()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 10);
        ChannelOrder order = orderOf(u"1"_s, {{u"l"_s, u"A", 1}});
        order.buyer.address = u"Nightingale Lane 7"_s;
        shop.must(command::RecordOrder{order, u"event-1"_s, QByteArray("{\"name\":\"Wilhelmina Featherstone\"}")});
        QCOMPARE(shop.order(u"1").buyer.name, u"Wilhelmina Featherstone"_s);
        QCOMPARE(shop.order(u"1").buyer.address, u"Nightingale Lane 7"_s);
        QCOMPARE(shop.order(u"1").row.shipTo, u"NL"_s);
        shop.database->setShopKey(nullptr);
        QVERIFY(shop.order(u"1").buyer.isEmpty());
        shop.database->setShopKey(&shop.key);
        if (shopSource->kind == store::Source::Kind::Sqlite) {
            for (const QString &suffix : {QString(), u"-wal"_s}) {
                QFile file(shopSource->place + suffix);
                QVERIFY(file.open(QIODevice::ReadOnly));
                const QByteArray bytes = file.readAll();
                QVERIFY(!bytes.contains("Featherstone") && !bytes.contains("Nightingale"));
            }
        }
        const auto page = shop.ask(query::Trail{});
        QVERIFY(!page.entries.isEmpty());
        for (const Entry &entry : page.entries)
            QVERIFY(!QJsonDocument(entry.body).toJson().contains("Featherstone"));
    }

    /// The newest number of a span that begins later does not count its entries.
    void reviewCountsTheEntriesOfItsSpan()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 10);
        const Time before = shop.clock.now();
        shop.clock.pass(Milliseconds{60'000});
        for (int i = 0; i < 3; ++i)
            shop.must(receive(1));
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"later.audit"_s);
        Progress progress;
        const auto sealed = audit::sealTrail(*shop.database, shop.key, file, before + Milliseconds{1}, {}, progress);
        QVERIFY2(sealed, sealed ? "" : qPrintable(sealed.error().detail));
        const auto review = audit::ReviewInventory::open(file);
        QVERIFY(review);
        qint64 entries = 0;
        (*review)->ask(query::Totals{}, this, [&entries](const Result<query::Totals::Answer> &totals) { entries = totals ? totals->entries : -1; });
        QTRY_COMPARE(entries, 3);
        QVERIFY(shop.entries() > 3);
    }

    void forgottenForGood()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 10);
        shop.must(command::RecordOrder{orderOf(u"1"_s, {{u"l"_s, u"A", 1}}), u"e"_s, "raw"});
        shop.must(command::ForgetBuyer{{channel(u"web"), u"1"_s}});
        QVERIFY(shop.order(u"1").buyer.isEmpty());
        QVERIFY(shop.order(u"1").isForgotten);
        ChannelOrder late = orderOf(u"1"_s, {{u"l"_s, u"A", 2}});
        late.revision = second(9);
        shop.must(command::RecordOrder{late, u"e2"_s, "raw again"}); // a late message brings nothing back
        QVERIFY(shop.order(u"1").buyer.isEmpty());
        QCOMPARE(shop.order(u"1").row.units, 2);
        const QString shipTo = shop.order(u"1").row.shipTo;
        const int entries = shop.entries();
        late.revision = second(10);
        late.buyer.address = u"Nightingale Lane 8"_s;
        late.buyer.country = u"BE"_s;
        shop.must(command::RecordOrder{late, u"e3"_s, "raw once more"});
        QVERIFY(shop.order(u"1").buyer.isEmpty());
        QCOMPARE(shop.order(u"1").row.shipTo, shipTo);
        QCOMPARE(shop.entries(), entries);
        QVERIFY(shop.ask(query::Verify{}).isWhole);
        QVERIFY(shop.balances());
    }

    /// Two consoles sell the same units of a shared database in turn: nothing is lost, nothing is sold twice.
    void twoConsoles()
    {
        CROSSDOCK_WORKSHOP(first);
        if (firstSource->kind != store::Source::Kind::Postgresql)
            QSKIP("an SQLite file has one engine");
        constexpr int orders = 40, stock = 60;
        first.define(u"A", stock);
        first.list(u"shop", u"A");
        Workshop second(*firstSource, false);
        for (int i = 0; i < orders; ++i) {
            Workshop &console = i % 3 == 0 ? second : first;
            console.must(news(orderOf(u"%1"_s.arg(i), {{u"l"_s, u"A", 2}})));
            if (i % 10 == 0)
                second.must(command::AdjustStock{sku(u"A"), node(u"main"), 1});
        }
        QCOMPARE(first.at(u"A"), u"0/64/0/0/0"_s);
        QCOMPARE(first.ask(query::Totals{}).shortUnits, 2 * orders - stock - 4);
        QCOMPARE(first.offer(u"shop", u"A").wanted, 0);
        QVERIFY(first.balances());
        const auto verification = second.ask(query::Verify{});
        QVERIFY2(verification.isWhole, qPrintable(verification.words));
    }
};

QTEST_GUILESS_MAIN(TrailTest)
#include "tst_trail.moc"
