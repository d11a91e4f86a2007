#include "tests/ui/fake_desk.h"
#include "tests/ui/page_checks.h"
#include "ui/imports/import_dialog.h"
#include "ui/widgets/busy_bar.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace crossdock;
using namespace crossdock::ui;
using namespace Qt::Literals::StringLiterals;

/// A file on its way into the ledger, by keyboard, offscreen.
class ImportDialogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void asksForTheFileFirst();
    void importsACleanFile();
    void importsBins();
    void anotherFileWaitsForTheEnd();
    void saysWhatItDoesOneAfterTheOther();
    void aBadRowHoldsEverythingBack();
    void takesTheGoodRows();
    void columnsCanBeChosenByHand();
    void saysWhyAFileCannotBeRead_data();
    void saysWhyAFileCannotBeRead();
    void aRefusalOfTheLedgerTakesNothing();
    void everyRefusedRowSaysWhy();
    void cancelLeavesWholeLots();
    void salesComeBetweenLots();
    void importsPlaces();
    void importsCarriersPrices();
    void asksWhatAPriceListDoesNotSay();
    void mapsColumnsOfAPriceList();
    void importsZonesAndSurcharges_data();
    void importsZonesAndSurcharges();
    void columnsFitTheirCells_data();
    void columnsFitTheirCells();
    void nothingIsCutOrNameless();

private:
    QString write(const QByteArray &text) const;
    void open(int what, const QByteArray &text);
    template <class T>
    T *part(const QString &name) const
    {
        return m_dialog->findChild<T *>(name);
    }
    QTableView *rows() const { return part<QTableView>(u"rows"_s); }
    bool isSaid(const QString &words) const;
    static QByteArray manyItems(int count);

    SystemClock m_clock;
    QTemporaryDir m_folder;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<test::FakeInventory> m_inventory;
    std::unique_ptr<test::FakeDesk> m_desk;
    QPointer<ImportDialog> m_dialog;
};

void ImportDialogTest::initTestCase()
{
    m_theme = std::make_unique<Theme>(*qApp);
}

void ImportDialogTest::init()
{
    m_inventory = std::make_unique<test::FakeInventory>(m_clock);
    m_desk = std::make_unique<test::FakeDesk>(*m_inventory, m_clock);
    m_dialog = new ImportDialog(Context{*m_inventory, *m_desk, m_clock, *m_theme, u"dana"_s}, nullptr);
    m_dialog->show();
}

void ImportDialogTest::cleanup()
{
    delete m_dialog; // before what it uses
    m_desk.reset();
    m_inventory.reset();
}

void ImportDialogTest::asksForTheFileFirst()
{
    QVERIFY(isSaid(u"Choose a file first"_s));
    QVERIFY(!part<QComboBox>(u"field-sku"_s)->isVisible()); // nothing to choose from yet
    QVERIFY(!rows()->isVisible());
    open(3, "sku,node,quantity\n,main,1\n");
    QTRY_COMPARE(rows()->model()->rowCount(), 1);
    QVERIFY(part<QComboBox>(u"field-sku"_s)->isVisible());
    QCOMPARE(rows()->model()->index(0, 1).data().toString(), u"SKU is empty"_s); // not the raw name of the field
    QCOMPARE(rows()->model()->headerData(2, Qt::Horizontal, Qt::DisplayRole).toString(), u"SKU"_s);
}

QString ImportDialogTest::write(const QByteArray &text) const
{
    const QString path = m_folder.filePath(u"in.csv"_s);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("cannot write");
    return path;
}

constexpr int prices = static_cast<int>(imports::What::Nodes) + 1; // of carriers: they come after the kinds of imports::What

void ImportDialogTest::open(int what, const QByteArray &text)
{
    part<QComboBox>(u"what"_s)->setCurrentIndex(what);
    part<QLineEdit>(u"file"_s)->setText(write(text));
    QTest::keyClick(part<QLineEdit>(u"file"_s), Qt::Key_Return);
}

bool ImportDialogTest::isSaid(const QString &words) const
{
    const auto labels = m_dialog->findChildren<QLabel *>();
    return std::any_of(labels.begin(), labels.end(),
                       [&words](const QLabel *label) { return label->isVisible() && label->text().contains(words); });
}

void ImportDialogTest::importsACleanFile()
{
    QVERIFY(!part<QPushButton>(u"import"_s)->isEnabled());
    open(3, "SKU;Qty;Warehouse\nTENT;4;main\nLAMP;0;main\n");
    QTRY_COMPARE(rows()->model()->rowCount(), 2);
    QVERIFY(isSaid(u"UTF-8, separated by semicolons"_s));
    QTest::keyClick(part<QPushButton>(u"import"_s), Qt::Key_Space);
    QTRY_COMPARE(m_inventory->requests.size(), 2);
    const auto *count = std::get_if<command::CountStock>(&m_inventory->requests.first().command);
    QVERIFY(count && count->sku.text() == u"TENT"_s && count->node.text() == u"main"_s && count->quantity == 4);
    QVERIFY(m_inventory->requests.first().key.isEmpty()); // a count counts each time
    QTRY_VERIFY(isSaid(u"booked"_s));
    QVERIFY(!part<QPushButton>(u"import"_s)->isEnabled()); // it is done
}

/// Two rows of a SKU in a warehouse are one list, what is picked from first in front.
void ImportDialogTest::importsBins()
{
    open(7, "SKU;Warehouse;Zone;Bin\nTENT;main;cold;A-2\nLAMP;main;;A-2\nTENT;main;;R-7\n");
    QTRY_COMPARE(rows()->model()->rowCount(), 3);
    QTRY_VERIFY(part<QPushButton>(u"import"_s)->isEnabled());
    QTest::keyClick(part<QPushButton>(u"import"_s), Qt::Key_Space);
    QTRY_COMPARE(m_inventory->requests.size(), 2);
    const auto *shelf = std::get_if<command::SetBins>(&m_inventory->requests.first().command);
    QVERIFY(shelf && shelf->sku.text() == u"TENT"_s && shelf->node.text() == u"main"_s);
    QCOMPARE(shelf->bins, (QList<stock::Bin>{{u"cold"_s, u"A-2"_s}, {{}, u"R-7"_s}}));
    QTRY_VERIFY(isSaid(u"booked"_s));
}

/// The end of one file is not said of another.
void ImportDialogTest::anotherFileWaitsForTheEnd()
{
    open(3, "SKU;Qty;Warehouse\nTENT;4;main\n");
    QTRY_VERIFY(part<QPushButton>(u"import"_s)->isEnabled());
    part<QPushButton>(u"import"_s)->click();
    QVERIFY(!part<QLineEdit>(u"file"_s)->isEnabled() && !part<QComboBox>(u"what"_s)->isEnabled());
    m_dialog->reject();
    QVERIFY(m_dialog->isVisible() && isSaid(u"still under way"_s)); // how it ends is to be heard
    QTRY_VERIFY(isSaid(u"are booked."_s));
    QVERIFY(part<QLineEdit>(u"file"_s)->isEnabled() && part<QComboBox>(u"what"_s)->isEnabled());
}

void ImportDialogTest::saysWhatItDoesOneAfterTheOther()
{
    open(3, "SKU;Qty;Warehouse\nTENT;4;main\n");
    auto *import = part<QPushButton>(u"import"_s);
    QTRY_VERIFY(import->isEnabled());
    auto *bar = m_dialog->findChild<BusyBar *>();
    bool isImporting = false;
    m_inventory->beforeBooking = [&] {
        bar->show(); // as after half a second
        isImporting = isSaid(u"Importing…"_s) && !isSaid(u"Checking"_s);
    };
    import->setFocus();
    QTest::keyClick(import, Qt::Key_Space);
    bar->show();
    QVERIFY(isSaid(u"Checking the rows…"_s) && !isSaid(u"Importing"_s));
    QCOMPARE(m_dialog->focusWidget(), part<QPushButton>(u"close"_s)); // the button that was pressed is grey
    QTRY_VERIFY(isSaid(u"booked"_s));
    QVERIFY(isImporting);
}

void ImportDialogTest::aBadRowHoldsEverythingBack()
{
    open(3, "sku,node,quantity\nTENT,main,4\nLAMP,main,many\n");
    QTRY_COMPARE(rows()->model()->rowCount(), 2);
    QVERIFY(!part<QPushButton>(u"import"_s)->isEnabled());
    QCOMPARE(rows()->model()->index(1, 0).data().toString(), u"3"_s); // the line of the file
    QVERIFY(rows()->model()->index(1, 1).data().toString().contains(u"many"_s));
    part<QCheckBox>(u"onlyBad"_s)->setChecked(true);
    QCOMPARE(rows()->model()->rowCount(), 1);
}

void ImportDialogTest::takesTheGoodRows()
{
    open(3, "sku,node,quantity\nTENT,main,4\nLAMP,main,many\n");
    QTRY_COMPARE(rows()->model()->rowCount(), 2);
    part<QCheckBox>(u"takeGood"_s)->setChecked(true);
    QTest::keyClick(part<QPushButton>(u"import"_s), Qt::Key_Space);
    QTRY_COMPARE(m_inventory->requests.size(), 1);
}

void ImportDialogTest::columnsCanBeChosenByHand()
{
    open(3, "Artikel,Ort,Menge\nTENT,main,4\n");
    QTRY_VERIFY(isSaid(u"Choose the column that holds"_s));
    QCOMPARE(rows()->model()->rowCount(), 0);
    part<QComboBox>(u"field-sku"_s)->setCurrentIndex(1);
    part<QComboBox>(u"field-node"_s)->setCurrentIndex(2);
    part<QComboBox>(u"field-quantity"_s)->setCurrentIndex(3);
    QTRY_COMPARE(rows()->model()->rowCount(), 1);
    QVERIFY(part<QPushButton>(u"import"_s)->isEnabled());
}

void ImportDialogTest::saysWhyAFileCannotBeRead_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("said");
    QTest::newRow("empty") << QByteArray() << u"header row"_s;
    QTest::newRow("an open quote") << QByteArray("sku,name\nA,\"open\n") << u"never ends"_s;
}

void ImportDialogTest::saysWhyAFileCannotBeRead()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, said);
    open(0, text);
    QTRY_VERIFY(isSaid(said));
    QVERIFY(!part<QPushButton>(u"import"_s)->isEnabled());
}

void ImportDialogTest::aRefusalOfTheLedgerTakesNothing()
{
    open(3, "sku,node,quantity\nTENT,main,4\n");
    QTRY_COMPARE(rows()->model()->rowCount(), 1);
    m_inventory->nextError = Error{Error::Code::NotFound, u"TENT"_s, {}};
    QTest::keyClick(part<QPushButton>(u"import"_s), Qt::Key_Space);
    QTRY_VERIFY(isSaid(u"Nothing of the file was taken"_s));
    QTRY_VERIFY(part<QPushButton>(u"import"_s)->isEnabled()); // it can be tried again
}

/// What is refused before anything is booked stands beside its row.
void ImportDialogTest::everyRefusedRowSaysWhy()
{
    m_inventory->refuses = [](const Request &request) -> std::optional<Error> {
        const auto *item = std::get_if<command::DefineSku>(&request.command);
        return item && item->sku.text() != u"GOOD" ? std::optional(Error{Error::Code::NotAllowed, item->sku.text(), u"no "_s + item->sku.text()}) : std::nullopt;
    };
    open(0, "sku,name\nBAD1,x\nGOOD,x\nBAD2,x\n");
    QTRY_COMPARE(rows()->model()->rowCount(), 3);
    QTest::keyClick(part<QPushButton>(u"import"_s), Qt::Key_Space);
    QTRY_VERIFY(isSaid(u"Nothing of the file was taken"_s));
    QCOMPARE(m_inventory->bookings, 0);
    QVERIFY(rows()->model()->index(0, 1).data().toString().contains(u"no BAD1"_s));
    QCOMPARE(rows()->model()->index(1, 1).data().toString(), u"good"_s);
    QVERIFY(rows()->model()->index(2, 1).data().toString().contains(u"no BAD2"_s));
    QVERIFY(!part<QPushButton>(u"import"_s)->isEnabled());
    part<QCheckBox>(u"takeGood"_s)->click();
    QTest::keyClick(part<QPushButton>(u"import"_s), Qt::Key_Space);
    QTRY_COMPARE(m_inventory->requests.size(), 1);
    QTRY_VERIFY(isSaid(u"booked"_s));
}

QByteArray ImportDialogTest::manyItems(int count)
{
    QByteArray bytes = "sku,name\n";
    for (int i = 0; i < count; ++i)
        bytes += "MANY-" + QByteArray::number(i) + ",x\n";
    return bytes;
}

/// The bar stays until the lot is in; then it is said what is in, and the same again brings the rest.
void ImportDialogTest::cancelLeavesWholeLots()
{
    open(0, manyItems(750));
    QTRY_COMPARE(rows()->model()->rowCount(), 750);
    auto *bar = m_dialog->findChild<BusyBar *>();
    auto *cancel = bar->findChild<QPushButton *>();
    bool isStillShown = false;
    m_inventory->beforeBooking = [&] {
        if (m_inventory->bookings != 3)
            return;
        bar->show(); // as after half a second
        cancel->click();
        isStillShown = bar->isVisible() && isSaid(u"Stopping after"_s);
    };
    part<QPushButton>(u"import"_s)->click();
    QTRY_VERIFY(isSaid(u"The first 300"_s));
    QVERIFY(isSaid(u"Import the same file again: what is in stays as it is."_s));
    QVERIFY(isStillShown && !bar->isVisible());
    QCOMPARE(m_inventory->requests.size(), 300);
    part<QPushButton>(u"import"_s)->click();
    QTRY_COMPARE(m_inventory->requests.size(), 300 + 750);
    QTRY_VERIFY(isSaid(u"booked"_s));
}

/// Who asks for something while a large file is imported is answered before the last of it.
void ImportDialogTest::salesComeBetweenLots()
{
    open(0, manyItems(750));
    QTRY_COMPARE(rows()->model()->rowCount(), 750);
    m_inventory->beforeBooking = [&] {
        if (m_inventory->bookings == 2)
            m_inventory->perform({.key = {}, .actor = {}, .why = u"a sale"_s, .cause = 0, .command = command::DefineSku{.sku = *Sku::parse(u"SOLD"_s)}}, m_dialog, [](const auto &) {});
    };
    part<QPushButton>(u"import"_s)->click();
    QTRY_COMPARE(m_inventory->requests.size(), 751);
    const auto sale = std::find_if(m_inventory->requests.begin(), m_inventory->requests.end(), [](const Request &request) { return request.why == u"a sale"; });
    QCOMPARE(sale - m_inventory->requests.begin(), 100);
    QCOMPARE(m_inventory->bookings, 8);
}

void ImportDialogTest::importsPlaces()
{
    m_dialog->choose(imports::What::Nodes);
    open(part<QComboBox>(u"what"_s)->currentIndex(), "node,country,zip,cutoff\neast,US,07001,15:00\nwest,US,89101,noon\n");
    QTRY_COMPARE(rows()->model()->rowCount(), 2);
    QVERIFY(rows()->model()->index(1, 1).data().toString().startsWith(u"Cut off “noon”: it is a time of the day"_s));
    QTRY_COMPARE(test::cutLabels(*m_dialog), QStringList{});
    part<QCheckBox>(u"takeGood"_s)->click();
    QTest::keyClick(part<QPushButton>(u"import"_s), Qt::Key_Space);
    QTRY_COMPARE(m_inventory->requests.size(), 1);
    const auto *node = std::get_if<command::DefineNode>(&m_inventory->requests.first().command);
    QVERIFY(node && node->node.text() == u"east" && node->details->postcode == u"07001" && node->details->cutOff == QTime(15, 0));
    QVERIFY(node->kept->contains(u"city"_s) && !node->kept->contains(u"country"_s)); // what the file has no column of stays
}

void ImportDialogTest::importsCarriersPrices()
{
    const QByteArray list = "carrier,service,price_type,effective_from,zone,max_weight,weight_unit,price,currency\n"
                            "ups,ground,list,2026-01-05,5,1,lb,12.99,USD\nups,ground,list,2026-01-05,5,2,lb,dear,USD\n";
    open(prices, list);
    QTRY_COMPARE(rows()->model()->rowCount(), 2);
    QVERIFY(rows()->model()->index(1, 1).data().toString().contains(u"dear"_s));
    QVERIFY(!part<QPushButton>(u"import"_s)->isEnabled());
    part<QCheckBox>(u"takeGood"_s)->click();
    QVERIFY(isSaid(u"1 are new"_s));
    QTest::keyClick(part<QPushButton>(u"import"_s), Qt::Key_Space);
    QTRY_COMPARE(m_inventory->requests.size(), 1);
    const auto *taken = std::get_if<command::TakePrices>(&m_inventory->requests.first().command);
    QVERIFY(taken && taken->list.carrier == u"ups" && taken->list.cells.size() == 1 && taken->list.cells.first().price == 1'299);
    m_inventory->rateBook.lists = {taken->list};
    QTRY_VERIFY(part<QLineEdit>(u"file"_s)->isEnabled()); // the first is taken
    open(prices, list.left(list.lastIndexOf("ups,ground")));
    QTRY_VERIFY(isSaid(u"All of it is known already"_s));
    QVERIFY(!part<QPushButton>(u"import"_s)->isEnabled());
}

/// A carrier's own layout names zones and weights, and nothing else.
void ImportDialogTest::asksWhatAPriceListDoesNotSay()
{
    open(prices, "Weight (lb),Zone 2,Zone 3\n1,9.10,9.40\n2,9.90,10.20\n");
    QTRY_VERIFY(isSaid(u"write it above: Carrier"_s));
    part<QLineEdit>(u"rates-carrier"_s)->setText(u"FedEx"_s);
    QTRY_VERIFY(isSaid(u"write it above: Service"_s));
    part<QLineEdit>(u"rates-service"_s)->setText(u"ground"_s);
    part<QLineEdit>(u"rates-from"_s)->setText(u"5.1.2026"_s);
    QTRY_VERIFY(isSaid(u"as 2026-01-05"_s));
    QVERIFY(!part<QPushButton>(u"import"_s)->isEnabled());
    part<QLineEdit>(u"rates-from"_s)->setText(u"2026-01-05"_s);
    QTRY_VERIFY(part<QPushButton>(u"import"_s)->isEnabled());
    QVERIFY(isSaid(u"4 are new"_s));
    QTRY_COMPARE(test::cutLabels(*m_dialog), QStringList{});
    QCOMPARE(test::namelessControls(*m_dialog), QStringList{});
    QTest::keyClick(part<QPushButton>(u"import"_s), Qt::Key_Space);
    QTRY_COMPARE(m_inventory->requests.size(), 1);
    const auto *taken = std::get_if<command::TakePrices>(&m_inventory->requests.first().command);
    QVERIFY(taken && taken->list.carrier == u"fedex" && taken->list.service == u"ground" && taken->list.effectiveFrom == QDate(2026, 1, 5));
}

/// Titles of a stranger's price list mean what a person says they mean.
void ImportDialogTest::mapsColumnsOfAPriceList()
{
    open(prices, "Stufe;Bereich;Netto\n2 kg;A;4,90\n5 kg;A;5,90\n");
    part<QLineEdit>(u"rates-carrier"_s)->setText(u"dpd"_s);
    part<QLineEdit>(u"rates-service"_s)->setText(u"classic"_s);
    part<QLineEdit>(u"rates-from"_s)->setText(u"2026-01-05"_s);
    QTRY_VERIFY(isSaid(u"write it above"_s));
    for (const auto &[field, title] : {std::pair(u"max_weight"_s, u"Stufe"_s), {u"zone"_s, u"Bereich"_s}, {u"price"_s, u"Netto"_s}})
        part<QComboBox>(u"column-"_s + field)->setCurrentText(title);
    QTRY_VERIFY(isSaid(u"2 are new"_s));
    QTRY_COMPARE(test::cutLabels(*m_dialog), QStringList{});
    QCOMPARE(test::namelessControls(*m_dialog), QStringList{});
    open(prices, "Weight (lb),Zone 2,Zone 3\n1,9.10,9.40\n"); // another file begins anew
    QTRY_COMPARE(part<QComboBox>(u"column-price"_s)->findText(u"Netto"_s), -1);
    QTRY_VERIFY(isSaid(u"2 are new"_s));
}

void ImportDialogTest::importsZonesAndSurcharges_data()
{
    QTest::addColumn<int>("what");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("command");
    QTest::newRow("zones") << prices + 1 << QByteArray("carrier,origin_zip3,dest_zip3,zone\nups,100,941,8\n") << static_cast<int>(Command(command::TakeZones{}).index());
    QTest::newRow("surcharges") << prices + 2 << QByteArray("carrier,kind,effective_from,percent\nups,fuel,2026-01-05,18.5\n")
                                << static_cast<int>(Command(command::TakeSurcharges{}).index());
}

void ImportDialogTest::importsZonesAndSurcharges()
{
    QFETCH(int, what);
    QFETCH(QByteArray, text);
    open(what, text);
    QTRY_VERIFY(part<QPushButton>(u"import"_s)->isEnabled());
    QVERIFY(!part<QLineEdit>(u"rates-service"_s)); // only of prices
    QTest::keyClick(part<QPushButton>(u"import"_s), Qt::Key_Space);
    QTRY_COMPARE(m_inventory->requests.size(), 1);
    QTEST(static_cast<int>(m_inventory->requests.first().command.index()), "command");
}

void ImportDialogTest::columnsFitTheirCells_data()
{
    QTest::addColumn<int>("what");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("items") << 0 << QByteArray("sku,name,category\nTENT-FOR-FOUR-PEOPLE,Tent,Outdoor and camping\n");
    QTest::newRow("carriers' prices") << prices << QByteArray("carrier,service,price_type,effective_from,zone,max_weight,weight_unit,price,currency\n"
                                                         "ups,ground_advantage_commercial,list,2026-01-05,5,1,lb,12.99,USD\n");
}

void ImportDialogTest::columnsFitTheirCells()
{
    QFETCH(int, what);
    QFETCH(QByteArray, text);
    open(what, text);
    QTRY_COMPARE(rows()->model()->rowCount(), 1);
    for (int column = 1; column < rows()->model()->columnCount(); ++column) {
        const QString cell = rows()->model()->index(0, column).data().toString();
        QVERIFY2(QFontMetrics(Theme::uiFont(13)).horizontalAdvance(cell) + 20 <= rows()->columnWidth(column), qPrintable(cell)); // with its paddings
    }
}

void ImportDialogTest::nothingIsCutOrNameless()
{
    open(5, "channel,order_id,created_at,sku,quantity,note\nwoo,1,2026-01-01,TENT,1,x\n");
    QTRY_COMPARE(rows()->model()->rowCount(), 1);
    QVERIFY(isSaid(u"Not used: note"_s));
    QTRY_COMPARE(test::cutLabels(*m_dialog), QStringList{});
    QCOMPARE(test::namelessControls(*m_dialog), QStringList{});
}

QTEST_MAIN(ImportDialogTest)
#include "import_dialog_test.moc"
