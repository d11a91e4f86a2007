#pragma once

#include "core/inventory/channels/channel_order.h"

#include <QStringList>

namespace crossdock::audit {

/// Blind names of a buyer: orders that share one are of the same buyer, and nobody without the shop's key can tell who that is. A keyed hash
/// (BLAKE2b, 16 bytes) of the e-mail address ("e…", without case) and one of the phone number ("p…", as the world dials it), the address first.
/// Empty: neither is known.
QStringList marksOf(const Buyer &buyer, const QByteArray &key);

} // namespace crossdock::audit
