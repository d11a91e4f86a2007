#pragma once

#include <QLatin1StringView>
#include <QStringView>
#include <span>

namespace crossdock::rules {

enum class ArgumentKind : quint8 {
    Yes, ///< present means true
    Text,
    Choice, ///< one of `choices`
    Node,
    Carrier,
    Service,
    Package,
    Report,
    Recipient,
    Count, ///< 0 or more
    Positive, ///< 1 or more
    Duration,
    RefundAmount, ///< full, shipping, or a number with a unit
    PriceValue, ///< a number, or another field
    Unit, ///< a currency or percent
    Bound, ///< money, or another field
};

struct ArgumentSpec {
    QLatin1StringView name;
    ArgumentKind kind;
    bool isRequired = false;
    QLatin1StringView choices = {};
};

enum class ChannelTarget : quint8 { None, Listing, Optional, Required };

/// What one type of action works on and which arguments it takes.
struct ActionSpec {
    QLatin1StringView type;
    QLatin1StringView entity; ///< order listing product shipment return customer channel; empty for people and flow
    ChannelTarget channel;
    std::span<const ArgumentSpec> arguments;
    bool needsArguments = false; ///< `args` must be there although none of them is required by itself
};

std::span<const ActionSpec> actionSpecs();
const ActionSpec *actionSpec(QStringView type); ///< nullptr for an unknown type

/// Messages, reports and tasks go to somebody.
bool needsRecipient(const ActionSpec &spec);

/// All event types, and whether one is known.
std::span<const QLatin1StringView> eventTypes();
bool isEventType(QStringView type);

} // namespace crossdock::rules
