#pragma once

#include "core/inventory/fulfilment/pick_list.h"

namespace crossdock::ui {

/// A page to print of what is to be fetched for some orders, in the order of a walk, with a box to tick for each line. Pure.
QString pickListHtml(const QList<papers::PickLine> &lines, int orders);

} // namespace crossdock::ui
