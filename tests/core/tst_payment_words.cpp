#include "core/inventory/channels/payment_words.h"

#include <QTest>

using namespace crossdock;
using namespace Qt::Literals::StringLiterals;

/// How channels and sheets call the ways of paying.
class PaymentWordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void methods_data()
    {
        QTest::addColumn<QStringList>("names");
        QTest::addColumn<QString>("method");
        QTest::newRow("nothing is said") << QStringList() << QString();
        QTest::newRow("an empty name") << QStringList{QString()} << QString();
        QTest::newRow("signs alone") << QStringList{u"--"_s} << QString();
        QTest::newRow("Shopify, cash") << QStringList{u"Cash on Delivery (COD)"_s} << u"cod"_s;
        QTest::newRow("WooCommerce, cash") << QStringList{u"cod"_s} << u"cod"_s;
        QTest::newRow("Amazon, cash") << QStringList{u"CashOnDelivery"_s} << u"cod"_s;
        QTest::newRow("a fish is no cash") << QStringList{u"codfish_pay"_s} << u"other"_s;
        QTest::newRow("Shopify, card") << QStringList{u"shopify_payments"_s} << u"card"_s;
        QTest::newRow("WooCommerce, card") << QStringList{u"stripe"_s} << u"card"_s;
        QTest::newRow("Amazon, card") << QStringList{u"CreditCard"_s} << u"card"_s;
        QTest::newRow("a wallet of a card's service") << QStringList{u"stripe_upi"_s} << u"upi"_s;
        QTest::newRow("a debit of a card's service") << QStringList{u"stripe_sepa"_s} << u"bank_transfer"_s;
        QTest::newRow("PayPal") << QStringList{u"ppcp-gateway"_s} << u"paypal"_s;
        QTest::newRow("WooCommerce, bank") << QStringList{u"bacs"_s} << u"bank_transfer"_s;
        QTest::newRow("Shopify, bank") << QStringList{u"Bank Deposit"_s} << u"bank_transfer"_s;
        QTest::newRow("a gift card alone") << QStringList{u"gift_card"_s} << u"gift_card"_s;
        QTest::newRow("a gift card and the rest") << QStringList{u"gift_card"_s, u"shopify_payments"_s} << u"card"_s;
        QTest::newRow("a gift card and the rest in cash") << QStringList{u"gift_card"_s, u"Cash on Delivery (COD)"_s} << u"cod"_s;
        QTest::newRow("a sheet, cards") << QStringList{u"Debit card"_s} << u"card"_s;
        QTest::newRow("a sheet, in the words of rules") << QStringList{u"bank_transfer"_s} << u"bank_transfer"_s;
        QTest::newRow("another way") << QStringList{u"razorpay"_s} << u"other"_s;
    }
    void methods()
    {
        QFETCH(QStringList, names);
        QTEST(channels::paymentMethodOf(names), "method");
    }
};

QTEST_GUILESS_MAIN(PaymentWordsTest)
#include "tst_payment_words.moc"
