#include "ui/orders/order_fact_words.h"

#include "ui/words.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

struct OrderFactWords {
    Q_DECLARE_TR_FUNCTIONS(OrderFactWords)
};

/// Of a word that a rule would ask for: what a person reads. Empty: none.
QString wordText(const QString &word)
{
    static const QHash<QString, const char *> texts{
        {u"same_day"_s, QT_TRANSLATE_NOOP("OrderFactWords", "Same day")},
        {u"next_day"_s, QT_TRANSLATE_NOOP("OrderFactWords", "Next day")},
        {u"two_day"_s, QT_TRANSLATE_NOOP("OrderFactWords", "Two days")},
        {u"expedited"_s, QT_TRANSLATE_NOOP("OrderFactWords", "Expedited")},
        {u"standard"_s, QT_TRANSLATE_NOOP("OrderFactWords", "Standard")},
        {u"economy"_s, QT_TRANSLATE_NOOP("OrderFactWords", "Economy")},
        {u"pickup"_s, QT_TRANSLATE_NOOP("OrderFactWords", "Collected by the buyer")},
        {u"low"_s, QT_TRANSLATE_NOOP("OrderFactWords", "Low risk")},
        {u"medium"_s, QT_TRANSLATE_NOOP("OrderFactWords", "Medium risk")},
        {u"high"_s, QT_TRANSLATE_NOOP("OrderFactWords", "High risk")},
        {u"residential"_s, QT_TRANSLATE_NOOP("OrderFactWords", "A home address")},
        {u"commercial"_s, QT_TRANSLATE_NOOP("OrderFactWords", "A business address")},
        {u"po_box"_s, QT_TRANSLATE_NOOP("OrderFactWords", "A PO box")},
        {u"verified"_s, QT_TRANSLATE_NOOP("OrderFactWords", "Address verified")},
        {u"unverified"_s, QT_TRANSLATE_NOOP("OrderFactWords", "Address in doubt")},
        {u"invalid"_s, QT_TRANSLATE_NOOP("OrderFactWords", "Address not valid")},
        {u"unpaid"_s, QT_TRANSLATE_NOOP("OrderFactWords", "Not paid yet")},
        {u"authorized"_s, QT_TRANSLATE_NOOP("OrderFactWords", "Payment authorized")},
        {u"partially_paid"_s, QT_TRANSLATE_NOOP("OrderFactWords", "Paid in part")},
        {u"partially_refunded"_s, QT_TRANSLATE_NOOP("OrderFactWords", "Refunded in part")},
        {u"refunded"_s, QT_TRANSLATE_NOOP("OrderFactWords", "Refunded")},
        {u"failed"_s, QT_TRANSLATE_NOOP("OrderFactWords", "Payment failed")},
    };
    const auto text = texts.constFind(word); // "paid" is how things should be: nothing is said of it
    return text == texts.cend() ? QString() : OrderFactWords::tr(*text);
}

QString shippingText(const OrderFacts &facts)
{
    QStringList parts{wordText(facts.shippingSpeed)};
    const bool isOwnWord = facts.shippingMethod.compare(parts.first(), Qt::CaseInsensitive) == 0;
    if (!facts.shippingMethod.isEmpty() && !isOwnWord)
        parts = {parts.first().isEmpty() ? facts.shippingMethod : OrderFactWords::tr("%1 (%2)", "speed, the channel's word for it").arg(parts.first(), facts.shippingMethod)};
    if (facts.shippingPaid && facts.shippingPaid->amount > 0)
        parts.append(OrderFactWords::tr("%1 paid for shipping").arg(money(*facts.shippingPaid)));
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

QString discountText(const OrderFacts &facts)
{
    QStringList parts = facts.coupons.value_or(QStringList());
    if (facts.discount && facts.discount->amount > 0)
        parts.append(OrderFactWords::tr("%1 off", "a discount").arg(money(*facts.discount)));
    return parts.join(u", "_s);
}

} // namespace

QString factsText(const OrderFacts &facts)
{
    QStringList parts{wordText(facts.payment), shippingText(facts), discountText(facts), wordText(facts.risk), wordText(facts.addressType), wordText(facts.addressStatus)};
    if (facts.isGift.value_or(false))
        parts.append(OrderFactWords::tr("Gift"));
    if (facts.isPrime.value_or(false))
        parts.append(OrderFactWords::tr("Prime"));
    if (facts.isBusiness.value_or(false))
        parts.append(OrderFactWords::tr("Business buyer"));
    if (facts.isPreorder.value_or(false))
        parts.append(OrderFactWords::tr("Ordered before it is out"));
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

} // namespace crossdock::ui
