#pragma once

#include "core/inventory/rules/fields.h"

#include <QString>
#include <QStringList>
#include <map>
#include <optional>
#include <span>
#include <variant>
#include <vector>

/// The compiled form of a rule: plain values, no behaviour. `rule_json.h` reads and writes them, `vocabulary` in
/// fields.h, events.h and action_specs.h says what may stand where.
namespace crossdock::rules {

/// How a field is compared. The order is that of `operatorName()`.
enum class Op : quint8 {
    Eq,
    Ne,
    Lt,
    Lte,
    Gt,
    Gte,
    Between, ///< both ends belong to it
    In,
    NotIn,
    Contains,
    NotContains,
    StartsWith,
    NotStartsWith,
    EndsWith,
    NotEndsWith,
    IsEmpty,
    IsNotEmpty,
};

enum class Unit : quint8 {
    None,
    Usd,
    Eur,
    Gbp,
    Inr,
    Cad,
    Aud,
    Minutes,
    Hours,
    Days,
    Weeks,
    Months,
    Gram,
    Kilogram,
    Ounce,
    Pound,
    Percent,
};

/// The field whose present value stands where a number could.
struct FieldRef {
    FieldId field;
    friend bool operator==(const FieldRef &, const FieldRef &) = default;
};

/// Nothing (is_empty), yes or no, a number, a word, the two ends of a range or several months, several words
/// (or two times or dates), another field.
using Value = std::variant<std::monostate, bool, double, QString, std::vector<double>, QStringList, FieldRef>;

/// Where a live value is looked at; empty means everywhere.
struct Scope {
    QStringList channels;
    QStringList nodes;
    bool isEmpty() const { return channels.isEmpty() && nodes.isEmpty(); }
    friend bool operator==(const Scope &, const Scope &) = default;
};

/// One comparison.
struct Leaf {
    FieldId field;
    Op op = Op::Eq;
    Value value;
    Unit unit = Unit::None;
    Scope scope;
    friend bool operator==(const Leaf &, const Leaf &) = default;
};

/// A condition: a comparison, or `and`, `or`, `not` over conditions.
struct Tree {
    enum class Kind : quint8 { Leaf, And, Or, Not };

    Kind kind = Kind::Leaf;
    Leaf leaf; ///< when kind is Leaf
    std::vector<Tree> children; ///< two or more for And and Or, one for Not

    static Tree of(Leaf leaf) { return {Kind::Leaf, std::move(leaf), {}}; }
    static Tree negation(Tree of) { return {Kind::Not, {}, {std::move(of)}}; }
    /// All of `parts` (Kind::And) or any of them (Kind::Or); flat; nothing for none, the part itself for one.
    static std::optional<Tree> join(Kind kind, std::vector<Tree> parts);
    friend bool operator==(const Tree &, const Tree &) = default;
};

struct Duration {
    double value = 0;
    Unit unit = Unit::Minutes;
    friend bool operator==(const Duration &, const Duration &) = default;
};

/// Money as the bound of a price: a sum, or another field.
struct MoneyBound {
    std::variant<double, FieldRef> value = 0.0;
    Unit unit = Unit::None;
    friend bool operator==(const MoneyBound &, const MoneyBound &) = default;
};

using Argument = std::variant<bool, double, QString, Duration, MoneyBound, FieldRef>;

/// One thing that is done. Which target and arguments a type takes: action_specs.h.
struct Action {
    QString type;
    QString channel; ///< target channel of a listing, buffer or sync: a key, `all`, `others`, or empty
    QString recipient; ///< of a message, report or task
    std::map<QString, Argument> arguments;
    friend bool operator==(const Action &, const Action &) = default;
};

struct TriggerEvent {
    QString type;
    QString each; ///< schedules only: what is swept
    std::optional<Leaf> becomes;
    std::optional<Duration> lasting; ///< `for`
    std::optional<Leaf> rearm;
    std::optional<Tree> where;
    friend bool operator==(const TriggerEvent &, const TriggerEvent &) = default;
};

struct Schedule {
    QString frequency; ///< minutely hourly daily weekly monthly once
    std::optional<int> interval;
    QStringList weekdays; ///< mon .. sun
    std::vector<int> monthDays; ///< 1..31, -1 is the last
    QStringList at; ///< HH:MM
    QString date; ///< yyyy-mm-dd, for `once`
    QString zone; ///< IANA name; empty is the workspace's
    friend bool operator==(const Schedule &, const Schedule &) = default;
};

/// An aggregate over the past.
struct Window {
    QString function; ///< count or sum; empty for the length of a sales value
    QString field; ///< what is summed
    Op op = Op::Gt;
    double value = 0;
    Unit unit = Unit::None;
    Duration length;
    QString by; ///< customer product order channel node, or empty
    bool comparesPrevious = false;
    friend bool operator==(const Window &, const Window &) = default;
};

struct Limit {
    int times = 1;
    Duration per;
    QString by;
    friend bool operator==(const Limit &, const Limit &) = default;
};

/// What to do and under which conditions; the next branch is looked at when these do not hold.
struct Branch {
    std::optional<Tree> conditions;
    std::vector<Action> actions;
    friend bool operator==(const Branch &, const Branch &) = default;
};

struct Trigger {
    TriggerEvent event;
    Branch then;
    std::vector<Branch> otherwise; ///< the else-if chain, in order
    std::optional<Schedule> schedule;
    std::optional<Window> window;
    std::optional<Limit> limit;
    friend bool operator==(const Trigger &, const Trigger &) = default;
};

/// The actions end the pass over the rules at once, whoever comes later.
bool stopsFurtherRules(std::span<const Action> actions);

QString operatorName(Op op); ///< "gte"
std::optional<Op> operatorOf(QStringView name);
Op inverse(Op op); ///< of Between: see normal_form.h
QString unitName(Unit unit); ///< "kg"
std::optional<Unit> unitOf(QStringView name);

/// What a unit measures.
enum class Measure : quint8 { Nothing, Money, Time, Weight, Percent };
Measure measureOf(Unit unit);

/// The value in the smallest unit of its measure (minutes, grams); money and percent stay as they are.
double inBaseUnit(double value, Unit unit);

} // namespace crossdock::rules
