#include "core/inventory/rules/moments.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {

bool isLaterThanBirth(const Tree &tree)
{
    if (tree.kind == Tree::Kind::And || tree.kind == Tree::Kind::Or) // of two ways, one that never comes is none
        return std::ranges::any_of(tree.children, isLaterThanBirth);
    if (tree.kind != Tree::Kind::Leaf)
        return false;
    static const QStringList ages{u"order.age"_s, u"order.hold_age"_s, u"order.overdue_by"_s};
    const Leaf &leaf = tree.leaf;
    const QString field = fieldName(leaf.field);
    if (ages.contains(field))
        return leaf.op != Op::Lt && leaf.op != Op::Lte;
    const auto *value = std::get_if<QString>(&leaf.value);
    return field == u"order.fulfillment_status"_s && leaf.op == Op::Eq && value && *value != u"unfulfilled"_s;
}

bool canChange(const Tree &tree)
{
    if (tree.kind != Tree::Kind::Leaf)
        return std::ranges::any_of(tree.children, canChange);
    const FieldSpec &spec = specOf(tree.leaf.field);
    return spec.isLive || spec.name.endsWith("status"_L1);
}

bool isUndone(const Tree &tree)
{
    if (tree.kind != Tree::Kind::Leaf || tree.leaf.op != Op::Eq)
        return false;
    const auto *value = std::get_if<QString>(&tree.leaf.value);
    return value && (*value == u"unpaid" || *value == u"unfulfilled");
}

bool becomeLater(TriggerEvent &event, const Duration &delay)
{
    static constexpr struct {
        QLatin1StringView event, live, age;
    } ages[]{{"order.created"_L1, "order.changed"_L1, "order.age"_L1},
             {"order.held"_L1, "order.changed"_L1, "order.hold_age"_L1},
             {"order.overdue"_L1, "order.changed"_L1, "order.overdue_by"_L1},
             {"po.overdue"_L1, "po.changed"_L1, "po.overdue_by"_L1}};
    if (event.type == u"order.paid") {
        event.becomes = Leaf{*fieldNamed(u"order.payment_status"), Op::Eq, u"paid"_s, Unit::None, {}};
        event.lasting = delay;
        event.type = u"order.changed"_s;
        return true;
    }
    const auto found = std::ranges::find(ages, QStringView(event.type), [](const auto &one) { return QString(one.event); });
    if (found == std::end(ages))
        return false;
    event.becomes = Leaf{*fieldNamed(QString(found->age)), Op::Gte, delay.value, delay.unit, {}};
    event.type = found->live;
    return true;
}

} // namespace crossdock::rules
