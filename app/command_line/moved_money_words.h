#pragma once

#include "core/inventory/rules/moved_money.h"

#include <QJsonArray>
#include <QStringList>

/// What a back-test says of money, on the command line.
namespace crossdock::app {

/// `[{"deed","count","units","currency","amount","mean","unknown"}]`: amounts are decimals in their currency, or null with the reason in "unknown".
QJsonArray moneyJson(const QList<MovedMoney> &rows);

/// "3 orders cancelled: 120.00 EUR", "1 label: its cost is not known (no label was bought for it)".
QStringList moneyLines(const QList<MovedMoney> &rows);

} // namespace crossdock::app
