#include "tests/core/rules/rule_shop.h"

using namespace crossdock;
using namespace crossdock::tests;
using namespace Qt::Literals::StringLiterals;

/// What suppliers are told: messages about their goods, and purchase orders.
class RulesSuppliersTest : public QObject
{
    Q_OBJECT

private:
    Stores m_stores;

    static void supply(Shop &shop, QStringView code, const QString &supplier)
    {
        shop.define(code, 20);
        command::DefineSku goods{sku(code), u"Blue mug"_s, u"4006381333931"_s, {}, {}, supplier, {}, {}};
        shop.must(goods);
    }
    static void reach(Shop &shop, const QString &name, const QStringList &words)
    {
        shop.must(command::SetMailServer{u"127.0.0.1"_s, 2525, {}, u"shop@example.com"_s, false});
        shop.must(command::DefineContact{name, words, name + u"@example.com"_s, {}, {}});
    }
    /// The oldest first.
    static QList<Notice> notices(Shop &shop)
    {
        QList<Notice> all = shop.ask(query::Notices{});
        std::reverse(all.begin(), all.end());
        return all;
    }

private Q_SLOTS:
    void initTestCase_data() { Stores::addRows(); }

    void needs_data()
    {
        QTest::addColumn<QString>("supplier"); // of the only product
        QTest::addColumn<QString>("contact"); // empty: none
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("named"); // a part of what is missing; empty: nothing is
        const QString mail = u"When the stock of any product drops below 5, email the supplier \"Send more\""_s;
        QTest::newRow("no supplier") << QString() << u"acme"_s << mail << u"No product says who supplies it"_s;
        QTest::newRow("no address") << u"Acme"_s << QString() << mail << u"crossdock contact add \"Acme\" --email"_s;
        QTest::newRow("an address of that name") << u"Acme"_s << u"acme"_s << mail << QString();
        QTest::newRow("a supplier and the window") << u"Acme"_s << u"acme"_s << u"When stock drops below 5, tell the supplier"_s << u"is reached by e-mail"_s;
        QTest::newRow("an order without a number") << u"Acme"_s << u"acme"_s << u"When the stock of any product drops below 5, create a purchase order"_s << u"how many to order"_s;
        QTest::newRow("an order") << u"Acme"_s << u"acme"_s << u"When the stock of any product drops below 5, order 50 units"_s << QString();
        QTest::newRow("an order for whatever an order holds") << u"Acme"_s << u"acme"_s << u"When an order arrives, order 50 units"_s << u"is for one product"_s;
        QTest::newRow("an order, and no address") << u"Acme"_s << QString() << u"When the stock of any product drops below 5, order 50 units"_s << u"has no address"_s;
    }
    void needs()
    {
        QFETCH(QString, supplier);
        QFETCH(QString, contact);
        QFETCH(QString, text);
        QFETCH(QString, named);
        CROSSDOCK_SHOP(shop);
        supply(shop, u"MUG-1", supplier);
        if (!contact.isEmpty())
            reach(shop, contact, {contact});
        const QString said = shop.missing(text);
        QVERIFY2(named.isEmpty() ? said.isEmpty() : said.contains(named), qPrintable(said));
    }

    /// Under the word that products have for him.
    void aSupplierIsWrittenTo()
    {
        CROSSDOCK_SHOP(shop);
        supply(shop, u"MUG-1", u"Acme Pottery"_s);
        reach(shop, u"acme"_s, {u"acme"_s, u"Acme Pottery"_s});
        shop.arm(u"When the stock of any product drops below 5, email the supplier \"Send more\""_s);
        shop.setStock(u"MUG-1", 3);
        const QList<Notice> told = notices(shop);
        QCOMPARE(told.size(), 1);
        QCOMPARE(told.first().via, u"email"_s);
        QCOMPARE(told.first().recipient, u"acme"_s);
        QCOMPARE(told.first().text, u"Send more"_s);
    }

    void aPurchaseOrderIsALetter()
    {
        CROSSDOCK_SHOP(shop);
        supply(shop, u"MUG-1", u"Acme"_s);
        reach(shop, u"acme"_s, {u"acme"_s});
        const qint64 rule = shop.arm(u"When the stock of any product drops below 5, order 50 units"_s);
        shop.setStock(u"MUG-1", 3);
        QCOMPARE(shop.runs(rule).first().state, RuleRun::State::Done);
        const QList<Notice> told = notices(shop);
        QCOMPARE(told.size(), 1);
        QCOMPARE(told[0].via, u"email"_s);
        QCOMPARE(told[0].recipient, u"acme"_s);
        QCOMPARE(told[0].title, u"Purchase order PO-1"_s);
        for (const auto &part : {u"50 x  MUG-1  Blue mug"_s, u"Barcode 4006381333931"_s})
            QVERIFY2(told[0].text.contains(part), qPrintable(told[0].text));
    }

    /// Of several products the order says whom, not they.
    void aPurchaseOrdersSupplierIsWrittenTo()
    {
        CROSSDOCK_SHOP(shop);
        supply(shop, u"MUG-1", u"Acme"_s);
        supply(shop, u"MUG-2", u"Other"_s);
        reach(shop, u"acme"_s, {u"acme"_s});
        shop.must(command::DefineContact{u"other"_s, {u"other"_s}, u"other@example.com"_s, {}, {}});
        shop.arm(u"When a purchase order is created, email the supplier \"Thank you\""_s);
        shop.must(command::CreatePurchase{{}, u"Acme"_s, {}, {{sku(u"MUG-1"), 5}, {sku(u"MUG-2"), 5}}});
        shop.clock.settle();
        const QList<Notice> told = notices(shop);
        QCOMPARE(told.size(), 1);
        QCOMPARE(told[0].recipient, u"acme"_s);
    }
};

QTEST_GUILESS_MAIN(RulesSuppliersTest)
#include "tst_rules_suppliers.moc"
