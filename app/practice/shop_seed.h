#pragma once

#include "app/command_line/session.h"
#include "app/practice/sandbox_room.h"

namespace crossdock::app {

/// Fills an empty ledger with what a sandbox's world sells, by the same commands that a person would use, and connects its
/// channels. `progress` hears how far it is, 0 to 1000.
Result<> seedShop(Session &session, SandboxRoom &room, const std::function<void(int permille)> &progress);

/// Waits until the channels are told everything that is wanted; false after `most`.
bool waitForQuiet(Session &session, Milliseconds most);

/// Lets the world's channels send their webhooks to the engine that listens at `webhooks`.
void subscribeChannels(SandboxRoom &room, const QString &webhooks);

} // namespace crossdock::app
