#include "tests/core/workshop.h"

#include <QTest>

using namespace crossdock;
using namespace crossdock::tests;
using namespace Qt::Literals::StringLiterals;
using purchases::PurchaseOrder;

/// What is ordered from suppliers: the book, what comes of it, and what the trail says of it.
class PurchasesTest : public QObject
{
    Q_OBJECT

private:
    Stores m_stores;

    static QDate today(Workshop &shop) { return toDateTime(shop.clock.now()).date(); }
    static command::CreatePurchase orderOf(const QList<command::WantedLine> &lines) { return {{}, u"Acme"_s, node(u"main"), lines}; }
    static PurchaseOrder order(Workshop &shop, const QString &number) { return shop.ask(query::Purchases{number}).value(0); }
    /// "open: A 3/10, B 0/5": received of ordered.
    static QString text(Workshop &shop, const QString &number)
    {
        const PurchaseOrder found = order(shop, number);
        QStringList lines;
        for (const PurchaseOrder::Line &line : found.lines)
            lines.append(u"%1 %2/%3"_s.arg(line.sku.text()).arg(line.received).arg(line.ordered));
        return nameOf(found.state) + u": "_s + lines.join(u", "_s);
    }
    static command::ReceiveStock arrival(QStringView code, Quantity units, const QString &number, bool isLast = false) { return {sku(code), node(u"main"), units, number, isLast}; }
    static QList<Entry> trail(Workshop &shop, const QString &what)
    {
        TrailFilter filter;
        filter.what = what;
        return shop.ask(query::Trail{filter}).entries;
    }

private Q_SLOTS:
    void initTestCase_data() { Stores::addRows(); }

    void whatComesOfIt_data()
    {
        QTest::addColumn<QList<command::ReceiveStock>>("arrivals");
        QTest::addColumn<QString>("became");
        QTest::addColumn<qint64>("toCome");
        const auto row = [](const char *name, const QList<command::ReceiveStock> &arrivals, const QString &became, qint64 toCome) { QTest::newRow(name) << arrivals << became << toCome; };
        row("nothing yet", {}, u"open: A 0/10, B 0/5"_s, 15);
        row("a part of a line", {arrival(u"A", 4, u"PO-1"_s)}, u"partly_received: A 4/10, B 0/5"_s, 11);
        row("a line", {arrival(u"A", 10, u"PO-1"_s)}, u"partly_received: A 10/10, B 0/5"_s, 5);
        row("all", {arrival(u"A", 10, u"PO-1"_s), arrival(u"B", 5, u"PO-1"_s)}, u"received: A 10/10, B 5/5"_s, 0);
        row("more of one and less of the other", {arrival(u"A", 12, u"PO-1"_s)}, u"partly_received: A 12/10, B 0/5"_s, 5);
        row("more than all", {arrival(u"A", 10, u"PO-1"_s), arrival(u"B", 7, u"PO-1"_s)}, u"received: A 10/10, B 7/5"_s, 0);
        row("less, and no more will come", {arrival(u"A", 4, u"PO-1"_s), arrival(u"B", 5, u"PO-1"_s, true)}, u"received: A 4/10, B 5/5"_s, 0);
        row("more after it was closed", {arrival(u"A", 4, u"PO-1"_s, true), arrival(u"A", 1, u"PO-1"_s)}, u"received: A 5/10, B 0/5"_s, 0);
    }
    void whatComesOfIt()
    {
        QFETCH(QList<command::ReceiveStock>, arrivals);
        QFETCH(QString, became);
        QFETCH(qint64, toCome);
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 0);
        shop.define(u"B", 0);
        shop.must(orderOf({{sku(u"A"), 10}, {sku(u"B"), 5}}));
        QCOMPARE(shop.available(u"A"), 0); // what is to come is nobody's to sell
        Quantity came = 0;
        for (const command::ReceiveStock &one : arrivals) {
            shop.must(one);
            came += one.sku == sku(u"A") ? one.quantity : 0;
        }
        QCOMPARE(text(shop, u"PO-1"_s), became);
        QCOMPARE(order(shop, u"PO-1"_s).toCome(), toCome);
        QCOMPARE(shop.available(u"A"), came);
        QVERIFY(shop.balances());
    }

    void changes_data()
    {
        QTest::addColumn<command::ChangePurchase>("change");
        QTest::addColumn<QString>("became"); // empty: refused
        QTest::addColumn<QString>("words"); // of the refusal
        const auto row = [](const char *name, const command::ChangePurchase &change, const QString &became, const QString &words = {}) { QTest::newRow(name) << change << became << words; };
        const QString number = u"PO-1"_s;
        row("more", {number, {{sku(u"A"), 20}}}, u"partly_received: A 4/20"_s);
        row("as many as came", {number, {{sku(u"A"), 4}}}, u"received: A 4/4"_s);
        row("fewer than came", {number, {{sku(u"A"), 3}}}, {}, u"4 of it came"_s);
        row("another line", {number, {{sku(u"B"), 2}}}, u"partly_received: A 4/10, B 0/2"_s);
        row("none of another line", {number, {{sku(u"B"), 0}}}, {}, u"orders none of it"_s);
        row("nothing new", {number, {{sku(u"A"), 10}}}, {}, u"so already"_s);
        row("twice the same", {number, {{sku(u"B"), 2}, {sku(u"B"), 3}}}, {}, u"twice"_s);
        row("a kit", {number, {{sku(u"KIT"), 2}}}, {}, u"not bought"_s);
        row("below nothing", {number, {{sku(u"A"), -1}}}, {}, u"from 0 to"_s);
        row("another date", {number, {}, QDate(2027, 1, 1)}, u"partly_received: A 4/10"_s);
        row("no date", {number, {}, {}, true}, u"partly_received: A 4/10"_s);
        row("of the version that was looked at", {number, {{sku(u"A"), 20}}, {}, false, 2}, u"partly_received: A 4/20"_s);
        row("of an older version", {number, {{sku(u"A"), 20}}, {}, false, 1}, {}, u"meanwhile"_s);
        row("an order that is not there", {u"PO-9"_s, {{sku(u"A"), 20}}}, {}, u"no such purchase order"_s);
    }
    void changes()
    {
        QFETCH(command::ChangePurchase, change);
        QFETCH(QString, became);
        QFETCH(QString, words);
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 0);
        shop.define(u"B", 0);
        shop.kit(u"KIT", {{sku(u"B"), 2}});
        command::CreatePurchase wanted = orderOf({{sku(u"A"), 10}});
        wanted.expectedOn = QDate(2026, 12, 24);
        shop.must(wanted);
        shop.must(arrival(u"A", 4, u"PO-1"_s));
        const auto done = shop.perform(change);
        QCOMPARE(done.has_value(), !became.isEmpty());
        if (!done)
            QVERIFY2(done.error().detail.contains(words), qPrintable(done.error().detail));
        QCOMPARE(text(shop, u"PO-1"_s), done ? became : u"partly_received: A 4/10"_s);
        const std::optional<QDate> expected = !done ? wanted.expectedOn : change.forgetsDate ? std::nullopt : change.expectedOn ? change.expectedOn : wanted.expectedOn;
        QCOMPARE(order(shop, u"PO-1"_s).expectedOn, expected);
        QVERIFY(shop.balances());
    }

    void refusals_data()
    {
        QTest::addColumn<command::CreatePurchase>("wanted");
        QTest::addColumn<QString>("words");
        const QList<command::WantedLine> ten{{sku(u"A"), 10}};
        QTest::newRow("no supplier") << command::CreatePurchase{{}, u" "_s, {}, ten} << u"name has 1 to"_s;
        QTest::newRow("no line") << command::CreatePurchase{{}, u"Acme"_s} << u"what to order"_s;
        QTest::newRow("none of it") << command::CreatePurchase{{}, u"Acme"_s, {}, {{sku(u"A"), 0}}} << u"from 1 to"_s;
        QTest::newRow("a SKU that is not known") << command::CreatePurchase{{}, u"Acme"_s, {}, {{sku(u"Z"), 1}}} << u"no such SKU"_s;
        QTest::newRow("a number that is taken") << command::CreatePurchase{u"PO-1"_s, u"Acme"_s, {}, ten} << u"has this number"_s;
        QTest::newRow("a place that is not known") << command::CreatePurchase{{}, u"Acme"_s, node(u"moon"), ten} << u""_s;
        QTest::newRow("a mail to nobody") << command::CreatePurchase{{}, u"Acme"_s, {}, ten, {}, true} << u"contact add"_s;
    }
    void refusals()
    {
        QFETCH(command::CreatePurchase, wanted);
        QFETCH(QString, words);
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 0);
        shop.must(orderOf({{sku(u"A"), 1}}));
        const auto done = shop.perform(wanted);
        QVERIFY(!done);
        QVERIFY2(done.error().detail.contains(words), qPrintable(done.error().detail));
        QCOMPARE(shop.ask(query::Purchases{}).size(), 1); // all or nothing
        QVERIFY(shop.ask(query::Notices{}).isEmpty());
    }

    void theSameKeyOrdersOnce()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 0);
        const auto first = shop.perform(orderOf({{sku(u"A"), 10}}), u"k"_s), again = shop.perform(orderOf({{sku(u"A"), 10}}), u"k"_s);
        QVERIFY(first && again);
        QCOMPARE(again->number, first->number);
        QCOMPARE(shop.perform(orderOf({{sku(u"A"), 11}}), u"k"_s).error().code, Error::Code::KeyReused);
        QCOMPARE(shop.ask(query::Purchases{}).size(), 1);
    }

    void numbersGoOnPastThoseOfHand()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 0);
        for (const QString &number : {QString(), u"PO-3"_s, QString(), QString()})
            shop.must(command::CreatePurchase{number, u"Acme"_s, {}, {{sku(u"A"), 1}}});
        QStringList numbers;
        for (const PurchaseOrder &one : shop.ask(query::Purchases{}))
            numbers.prepend(one.number);
        QCOMPARE(numbers, (QStringList{u"PO-1"_s, u"PO-3"_s, u"PO-4"_s, u"PO-5"_s}));
    }

    void whatIsCancelledTakesNothing()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 0);
        shop.must(orderOf({{sku(u"A"), 10}}));
        shop.must(command::CancelPurchase{u"PO-1"_s, 1});
        QCOMPARE(text(shop, u"PO-1"_s), u"cancelled: A 0/10"_s);
        for (const Command &command : QList<Command>{arrival(u"A", 1, u"PO-1"_s), command::CancelPurchase{u"PO-1"_s}, command::ChangePurchase{u"PO-1"_s, {{sku(u"A"), 1}}}})
            QCOMPARE(shop.perform(command).error().code, Error::Code::NotAllowed);
        QCOMPARE(shop.at(u"A"), u"nothing"_s); // the receiving failed as a whole
        QVERIFY(shop.balances());
    }

    void unitsOfAnotherProductAreNotOfIt()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 0);
        shop.define(u"B", 0);
        shop.must(orderOf({{sku(u"A"), 10}}));
        QCOMPARE(shop.perform(arrival(u"B", 1, u"PO-1"_s)).error().code, Error::Code::InvalidInput);
        QCOMPARE(shop.perform(arrival(u"A", 1, u"PO-2"_s)).error().code, Error::Code::NotFound);
        QCOMPARE(shop.perform(arrival(u"A", 1, {}, true)).error().code, Error::Code::InvalidInput);
        QCOMPARE(text(shop, u"PO-1"_s), u"open: A 0/10"_s);
    }

    /// Somebody waits for the units: they go on to him in the same entry.
    void anUndoOpensItAgain()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 0);
        shop.must(command::RecordOrder{tests::orderOf(u"1"_s, {{u"l"_s, u"A", 2}}), {}, {}});
        shop.must(orderOf({{sku(u"A"), 10}}));
        const Entry first = shop.must(arrival(u"A", 4, u"PO-1"_s));
        QVERIFY(shop.balances());
        const Entry second = shop.must(arrival(u"A", 6, u"PO-1"_s));
        QCOMPARE(text(shop, u"PO-1"_s), u"received: A 10/10"_s);
        shop.must(command::Undo{second.number});
        QCOMPARE(text(shop, u"PO-1"_s), u"partly_received: A 4/10"_s);
        shop.must(arrival(u"A", 6, u"PO-1"_s));
        shop.must(command::Undo{first.number});
        QCOMPARE(text(shop, u"PO-1"_s), u"partly_received: A 6/10"_s);
        QVERIFY(shop.balances());
    }

    void aLeadTimeSaysWhenItComes()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 0);
        shop.must(orderOf({{sku(u"A"), 1}}));
        shop.must(command::SetLeadTime{u"ACME"_s, 14});
        shop.must(orderOf({{sku(u"A"), 1}}));
        command::CreatePurchase said = orderOf({{sku(u"A"), 1}});
        said.expectedOn = QDate(2027, 3, 1);
        shop.must(said);
        shop.must(command::SetLeadTime{u"Acme"_s, 0});
        shop.must(orderOf({{sku(u"A"), 1}}));
        QCOMPARE(order(shop, u"PO-1"_s).expectedOn, std::optional<QDate>());
        QCOMPARE(order(shop, u"PO-2"_s).expectedOn, std::optional(today(shop).addDays(14)));
        QCOMPARE(order(shop, u"PO-3"_s).expectedOn, said.expectedOn);
        QCOMPARE(order(shop, u"PO-4"_s).expectedOn, std::optional<QDate>());
        QVERIFY(!shop.perform(command::SetLeadTime{u"Acme"_s, -1}));
    }

    void whatIsLateIsNotedOnce()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 0);
        command::CreatePurchase wanted = orderOf({{sku(u"A"), 10}});
        wanted.expectedOn = today(shop).addDays(1);
        shop.must(wanted);
        const auto afterDays = [&](int days) {
            shop.clock.pass(Milliseconds(days * 86'400'000LL));
            shop.must(command::NoteLatePurchases{});
            return trail(shop, u"purchase.late"_s).size();
        };
        QCOMPARE(afterDays(1), 0); // it may come today
        QVERIFY(!order(shop, u"PO-1"_s).lateSince(shop.clock.now()));
        QCOMPARE(afterDays(1), 1);
        QVERIFY(order(shop, u"PO-1"_s).lateSince(shop.clock.now()));
        QCOMPARE(afterDays(2), 1);
        shop.must(command::ChangePurchase{u"PO-1"_s, {}, today(shop).addDays(1)}); // can be late once more
        QCOMPARE(afterDays(3), 2);
        shop.must(command::ChangePurchase{u"PO-1"_s, {}, today(shop)});
        shop.must(arrival(u"A", 10, u"PO-1"_s));
        QCOMPARE(afterDays(3), 2);
        QVERIFY(shop.balances());
    }

    void theClockAsksWhatIsLate()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.core->start();
        shop.define(u"A", 0);
        command::CreatePurchase wanted = orderOf({{sku(u"A"), 10}});
        wanted.expectedOn = today(shop).addDays(-1);
        shop.must(wanted);
        shop.clock.pass(std::chrono::minutes(2));
        QCOMPARE(trail(shop, u"purchase.late"_s).size(), 1);
    }

    /// Two rules, or one twice: the second finds what the first ordered.
    void enoughIsToCome_data()
    {
        QTest::addColumn<QString>("place"); // where the second would go to
        QTest::addColumn<qint64>("units");
        QTest::addColumn<bool>("orders");
        QTest::newRow("as many") << u"main"_s << qint64(6) << false;
        QTest::newRow("fewer") << u"main"_s << qint64(2) << false;
        QTest::newRow("more") << u"main"_s << qint64(7) << true;
        QTest::newRow("elsewhere") << u"east"_s << qint64(6) << true;
    }
    void enoughIsToCome()
    {
        QFETCH(QString, place);
        QFETCH(qint64, units);
        QFETCH(bool, orders);
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 0);
        shop.must(orderOf({{sku(u"A"), 10}}));
        shop.must(arrival(u"A", 4, u"PO-1"_s)); // 6 are to come
        command::CreatePurchase second = orderOf({{sku(u"A"), units}});
        second.node = node(place);
        second.onlyIfNeeded = true;
        const Entry entry = shop.must(second);
        QCOMPARE(entry.what, orders ? u"purchase.create"_s : u"purchase.covered"_s);
        QCOMPARE(shop.ask(query::Purchases{}).size(), orders ? 2 : 1);
        if (!orders)
            QVERIFY(entry.body[u"instead"_s].toString().contains(u"PO-1"_s));
        QVERIFY(shop.balances());
    }

    void theSupplierIsWrittenToInTheSameEntry()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 0);
        shop.must(command::DefineContact{u"acme"_s, {u"Acme"_s}, u"acme@example.com"_s, {}});
        command::CreatePurchase wanted = orderOf({{sku(u"A"), 10}});
        wanted.tellsSupplier = true;
        const Entry entry = shop.must(wanted);
        const QList<Notice> told = shop.ask(query::Notices{});
        QCOMPARE(told.size(), 1);
        QCOMPARE(told.first().entry, entry.number);
        QCOMPARE(told.first().title, u"Purchase order PO-1"_s);
        QVERIFY(told.first().text.contains(u"10 x  A"_s));
    }

    /// Whatever is done, taken or refused: what came adds up, and the book is what the trail says.
    void manyStepsBalance_data()
    {
        QTest::addColumn<int>("seed");
        for (const int seed : {1, 2, 3})
            QTest::addRow("seed %d", seed) << seed;
    }
    void manyStepsBalance()
    {
        QFETCH(int, seed);
        CROSSDOCK_WORKSHOP(shop);
        SeededRandom random(static_cast<quint64>(seed));
        const QStringList codes{u"A"_s, u"B"_s, u"C"_s};
        for (const QString &code : codes)
            shop.define(code, 0);
        const auto some = [&] { return sku(codes[qsizetype(random.below(3))]); };
        const auto units = [&] { return Quantity(1 + random.below(5)); };
        const auto number = [&] { return u"PO-%1"_s.arg(1 + random.below(4)); };
        QList<qint64> receipts;
        for (int step = 0; step < 120; ++step) {
            Command command = orderOf({{some(), units()}});
            switch (random.below(7)) {
            case 0:
                break;
            case 1:
                command = command::ChangePurchase{number(), {{some(), Quantity(random.below(6))}}};
                break;
            case 2:
                command = command::CancelPurchase{number()};
                break;
            case 3:
                command = command::Undo{receipts.isEmpty() ? 1 : receipts[qsizetype(random.below(quint64(receipts.size())))]};
                break;
            case 4:
                command = command::RecordOrder{tests::orderOf(QString::number(step), {{u"l"_s, some().text(), units()}}), {}, {}};
                break;
            default:
                command = command::ReceiveStock{some(), node(u"main"), units(), random.below(4) == 0 ? QString() : number(), random.below(6) == 0};
            }
            const auto done = shop.perform(command);
            if (done && done->what == u"stock.receive"_s)
                receipts.append(done->number);
            if (step % 10 == 9)
                QVERIFY2(shop.balances(), qPrintable(u"after step %1"_s.arg(step)));
        }
        QVERIFY(!receipts.isEmpty());
        QVERIFY(shop.ask(query::Purchases{}).size() > 3);
        QVERIFY(shop.ask(query::Verify{}).isWhole);
    }

    void aBreakByHandIsFound_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("words");
        QTest::newRow("fewer ordered") << u"UPDATE purchase_line SET ordered = 5"_s << u"PO-1 is not what its entries say"_s;
        QTest::newRow("more received") << u"UPDATE purchase_line SET received = received + 1"_s << u"units of A that purchase order PO-1"_s;
        QTest::newRow("another state") << u"UPDATE purchase SET state = 'received'"_s << u"PO-1 is not what its entries say"_s;
        QTest::newRow("another date") << u"UPDATE purchase SET expected_on = '2030-01-01'"_s << u"PO-1 is not what its entries say"_s;
        QTest::newRow("another supplier") << u"UPDATE purchase SET supplier = 'Evil'"_s << u"PO-1 is not what its entries say"_s;
        QTest::newRow("another number") << u"UPDATE purchase SET number = 'PO-2'"_s << u"PO-1 is in the trail and not on record"_s;
    }
    void aBreakByHandIsFound()
    {
        QFETCH(QString, sql);
        QFETCH(QString, words);
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 0);
        shop.must(orderOf({{sku(u"A"), 10}}));
        shop.must(arrival(u"A", 4, u"PO-1"_s));
        QVERIFY(shop.balances());
        QVERIFY(shop.ask(query::Verify{}).isWhole);
        const auto done = shop.database->execute(sql);
        QVERIFY2(done && *done > 0, qPrintable(done ? u"changed nothing"_s : done.error().detail));
        const auto books = shop.ask(query::Books{});
        QVERIFY2(books.problems.join(u'\n').contains(words), qPrintable(books.problems.join(u'\n')));
        QVERIFY(!shop.ask(query::Verify{}).isWhole);
    }
};

QTEST_GUILESS_MAIN(PurchasesTest)
#include "tst_purchases.moc"
