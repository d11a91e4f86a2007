#pragma once

#include "core/inventory/rules/moved_money.h"

#include <QStringList>

/// What a back-test says of money, in the window.
namespace crossdock::ui {

/// "3 orders cancelled: €120.00"; of what is not known, that and why. One for each row.
QStringList movedMoneyLines(const QList<MovedMoney> &rows);

/// The amounts alone, for a cell: "€120.00"; "not known" among them.
QString movedMoneyAmounts(const QList<MovedMoney> &rows);

} // namespace crossdock::ui
