#include "tests/ui/fake_inventory.h"
#include "ui/audit/entry_words.h"
#include "ui/audit/trail_model.h"

#include <QAbstractItemModelTester>
#include <QJsonArray>
#include <QSignalSpy>
#include <QTest>

using namespace crossdock;
using namespace crossdock::ui;
using namespace Qt::Literals::StringLiterals;

/// The trail grows at its top, whole and in order, filtered or not.
class TrailModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void readsNewestFirstInPages();
    void takesNewEntries();
    void fillsAGapFromTheStore();
    void newsIsFilteredByTheStore();
    void filterThatFoundNothingFindsTheFirst();
    void lateAnswerIsDropped();
    void keepsWorkingAfterAFailure();
    void saysWhatChanged_data();
    void saysWhatChanged();
    void saysItsFacts_data();
    void saysItsFacts();
    void saysWhatItIsAbout();

private:
    Entry next(const QString &what = u"stock.count"_s, const QString &actor = u"dana"_s);

    SystemClock m_clock;
    std::unique_ptr<test::FakeInventory> m_inventory;
    std::unique_ptr<TrailModel> m_model;
};

/// The entry that the fake's trail gets next; already in its store.
Entry TrailModelTest::next(const QString &what, const QString &actor)
{
    Entry entry{.number = m_inventory->trail.size() + 1, .at = m_clock.now(), .actor = {Actor::Kind::Person, actor},
                .what = what};
    m_inventory->trail.append(entry);
    return entry;
}

void TrailModelTest::init()
{
    m_model.reset();
    m_inventory = std::make_unique<test::FakeInventory>(m_clock);
    m_model = std::make_unique<TrailModel>(*m_inventory, nullptr);
    QTRY_COMPARE(m_model->rowCount(), 200);
}

void TrailModelTest::readsNewestFirstInPages()
{
    const qint64 newest = m_inventory->trail.size();
    QCOMPARE(m_model->entry(0).number, newest);
    QVERIFY(m_model->canFetchMore({}));
    while (!m_model->isComplete()) {
        const int before = m_model->rowCount();
        m_model->fetchMore({});
        QTRY_VERIFY(m_model->rowCount() > before);
    }
    QCOMPARE(m_model->rowCount(), static_cast<int>(newest));
    QCOMPARE(m_model->entry(m_model->rowCount() - 1).number, 1);
    for (int row = 0; row < m_model->rowCount(); ++row)
        QCOMPARE(m_model->rowOf(m_model->entry(row).number), row);
    QCOMPARE(m_model->rowOf(newest + 1), -1);
}

void TrailModelTest::takesNewEntries()
{
    QAbstractItemModelTester tester(m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
    QTRY_VERIFY(m_model->isComplete()); // the tester reads all pages
    inserted.clear();
    const int before = m_model->rowCount();
    QList<Event> events;
    for (int i = 0; i < 30; ++i)
        events.append(event::EntryAppended{next()});
    m_inventory->tell(events);
    QTRY_COMPARE(m_model->rowCount(), before + 30);
    QCOMPARE(inserted.count(), 1);
    QCOMPARE(m_model->entry(0).number, m_inventory->trail.size());
}

void TrailModelTest::fillsAGapFromTheStore()
{
    next();
    next();
    m_inventory->tell({event::EntryAppended{next()}}); // another console wrote the two before it
    QTRY_COMPARE(m_model->rowCount(), 203);
    for (int row = 1; row < 4; ++row)
        QCOMPARE(m_model->entry(row - 1).number, m_model->entry(row).number + 1);
}

void TrailModelTest::newsIsFilteredByTheStore()
{
    TrailFilter filter;
    filter.actor = u"anna"_s;
    m_model->setFilter(filter);
    QTRY_COMPARE(m_model->rowCount(), 0);
    m_inventory->tell({event::EntryAppended{next(u"stock.count"_s, u"anna"_s)}});
    QTRY_COMPARE(m_model->rowCount(), 1);
    m_inventory->tell({event::EntryAppended{next()}, event::EntryAppended{next(u"stock.adjust"_s, u"anna"_s)}});
    QTRY_COMPARE(m_model->rowCount(), 2);
    QCOMPARE(m_model->entry(0).what, u"stock.adjust"_s);
}

void TrailModelTest::filterThatFoundNothingFindsTheFirst()
{
    TrailFilter filter;
    filter.what = u"buyer."_s;
    m_model->setFilter(filter);
    QTRY_COMPARE(m_model->rowCount(), 0);
    m_inventory->tell({event::EntryAppended{next(u"buyer.forget"_s)}});
    QTRY_COMPARE(m_model->rowCount(), 1);
}

void TrailModelTest::lateAnswerIsDropped()
{
    QSignalSpy read(m_model.get(), &TrailModel::pageRead);
    m_inventory->holdsAnswers = true;
    TrailFilter filter;
    filter.actor = u"nobody"_s;
    m_model->setFilter(filter);
    m_model->setFilter({});
    m_inventory->releaseAnswers();
    QTRY_COMPARE(read.count(), 1);
    QCOMPARE(m_model->rowCount(), 200);
}

void TrailModelTest::keepsWorkingAfterAFailure()
{
    QSignalSpy failed(m_model.get(), &TrailModel::failed);
    m_inventory->queryError = Error{Error::Code::StoreFailed, u"store"_s, {}};
    m_model->reload();
    QTRY_COMPARE(failed.count(), 1);
    m_inventory->queryError.reset();
    m_inventory->tell({event::EntryAppended{next()}});
    QTRY_COMPARE(m_model->rowCount(), 201);
}

void TrailModelTest::saysWhatChanged_data()
{
    QTest::addColumn<QJsonObject>("body");
    QTest::addColumn<QString>("text");
    const QJsonObject movement{{u"sku"_s, u"TENT"_s}, {u"from"_s, u"outside"_s}, {u"to"_s, u"free@main"_s}, {u"quantity"_s, 12}};
    const QJsonObject change{{u"what"_s, u"price"_s}, {u"old"_s, QJsonValue::Null}, {u"new"_s, u"12.99 USD"_s}};
    const QJsonObject offer{{u"channel"_s, u"woo"_s}, {u"listing"_s, u"7"_s}, {u"sku"_s, u"TENT"_s}, {u"old"_s, 12}, {u"new"_s, 10}};
    QTest::newRow("nothing") << QJsonObject{} << QString();
    QTest::newRow("a movement") << QJsonObject{{u"movements"_s, QJsonArray{movement}}} << u"12 added at main"_s;
    QTest::newRow("two movements") << QJsonObject{{u"movements"_s, QJsonArray{movement, movement}}}
                                   << u"12 added at main and 1 more"_s;
    const auto moved = [](const QString &from, const QString &to) {
        return QJsonObject{{u"movements"_s, QJsonArray{QJsonObject{{u"sku"_s, u"TENT"_s}, {u"from"_s, from}, {u"to"_s, to}, {u"quantity"_s, 2}}}}};
    };
    QTest::newRow("taken off") << moved(u"free@main"_s, u"outside"_s) << u"2 taken off at main"_s;
    QTest::newRow("reserved") << moved(u"free@main"_s, u"reserved@main"_s) << u"2 reserved at main"_s;
    QTest::newRow("picked") << moved(u"reserved@main"_s, u"picked@main"_s) << u"2 picked at main"_s;
    QTest::newRow("shipped") << moved(u"picked@main"_s, u"outside"_s) << u"2 left main for a buyer"_s;
    QTest::newRow("released") << moved(u"reserved@main"_s, u"free@main"_s) << u"2 free again at main"_s;
    QTest::newRow("transferred") << moved(u"free@main"_s, u"free@east"_s) << u"2 moved from main to east"_s;
    QTest::newRow("sent off") << moved(u"free@main"_s, u"in_transit@east"_s) << u"2 on the way to east"_s;
    QTest::newRow("arrived") << moved(u"in_transit@east"_s, u"free@east"_s) << u"2 arrived at east"_s;
    QTest::newRow("an account of a later version") << moved(u"free@main"_s, u"lent@main"_s) << u"2 from Free at main to lent at main"_s;
    QTest::newRow("a value") << QJsonObject{{u"changes"_s, QJsonArray{change}}} << u"Price nothing \u2192 12.99 USD"_s;
    const auto changed = [](const QString &what, const QJsonValue &before, const QJsonValue &after) {
        return QJsonObject{{u"changes"_s, QJsonArray{QJsonObject{{u"what"_s, what}, {u"old"_s, before}, {u"new"_s, after}}}}};
    };
    QTest::newRow("options") << changed(u"options"_s, u"signature"_s, u"signature gift_wrap"_s)
                             << u"Options with a signature \u2192 with a signature, wrapped as a gift"_s;
    QTest::newRow("no options before") << changed(u"options"_s, QString(), u"insurance"_s) << u"Options nothing \u2192 insured"_s;
    QTest::newRow("a name for programs") << changed(u"progress"_s, u"in_transit"_s, u"out_for_delivery"_s) << u"Progress in transit \u2192 out for delivery"_s;
    QTest::newRow("a name with an underscore") << changed(u"name"_s, u"a_b"_s, u"c_d"_s) << u"Name a_b \u2192 c_d"_s;
    QTest::newRow("a fraction") << changed(u"late shipment rate in percent"_s, 0.25, 1.5) << u"late shipment rate in percent 0.25 \u2192 1.5"_s;
    QTest::newRow("members of an object") << changed(u"details"_s, QJsonObject{{u"city"_s, u"Reno"_s}, {u"costs"_s, QJsonObject{{u"box_fee"_s, 45}}}},
                                                     QJsonObject{{u"city"_s, u"Reno"_s}, {u"costs"_s, QJsonObject{{u"box_fee"_s, 50}}}})
                                          << u"Box fee 45 \u2192 50"_s;
    QTest::newRow("an offer") << QJsonObject{{u"offers"_s, QJsonArray{offer}}} << u"TENT wanted on woo 12 \u2192 10"_s;
    const auto told = [](int quantity, const QString &outcome, const QString &words = {}) {
        QJsonObject line{{u"sku"_s, u"TENT"_s}, {u"quantity"_s, quantity}, {u"outcome"_s, outcome}};
        if (!words.isEmpty())
            line.insert(u"words"_s, words);
        return line;
    };
    QTest::newRow("an answer") << QJsonObject{{u"told"_s, QJsonArray{told(10, u"applied"_s)}}} << u"10 shown"_s;
    QTest::newRow("a refusal") << QJsonObject{{u"told"_s, QJsonArray{told(4, u"refused"_s, u"no such item"_s), told(1, u"applied"_s)}}}
                               << u"4 refused: \u201cno such item\u201d and 1 more"_s;
    QJsonObject price = told(10, u"refused"_s, u"too low"_s);
    price.insert(u"of"_s, u"price"_s);
    QTest::newRow("an answer to a price") << QJsonObject{{u"told"_s, QJsonArray{price}}} << u"price refused: \u201ctoo low\u201d"_s;
    QTest::newRow("an outcome of a later version") << QJsonObject{{u"told"_s, QJsonArray{told(4, u"deferred"_s)}}} << u"4 deferred"_s;
}

void TrailModelTest::saysWhatChanged()
{
    QFETCH(QJsonObject, body);
    Entry entry;
    entry.body = body;
    QTEST(changeText(entry), "text");
}

void TrailModelTest::saysItsFacts_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QJsonObject>("body");
    QTest::addColumn<QString>("text");
    QTest::newRow("a refund") << u"refund.record"_s << QJsonObject{{u"refund"_s, u"771"_s}, {u"amount"_s, u"12.99 USD"_s}} << u"12.99 USD given back, refund 771"_s;
    QTest::newRow("a refund by name") << u"order.refund"_s << QJsonObject{{u"refund"_s, u"goods_only"_s}} << u"to be given back: goods only"_s;
    QTest::newRow("a share") << u"order.refund"_s << QJsonObject{{u"percent"_s, 12.5}} << u"12.5 % to be given back"_s;
    QTest::newRow("nothing but its kind") << u"order.archive"_s << QJsonObject{} << u"out of the lists"_s;
    QTest::newRow("no tracking number yet") << u"label.buy"_s << QJsonObject{{u"tracking"_s, QString()}, {u"cost"_s, u"7.10 USD"_s}} << u"7.10 USD"_s;
    const QJsonObject seen{{u"sku"_s, u"TENT"_s}, {u"old"_s, QJsonValue::Null}, {u"new"_s, u"24.94 USD"_s}, {u"featured_old"_s, QString()}, {u"featured"_s, u"ours"_s}};
    QTest::newRow("a market") << u"market.seen"_s << QJsonObject{{u"market"_s, QJsonArray{seen}}} << u"TENT cheapest of others nothing \u2192 24.94 USD and 1 more"_s;
    const QJsonObject line{{u"sku"_s, u"TENT"_s}, {u"ordered"_s, 85}, {u"received"_s, 5}};
    QTest::newRow("a purchase order") << u"purchase.create"_s << QJsonObject{{u"purchase"_s, QJsonObject{{u"lines"_s, QJsonArray{line, line}}}}}
                                      << u"85 of TENT, 5 received and 1 more"_s;
    const QJsonObject plan{{u"order"_s, u"woo/1"_s}, {u"old"_s, QJsonArray{}}, {u"new"_s, QJsonArray{u"main: 1 of 15"_s}}};
    QTest::newRow("a plan") << u"plan.record"_s << QJsonObject{{u"plans"_s, QJsonArray{plan}}} << u"main: 1 of 15"_s;
    QTest::newRow("a kind of a later version") << u"rule.praise"_s << QJsonObject{{u"words"_s, u"well done"_s}} << QString();
}

void TrailModelTest::saysItsFacts()
{
    QFETCH(QString, what);
    QFETCH(QJsonObject, body);
    Entry entry;
    entry.what = what;
    entry.body = body;
    QTEST(changeText(entry), "text");
}

void TrailModelTest::saysWhatItIsAbout()
{
    Entry entry;
    entry.body = {{u"about"_s, QJsonObject{{u"sku"_s, QJsonArray{u"A"_s, u"B"_s, u"C"_s}}, {u"order"_s, QJsonArray{u"woo/1"_s}}}}};
    QCOMPARE(aboutText(entry), u"woo/1, A, B and 1 more"_s);
}

QTEST_MAIN(TrailModelTest)
#include "trail_model_test.moc"
