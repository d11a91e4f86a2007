#pragma once

#include "core/inventory/values/result.h"

namespace crossdock::ui {

/// What happened, to what, and what to do or expect: whole sentences for the screen, without codes.
QString errorText(const Error &error);

} // namespace crossdock::ui
