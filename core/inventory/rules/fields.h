#pragma once

#include <QStringList>
#include <QStringView>
#include <optional>
#include <span>

namespace crossdock::rules {

/// What a field holds, and so which operators, values and units fit it.
enum class FieldKind : quint8 {
    Money,
    Count,
    Duration,
    Weight,
    Percent,
    MoneyOrPercent,
    Rating, ///< 0 to 5
    YesNo,
    Text,
    Set,
    OneOf,
    TimeOfDay,
    Date,
    Month,
};

/// The place of a field in the table `fields()`; the default one is no field.
struct FieldId {
    qint16 index = -1;
    bool isValid() const { return index >= 0; }
    friend bool operator==(const FieldId &, const FieldId &) = default;
    friend auto operator<=>(const FieldId &, const FieldId &) = default;
};

enum class ScopeKind : quint8 { None, Channel, ChannelAndNode };

struct FieldSpec {
    QLatin1StringView name; ///< "stock.available"
    FieldKind kind;
    ScopeKind scope;
    bool isLive; ///< changes on its own: crossing it is an event
    QLatin1StringView noun; ///< how a paraphrase calls it: "available stock"
    QLatin1StringView choices; ///< of OneOf, separated by blanks; `@channel` and the like stand for workspace names
};

/// All fields that a rule can read, in the order of the reference.
std::span<const FieldSpec> fields();
std::optional<FieldId> fieldNamed(QStringView name);

/// The same for a name that our own grammar says: it is there.
FieldId knownField(QStringView name);
const FieldSpec &specOf(FieldId field);
const QString &fieldName(FieldId field);

/// The part before the dot: order, customer, product, stock, listing...; `channel` and `node` are their own.
QStringView entityOf(FieldId field);

/// Whole numbers, where "more than 2" and "at least 3" are the same.
bool countsWholes(FieldId field);

/// Counts, weights and amounts of money that are never below zero; a payout may be.
bool isNeverNegative(FieldId field);

/// The fields that may stand instead of a number: prices, cost, reorder point, safety stock.
bool isReferable(FieldId field);

} // namespace crossdock::rules
