#include "ui/rates/rate_words.h"
#include "ui/rates/rates_model.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace crossdock;
using namespace crossdock::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

const QDate monday(2026, 3, 2);

rates::Quote quote(const QString &carrier, qint64 amount, std::optional<int> days = {}, const QString &currency = u"USD"_s)
{
    rates::Quote quote;
    quote.carrier = carrier;
    quote.service = u"ground"_s;
    quote.priceType = u"list"_s;
    quote.effectiveFrom = QDate(2026, 1, 5);
    quote.zone = u"5"_s;
    quote.billable = rates::Weight::of(4, rates::WeightUnit::Pound);
    quote.total = {amount, currency};
    quote.transitDays = days;
    return quote;
}

} // namespace

/// Prices and reasons enter the table as they come, each at its place.
class RatesModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void fillsAsAnswersCome();
    void nothingIsBlank_data();
    void nothingIsBlank();
    void showsWhatWasKnownBefore();
    void findsTheBest();
    void sorts_data();
    void sorts();
    void keepsTheCursorWhileItFills();
    void explainsEveryCharge_data();
    void explainsEveryCharge();

private:
    QStringList carriers() const;
    QString cell(int row, int column) const { return m_model->index(row, column).data().toString(); }

    SystemClock m_clock;
    std::unique_ptr<RatesModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void RatesModelTest::init()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    m_tester.reset();
    m_model = std::make_unique<RatesModel>(m_clock, nullptr);
    m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_model->clear(monday);
}

QStringList RatesModelTest::carriers() const
{
    QStringList names;
    for (int row = 0; row < m_model->rowCount(); ++row)
        names.append(m_model->row(row).carrier);
    return names;
}

void RatesModelTest::fillsAsAnswersCome()
{
    m_model->addAsked(u"main"_s, u"post"_s);
    m_model->addAsked(u"main"_s, u"late"_s);
    m_model->addAsked(u"east"_s, u"post"_s);
    QCOMPARE(m_model->waiting(), 3);
    m_model->take(u"main"_s, {}, {.quotes = {quote(u"ups"_s, 900)}, .refused = {}, .silent = {}}); // from a list: waits for nobody
    QCOMPARE(m_model->waiting(), 3);
    m_model->take(u"main"_s, u"post"_s, {.quotes = {quote(u"usps"_s, 700), quote(u"fedex"_s, 1'100)}, .refused = {}, .silent = {}});
    QCOMPARE(m_model->waiting(), 2);
    m_model->take(u"main"_s, u"late"_s, {.quotes = {}, .refused = {}, .silent = {{u"late"_s, u"no answer in 5000 ms"_s}}});
    QCOMPARE(carriers(), (QStringList{u"usps"_s, u"ups"_s, u"fedex"_s, u"post"_s, u"late"_s})); // by price, then who is awaited, then who was silent
    QCOMPARE(m_model->quotes(), 3);
    QCOMPARE(cell(4, RatesModel::Age), u"no answer in 5000 ms"_s);
}

void RatesModelTest::nothingIsBlank_data()
{
    QTest::addColumn<rates::Rated>("rated");
    rates::Quote bare = quote(u"dhl"_s, 500);
    bare.zone.clear();
    bare.billable.reset();
    bare.source = rates::Quote::Source::Live;
    bare.askedAt = m_clock.now();
    QTest::newRow("a quote with all") << rates::Rated{{quote(u"ups"_s, 900, 3)}, {}, {}};
    QTest::newRow("a quote with little") << rates::Rated{{bare}, {}, {}};
    QTest::newRow("a refusal") << rates::Rated{{}, {{u"ups"_s, {}, u"too heavy"_s}}, {}};
    QTest::newRow("a silence") << rates::Rated{{}, {}, {{u"ups"_s, u"no answer"_s}}};
    QTest::newRow("a silence with a price of before") << rates::Rated{{}, {}, {{u"ups"_s, u"no answer"_s, {{u"ups"_s, u"ground"_s, u"account"_s, {950, u"USD"_s}, {}, m_clock.now()}}}}};
}

void RatesModelTest::nothingIsBlank()
{
    QFETCH(rates::Rated, rated);
    m_model->take(u"main"_s, {}, rated);
    m_model->addAsked(u"main"_s, u"post"_s);
    m_model->addProblem(u"east"_s, u"Its postcode is not known."_s);
    QCOMPARE(m_model->rowCount(), 3);
    for (int row = 0; row < 3; ++row)
        for (int column = 0; column < RatesModel::ColumnCount; ++column)
            QVERIFY2(!cell(row, column).trimmed().isEmpty(), qPrintable(u"row %1, column %2"_s.arg(row).arg(column)));
}

void RatesModelTest::showsWhatWasKnownBefore()
{
    const Time before = m_clock.now() - Milliseconds(3 * 3'600'000);
    m_model->addAsked(u"main"_s, u"broker"_s);
    m_model->take(u"main"_s, u"broker"_s, {.quotes = {}, .refused = {}, .silent = {{u"broker"_s, u"no answer in 5000 ms"_s, {{u"usps"_s, u"priority"_s, u"account"_s, {650, u"USD"_s}, 2, before}, {u"ups"_s, u"ground"_s, u"account"_s, {990, u"USD"_s}, {}, before}}}}});
    m_model->take(u"main"_s, {}, {.quotes = {quote(u"fedex"_s, 700)}, .refused = {}, .silent = {}});
    QCOMPARE(carriers(), (QStringList{u"usps"_s, u"fedex"_s, u"ups"_s}));
    QCOMPARE(cell(0, RatesModel::Total), money({650, u"USD"_s}) + u"\nlast known"_s);
    QCOMPARE(cell(0, RatesModel::Stands), u"No answer"_s);
    QCOMPARE(cell(0, RatesModel::Age), u"Asked 3 h ago\nbroker: no answer in 5000 ms"_s);
    QVERIFY(!m_model->isCheapest(0)); // nobody offers it now
    QVERIFY(m_model->isCheapest(1));
    QCOMPARE(m_model->quotes(), 1);
}

void RatesModelTest::findsTheBest()
{
    rates::Quote promised = quote(u"dhl"_s, 4'000);
    promised.deliveredBy = monday.addDays(1);
    m_model->take(u"main"_s, {}, {.quotes = {quote(u"usps"_s, 700, 5), quote(u"ups"_s, 900, 2), promised, quote(u"post"_s, 600, 9, u"EUR"_s)}, .refused = {}, .silent = {}});
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QString carrier = m_model->row(row).carrier;
        QCOMPARE(m_model->isCheapest(row), carrier == u"usps" || carrier == u"post"); // of its currency
        QCOMPARE(m_model->isFastest(row), carrier == u"dhl");
    }
    m_model->take(u"east"_s, {}, {.quotes = {quote(u"fedex"_s, 500, 1)}, .refused = {}, .silent = {}}); // later, and better
    QCOMPARE(m_model->row(0).carrier, u"fedex"_s);
    QVERIFY(m_model->isCheapest(0) && m_model->isFastest(0));
    QCOMPARE(cell(0, RatesModel::Stands), u"Best of both"_s);
}

void RatesModelTest::sorts_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<QStringList>("ascending");
    QTest::addColumn<QStringList>("descending");
    QTest::newRow("service") << int(RatesModel::Service) << QStringList{u"a"_s, u"b"_s, u"c"_s, u"d"_s} << QStringList{u"d"_s, u"c"_s, u"b"_s, u"a"_s};
    QTest::newRow("total") << int(RatesModel::Total) << QStringList{u"c"_s, u"a"_s, u"b"_s, u"d"_s} << QStringList{u"b"_s, u"a"_s, u"c"_s, u"d"_s};
    QTest::newRow("transit: not known stands last") << int(RatesModel::Transit) << QStringList{u"b"_s, u"a"_s, u"c"_s, u"d"_s} << QStringList{u"a"_s, u"b"_s, u"c"_s, u"d"_s};
    QTest::newRow("zone, as numbers") << int(RatesModel::Zone) << QStringList{u"b"_s, u"c"_s, u"a"_s, u"d"_s} << QStringList{u"a"_s, u"c"_s, u"b"_s, u"d"_s};
}

void RatesModelTest::sorts()
{
    QFETCH(int, column);
    rates::Quote a = quote(u"a"_s, 900, 4), b = quote(u"b"_s, 1'000, 2), c = quote(u"c"_s, 800);
    a.zone = u"10"_s;
    b.zone = u"2"_s;
    m_model->take(u"main"_s, {}, {.quotes = {a, b, c}, .refused = {{u"d"_s, u"ground"_s, u"too heavy"_s}}, .silent = {}});
    m_model->sort(column, Qt::AscendingOrder);
    QTEST(carriers(), "ascending");
    m_model->sort(column, Qt::DescendingOrder);
    QTEST(carriers(), "descending");
}

void RatesModelTest::keepsTheCursorWhileItFills()
{
    m_model->take(u"main"_s, {}, {.quotes = {quote(u"ups"_s, 900)}, .refused = {}, .silent = {}});
    const QPersistentModelIndex cursor = m_model->index(0, RatesModel::Total);
    m_model->take(u"main"_s, {}, {.quotes = {quote(u"usps"_s, 700), quote(u"fedex"_s, 1'000)}, .refused = {}, .silent = {}});
    QCOMPARE(m_model->row(cursor.row()).carrier, u"ups"_s);
    m_model->sort(RatesModel::Total, Qt::DescendingOrder);
    QCOMPARE(m_model->row(cursor.row()).carrier, u"ups"_s);
}

void RatesModelTest::explainsEveryCharge_data()
{
    QTest::addColumn<rates::Charge>("charge");
    QTest::addColumn<QString>("said");
    const auto usd = [](qint64 amount) { return Money{amount, u"USD"_s}; };
    const QString space(QChar(QChar::Nbsp));
    QTest::newRow("base") << rates::Charge{.kind = u"base"_s, .amount = usd(1'299), .upTo = rates::Weight::of(4, rates::WeightUnit::Pound)} << u"zone 5, up to 4 lb"_s;
    QTest::newRow("discount") << rates::Charge{.kind = u"discount"_s, .amount = usd(-455), .basisPoints = -3'500, .of = 1'299} << u"35 % of 12.99"_s + space + u"USD"_s;
    QTest::newRow("fuel") << rates::Charge{.kind = u"fuel"_s, .amount = usd(173), .basisPoints = 2'050, .of = 844} << u"20.50 % of 8.44"_s + space + u"USD"_s;
    QTest::newRow("minimum") << rates::Charge{.kind = u"minimum"_s, .amount = usd(106), .of = 844} << u"9.50"_s + space + u"USD at least, less 8.44"_s + space + u"USD"_s;
    QTest::newRow("fixed") << rates::Charge{.kind = u"residential"_s, .amount = usd(595)} << u"for each parcel, as published or imported"_s;
    QTest::newRow("of one parcel") << rates::Charge{.kind = u"residential"_s, .amount = usd(595), .parcel = 2} << u"parcel 2: for each parcel, as published or imported"_s;
}

void RatesModelTest::explainsEveryCharge()
{
    QFETCH(rates::Charge, charge);
    QTEST(arithmetic(charge, quote(u"fedex"_s, 1'299)), "said");
}

QTEST_GUILESS_MAIN(RatesModelTest)
#include "rates_model_test.moc"
