#include "core/inventory/rules/normal_form.h"

#include "core/inventory/rules/rule_json.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {

namespace {

double rounded(double value)
{
    return std::abs(value) < 1e9 ? std::round(value * 1e6) / 1e6 : value;
}

Unit baseUnit(Unit unit)
{
    switch (measureOf(unit)) {
    case Measure::Time: return Unit::Minutes;
    case Measure::Weight: return Unit::Gram;
    default: return unit;
    }
}

/// Folds the value into base units and lower case.
Leaf folded(Leaf leaf)
{
    if (auto *number = std::get_if<double>(&leaf.value))
        *number = rounded(inBaseUnit(*number, leaf.unit));
    if (auto *numbers = std::get_if<std::vector<double>>(&leaf.value)) {
        for (double &number : *numbers)
            number = rounded(inBaseUnit(number, leaf.unit));
    }
    if (auto *word = std::get_if<QString>(&leaf.value))
        *word = foldedText(*word);
    if (auto *words = std::get_if<QStringList>(&leaf.value)) {
        for (QString &word : *words)
            word = foldedText(word);
    }
    leaf.unit = baseUnit(leaf.unit);
    leaf.scope.channels.sort();
    leaf.scope.nodes.sort();
    return leaf;
}

void sortUnique(Leaf &leaf)
{
    if (auto *words = std::get_if<QStringList>(&leaf.value)) {
        words->sort();
        words->removeDuplicates();
        if (words->size() == 1)
            leaf.value = QString(words->first());
    } else if (auto *numbers = std::get_if<std::vector<double>>(&leaf.value)) {
        std::ranges::sort(*numbers);
        numbers->erase(std::unique(numbers->begin(), numbers->end()), numbers->end());
        if (numbers->size() == 1)
            leaf.value = double(numbers->front());
    }
    const bool many = std::holds_alternative<QStringList>(leaf.value)
        || std::holds_alternative<std::vector<double>>(leaf.value);
    if (!many && leaf.op == Op::In)
        leaf.op = Op::Eq;
    if (!many && leaf.op == Op::NotIn)
        leaf.op = Op::Ne;
}

/// "More than 2" of something that counts wholes is "3 or more".
void closeBounds(Leaf &leaf)
{
    auto *number = std::get_if<double>(&leaf.value);
    if (!number || !countsWholes(leaf.field))
        return;
    if (leaf.op == Op::Gt) {
        leaf.op = Op::Gte;
        *number += 1;
    } else if (leaf.op == Op::Lt) {
        leaf.op = Op::Lte;
        *number -= 1;
    } else if (leaf.op == Op::Eq && *number == 0) {
        leaf.op = Op::Lte;
    } else if (leaf.op == Op::Ne && *number == 0) {
        leaf.op = Op::Gte;
        *number = 1;
    }
}

Tree boundsOf(const Leaf &leaf)
{
    const auto bound = [&](Op op, size_t end) {
        Leaf one = leaf;
        one.op = op;
        if (const auto *numbers = std::get_if<std::vector<double>>(&leaf.value))
            one.value = (*numbers)[end];
        else
            one.value = std::get<QStringList>(leaf.value)[qsizetype(end)];
        closeBounds(one);
        return Tree::of(one);
    };
    return Tree{Tree::Kind::And, {}, {bound(Op::Gte, 0), bound(Op::Lte, 1)}};
}

Tree normalTree(const Tree &tree);

/// A range becomes its two bounds, except of the time of day, where it may go over midnight.
Tree normalLeaf(Leaf leaf)
{
    leaf = folded(std::move(leaf));
    if (leaf.op == Op::In || leaf.op == Op::NotIn)
        sortUnique(leaf);
    if (leaf.op == Op::Between && specOf(leaf.field).kind != FieldKind::TimeOfDay)
        return normalTree(boundsOf(leaf));
    closeBounds(leaf);
    return Tree::of(leaf);
}

void addKey(QString &key, const Value &value)
{
    if (const auto *yes = std::get_if<bool>(&value))
        key += *yes ? u"yes"_s : u"no"_s;
    else if (const auto *number = std::get_if<double>(&value))
        key += QString::number(*number, 'g', 17);
    else if (const auto *word = std::get_if<QString>(&value))
        key += *word;
    else if (const auto *words = std::get_if<QStringList>(&value))
        key += words->join(u'\x1f');
    else if (const auto *ref = std::get_if<FieldRef>(&value))
        key += u'@' + fieldName(ref->field);
    else if (const auto *numbers = std::get_if<std::vector<double>>(&value)) {
        for (const double one : *numbers)
            key += QString::number(one, 'g', 17) + u'\x1f';
    }
}

/// Two trees have one key if they are equal; the keys sort them.
void addKey(QString &key, const Tree &tree)
{
    key += QChar(u'a' + int(tree.kind));
    if (tree.kind == Tree::Kind::Leaf) {
        const Leaf &leaf = tree.leaf;
        key += fieldName(leaf.field) + QChar(u'a' + int(leaf.op)) + QChar(u'a' + int(leaf.unit)) + QChar(u'a' + int(leaf.value.index()));
        addKey(key, leaf.value);
        for (const QStringList *places : {&leaf.scope.channels, &leaf.scope.nodes})
            key += u'\x1e' + places->join(u'\x1f');
    }
    for (const Tree &child : tree.children)
        addKey(key, child);
    key += u'\x1d';
}

QString keyOf(const Tree &tree)
{
    QString key;
    addKey(key, tree);
    return key;
}

bool canGather(const Leaf &leaf, Op single, Op many)
{
    return (leaf.op == single || leaf.op == many) && leaf.unit == Unit::None
        && !std::holds_alternative<bool>(leaf.value) && !std::holds_alternative<FieldRef>(leaf.value)
        && !std::holds_alternative<std::monostate>(leaf.value);
}

void gatherInto(Leaf &list, const Leaf &leaf)
{
    const bool words = std::holds_alternative<QString>(leaf.value) || std::holds_alternative<QStringList>(leaf.value);
    if (words) {
        QStringList all = std::holds_alternative<QString>(list.value) ? QStringList{std::get<QString>(list.value)}
                                                                      : std::get<QStringList>(list.value);
        if (const auto *one = std::get_if<QString>(&leaf.value))
            all.append(*one);
        else
            all.append(std::get<QStringList>(leaf.value));
        list.value = all;
        return;
    }
    std::vector<double> all = std::holds_alternative<double>(list.value)
        ? std::vector{std::get<double>(list.value)}
        : std::get<std::vector<double>>(list.value);
    if (const auto *one = std::get_if<double>(&leaf.value))
        all.push_back(*one);
    else
        all.insert(all.end(), std::get<std::vector<double>>(leaf.value).begin(),
                   std::get<std::vector<double>>(leaf.value).end());
    list.value = all;
}

/// `a = 1 or a = 2` becomes `a in 1, 2`; under `and` the same with ne.
std::vector<Tree> gathered(std::vector<Tree> parts, Tree::Kind kind)
{
    const Op single = kind == Tree::Kind::Or ? Op::Eq : Op::Ne;
    const Op many = kind == Tree::Kind::Or ? Op::In : Op::NotIn;
    std::vector<Tree> kept;
    for (Tree &part : parts) {
        const bool gathers = part.kind == Tree::Kind::Leaf && canGather(part.leaf, single, many);
        const auto same = std::ranges::find_if(kept, [&](const Tree &other) {
            return gathers && other.kind == Tree::Kind::Leaf && canGather(other.leaf, single, many)
                && other.leaf.field == part.leaf.field && other.leaf.scope == part.leaf.scope;
        });
        if (same == kept.end()) {
            kept.push_back(std::move(part));
        } else {
            gatherInto(same->leaf, part.leaf);
            same->leaf.op = many;
        }
    }
    for (Tree &part : kept) {
        if (part.kind == Tree::Kind::Leaf && part.leaf.op == many) {
            sortUnique(part.leaf);
            closeBounds(part.leaf);
        }
    }
    return kept;
}

Tree normalTree(const Tree &tree)
{
    if (tree.kind == Tree::Kind::Leaf)
        return normalLeaf(tree.leaf);
    if (tree.kind == Tree::Kind::Not) {
        const Tree &child = tree.children.front();
        const Tree opposite = negated(child);
        const bool hasNone = child.kind == Tree::Kind::Leaf && opposite.kind == Tree::Kind::Not; // hours over midnight, a date
        return hasNone ? Tree::negation(normalTree(child)) : normalTree(opposite);
    }
    std::vector<Tree> parts;
    for (const Tree &child : tree.children) {
        Tree normal = normalTree(child);
        if (normal.kind == tree.kind)
            parts.insert(parts.end(), normal.children.begin(), normal.children.end());
        else
            parts.push_back(std::move(normal));
    }
    parts = gathered(std::move(parts), tree.kind);
    std::vector<std::pair<QString, Tree>> keyed;
    for (Tree &part : parts)
        keyed.emplace_back(keyOf(part), std::move(part));
    std::ranges::sort(keyed, {}, &std::pair<QString, Tree>::first);
    parts.clear();
    for (size_t i = 0; i < keyed.size(); ++i) {
        if (i == 0 || keyed[i].first != keyed[i - 1].first)
            parts.push_back(std::move(keyed[i].second));
    }
    return parts.size() == 1 ? std::move(parts.front()) : Tree{tree.kind, {}, std::move(parts)};
}

Tree negatedLeaf(Leaf leaf)
{
    if (auto *yes = std::get_if<bool>(&leaf.value)) {
        *yes = !*yes;
        return Tree::of(leaf);
    }
    if (leaf.op == Op::Between) {
        if (specOf(leaf.field).kind == FieldKind::TimeOfDay)
            return Tree::negation(Tree::of(leaf)); // over midnight two bounds would say something else
        Tree bounds = boundsOf(leaf);
        return negated(bounds);
    }
    if (leaf.op == Op::Eq && specOf(leaf.field).kind == FieldKind::Date)
        return Tree::negation(Tree::of(leaf)); // a date has no "not equal"
    leaf.op = inverse(leaf.op);
    return Tree::of(leaf);
}

} // namespace

Tree negated(const Tree &tree)
{
    switch (tree.kind) {
    case Tree::Kind::Leaf: return negatedLeaf(tree.leaf);
    case Tree::Kind::Not: return tree.children.front();
    case Tree::Kind::And:
    case Tree::Kind::Or: break;
    }
    Tree other{tree.kind == Tree::Kind::And ? Tree::Kind::Or : Tree::Kind::And, {}, {}};
    for (const Tree &child : tree.children)
        other.children.push_back(negated(child));
    return other;
}

Tree opposite(const Tree &tree)
{
    if (tree.kind == Tree::Kind::Not)
        return tree.children.front();
    return tree.kind == Tree::Kind::Leaf ? negated(tree) : Tree::negation(tree);
}

std::optional<Tree> normalForm(const std::optional<Tree> &tree)
{
    return tree ? std::optional(normalTree(*tree)) : std::nullopt;
}

std::optional<Tree> allFilters(const Trigger &trigger)
{
    std::vector<Tree> parts;
    if (trigger.event.where)
        parts.push_back(*trigger.event.where);
    if (trigger.then.conditions)
        parts.push_back(*trigger.then.conditions);
    return normalForm(Tree::join(Tree::Kind::And, std::move(parts)));
}

QString onlyChannel(const Trigger &trigger)
{
    QStringList found;
    if (trigger.event.becomes && trigger.event.becomes->scope.channels.size() == 1)
        found.append(trigger.event.becomes->scope.channels.first());
    const auto filters = allFilters(trigger);
    if (filters) {
        const std::vector<Tree> alone{*filters};
        for (const Tree &part : filters->kind == Tree::Kind::And ? filters->children : alone) {
            if (part.kind == Tree::Kind::Leaf && fieldName(part.leaf.field) == u"channel"_s
                && part.leaf.op == Op::Eq)
                found.append(std::get<QString>(part.leaf.value));
        }
    }
    found.removeDuplicates();
    return found.size() == 1 ? found.first() : QString();
}

namespace {

void fold(Duration &duration)
{
    duration.value = rounded(inBaseUnit(duration.value, duration.unit));
    duration.unit = Unit::Minutes;
}

Action normalAction(Action action, const QString &channel)
{
    static const QStringList words{u"tag"_s, u"supplier"_s, u"reason"_s};
    if (action.type.startsWith(u"listing."_s) && action.channel == channel)
        action.channel.clear();
    for (auto &[name, argument] : action.arguments) {
        if (auto *duration = std::get_if<Duration>(&argument))
            fold(*duration);
        if (auto *text = std::get_if<QString>(&argument))
            *text = words.contains(name) ? foldedText(*text) : text->trimmed();
        if (auto *number = std::get_if<double>(&argument))
            *number = rounded(*number);
    }
    const auto amount = action.arguments.find(u"amount"_s);
    const auto unit = action.arguments.find(u"unit"_s);
    if (action.type == u"order.refund"_s && amount != action.arguments.end() && amount->second == Argument(100.0)
        && unit != action.arguments.end() && unit->second == Argument(u"percent"_s))
        action.arguments = {{u"amount"_s, u"full"_s}};
    const auto mode = action.arguments.find(u"mode"_s);
    if (action.type == u"listing.set_price"_s && mode != action.arguments.end()
        && mode->second == Argument(u"match"_s))
        action.arguments.erase(u"value"_s);
    return action;
}

void normalise(Schedule &schedule)
{
    static const QStringList week{u"fri"_s, u"mon"_s, u"sat"_s, u"sun"_s, u"thu"_s, u"tue"_s, u"wed"_s};
    int interval = schedule.interval.value_or(1);
    if (schedule.frequency == u"minutely"_s && interval % 60 == 0) {
        schedule.frequency = u"hourly"_s;
        interval /= 60;
    }
    schedule.interval = interval;
    schedule.weekdays.sort();
    if (schedule.frequency == u"weekly"_s && schedule.weekdays == week) {
        schedule.frequency = u"daily"_s;
        schedule.weekdays.clear();
    }
    std::ranges::sort(schedule.monthDays);
    schedule.at.sort();
    static const QStringList timed{u"daily"_s, u"weekly"_s, u"monthly"_s, u"once"_s};
    if (schedule.at.isEmpty() && timed.contains(schedule.frequency))
        schedule.at = {u"09:00"_s};
}

void normalise(Window &window)
{
    fold(window.length);
    window.value = rounded(inBaseUnit(window.value, window.unit));
    window.unit = baseUnit(window.unit);
    if (window.function == u"count"_s && window.op == Op::Gt) {
        window.op = Op::Gte;
        window.value += 1;
    } else if (window.function == u"count"_s && window.op == Op::Lt) {
        window.op = Op::Lte;
        window.value -= 1;
    }
}

} // namespace

QByteArray normalBytes(const Trigger &trigger)
{
    Trigger normal = trigger;
    const QString channel = onlyChannel(trigger);
    if (trigger.otherwise.empty()) {
        normal.then.conditions = allFilters(trigger);
        normal.event.where.reset();
    } else {
        normal.then.conditions = normalForm(trigger.then.conditions);
        normal.event.where = normalForm(trigger.event.where);
    }
    for (auto *leaf : {&normal.event.becomes, &normal.event.rearm}) {
        if (*leaf && (*leaf)->op != Op::Between)
            *leaf = normalLeaf(**leaf).leaf;
    }
    if (normal.event.lasting)
        fold(*normal.event.lasting);
    for (Action &action : normal.then.actions)
        action = normalAction(std::move(action), channel);
    for (Branch &branch : normal.otherwise) {
        branch.conditions = normalForm(branch.conditions);
        for (Action &action : branch.actions)
            action = normalAction(std::move(action), channel);
    }
    if (normal.schedule)
        normalise(*normal.schedule);
    if (normal.window)
        normalise(*normal.window);
    if (normal.limit)
        fold(normal.limit->per);
    return QJsonDocument(toJson(normal)).toJson(QJsonDocument::Compact);
}

QString foldedText(const QString &text)
{
    return text.simplified().toCaseFolded();
}

} // namespace crossdock::rules
