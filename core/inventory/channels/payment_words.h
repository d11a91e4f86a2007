#pragma once

#include <QStringList>

namespace crossdock::channels {

/// How a buyer pays, in the words of rules (cod card paypal upi bank_transfer gift_card, "other"), from the names that a channel or a sheet
/// has for it: a gateway's id or its title ("Cash on Delivery (COD)", "bacs", "CreditCard"). Of several, cash on delivery first and gift cards last. Empty:
/// nothing is said.
QString paymentMethodOf(const QStringList &names);

} // namespace crossdock::channels
