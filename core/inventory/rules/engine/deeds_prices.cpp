#include "core/inventory/rules/engine/deeds.h"

#include <cmath>

using namespace Qt::Literals::StringLiterals;

/// The part of Deeds that works out prices.
namespace crossdock::rules {
namespace {

double amountOf(const Money &money)
{
    return double(money.amount) / std::pow(10.0, minorDigits(money.currency));
}

} // namespace

bool followsOthers(const Action &action)
{
    const QString mode = textArgument(action, u"mode"_s);
    return action.type == u"listing.set_price" && (mode == u"match" || mode == u"undercut");
}

std::optional<double> Deeds::boundOf(const Argument &argument, const QString &currency, const Circumstances &circumstances)
{
    const auto field = [&](FieldId id) -> std::optional<double> {
        const Fact value = m_facts.read({id, {}, false}, circumstances.subject, circumstances.at);
        const bool isSame = value.kind == Fact::Kind::Number && value.unit == unitOfCurrency(currency);
        return isSame ? std::optional(value.number) : std::nullopt;
    };
    if (const auto *reference = std::get_if<FieldRef>(&argument))
        return field(reference->field);
    if (const auto *number = std::get_if<double>(&argument))
        return *number;
    const auto *money = std::get_if<MoneyBound>(&argument);
    if (!money)
        return std::nullopt;
    if (const auto *reference = std::get_if<FieldRef>(&money->value))
        return field(reference->field);
    return money->unit == Unit::None || money->unit == unitOfCurrency(currency) ? std::optional(std::get<double>(money->value)) : std::nullopt;
}

/// What it would be without its bounds. Nothing: there is no offer of others to go by. To undercut is to be cheaper by so much: it
/// follows theirs up, too, as far as the rule lets it.
Result<std::optional<double>> Deeds::wishedPrice(const Action &action, const Listing &listing, const Circumstances &circumstances)
{
    const auto given = action.arguments.find(u"value"_s);
    const QString mode = textArgument(action, u"mode"_s), currency = listing.price->currency;
    const Unit unit = unitArgument(action);
    const bool isShare = unit == Unit::Percent;
    if (!isShare && unit != Unit::None && unit != unitOfCurrency(currency))
        return fail(Error::Code::NotAllowed, circumstances.subject.text(), u"its price is in %1"_s.arg(currency));
    if (followsOthers(action)) {
        if (!listing.competitor)
            return std::optional<double>();
        if (listing.competitor->currency != currency)
            return fail(Error::Code::NotAllowed, circumstances.subject.text(), u"its price is in %1, and theirs in %2"_s.arg(currency, listing.competitor->currency));
        if (mode == u"match")
            return std::optional(amountOf(*listing.competitor));
    }
    const auto value = given == action.arguments.end() ? std::nullopt : boundOf(given->second, currency, circumstances);
    if (!value)
        return fail(Error::Code::NotAllowed, circumstances.subject.text(), u"what the price is to be cannot be told"_s);
    const double before = amountOf(mode == u"undercut" ? *listing.competitor : *listing.price);
    const double step = isShare ? before * *value / 100 : *value;
    if (mode == u"undercut") // by a cent at least, however it is rounded
        return std::optional(std::min(before - step, amountOf(Money{listing.competitor->amount - 1, currency})));
    return std::optional(mode == u"set" ? *value : mode == u"increase" ? before + step : before - step);
}

/// Nothing: it is so already, or there is nothing to go by. A bound that cannot be told is a reason not to touch the price. The
/// floor counts last: where it is above the cap, too.
Result<std::optional<Money>> Deeds::newPrice(const Action &action, const Listing &listing, const Circumstances &circumstances)
{
    const Money &now = *listing.price;
    const auto wished = wishedPrice(action, listing, circumstances);
    if (!wished)
        return tl::make_unexpected(wished.error());
    if (!*wished)
        return std::optional<Money>();
    double price = **wished;
    for (const auto &name : {u"max"_s, u"min"_s}) {
        const auto bound = action.arguments.find(name);
        if (bound == action.arguments.end())
            continue;
        const auto limit = boundOf(bound->second, now.currency, circumstances);
        if (!limit)
            return fail(Error::Code::NotAllowed, circumstances.subject.text(), u"the bound of its price cannot be told"_s);
        price = name == u"min" ? std::max(price, *limit) : std::min(price, *limit);
    }
    const Money after = moneyOf(price, now.currency);
    if (after.amount <= 0)
        return fail(Error::Code::NotAllowed, circumstances.subject.text(), u"the price would be nothing"_s);
    return after == now ? std::optional<Money>() : after;
}

} // namespace crossdock::rules
