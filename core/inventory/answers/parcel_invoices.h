#pragma once

#include "core/inventory/fulfilment/parcel.h"
#include "core/inventory/store/database.h"

namespace crossdock::answers {

/// Puts what carriers' invoices say of their trackings beside parcels. Of a parcel that was billed in several currencies nothing is said.
Result<> addInvoices(store::Database &database, QList<fulfilment::Parcel> &parcels);

} // namespace crossdock::answers
