#include "core/inventory/rules/rule.h"

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {

namespace {

constexpr std::array operatorNames{
    "eq"_L1,       "ne"_L1,           "lt"_L1,          "lte"_L1,
    "gt"_L1,       "gte"_L1,          "between"_L1,     "in"_L1,
    "not_in"_L1,   "contains"_L1,     "not_contains"_L1, "starts_with"_L1,
    "not_starts_with"_L1, "ends_with"_L1, "not_ends_with"_L1, "is_empty"_L1,
    "is_not_empty"_L1,
};

constexpr std::array unitNames{
    ""_L1,      "USD"_L1,  "EUR"_L1,   "GBP"_L1,    "INR"_L1, "CAD"_L1, "AUD"_L1, "minutes"_L1, "hours"_L1,
    "days"_L1,  "weeks"_L1, "months"_L1, "g"_L1,    "kg"_L1,  "oz"_L1,  "lb"_L1,  "percent"_L1,
};

template <class Enum, class Names>
std::optional<Enum> positionIn(const Names &names, QStringView name)
{
    for (size_t i = 0; i < names.size(); ++i) {
        if (name == names[i])
            return static_cast<Enum>(i);
    }
    return std::nullopt;
}

} // namespace

std::optional<Tree> Tree::join(Kind kind, std::vector<Tree> parts)
{
    std::vector<Tree> flat;
    for (Tree &part : parts) {
        if (part.kind == kind)
            flat.insert(flat.end(), part.children.begin(), part.children.end());
        else
            flat.push_back(std::move(part));
    }
    if (flat.empty())
        return std::nullopt;
    if (flat.size() == 1)
        return std::move(flat.front());
    return Tree{kind, {}, std::move(flat)};
}

QString operatorName(Op op)
{
    return QString(operatorNames[static_cast<size_t>(op)]);
}

std::optional<Op> operatorOf(QStringView name)
{
    return positionIn<Op>(operatorNames, name);
}

Op inverse(Op op)
{
    switch (op) {
    case Op::Eq: return Op::Ne;
    case Op::Ne: return Op::Eq;
    case Op::Lt: return Op::Gte;
    case Op::Lte: return Op::Gt;
    case Op::Gt: return Op::Lte;
    case Op::Gte: return Op::Lt;
    case Op::Between: return Op::Between;
    case Op::In: return Op::NotIn;
    case Op::NotIn: return Op::In;
    case Op::Contains: return Op::NotContains;
    case Op::NotContains: return Op::Contains;
    case Op::StartsWith: return Op::NotStartsWith;
    case Op::NotStartsWith: return Op::StartsWith;
    case Op::EndsWith: return Op::NotEndsWith;
    case Op::NotEndsWith: return Op::EndsWith;
    case Op::IsEmpty: return Op::IsNotEmpty;
    case Op::IsNotEmpty: return Op::IsEmpty;
    }
    Q_UNREACHABLE();
}

bool stopsFurtherRules(std::span<const Action> actions)
{
    for (const Action &action : actions) {
        if (action.type == u"wait"_s)
            return false;
        if (action.type == u"rule.stop"_s)
            return true;
    }
    return false;
}

QString unitName(Unit unit)
{
    return QString(unitNames[static_cast<size_t>(unit)]);
}

std::optional<Unit> unitOf(QStringView name)
{
    return name.isEmpty() ? std::nullopt : positionIn<Unit>(unitNames, name);
}

Measure measureOf(Unit unit)
{
    if (unit == Unit::None)
        return Measure::Nothing;
    if (unit <= Unit::Aud)
        return Measure::Money;
    if (unit <= Unit::Months)
        return Measure::Time;
    return unit <= Unit::Pound ? Measure::Weight : Measure::Percent;
}

double inBaseUnit(double value, Unit unit)
{
    switch (unit) {
    case Unit::Hours: return value * 60;
    case Unit::Days: return value * 1440;
    case Unit::Weeks: return value * 10080;
    case Unit::Months: return value * 43800; // a twelfth of 365 days
    case Unit::Kilogram: return value * 1000;
    case Unit::Ounce: return value * 28.349523125;
    case Unit::Pound: return value * 453.59237;
    default: return value;
    }
}

} // namespace crossdock::rules
