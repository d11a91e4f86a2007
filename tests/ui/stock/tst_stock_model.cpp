#include "tests/ui/fake_inventory.h"
#include "ui/stock/grid_bench.h"
#include "ui/stock/stock_feed.h"
#include "ui/widgets/cell_delegate.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {

class TestStockModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void loadsEveryPage();
    void showsAChangeOnceAFrame();
    void newsThatThePageContainsIsDropped();
    void newsOfRowsStillToComeWaits();
    void rowOfToday();
    void readsAgainWhatOthersWrote_data();
    void readsAgainWhatOthersWrote();
    void readsAgainWhatOthersWroteMeanwhile();
    void filters_data();
    void filters();
    void sortsOnRequestOnly();
    void keepsTheCurrentRowThroughFilterAndSort();
    void saysTheWholeTruthOfAChannel();
    void newChannelGetsAColumn();
    void removedChannelLosesItsColumn_data();
    void removedChannelLosesItsColumn();
    void staysSmallWithManyRows();
    void benchMeasuresEverything();

private:
    void load(int skus);
    QString text(int row, int column) const { return m_model->index(row, column).data().toString(); }

    SystemClock m_clock;
    std::unique_ptr<test::FakeInventory> m_inventory;
    std::unique_ptr<StockModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    std::unique_ptr<StockFeed> m_feed;
};

void TestStockModel::init()
{
    m_inventory = std::make_unique<test::FakeInventory>(m_clock, test::FakeInventory::Size{300, 8, 0});
    m_model = std::make_unique<StockModel>(m_clock);
    m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_feed = std::make_unique<StockFeed>(*m_inventory, *m_model);
}

void TestStockModel::cleanup()
{
    m_feed.reset();
    m_tester.reset();
    m_model.reset();
    m_inventory.reset();
}

void TestStockModel::load(int skus)
{
    QSignalSpy loaded(m_feed.get(), &StockFeed::loaded);
    m_feed->start();
    QTRY_COMPARE(loaded.size(), 1);
    QCOMPARE(m_model->rowCount(), skus);
}

void TestStockModel::loadsEveryPage()
{
    QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
    load(300);
    QCOMPARE(inserted.size(), 2); // a first screenful, then the rest
    QCOMPARE(m_model->columnCount(), FirstChannelColumn + 8);
    QCOMPARE(m_model->headerData(FirstChannelColumn, Qt::Horizontal).toString(), u"shopify-us"_s);
    QCOMPARE(text(0, SkuColumn), m_inventory->rows[0].sku.text());
    QCOMPARE(text(299, OnHandColumn), QString::number(m_inventory->rows[299].onHand));
}

void TestStockModel::showsAChangeOnceAFrame()
{
    load(300);
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    for (int i = 0; i < 50; ++i)
        m_inventory->sell(20, 0, 1);
    QTRY_VERIFY(!changed.isEmpty());
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].toModelIndex().row(), 20);
    QCOMPARE(text(20, AvailableColumn).toLongLong(), m_inventory->rows[20].available);
    QVERIFY(m_model->index(20, AvailableColumn).data(ChangedAtRole).isValid());
    QVERIFY(!m_model->index(21, AvailableColumn).data(ChangedAtRole).isValid());
}

void TestStockModel::newsThatThePageContainsIsDropped()
{
    load(300);
    StockRow old = m_inventory->rows[3];
    old.available = 9'999;
    Entry known;
    known.number = 1; // long before the page was read
    m_inventory->tell({event::StockChanged{old}, event::EntryAppended{known}});
    m_model->flush();
    QVERIFY(text(3, AvailableColumn) != u"9,999"_s);
    known.number = m_inventory->trail.size() + 1;
    m_inventory->tell({event::StockChanged{old}, event::EntryAppended{known}});
    m_model->flush();
    QCOMPARE(text(3, AvailableColumn), u"9,999"_s);
}

void TestStockModel::rowOfToday()
{
    load(300);
    StockRow row = m_inventory->rows[3];
    row.sku = Sku::parse(u"NEW-1"_s).value();
    m_inventory->tell({event::StockChanged{row}});
    OfferState offer = row.offers.first();
    offer.believed = 7'777;
    Entry entry;
    entry.number = m_inventory->trail.size() + 1;
    m_inventory->tell({event::OfferChanged{row.sku, offer, {}, false}, event::EntryAppended{entry}});
    m_model->flush();
    QCOMPARE(text(300, FirstChannelColumn), u"7,777"_s);
}

void TestStockModel::readsAgainWhatOthersWrote_data()
{
    using Kind = event::OthersWrote::Kind;
    QTest::addColumn<event::OthersWrote::Kinds>("kinds");
    QTest::addColumn<bool>("isRead");
    QTest::newRow("nobody knows what") << event::OthersWrote::Kinds(Kind::Everything) << true;
    QTest::newRow("parcels and messages") << event::OthersWrote::Kinds({Kind::Parcels, Kind::Notices}) << false;
}

void TestStockModel::readsAgainWhatOthersWrote()
{
    QFETCH(event::OthersWrote::Kinds, kinds);
    QFETCH(bool, isRead);
    load(300);
    m_inventory->rows[3].available = 5'555;
    m_inventory->tell({event::OthersWrote{kinds}});
    QCOMPARE(m_feed->isLoading(), isRead);
    QTRY_VERIFY(!m_feed->isLoading());
    m_model->flush();
    QCOMPARE(text(3, AvailableColumn) == u"5,555"_s, isRead);
    QCOMPARE(m_model->rowCount(), 300); // none twice
}

/// The first page is there already.
void TestStockModel::readsAgainWhatOthersWroteMeanwhile()
{
    QSignalSpy loaded(m_feed.get(), &StockFeed::loaded);
    bool hasWritten = false;
    connect(m_model.get(), &QAbstractItemModel::rowsInserted, this, [&] {
        if (std::exchange(hasWritten, true))
            return;
        m_inventory->rows[3].available = 5'555;
        m_inventory->tell({event::OthersWrote{event::OthersWrote::Kind::Everything}});
    });
    m_feed->start();
    QTRY_COMPARE(loaded.size(), 2);
    QVERIFY(!m_feed->isLoading());
    m_model->flush();
    QCOMPARE(text(3, AvailableColumn), u"5,555"_s);
    QCOMPARE(m_model->rowCount(), 300);
}

void TestStockModel::newsOfRowsStillToComeWaits()
{
    m_inventory->holdsAnswers = true;
    m_feed->start();
    StockRow changed = m_inventory->rows[250];
    changed.available = 7'777;
    Entry entry;
    entry.number = m_inventory->trail.size() + 10; // newer than the pages will be
    m_inventory->tell({event::StockChanged{changed}, event::EntryAppended{entry}});
    QCOMPARE(m_model->rowCount(), 0);
    m_inventory->releaseAnswers();
    QTRY_COMPARE(m_model->rowCount(), 300);
    m_model->flush();
    QCOMPARE(text(250, AvailableColumn), u"7,777"_s);
    QCOMPARE(m_model->skuAt(250), changed.sku); // in its place, not twice
}

void TestStockModel::filters_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<StockFilter::Quick>("quick");
    QTest::addColumn<std::function<bool(const StockRow &)>>("expected");
    using Expected = std::function<bool(const StockRow &)>;
    using Quick = StockFilter::Quick;
    const auto row = [](const char *name, const QString &typed, Quick quick, Expected expected) {
        QTest::newRow(name) << typed << quick << expected;
    };
    row("nothing typed", {}, Quick::All, [](const StockRow &) { return true; });
    row("part of a SKU, other case", u"oak-0000"_s, Quick::All,
        [](const StockRow &item) { return item.sku.text().startsWith(u"OAK-0000"_s); });
    row("two words in any order", u"lamp walnut"_s, Quick::All,
        [](const StockRow &item) { return item.name.contains(u"Walnut"_s) && item.name.contains(u"Lamp"_s); });
    row("barcode", u"4006381000007"_s, Quick::All, [](const StockRow &item) { return item.barcode == u"4006381000007"_s; });
    row("fewer than ten", u"<10"_s, Quick::All, [](const StockRow &item) { return item.available < 10; });
    row("as the empty field says it", u"<10 available"_s, Quick::All, [](const StockRow &item) { return item.available < 10; });
    row("word and comparison", u"oak >=100"_s, Quick::All,
        [](const StockRow &item) { return item.name.contains(u"Oak"_s) && item.available >= 100; });
    row("exactly none", u"=0"_s, Quick::All, [](const StockRow &item) { return item.available == 0; });
    row("a comparison without a number is a word", u"<"_s, Quick::All, [](const StockRow &) { return false; });
    row("low", {}, Quick::Low, [](const StockRow &item) { return item.available > 0 && item.available <= item.reorderPoint; });
    row("out of stock", {}, Quick::OutOfStock, [](const StockRow &item) { return item.available <= 0; });
    row("kits", {}, Quick::Kits, [](const StockRow &item) { return item.isKit; });
    row("set aside", {}, Quick::SetAside, [](const StockRow &item) {
        return std::any_of(item.offers.begin(), item.offers.end(),
                           [](const OfferState &offer) { return offer.state == OfferState::State::Refused; });
    });
    row("waiting", {}, Quick::Waiting, [](const StockRow &item) {
        return std::any_of(item.offers.begin(), item.offers.end(),
                           [](const OfferState &offer) { return offer.state == OfferState::State::Waiting; });
    });
}

void TestStockModel::filters()
{
    QFETCH(QString, typed);
    QFETCH(StockFilter::Quick, quick);
    QFETCH(std::function<bool(const StockRow &)>, expected);
    load(300);
    m_model->setFilter(StockFilter(typed, quick));
    QStringList wanted;
    for (const StockRow &row : std::as_const(m_inventory->rows)) {
        if (expected(row))
            wanted.append(row.sku.text());
    }
    QStringList shown;
    for (int row = 0; row < m_model->rowCount(); ++row)
        shown.append(text(row, SkuColumn));
    QCOMPARE(shown, wanted);
}

void TestStockModel::sortsOnRequestOnly()
{
    load(300);
    m_model->sort(AvailableColumn, Qt::DescendingOrder);
    for (int row = 1; row < m_model->rowCount(); ++row)
        QVERIFY(m_model->index(row - 1, AvailableColumn).data(SortRole).toLongLong()
                >= m_model->index(row, AvailableColumn).data(SortRole).toLongLong());
    const Sku first = m_model->skuAt(0);
    m_inventory->sell(m_inventory->rowOf(first), 0, 10'000);
    m_model->flush();
    QCOMPARE(m_model->skuAt(0), first); // it has nothing left, and still stands under the pointer
    m_model->sort(AvailableColumn, Qt::DescendingOrder);
    QVERIFY(m_model->skuAt(0) != first);
}

void TestStockModel::keepsTheCurrentRowThroughFilterAndSort()
{
    load(300);
    const QPersistentModelIndex kept = m_model->index(42, OnHandColumn);
    const QPersistentModelIndex lost = m_model->index(43, OnHandColumn);
    const Sku sku = m_model->skuAt(42);
    m_model->sort(NameColumn, Qt::DescendingOrder);
    QCOMPARE(m_model->skuAt(kept.row()), sku);
    m_model->setFilter(StockFilter(sku.text(), StockFilter::Quick::All));
    QCOMPARE(m_model->rowCount(), 1);
    QCOMPARE(kept.row(), 0);
    QVERIFY(!lost.isValid());
}

void TestStockModel::saysTheWholeTruthOfAChannel()
{
    load(300);
    m_inventory->setOfferState(0, 1, OfferState::State::Refused, u"Price missing"_s);
    m_model->flush();
    const QModelIndex cell = m_model->index(0, FirstChannelColumn + 1);
    QCOMPARE(cell.data(MarkRole).toInt(), static_cast<int>(Tone::Bad));
    const QString spoken = cell.data(Qt::AccessibleTextRole).toString();
    QVERIFY2(spoken.startsWith(u"shopify-eu shows "_s) && spoken.contains(u"refused"_s), qPrintable(spoken));
    const QModelIndex calm = m_model->index(0, FirstChannelColumn);
    QVERIFY(!calm.data(MarkRole).isValid());
    QVERIFY(calm.data(Qt::AccessibleTextRole).toString().contains(u"confirmed"_s));
}

void TestStockModel::newChannelGetsAColumn()
{
    load(300);
    QSignalSpy inserted(m_model.get(), &QAbstractItemModel::columnsInserted);
    ChannelRow row;
    row.details.name = ChannelId::parse(u"etsy"_s).value();
    m_inventory->tell({event::ChannelChanged{row, false}});
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(m_model->headerData(m_model->columnCount() - 1, Qt::Horizontal).toString(), u"etsy"_s);
    QCOMPARE(text(5, FirstChannelColumn), number(*m_inventory->rows[5].offers[0].believed)); // older cells kept their place
}

void TestStockModel::removedChannelLosesItsColumn_data()
{
    QTest::addColumn<int>("gone");
    QTest::addColumn<int>("sortedBy");
    QTest::addColumn<bool>("comesBack");
    QTest::newRow("the first") << 0 << -1 << false;
    QTest::newRow("the last") << 7 << -1 << false;
    QTest::newRow("sorted by it") << 3 << FirstChannelColumn + 3 << false;
    QTest::newRow("sorted by one behind it") << 3 << FirstChannelColumn + 5 << false;
    QTest::newRow("added again") << 3 << -1 << true;
}

void TestStockModel::removedChannelLosesItsColumn()
{
    QFETCH(int, gone);
    QFETCH(int, sortedBy);
    QFETCH(bool, comesBack);
    load(300);
    if (sortedBy >= 0)
        m_model->sort(sortedBy);
    QStringList shown;
    for (int channel = 0; channel < 8; ++channel)
        if (channel != gone)
            shown.append(m_model->headerData(FirstChannelColumn + channel, Qt::Horizontal).toString() + u' ' + text(5, FirstChannelColumn + channel));
    ChannelRow row;
    row.details.name = m_model->channelAt(FirstChannelColumn + gone);
    m_inventory->tell({event::ChannelChanged{row, true}});
    m_inventory->sell(m_model->tableRow(200), gone == 0 ? 1 : 0, 1); // its offers still hold one of the removed channel
    m_model->flush();
    QStringList left;
    for (int column = FirstChannelColumn; column < m_model->columnCount(); ++column)
        left.append(m_model->headerData(column, Qt::Horizontal).toString() + u' ' + text(5, column));
    QCOMPARE(left, shown);
    if (comesBack)
        m_inventory->tell({event::ChannelChanged{row, false}});
    QCOMPARE(m_model->columnCount(), FirstChannelColumn + (comesBack ? 8 : 7));
    m_model->setFilter({}); // sorts again
}

void TestStockModel::staysSmallWithManyRows()
{
    m_feed.reset();
    m_tester.reset(); // it looks at every row after every change
    StockRow row = m_inventory->rows[1];
    constexpr int count = 100'000;
    QList<StockRow> rows;
    for (int i = 0; i < count; ++i) {
        row.sku = Sku::parse(u"BIG-%1"_s.arg(i, 6, 10, QChar(u'0'))).value();
        rows.append(row);
    }
    m_model->addRows(rows, 1);
    QCOMPARE(m_model->rowCount(), count);
    QVERIFY2(m_model->table().bytes() / count < 1'024, qPrintable(QString::number(m_model->table().bytes() / count)));
    m_model->setFilter(StockFilter(u"big-0999"_s, StockFilter::Quick::All));
    QCOMPARE(m_model->rowCount(), 100);
}

void TestStockModel::benchMeasuresEverything()
{
    const GridFigures figures = measureGrid(6'000, 3, m_clock);
    QCOMPARE(figures.rows, 6'000);
    for (const double figure : {figures.loadMs, figures.changeUs, figures.frameMs, figures.filterMs, figures.sortMs})
        QVERIFY(figure > 0);
    QVERIFY(figures.bytesPerRow > sizeof(StockTable::Row));
}

} // namespace crossdock::ui

QTEST_MAIN(crossdock::ui::TestStockModel)
#include "tst_stock_model.moc"
