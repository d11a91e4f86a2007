#include "core/inventory/fulfilment/order_papers.h"
#include "tests/core/rules/rule_shop.h"

using namespace crossdock;
using namespace crossdock::tests;
using namespace Qt::Literals::StringLiterals;

namespace {

using labels::Format;
using labels::Printer;
using papers::Paper;

const Printer office{u"office"_s, Printer::Kind::System, u"Office"_s, Format::Pdf};
const Printer documents{u"documents"_s, Printer::Kind::System, u"Desk"_s, Format::Pdf};
const Printer roll{u"roll"_s, Printer::Kind::Raw, u"127.0.0.1:9100"_s, Format::Zpl};

} // namespace

/// The papers of orders: when a rule may ask for them, that it does so once, and what stands on them.
class RulesPapersTest : public QObject
{
    Q_OBJECT

private:
    Stores m_stores;

    static QList<Notice> prints(Shop &shop) { return shop.ask(query::Notices{.onlyWaiting = true}); }

private Q_SLOTS:
    void initTestCase_data() { Stores::addRows(); }

    void needs_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QList<Printer>>("printers");
        QTest::addColumn<QString>("named"); // a part of what is missing; empty: nothing is
        const QString slip = u"When an order arrives, print the packing slip"_s;
        QTest::newRow("no printer") << slip << QList<Printer>{} << u"crossdock printer set documents"_s;
        QTest::newRow("a roll of labels alone") << slip << QList<Printer>{roll} << u"crossdock printer set documents"_s;
        QTest::newRow("one printer") << slip << QList<Printer>{office, roll} << QString();
        QTest::newRow("a label on a roll") << u"When an order arrives, print the label"_s << QList<Printer>{roll} << QString();
        QTest::newRow("an invoice") << u"When an order arrives, print the invoice"_s << QList<Printer>{office} << u"no papers of the kind “invoice”"_s;
    }
    void needs()
    {
        QFETCH(QString, text);
        QFETCH(QList<Printer>, printers);
        QFETCH(QString, named);
        CROSSDOCK_SHOP(shop);
        for (const Printer &printer : printers)
            shop.must(command::DefinePrinter{printer, false});
        const QString said = shop.missing(text);
        QVERIFY2(named.isEmpty() ? said.isEmpty() : said.contains(named), qPrintable(said));
    }

    void anOrderGetsAPaperOnce()
    {
        CROSSDOCK_SHOP(shop);
        shop.must(command::DefinePrinter{office, false});
        shop.define(u"MUG-1", 10);
        const qint64 first = shop.arm(u"When an order arrives, print the packing slip"_s, 9), second = shop.arm(u"When an order arrives, print the packing slip and the pick list"_s, 1);
        shop.place(u"1"_s, u"MUG-1");
        const QList<Notice> waiting = prints(shop);
        QCOMPARE(waiting.size(), 2);
        QStringList wanted{waiting[0].text, waiting[1].text};
        wanted.sort();
        QCOMPARE(wanted, (QStringList{u"packing_slip"_s, u"pick_list"_s}));
        QCOMPARE(waiting.first().kind, u"document"_s);
        QCOMPARE(waiting.first().order->text(), u"web/1"_s);
        QCOMPARE(shop.runs(first).first().state, RuleRun::State::Done);
        const RuleRun refused = shop.runs(second).first();
        QVERIFY2(refused.deeds.first().words.contains(u"was printed before"_s), qPrintable(refused.deeds.first().words));
    }

    void aSlipFromTheBenchIsEnough()
    {
        CROSSDOCK_SHOP(shop);
        shop.must(command::DefinePrinter{office, false});
        shop.define(u"MUG-1", 10);
        const qint64 rule = shop.arm(u"When an order is put on hold, print the packing slip"_s);
        shop.place(u"1"_s, u"MUG-1");
        const OrderId order{channel(u"web"), u"1"_s};
        shop.must(command::MarkOrder{order, command::MarkOrder::What::Tag, papers::slipTag.toString()});
        shop.must(command::HoldOrder{order});
        shop.clock.settle();
        QVERIFY(prints(shop).isEmpty());
        QVERIFY2(shop.runs(rule).first().deeds.first().words.contains(u"was printed before"_s), qPrintable(shop.runs(rule).first().deeds.first().words));
    }

    /// Two engines hear of it at once.
    void onePrinterGetsIt()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 10);
        shop.place(u"1"_s, u"MUG-1");
        shop.must(papers::printing({channel(u"web"), u"1"_s}, Paper::PickList));
        const command::SettleNotice claim{prints(shop).first().notice, command::SettleNotice::What::Retry, {}, 0};
        QVERIFY(shop.perform(claim).has_value());
        const auto late = shop.perform(claim);
        QVERIFY(!late);
        QCOMPARE(late.error().code, Error::Code::NotAllowed);
    }

    void whatStandsOnThem()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 10);
        ChannelOrder placed = orderOf(u"1"_s, {{u"1"_s, u"MUG-1", 2}});
        placed.buyer.address = u"1 River St"_s;
        shop.must(command::RecordOrder{placed, {}, {}});
        const OrderDetail order = shop.order(u"1");
        const papers::Items items = shop.ask(query::StockOf{papers::skusOf(order), {}});
        const auto slip = papers::packingSlip(order, items);
        QVERIFY(slip);
        for (const char *part : {"Packing slip", "Order 1 of web", "Wilhelmina Featherstone", "1 River St", "2 x  MUG-1"})
            QVERIFY2(slip->contains(part), *slip);
        const auto list = papers::pickList(order, items);
        QVERIFY(list);
        QVERIFY2(list->contains("main\n[ ] 2 x  MUG-1") && !list->contains("Wilhelmina"), *list);
        shop.must(command::SetBins{sku(u"MUG-1"), node(u"main"), {{u"cold"_s, u"A-2"_s}, {{}, u"R-7"_s}}});
        const auto walk = papers::pickList(order, shop.ask(query::StockOf{papers::skusOf(order), {}}));
        QVERIFY(walk);
        QVERIFY2(walk->contains("main\n[ ] cold / A-2  2 x  MUG-1") && walk->contains("(then R-7)"), *walk);
        const auto unknown = papers::customsForm(order, items, shop.ask(query::Goods{papers::skusOf(order)}));
        QVERIFY(!unknown);
        QVERIFY2(unknown.error().detail.contains(u"crossdock goods set MUG-1"_s), qPrintable(unknown.error().detail));
        shop.must(command::DescribeGoods{{sku(u"MUG-1"), u"Stoneware mug"_s, u"691200"_s, u"PT"_s}});
        const auto form = papers::customsForm(order, items, shop.ask(query::Goods{papers::skusOf(order)}));
        QVERIFY(form);
        for (const char *part : {"Stoneware mug", "HS 691200, made in PT", "Total value 20.00 EUR"})
            QVERIFY2(form->contains(part), *form);
        shop.must(command::ShipOrder{placed.id, {}});
        QVERIFY(!papers::pickList(shop.order(u"1"), items));
        QVERIFY(!papers::packingSlip(shop.order(u"1"), items));
    }

    void printers_data()
    {
        QTest::addColumn<Paper>("paper");
        QTest::addColumn<Format>("format");
        QTest::addColumn<QList<Printer>>("printers");
        QTest::addColumn<QString>("chosen"); // empty: none
        QTest::newRow("the only one") << Paper::PackingSlip << Format::Pdf << QList<Printer>{office} << u"office"_s;
        QTest::newRow("not the roll") << Paper::PackingSlip << Format::Pdf << QList<Printer>{roll} << QString();
        QTest::newRow("of several the one called so") << Paper::PickList << Format::Pdf << QList<Printer>{office, documents} << u"documents"_s;
        QTest::newRow("of several that are called otherwise") << Paper::PickList << Format::Pdf << QList<Printer>{office, Printer{u"hall"_s, Printer::Kind::System, u"Hall"_s, Format::Pdf}} << QString();
        QTest::newRow("a label as its carrier made it") << Paper::Label << Format::Zpl << QList<Printer>{office, roll} << u"roll"_s;
        QTest::newRow("a label that no printer takes") << Paper::Label << Format::Png << QList<Printer>{office, roll} << QString();
    }
    void printers()
    {
        QFETCH(Paper, paper);
        QFETCH(Format, format);
        QFETCH(QList<Printer>, printers);
        const auto printer = papers::printerFor(paper, format, printers);
        QTEST(printer ? printer->name : QString(), "chosen");
        QVERIFY(printer || printer.error().detail.contains(u"crossdock printer set"_s));
    }
};

QTEST_GUILESS_MAIN(RulesPapersTest)
#include "tst_rules_papers.moc"
