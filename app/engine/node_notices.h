#pragma once

#include "core/inventory/command.h"
#include "core/inventory/fulfilment/node_steps.h"

/// What people are told of parcels at nodes of others: each is told once a parcel.
namespace crossdock::app {

/// The node's own clock runs out.
Request noticeOf(const fulfilment::NodeDeadline &deadline, const fulfilment::Parcel &parcel);
/// It neither takes the parcel nor refuses it.
Request noticeOfSilence(const fulfilment::Parcel &parcel, const QString &words);
/// Nobody has told where the order goes.
Request noticeOfNoAddress(const fulfilment::Parcel &parcel);

} // namespace crossdock::app
