#pragma once

#include "core/inventory/query.h"

#include <QStringList>

/// What a list of orders says beside the words of ui/words.h.
namespace crossdock::ui {

/// "Late, 24 Nov 18:00" once `isLate`, else the time alone; empty without a promise.
QString shipByText(const OrderRow &order, bool isLate);

/// "UPS 1Z999 · shop-eu knows": a line for each parcel that left.
QString shipmentsText(const OrderDetail &order);

/// "UPS ground, in a large box, its label is bought at the bench"; empty: nobody said anything.
QString wishText(const fulfilment::ShippingWish &wish);
QString optionText(rates::Option option); ///< "with a signature"

/// "Refund · done"
QString instructionText(const channels::Instruction &told);

/// The same: a line for each thing that the channel was told to do with an order.
QString toldText(const OrderDetail &order);

/// Whether the channel said no to one of them.
bool isRefused(const OrderDetail &order);

/// "Cash on delivery · 3 orders of this buyer"; empty: neither is known.
QString buyingText(const OrderDetail &order);

/// Why it is on hold or cancelled, in the words of whoever did that here; empty: it is neither, or nobody said why.
QString givenReason(const OrderDetail &order);
QString reasonText(const OrderDetail &order); ///< "On hold: the address looks wrong"

/// Whether the promise was missed: the time is over and the parcel has not left.
bool isLate(const OrderRow &order, Time now);

} // namespace crossdock::ui
