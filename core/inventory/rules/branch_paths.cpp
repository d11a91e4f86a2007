#include "core/inventory/rules/branch_paths.h"

#include "core/inventory/rules/normal_form.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {

namespace {

void collectTags(const Tree &tree, QStringList &tags)
{
    if (tree.kind == Tree::Kind::Leaf) {
        if (specOf(tree.leaf.field).name == "order.tags"_L1 && tree.leaf.op == Op::Contains)
            tags.append(std::get<QString>(tree.leaf.value));
        return;
    }
    for (const Tree &child : tree.children)
        collectTags(child, tags);
}

} // namespace

QStringList tagsOfEvent(const Trigger &trigger)
{
    QStringList tags;
    const auto filters = allFilters(trigger);
    if (filters && trigger.event.type == u"order.tagged"_s)
        collectTags(*filters, tags);
    return tags;
}

std::optional<Tree> bothOf(const std::optional<Tree> &one, const std::optional<Tree> &other)
{
    std::vector<Tree> parts;
    for (const auto *part : {&one, &other}) {
        if (*part)
            parts.push_back(**part);
    }
    return normalForm(Tree::join(Tree::Kind::And, std::move(parts)));
}

std::vector<BranchPath> pathsOf(const Trigger &trigger)
{
    std::vector<BranchPath> paths{{bothOf(trigger.event.where, trigger.then.conditions), trigger.then.actions}};
    std::optional<Tree> before = trigger.event.where;
    const std::optional<Tree> *failed = &trigger.then.conditions;
    for (const Branch &branch : trigger.otherwise) {
        if (*failed)
            before = bothOf(before, negated(**failed));
        paths.push_back({bothOf(before, branch.conditions), branch.actions});
        failed = &branch.conditions;
    }
    return paths;
}

std::optional<Tree> crossingChannel(const Trigger &trigger)
{
    if (!trigger.event.becomes || trigger.event.becomes->scope.channels.isEmpty())
        return std::nullopt;
    Leaf leaf;
    leaf.field = *fieldNamed(u"channel");
    leaf.op = Op::In;
    leaf.value = trigger.event.becomes->scope.channels;
    return normalForm(Tree::of(leaf));
}

} // namespace crossdock::rules
