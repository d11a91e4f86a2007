#pragma once

#include "core/inventory/rules/fields.h"

/// How much of the language the engine can do by now; the rest is said when a rule is armed. Pure, from any thread.
namespace crossdock::rules {

bool isHeardOf(QStringView event);
bool isToldByCarriers(QStringView event); ///< of the parcels whose labels were bought here
bool isToldByMarkets(QStringView event); ///< of what channels sell beside others
bool isKnown(FieldId field);
bool isPossible(QStringView action);
bool isListed(QStringView each); ///< a schedule can go through all of them

} // namespace crossdock::rules
