#pragma once

#include "app/command_line/session.h"
#include "core/inventory/fulfilment/channel_rules.h"

namespace crossdock::app {

/// Of each rule that names a channel or a place which is neither one of the house's nor of a known kind, a sentence: it has no effect, and is perhaps
/// misspelt. `row` names a rule by its number in the list, from 1.
QStringList unmatchedNames(const QList<fulfilment::ChannelRule> &rules, const QStringList &channels, const QStringList &nodes, const std::function<QString(qsizetype row)> &nameOf);

/// Against what the ledger knows.
Result<QStringList> unmatchedNames(Session &session, const QList<fulfilment::ChannelRule> &rules, const std::function<QString(qsizetype row)> &nameOf);

} // namespace crossdock::app
