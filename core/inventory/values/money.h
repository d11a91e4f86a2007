#pragma once

#include "core/inventory/values/result.h"

#include <QString>

namespace crossdock {

/// An amount in the smallest unit of its currency (1299 USD is 12.99 dollars). Never a double.
struct Money {
    qint64 amount = 0; ///< minor units
    QString currency; ///< ISO 4217, three capital letters

    friend bool operator==(const Money &, const Money &) = default;
};

/// Digits after the point in `currency`: 2 for USD, 0 for JPY, 3 for KWD.
int minorDigits(QStringView currency);

/// Whether some country pays with it today: XXX and a slip of the keyboard are codes, and no money.
bool isInUse(const QString &currency);

/// "12.99" and "USD" to 1299 USD. Refuses more digits than the currency has, and anything that is no number.
Result<Money> parseMoney(QStringView decimal, QStringView currency);

/// "12.99", with a point, without the currency: what wires and files want.
QString toDecimal(const Money &money);

} // namespace crossdock
