#include "tests/core/rules/schema_generator.h"

#include "core/inventory/rules/context.h"
#include "core/inventory/rules/rule_json.h"
#include "core/inventory/rules/verdict.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;
using namespace crossdock::rules;

namespace crossdock::tests {

namespace {

constexpr Unit money[]{Unit::Usd, Unit::Eur, Unit::Gbp, Unit::Inr, Unit::Cad, Unit::Aud};
constexpr Unit times[]{Unit::Minutes, Unit::Hours, Unit::Days, Unit::Weeks, Unit::Months};
constexpr Unit weights[]{Unit::Gram, Unit::Kilogram, Unit::Ounce, Unit::Pound};
constexpr Op comparisons[]{Op::Eq, Op::Ne, Op::Lt, Op::Lte, Op::Gt, Op::Gte};

/// Beside an order, "the product SKU" is one of those that the order contains: order.skus.
bool isOfContent(const Tree &tree)
{
    static const QStringList content{u"product.sku"_s, u"product.category"_s, u"product.brand"_s, u"product.tags"_s};
    if (tree.kind == Tree::Kind::Leaf)
        return content.contains(fieldName(tree.leaf.field));
    return std::ranges::any_of(tree.children, isOfContent);
}

bool speaksOfContent(const Trigger &trigger)
{
    const auto does = [](const std::optional<Tree> &tree) { return tree && isOfContent(*tree); };
    return does(trigger.event.where) || does(trigger.then.conditions)
        || std::ranges::any_of(trigger.otherwise, [&](const Branch &branch) { return does(branch.conditions); });
}

} // namespace

double SchemaGenerator::number(FieldKind kind)
{
    static constexpr double amounts[]{0.5, 1, 4.99, 12.5, 20, 99.95, 250, 1500, 100000};
    static constexpr double wholes[]{1, 2, 3, 12, 50, 1000};
    switch (kind) {
    case FieldKind::Count: return anyOf(wholes);
    case FieldKind::Rating: return 1 + below(8) / 2.0;
    case FieldKind::Month: return 1 + below(12);
    default: return anyOf(amounts);
    }
}

Unit SchemaGenerator::unit(FieldKind kind)
{
    switch (kind) {
    case FieldKind::Money: return anyOf(money);
    case FieldKind::MoneyOrPercent: return oneIn(2) ? anyOf(money) : Unit::Percent;
    case FieldKind::Duration: return anyOf(times);
    case FieldKind::Weight: return anyOf(weights);
    case FieldKind::Percent: return Unit::Percent;
    default: return Unit::None;
    }
}

rules::Duration SchemaGenerator::duration()
{
    return {oneIn(5) ? 1.5 : double(1 + below(30)), anyOf(times)};
}

MoneyBound SchemaGenerator::bound()
{
    if (oneIn(3))
        return {FieldRef{referable(FieldKind::Money)}, Unit::None};
    return {number(FieldKind::Money), anyOf(money)};
}

QString SchemaGenerator::text()
{
    static const QStringList texts{u"vip"_s,     u"summer sale"_s, u"Ring twice, please"_s, u"if it is \"late\", cancel"_s,
                                   u"otherwise"_s, u"10 kg"_s,       u"caf\u00e9 \u20b9"_s,   u"a\\b; then hold it."_s};
    return anyOf(texts);
}

QString SchemaGenerator::time()
{
    return u"%1:%2"_s.arg(below(24), 2, 10, QLatin1Char('0')).arg(below(60), 2, 10, QLatin1Char('0'));
}

QString SchemaGenerator::date()
{
    return u"20%1-%2-%3"_s.arg(26 + below(4)).arg(1 + below(12), 2, 10, QLatin1Char('0')).arg(1 + below(28), 2, 10, QLatin1Char('0'));
}

QStringList SchemaGenerator::keysOf(const std::vector<KnownName> &names)
{
    QStringList keys{keyOf(names)};
    if (const QString other = keyOf(names); oneIn(3) && other != keys.first())
        keys.append(other);
    return keys;
}

QString SchemaGenerator::word(const FieldSpec &spec)
{
    static const QStringList countries{u"US"_s, u"DE"_s, u"IN"_s, u"GB"_s, u"CI"_s};
    if (spec.kind == FieldKind::TimeOfDay)
        return time();
    if (spec.kind == FieldKind::Date)
        return date();
    if (spec.choices == "@channel"_L1)
        return keyOf(m_workspace.channels);
    if (spec.choices == "@node"_L1)
        return keyOf(m_workspace.nodes);
    if (spec.choices == "@country"_L1)
        return anyOf(countries);
    if (spec.choices == "@carrier"_L1)
        return anyOf(m_workspace.carriers).name.key;
    return spec.choices.isEmpty() ? text() : anyOf(QString(spec.choices).split(u' '));
}

QString SchemaGenerator::partyKey()
{
    static const QStringList keys{QString(), u"customer"_s, u"product"_s, u"order"_s, u"channel"_s, u"node"_s};
    return anyOf(keys);
}

/// A field that may stand instead of money, or instead of a count.
FieldId SchemaGenerator::referable(FieldKind kind)
{
    static const QStringList ofMoney{u"competitor.price"_s, u"listing.price"_s, u"product.cost"_s}, ofCounts{u"product.reorder_point"_s, u"product.safety_stock"_s};
    return *fieldNamed(kind == FieldKind::Money ? anyOf(ofMoney) : anyOf(ofCounts));
}

void SchemaGenerator::setNumber(Leaf &leaf, FieldKind kind)
{
    leaf.op = anyOf(comparisons);
    if (oneIn(8) && (kind == FieldKind::Money || kind == FieldKind::Count)) {
        leaf.value = FieldRef{referable(kind)};
        if (std::get<FieldRef>(leaf.value).field != leaf.field)
            return;
    }
    leaf.unit = unit(kind);
    leaf.value = number(kind);
    if (oneIn(5)) {
        leaf.op = Op::Between;
        const double first = std::get<double>(leaf.value);
        leaf.value = std::vector<double>{first, kind == FieldKind::Rating ? 5.0 : first + number(FieldKind::Count)};
    }
}

/// One word, or several with the operator that takes many.
void SchemaGenerator::setWords(Leaf &leaf, const FieldSpec &spec, Op many)
{
    QStringList words;
    for (int count = 1 + below(3); count > 0; --count) {
        const QString one = word(spec);
        if (!words.contains(one))
            words.append(one);
    }
    leaf.op = many;
    leaf.value = words;
    if (words.size() > 1 || oneIn(6))
        return;
    leaf.op = many == Op::In ? Op::Eq : Op::Ne;
    leaf.value = words.first();
}

Leaf SchemaGenerator::leaf(FieldId field)
{
    static constexpr Op onTexts[]{Op::Contains, Op::NotContains, Op::StartsWith, Op::NotStartsWith, Op::EndsWith, Op::NotEndsWith};
    static constexpr Op inTime[]{Op::Lt, Op::Lte, Op::Gt, Op::Gte};
    const FieldSpec &spec = specOf(field);
    Leaf leaf;
    leaf.field = field;
    if (spec.scope != ScopeKind::None && oneIn(2))
        leaf.scope.channels = keysOf(m_workspace.channels);
    if (spec.scope == ScopeKind::ChannelAndNode && oneIn(2))
        leaf.scope.nodes = keysOf(m_workspace.nodes);
    const bool isMany = spec.kind == FieldKind::Text || spec.kind == FieldKind::Set;
    if (isMany && oneIn(6)) {
        leaf.op = oneIn(2) ? Op::IsEmpty : Op::IsNotEmpty;
        return leaf;
    }
    switch (spec.kind) {
    case FieldKind::YesNo: leaf.value = oneIn(2); break;
    case FieldKind::Set:
        leaf.op = oneIn(2) ? Op::Contains : Op::NotContains;
        leaf.value = text();
        break;
    case FieldKind::Text:
        if (oneIn(2)) {
            leaf.op = anyOf(onTexts);
            leaf.value = text();
            break;
        }
        [[fallthrough]];
    case FieldKind::OneOf: setWords(leaf, spec, oneIn(2) ? Op::In : Op::NotIn); break;
    case FieldKind::TimeOfDay:
    case FieldKind::Date:
        leaf.op = oneIn(2) ? Op::Between : anyOf(inTime);
        leaf.value = word(spec);
        if (leaf.op == Op::Between)
            leaf.value = QStringList{std::get<QString>(leaf.value), spec.kind == FieldKind::Date ? u"2031-05-06"_s : time()};
        break;
    case FieldKind::Month:
        leaf.op = oneIn(2) ? Op::Eq : Op::Ne;
        leaf.value = number(spec.kind);
        if (oneIn(2)) {
            leaf.op = leaf.op == Op::Eq ? Op::In : Op::NotIn;
            leaf.value = std::vector<double>{number(spec.kind), number(spec.kind)};
        }
        break;
    default: setNumber(leaf, spec.kind); break;
    }
    return leaf;
}

Leaf SchemaGenerator::anyLeaf()
{
    return leaf({qint16(below(int(fields().size())))});
}

Tree SchemaGenerator::tree(int depth)
{
    if (depth == 0 || oneIn(3))
        return Tree::of(anyLeaf());
    if (oneIn(5))
        return Tree::negation(tree(depth - 1));
    Tree joined{oneIn(2) ? Tree::Kind::And : Tree::Kind::Or, {}, {}};
    for (int count = 2 + below(2); count > 0; --count)
        joined.children.push_back(tree(depth - 1));
    return joined;
}

Argument SchemaGenerator::argument(const ArgumentSpec &spec)
{
    switch (spec.kind) {
    case ArgumentKind::Yes: return true;
    case ArgumentKind::Text: return text();
    case ArgumentKind::Choice: return anyOf(QString(spec.choices).split(u' '));
    case ArgumentKind::Node: return keyOf(m_workspace.nodes);
    case ArgumentKind::Carrier: return anyOf(m_workspace.carriers).name.key;
    case ArgumentKind::Service: return anyOf(anyOf(m_workspace.carriers).services).key;
    case ArgumentKind::Package: return keyOf(m_workspace.packages);
    case ArgumentKind::Report: return keyOf(m_workspace.reports);
    case ArgumentKind::Recipient: return oneIn(4) ? u"#team-1"_s : keyOf(m_workspace.recipients);
    case ArgumentKind::Count:
    case ArgumentKind::Positive: return number(FieldKind::Count);
    case ArgumentKind::Duration: return duration();
    case ArgumentKind::RefundAmount:
    case ArgumentKind::PriceValue: return number(FieldKind::Rating);
    case ArgumentKind::Unit: return unitName(oneIn(2) ? Unit::Percent : anyOf(money));
    case ArgumentKind::Bound: return bound();
    }
    Q_UNREACHABLE();
}

Action SchemaGenerator::action()
{
    const ActionSpec &spec = actionSpecs()[size_t(below(int(actionSpecs().size())))];
    Action action;
    action.type = QString(spec.type);
    if (spec.channel == ChannelTarget::Required || (spec.channel != ChannelTarget::None && oneIn(2)))
        action.channel = keyOf(m_workspace.channels);
    if (spec.channel == ChannelTarget::Listing && oneIn(4))
        action.channel = oneIn(2) ? u"all"_s : u"others"_s;
    if (needsRecipient(spec))
        action.recipient = oneIn(5) ? u"#dispatch"_s : keyOf(m_workspace.recipients);
    for (const ArgumentSpec &one : spec.arguments) {
        if (one.isRequired || oneIn(2) || (spec.needsArguments && &one == &spec.arguments.front()))
            action.arguments[QString(one.name)] = argument(one);
    }
    fitTogether(action);
    return action;
}

/// Arguments that make no sense without each other, or beside each other.
void SchemaGenerator::fitTogether(Action &action)
{
    std::map<QString, Argument> &arguments = action.arguments;
    const auto textOf = [&](const QString &name) { return std::get<QString>(arguments.at(name)); };
    if (action.type == u"order.refund"_s) {
        arguments[u"unit"_s] = unitName(Unit::Percent);
        if (oneIn(2))
            arguments = {{u"amount"_s, oneIn(2) ? u"full"_s : u"shipping"_s}};
    } else if (action.type == u"listing.set_price"_s && textOf(u"mode"_s) == u"match"_s) {
        arguments.erase(u"value"_s);
        arguments.erase(u"unit"_s);
    } else if (action.type == u"listing.set_price"_s) {
        arguments[u"value"_s] = number(FieldKind::Rating);
        arguments[u"unit"_s] = unitName(textOf(u"mode"_s) == u"set"_s || oneIn(2) ? anyOf(money) : Unit::Percent);
    } else if (action.type == u"order.route"_s && oneIn(2)) {
        arguments = {{u"strategy"_s, u"nearest"_s}};
    } else if (action.type == u"order.route"_s) {
        arguments.erase(u"strategy"_s);
    } else if (action.type == u"order.ship_with"_s || action.type == u"order.buy_label"_s) {
        const KnownCarrier carrier = anyOf(m_workspace.carriers);
        arguments = {{u"carrier"_s, carrier.name.key}};
        if (oneIn(2))
            arguments[u"service"_s] = anyOf(carrier.services).key;
        else if (oneIn(2))
            arguments = {{u"rate"_s, oneIn(2) ? u"cheapest"_s : u"fastest"_s}};
    }
}

std::vector<Action> SchemaGenerator::actions()
{
    std::vector<Action> all;
    for (int count = 1 + below(3); count > 0; --count)
        all.push_back(action());
    return all;
}

rules::Schedule SchemaGenerator::schedule()
{
    static const QStringList frequencies{u"minutely"_s, u"hourly"_s, u"daily"_s, u"weekly"_s, u"monthly"_s, u"once"_s};
    static const QStringList days{u"mon"_s, u"tue"_s, u"wed"_s, u"thu"_s, u"fri"_s, u"sat"_s, u"sun"_s};
    rules::Schedule schedule;
    schedule.frequency = anyOf(frequencies);
    if (schedule.frequency == u"once"_s)
        schedule.date = date();
    else if (oneIn(2))
        schedule.interval = 2 + below(20);
    if (schedule.frequency == u"weekly"_s)
        schedule.weekdays = days.mid(below(3), 1 + below(4));
    if (schedule.frequency == u"monthly"_s)
        schedule.monthDays = oneIn(3) ? std::vector<int>{-1} : std::vector<int>{1 + below(15), 16 + below(16)};
    const bool isFine = schedule.frequency == u"minutely"_s || schedule.frequency == u"hourly"_s;
    for (int count = isFine ? 0 : 1 + below(2); count > 0; --count)
        schedule.at.append(time());
    schedule.at.removeDuplicates();
    if (oneIn(3))
        schedule.zone = oneIn(2) ? u"Europe/London"_s : u"Asia/Kolkata"_s;
    return schedule;
}

rules::Window SchemaGenerator::window(bool isOfSales)
{
    static constexpr Op ops[]{Op::Eq, Op::Lt, Op::Lte, Op::Gt, Op::Gte};
    rules::Window window;
    window.length = duration();
    if (isOfSales) {
        window.comparesPrevious = oneIn(2);
        return window;
    }
    window.function = u"count"_s;
    window.op = anyOf(ops);
    window.value = 2 + below(30);
    window.by = partyKey();
    if (!oneIn(3))
        return window;
    const FieldId summed = *fieldNamed(oneIn(2) ? u"refund.amount"_s : u"order.weight"_s);
    window.function = u"sum"_s;
    window.field = fieldName(summed);
    window.unit = unit(specOf(summed).kind);
    return window;
}

Trigger SchemaGenerator::attempt()
{
    static const QStringList things{u"order"_s, u"shipment"_s, u"return"_s, u"customer"_s, u"product"_s, u"listing"_s, u"message"_s, u"po"_s, u"review"_s};
    Trigger trigger;
    trigger.event.type = QString(anyOf(eventTypes()));
    const bool isScheduled = trigger.event.type == u"schedule"_s, isOfSales = trigger.event.type == u"sales.changed"_s;
    if (isScheduled) {
        trigger.schedule = schedule();
        trigger.event.each = anyOf(things);
    } else if (oneIn(3)) {
        do {
            trigger.event.becomes = anyLeaf();
        } while (entityOf(trigger.event.becomes->field) == u"time"); // the clock is a schedule's
        if (oneIn(3))
            trigger.event.lasting = duration();
        if (oneIn(3))
            trigger.event.rearm = leaf(trigger.event.becomes->field);
    }
    if (oneIn(2))
        trigger.event.where = tree(below(3));
    if (oneIn(2))
        trigger.then.conditions = tree(below(3));
    trigger.then.actions = actions();
    for (int count = trigger.then.conditions ? below(3) : 0; count > 0; --count)
        trigger.otherwise.push_back({count > 1 || oneIn(3) ? std::optional(tree(1)) : std::nullopt, actions()});
    if (isOfSales || oneIn(4))
        trigger.window = window(isOfSales);
    if (oneIn(4))
        trigger.limit = rules::Limit{1 + below(5), duration(), partyKey()};
    return trigger;
}

Trigger SchemaGenerator::next()
{
    while (true) {
        Trigger trigger = attempt();
        const bool isAmiss = isBesideOrder(trigger.event.type, trigger.event.each) && speaksOfContent(trigger);
        if (!isAmiss && check(trigger, m_workspace) && !judge(trigger))
            return trigger;
    }
}

} // namespace crossdock::tests
