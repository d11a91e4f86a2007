#pragma once

#include "core/inventory/values/result.h"

namespace crossdock::ui {

/// What happened, to what, and what to do or expect: whole sentences for the screen, without codes.
QString errorText(const Error &error);

/// The same for a channel that is being tried and is not stored yet.
QString connectionErrorText(const Error &error);

} // namespace crossdock::ui
