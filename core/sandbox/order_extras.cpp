#include "core/sandbox/order_extras.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox {
namespace {

using Speed = OrderExtras::Speed;

constexpr qint64 standardFee = 490, expeditedFee = 1'290, nextDayFee = 1'990, economyFee = 290; ///< in cents
constexpr qint64 freeFrom = 5'000; ///< goods for as much are sent without a fee, if nobody is in a hurry

/// About what the same costs in another currency.
qint64 inCurrency(qint64 cents, const QString &currency)
{
    const qint64 rate = currency == u"INR" || currency == u"JPY" ? 80 : 1;
    return minorDigits(currency) == 0 ? cents * rate / 100 : cents * rate;
}

Speed speedOf(quint64 number)
{
    switch (number % 10) {
    case 0: return Speed::Expedited;
    case 1: return Speed::NextDay;
    case 4: return Speed::Economy;
    default: return Speed::Standard;
    }
}

qint64 feeOf(Speed speed)
{
    switch (speed) {
    case Speed::Standard: return standardFee;
    case Speed::Expedited: return expeditedFee;
    case Speed::NextDay: return nextDayFee;
    case Speed::Economy: return economyFee;
    }
    Q_UNREACHABLE();
}

} // namespace

OrderExtras extrasOf(const Order &order, const QString &currency)
{
    const quint64 number = order.number;
    OrderExtras extras;
    extras.goods = {0, currency};
    for (const OrderLine &line : order.lines)
        extras.goods.amount += line.price.amount * line.ordered;
    extras.speed = speedOf(number);
    const bool isFree = extras.speed == Speed::Standard && extras.goods.amount >= inCurrency(freeFrom, currency);
    extras.shipping = {isFree ? 0 : inCurrency(feeOf(extras.speed), currency), currency};
    if (number % 8 == 5)
        extras.coupon = u"WELCOME10"_s;
    extras.discount = {extras.coupon.isEmpty() ? 0 : extras.goods.amount / 10, currency};
    extras.risk = number % 12 == 7 ? u"HIGH"_s : number % 12 == 3 ? u"MEDIUM"_s : u"LOW"_s;
    extras.addressResult = number % 15 == 4 ? u"ERROR"_s : number % 15 == 9 ? u"WARNING"_s : u"NO_ISSUES"_s;
    extras.isGift = number % 9 == 2;
    extras.isPrime = number % 4 == 0;
    extras.isBusiness = number % 11 == 6;
    return extras;
}

} // namespace crossdock::sandbox
