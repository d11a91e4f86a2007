#include "tests/core/rules/trigger_generator.h"

#include "core/inventory/rules/action_specs.h"
#include "core/inventory/rules/rule_json.h"
#include "core/inventory/rules/verdict.h"

using namespace Qt::Literals::StringLiterals;
using namespace crossdock::rules;

namespace crossdock::tests {

namespace {

using Names = std::span<const QLatin1StringView>;

constexpr QLatin1StringView orderFields[]{
    "channel"_L1, "order.total"_L1, "order.discount"_L1, "order.shipping_paid"_L1, "order.item_count"_L1,
    "order.line_count"_L1, "order.weight"_L1, "order.risk"_L1, "order.payment_method"_L1, "order.shipping_speed"_L1,
    "order.country"_L1, "order.city"_L1, "order.postcode"_L1, "order.address_type"_L1, "order.address_status"_L1,
    "order.is_international"_L1, "order.is_gift"_L1, "order.is_prime"_L1, "order.is_business"_L1, "order.skus"_L1,
    "order.categories"_L1, "order.brands"_L1, "order.tags"_L1, "order.product_tags"_L1, "order.note"_L1,
    "order.coupon"_L1, "customer.order_count"_L1, "customer.total_spent"_L1, "customer.tags"_L1};
constexpr QLatin1StringView productFields[]{
    "product.sku"_L1, "product.title"_L1, "product.category"_L1, "product.brand"_L1, "product.supplier"_L1,
    "product.tags"_L1, "product.cost"_L1, "product.margin"_L1, "product.weight"_L1};
constexpr QLatin1StringView shipmentFields[]{"channel"_L1, "shipment.carrier"_L1, "shipment.cost"_L1};
constexpr QLatin1StringView returnFields[]{"channel"_L1, "return.reason"_L1, "return.value"_L1};
constexpr QLatin1StringView reviewFields[]{"channel"_L1, "review.rating"_L1, "review.text"_L1};
constexpr QLatin1StringView messageFields[]{"channel"_L1, "message.text"_L1};
constexpr QLatin1StringView customerFields[]{"customer.tags"_L1};
constexpr QLatin1StringView supplierFields[]{"po.supplier"_L1};
constexpr QLatin1StringView channelFields[]{"channel"_L1};
constexpr QLatin1StringView chargebackFields[]{"channel"_L1, "chargeback.amount"_L1};
constexpr QLatin1StringView sweptFields[]{"channel"_L1, "order.age"_L1, "order.total"_L1, "order.country"_L1};

constexpr QLatin1StringView liveStock[]{"stock.available"_L1, "stock.reserved"_L1, "stock.incoming"_L1,
                                        "stock.days_of_cover"_L1, "stock.age"_L1};
constexpr QLatin1StringView liveListing[]{"listing.price"_L1, "listing.rating"_L1, "listing.conversion_rate"_L1,
                                          "listing.return_rate"_L1, "listing.review_count"_L1};
constexpr QLatin1StringView liveSales[]{"sales.units"_L1, "sales.orders"_L1, "sales.revenue"_L1};
constexpr QLatin1StringView liveAccount[]{"account.order_defect_rate"_L1, "account.late_shipment_rate"_L1,
                                          "account.cancellation_rate"_L1};
constexpr QLatin1StringView liveCustomer[]{"customer.total_spent"_L1, "customer.order_count"_L1};

constexpr QLatin1StringView onOrders[]{"order"_L1, "customer"_L1, ""_L1};
constexpr QLatin1StringView onProducts[]{"product"_L1, "listing"_L1, ""_L1};
constexpr QLatin1StringView onShipments[]{"shipment"_L1, ""_L1};
constexpr QLatin1StringView onReturns[]{"return"_L1, ""_L1};
constexpr QLatin1StringView onCustomers[]{"customer"_L1, ""_L1};
constexpr QLatin1StringView onChannels[]{"channel"_L1, ""_L1};
constexpr QLatin1StringView onPeople[]{""_L1};

} // namespace

/// What can be said of one event: the fields that filter it, those that cross, the things its actions work on.
struct TriggerGenerator::EventShape {
    QLatin1StringView type;
    Names fields;
    Names live;
    Names entities;
    QLatin1StringView each = {};
};

namespace {

QString text(QLatin1StringView view)
{
    return QString(view);
}

} // namespace

TriggerGenerator::TriggerGenerator(const Workspace &workspace, quint32 seed)
    : m_workspace(workspace)
    , m_random(seed)
{
}

int TriggerGenerator::below(int bound)
{
    return int(m_random() % unsigned(bound));
}

double TriggerGenerator::amountFor(FieldKind kind)
{
    static constexpr double amounts[]{5, 10, 12.5, 20, 49.99, 100, 250, 1500};
    static constexpr double wholes[]{1, 2, 3, 5, 12, 50, 1000};
    switch (kind) {
    case FieldKind::Count:
    case FieldKind::Duration: return anyOf(wholes) + 1;
    case FieldKind::Rating: return 1 + below(4);
    case FieldKind::Percent: return 1 + below(60);
    default: return anyOf(amounts);
    }
}

Unit TriggerGenerator::unitFor(FieldKind kind)
{
    static constexpr Unit money[]{Unit::Usd, Unit::Eur, Unit::Gbp, Unit::Inr};
    static constexpr Unit times[]{Unit::Minutes, Unit::Hours, Unit::Days, Unit::Weeks};
    static constexpr Unit weights[]{Unit::Gram, Unit::Kilogram, Unit::Ounce, Unit::Pound};
    switch (kind) {
    case FieldKind::Money: return anyOf(money);
    case FieldKind::MoneyOrPercent: return oneIn(2) ? anyOf(money) : Unit::Percent;
    case FieldKind::Duration: return anyOf(times);
    case FieldKind::Weight: return anyOf(weights);
    case FieldKind::Percent: return Unit::Percent;
    default: return Unit::None;
    }
}

QString TriggerGenerator::wordFor(const FieldSpec &spec)
{
    static const QStringList free{u"vip"_s, u"summer sale"_s, u"fragile"_s, u"Ring twice, please"_s};
    static const QStringList countries{u"US"_s, u"DE"_s, u"IN"_s, u"GB"_s};
    if (spec.choices == "@channel"_L1)
        return keyOf(m_workspace.channels);
    if (spec.choices == "@country"_L1)
        return anyOf(countries);
    if (spec.choices == "@carrier"_L1)
        return anyOf(m_workspace.carriers).name.key;
    if (!spec.choices.isEmpty())
        return anyOf(QString(spec.choices).split(u' '));
    if (spec.name.endsWith("categor"_L1) || spec.name == "product.category"_L1 || spec.name == "order.categories"_L1)
        return keyOf(m_workspace.categories);
    if (spec.name == "product.brand"_L1 || spec.name == "order.brands"_L1)
        return keyOf(m_workspace.brands);
    if (spec.name == "product.supplier"_L1 || spec.name == "po.supplier"_L1)
        return keyOf(m_workspace.suppliers);
    if (spec.name == "product.sku"_L1 || spec.name == "order.skus"_L1)
        return oneIn(2) ? u"BAG-7"_s : u"TEE-RED-L"_s;
    return anyOf(free);
}

Leaf TriggerGenerator::leafOn(QLatin1StringView field)
{
    static constexpr Op orders[]{Op::Lt, Op::Lte, Op::Gt, Op::Gte};
    static constexpr Op texts[]{Op::Eq, Op::Contains, Op::StartsWith, Op::NotContains};
    Leaf leaf;
    leaf.field = *fieldNamed(text(field));
    const FieldSpec &spec = specOf(leaf.field);
    switch (spec.kind) {
    case FieldKind::YesNo:
        leaf.value = !oneIn(3);
        break;
    case FieldKind::Set:
        leaf.op = oneIn(4) ? Op::NotContains : Op::Contains;
        leaf.value = wordFor(spec);
        break;
    case FieldKind::OneOf:
        leaf.op = oneIn(4) ? Op::Ne : Op::Eq;
        leaf.value = wordFor(spec);
        if (const QString other = wordFor(spec); oneIn(4) && other != std::get<QString>(leaf.value)) {
            leaf.value = QStringList{std::get<QString>(leaf.value), other};
            leaf.op = Op::In;
        }
        break;
    case FieldKind::Text:
        leaf.op = anyOf(texts);
        leaf.value = wordFor(spec);
        break;
    default:
        leaf.op = anyOf(orders);
        leaf.value = amountFor(spec.kind);
        leaf.unit = unitFor(spec.kind);
        break;
    }
    return leaf;
}

Leaf TriggerGenerator::crossingOf(QLatin1StringView field)
{
    Leaf leaf = leafOn(field);
    const ScopeKind scope = specOf(leaf.field).scope;
    if (scope != ScopeKind::None && oneIn(2))
        leaf.scope.channels = {keyOf(m_workspace.channels)};
    else if (scope == ScopeKind::ChannelAndNode && oneIn(2))
        leaf.scope.nodes = {keyOf(m_workspace.nodes)};
    return leaf;
}

Leaf TriggerGenerator::timeLeaf()
{
    Leaf leaf;
    switch (below(3)) {
    case 0:
        leaf.field = *fieldNamed(u"time.weekday");
        leaf.op = oneIn(3) ? Op::Ne : Op::Eq;
        leaf.value = wordFor(specOf(leaf.field));
        break;
    case 1:
        leaf.field = *fieldNamed(u"time.of_day");
        leaf.op = Op::Between;
        leaf.value = QStringList{u"0%1:30"_s.arg(below(10)), u"1%1:00"_s.arg(below(10))};
        break;
    default:
        leaf.field = *fieldNamed(u"time.month");
        leaf.op = Op::In;
        leaf.value = std::vector<double>{double(1 + below(6)), double(7 + below(6))};
        break;
    }
    return leaf;
}

std::optional<Tree> TriggerGenerator::filtersOf(const EventShape &shape, int most)
{
    std::vector<Tree> parts;
    QStringList used;
    for (int count = below(most + 1); count > 0 && !shape.fields.empty(); --count) {
        const QLatin1StringView field = anyOf(shape.fields);
        if (used.contains(text(field)))
            continue;
        used.append(text(field));
        parts.push_back(Tree::of(leafOn(field)));
    }
    return Tree::join(Tree::Kind::And, std::move(parts));
}

std::optional<Tree> TriggerGenerator::conditionsOf(const EventShape &shape)
{
    std::vector<Tree> parts;
    if (const auto filters = filtersOf(shape, 2))
        parts = filters->kind == Tree::Kind::And ? filters->children : std::vector<Tree>{*filters};
    if (oneIn(2))
        parts.push_back(Tree::of(timeLeaf()));
    return Tree::join(oneIn(3) ? Tree::Kind::Or : Tree::Kind::And, std::move(parts));
}

Action TriggerGenerator::actionOn(QLatin1StringView entity)
{
    std::vector<const ActionSpec *> fitting;
    for (const ActionSpec &spec : actionSpecs()) {
        if (spec.entity == entity && spec.type != "rule.stop"_L1 && spec.type != "wait"_L1)
            fitting.push_back(&spec);
    }
    const ActionSpec &spec = *anyOf(fitting);
    Action action;
    action.type = text(spec.type);
    if (spec.channel != ChannelTarget::None)
        action.channel = keyOf(m_workspace.channels);
    if (needsRecipient(spec))
        action.recipient = keyOf(m_workspace.recipients);
    for (const ArgumentSpec &argument : spec.arguments) {
        const QString name = text(argument.name);
        const bool isNeeded = argument.isRequired || name == u"node"_s || name == u"carrier"_s || name == u"from"_s;
        if (!isNeeded && (name != u"for"_s || oneIn(2)))
            continue;
        switch (argument.kind) {
        case ArgumentKind::Text: action.arguments[name] = oneIn(2) ? u"vip"_s : u"Look at this"_s; break;
        case ArgumentKind::Choice: action.arguments[name] = anyOf(QString(argument.choices).split(u' ')); break;
        case ArgumentKind::Node: action.arguments[name] = keyOf(m_workspace.nodes); break;
        case ArgumentKind::Carrier: action.arguments[name] = anyOf(m_workspace.carriers).name.key; break;
        case ArgumentKind::Package: action.arguments[name] = keyOf(m_workspace.packages); break;
        case ArgumentKind::Report: action.arguments[name] = keyOf(m_workspace.reports); break;
        case ArgumentKind::Recipient: action.arguments[name] = keyOf(m_workspace.recipients); break;
        case ArgumentKind::Count:
        case ArgumentKind::Positive: action.arguments[name] = double(1 + below(90)); break;
        case ArgumentKind::Duration: action.arguments[name] = rules::Duration{double(2 + below(9)), Unit::Hours}; break;
        case ArgumentKind::RefundAmount: action.arguments[name] = u"full"_s; break;
        default: break;
        }
    }
    if (action.type == u"listing.set_price"_s) {
        const QString mode = std::get<QString>(action.arguments[u"mode"_s]);
        if (mode != u"match"_s) {
            action.arguments[u"value"_s] = mode == u"set"_s ? 49.5 : double(1 + below(20));
            action.arguments[u"unit"_s] = mode == u"set"_s || oneIn(2) ? u"USD"_s : u"percent"_s;
        }
        if (oneIn(2))
            action.arguments[u"min"_s] = MoneyBound{double(5 + below(20)), Unit::Usd};
    }
    return action;
}

std::vector<Action> TriggerGenerator::actionsOf(const EventShape &shape)
{
    std::vector<Action> actions;
    if (oneIn(8)) {
        Action wait;
        wait.type = u"wait"_s;
        wait.arguments[u"duration"_s] = rules::Duration{double(2 + below(20)), unitFor(FieldKind::Duration)};
        actions.push_back(wait);
    }
    for (int count = 1 + below(3); count > 0; --count)
        actions.push_back(actionOn(anyOf(shape.entities)));
    return actions;
}

rules::Schedule TriggerGenerator::schedule()
{
    rules::Schedule schedule;
    const QString time = u"%1:%2"_s.arg(below(24), 2, 10, QLatin1Char('0')).arg(15 * below(4), 2, 10, QLatin1Char('0'));
    switch (below(4)) {
    case 0:
        schedule.frequency = u"daily"_s;
        schedule.at = {time};
        break;
    case 1:
        schedule.frequency = u"weekly"_s;
        schedule.weekdays = {oneIn(2) ? u"mon"_s : u"sat"_s};
        schedule.at = {time};
        break;
    case 2:
        schedule.frequency = u"monthly"_s;
        schedule.monthDays = {oneIn(3) ? -1 : 1 + below(28)};
        schedule.at = {time};
        break;
    default:
        schedule.frequency = oneIn(2) ? u"hourly"_s : u"minutely"_s;
        schedule.interval = 2 + below(20);
        break;
    }
    if (!schedule.at.isEmpty() && oneIn(4))
        schedule.zone = u"Europe/London"_s;
    return schedule;
}

Trigger TriggerGenerator::attempt()
{
    static const EventShape shapes[]{
        {"order.created"_L1, orderFields, {}, onOrders},
        {"order.paid"_L1, orderFields, {}, onOrders},
        {"order.cancelled"_L1, orderFields, {}, onOrders},
        {"order.held"_L1, orderFields, {}, onOrders},
        {"order.fulfilled"_L1, orderFields, {}, onOrders},
        {"order.overdue"_L1, orderFields, {}, onOrders},
        {"shipment.dispatched"_L1, shipmentFields, {}, onShipments},
        {"shipment.delivered"_L1, shipmentFields, {}, onShipments},
        {"shipment.returned"_L1, shipmentFields, {}, onShipments},
        {"return.requested"_L1, returnFields, {}, onReturns},
        {"chargeback.opened"_L1, chargebackFields, {}, onPeople},
        {"review.created"_L1, reviewFields, {}, onPeople},
        {"message.received"_L1, messageFields, {}, onPeople},
        {"product.created"_L1, productFields, {}, onProducts},
        {"po.overdue"_L1, supplierFields, {}, onPeople},
        {"buybox.lost"_L1, channelFields, {}, onProducts},
        {"sync.failed"_L1, channelFields, {}, onChannels},
        {"stock.changed"_L1, productFields, liveStock, onProducts},
        {"listing.changed"_L1, productFields, liveListing, onProducts},
        {"sales.changed"_L1, productFields, liveSales, onProducts},
        {"account.changed"_L1, {}, liveAccount, onPeople},
        {"customer.changed"_L1, customerFields, liveCustomer, onCustomers},
        {"schedule"_L1, sweptFields, {}, onOrders, "order"_L1},
        {"schedule"_L1, {}, {}, onPeople},
    };
    const EventShape &shape = shapes[size_t(below(int(std::size(shapes))))];
    Trigger trigger;
    trigger.event.type = text(shape.type);
    trigger.event.each = text(shape.each);
    if (!shape.live.empty())
        trigger.event.becomes = crossingOf(anyOf(shape.live));
    if (shape.type == "schedule"_L1)
        trigger.schedule = schedule();
    else
        trigger.then.conditions = conditionsOf(shape);
    trigger.event.where = filtersOf(shape, 2);
    if (trigger.event.becomes && shape.type != "sales.changed"_L1 && oneIn(4))
        trigger.event.lasting = rules::Duration{double(2 + below(5)), Unit::Hours};
    if (shape.type == "sales.changed"_L1) {
        trigger.window.emplace();
        trigger.window->length = {double(1 + below(9)), Unit::Days};
    } else if (shape.live.empty() && !trigger.schedule && oneIn(5)) {
        trigger.window = rules::Window{u"count"_s, {}, Op::Gt, double(2 + below(5)), Unit::None, {24, Unit::Hours}, oneIn(2) ? u"customer"_s : QString(), false};
    }
    trigger.then.actions = actionsOf(shape);
    if (trigger.event.becomes && oneIn(6)) {
        trigger.event.rearm = trigger.event.becomes;
        trigger.event.rearm->op = inverse(trigger.event.becomes->op);
    }
    if (trigger.then.conditions && oneIn(4)) {
        if (oneIn(3))
            trigger.otherwise.push_back({Tree::of(timeLeaf()), actionsOf(shape)});
        trigger.otherwise.push_back({std::nullopt, actionsOf(shape)});
    }
    if (oneIn(6))
        trigger.limit = rules::Limit{1 + below(3), {1, Unit::Days}, {}};
    return trigger;
}

Trigger TriggerGenerator::next()
{
    while (true) {
        Trigger trigger = attempt();
        if (check(trigger, m_workspace) && !judge(trigger))
            return trigger;
    }
}

} // namespace crossdock::tests
