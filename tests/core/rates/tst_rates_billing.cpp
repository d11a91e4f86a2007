#include "core/inventory/fulfilment/rates/billing.h"
#include "core/inventory/fulfilment/rates/own_price.h"
#include "core/inventory/fulfilment/rates/rate_sheet.h"

#include <QTest>

using namespace crossdock;
using namespace crossdock::rates;
using namespace Qt::Literals::StringLiterals;

/// Billed against quoted.
class TestRatesBilling : public QObject
{
    Q_OBJECT

private:
    static QList<Deviation> many(const QString &service, const QString &zone, int count, qint64 step)
    {
        QList<Deviation> deviations;
        for (int i = 0; i < count; ++i)
            deviations.append({u"c"_s, service, zone, i * step});
        return deviations;
    }

    static Quote quote(const QString &service, const QString &zone)
    {
        Quote quote;
        quote.carrier = u"c"_s;
        quote.service = service;
        quote.zone = zone;
        quote.total = {2'000, u"USD"_s};
        return quote;
    }

private Q_SLOTS:
    void expects_data()
    {
        QTest::addColumn<QList<Deviation>>("deviations");
        QTest::addColumn<QString>("text");
        QTest::newRow("none") << QList<Deviation>() << QString();
        QTest::newRow("too few") << many(u"s"_s, u"5"_s, 7, 100) << QString();
        QTest::newRow("enough of the zone") << many(u"s"_s, u"5"_s, 11, 100) << u"zone 11: 2020 2100 2180"_s;
        QTest::newRow("below the quote") << many(u"s"_s, u"5"_s, 11, -100) << u"zone 11: 1820 1900 1980"_s;
        QTest::newRow("another zone: the service") << many(u"s"_s, u"4"_s, 11, 100) << u"service 11: 2020 2100 2180"_s;
        QTest::newRow("another service: the carrier") << many(u"t"_s, u"5"_s, 11, 100) << u"carrier 11: 2020 2100 2180"_s;
        QTest::newRow("few of the zone, enough of the service") << many(u"s"_s, u"5"_s, 2, 100) + many(u"s"_s, u"4"_s, 9, 0) << u"service 11: 2000 2000 2000"_s;
    }

    void expects()
    {
        QFETCH(QList<Deviation>, deviations);
        QFETCH(QString, text);
        const auto expected = Billing(deviations).expect(quote(u"s"_s, u"5"_s));
        const QStringList levels{u"zone"_s, u"service"_s, u"carrier"_s};
        QCOMPARE(expected ? u"%1 %2: %3 %4 %5"_s.arg(levels.at(int(expected->of))).arg(expected->parcels).arg(expected->low.amount).arg(expected->typical.amount).arg(expected->high.amount) : QString(), text);
    }

    void invoices_data()
    {
        QTest::addColumn<QByteArray>("csv");
        QTest::addColumn<QStringList>("parcels");
        QTest::addColumn<int>("bad");
        QTest::newRow("our words") << QByteArray("carrier,tracking,charges,currency,invoice\nUPS,1Z,12.34,USD,7\n") << QStringList{u"ups 7 1Z 1234 USD"_s} << 0;
        QTest::newRow("a carrier's words") << QByteArray("Express or Ground Tracking ID,Net Charge Amount,Rated Weight Amount,Rated Weight Units,Shipment Date\n77,\"1,012.34\",3,lbs,2026-02-02\n") << QStringList{u"fedex  77 101234 USD 3 lb"_s} << 0;
        QTest::newRow("several charges, and a credit") << QByteArray("tracking,charges\nA,10\nB,1\nA,2.5\nA,-0.50\n") << QStringList{u"fedex  A 1200 USD"_s, u"fedex  B 100 USD"_s} << 0;
        QTest::newRow("decimal commas") << QByteArray("tracking;charges;billed_weight;weight_unit;currency\nA;12,34;0,454;kg;EUR\nB;1.234,50;;;EUR\n") << QStringList{u"fedex  A 1234 EUR 1.000899 lb"_s, u"fedex  B 123450 EUR"_s} << 0;
        QTest::newRow("days and units of FedEx") << QByteArray("Express or Ground Tracking ID,Net Charge Amount,Shipment Date,Rated Weight Amount,Rated Weight Units\n39,12.34,20260511,3,L\n39,-2.34,20260511,3,L\n40,1.00,05/11/2026,2,K\n")
                                                 << QStringList{u"fedex  39 1000 USD 3 lb"_s, u"fedex  40 100 USD 4.409245 lb"_s} << 0;
        QTest::newRow("titles of DHL") << QByteArray("Invoice Number;Shipment Number;Shipment Date;Product Name;Weight (kg);Currency;Total amount (excl. VAT)\nM1;123;20260115;EXPRESS;2,5;EUR;31,50\n") << QStringList{u"fedex M1 123 3150 EUR 5.511557 lb"_s} << 0;
        QTest::newRow("amounts below 0") << QByteArray("tracking,charges\nA,-3.00\nB,(2.00)\nC,-$2.00\nD,2.00-\nE,$(2.00)\n")
                                         << QStringList{u"fedex  A -300 USD"_s, u"fedex  B -200 USD"_s, u"fedex  C -200 USD"_s, u"fedex  D -200 USD"_s, u"fedex  E -200 USD"_s} << 0;
        QTest::newRow("a month that is none, a sign of another currency") << QByteArray("tracking,charges,date,currency\nA,1,18/05/2026,USD\nB,€1,,USD\n") << QStringList{} << 2;
        QTest::newRow("two currencies for one parcel") << QByteArray("tracking,charges,currency\nA,10,USD\nA,1,EUR\n") << QStringList{u"fedex  A 1000 USD"_s} << 1;
        QTest::newRow("no number, no tracking, no weight, no date") << QByteArray("tracking,charges,billed_weight,date\nA,x,,\n,1,,\nB,1,heavy,\nC,1,,soon\n") << QStringList{} << 4;
    }

    void invoices()
    {
        QFETCH(QByteArray, csv);
        QFETCH(QStringList, parcels);
        QFETCH(int, bad);
        SheetDefaults defaults;
        defaults.carrier = u"fedex"_s;
        const auto read = readInvoices(*imports::readSheet(csv), defaults);
        QVERIFY(read);
        QStringList texts;
        for (const BilledParcel &one : read->values)
            texts.append(u"%1 %2 %3 %4 %5"_s.arg(one.carrier, one.invoice, one.tracking).arg(one.total.amount).arg(one.total.currency) + (one.billed ? u' ' + one.billed->text(WeightUnit::Pound) : QString()));
        QCOMPARE(texts, parcels);
        QCOMPARE(read->bad.size(), bad);
    }

    void invoicesNeedColumns()
    {
        QCOMPARE(readInvoices(*imports::readSheet("tracking,weight\nA,1\n"), {}).error().subject, u"charges"_s);
        QCOMPARE(readInvoices(*imports::readSheet("tracking,charges\nA,1\n"), {}).error().subject, u"carrier"_s);
    }

    void ownPriceFirst()
    {
        auto list = quote(u"s"_s, u"5"_s), contract = list, other = quote(u"t"_s, u"5"_s);
        list.priceType = u"list"_s;
        contract.priceType = u"contract"_s;
        other.priceType = u"retail"_s;
        const auto own = ownPrices({list, contract, other});
        QCOMPARE(own.size(), 2);
        QCOMPARE(own.first().priceType, u"contract"_s);
    }
};

QTEST_GUILESS_MAIN(TestRatesBilling)
#include "tst_rates_billing.moc"
