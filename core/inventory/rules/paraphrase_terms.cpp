#include "core/inventory/rules/paraphrase.h"
#include "core/inventory/rules/places.h"

#include <QDate>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

/// Numbers, names and conditions of a paraphrase.
namespace crossdock::rules {

namespace {

QString countryWords(const QString &code)
{
    for (const Place &place : countries()) {
        if (code == place.code)
            return QString::fromUtf8(place.names.data(), place.names.size()).section(u'|', 0, 0);
    }
    return quoted(code);
}

QString carrierWords(const QString &key, const Workspace &workspace)
{
    for (const KnownCarrier &carrier : workspace.carriers) {
        if (carrier.name.key == key)
            return carrier.name.words.value(0);
    }
    return quoted(key);
}

QString dayWords(const QString &day)
{
    static const QStringList keys{u"mon"_s, u"tue"_s, u"wed"_s, u"thu"_s, u"fri"_s, u"sat"_s, u"sun"_s};
    static const QStringList names{u"Monday"_s, u"Tuesday"_s, u"Wednesday"_s, u"Thursday"_s,
                                   u"Friday"_s, u"Saturday"_s, u"Sunday"_s};
    return names.value(keys.indexOf(day));
}

QString monthWords(double month)
{
    static const QStringList names{u"January"_s, u"February"_s, u"March"_s,     u"April"_s,   u"May"_s,      u"June"_s,
                                   u"July"_s,    u"August"_s,   u"September"_s, u"October"_s, u"November"_s, u"December"_s};
    return names.value(int(month) - 1);
}

QString choiceWords(const FieldSpec &spec, const QString &key, const Workspace &workspace)
{
    if (spec.choices == "@channel"_L1)
        return wordsFor(workspace.channels, key);
    if (spec.choices == "@node"_L1)
        return wordsFor(workspace.nodes, key);
    if (spec.choices == "@carrier"_L1)
        return carrierWords(key, workspace);
    if (spec.choices == "@country"_L1)
        return countryWords(key);
    if (spec.name == "time.weekday"_L1)
        return dayWords(key);
    QString words = key;
    return words.replace(u'_', u' ');
}

QString orList(const QStringList &words)
{
    if (words.size() < 2)
        return words.join(QString());
    return words.mid(0, words.size() - 1).join(u", "_s) + u" or "_s + words.last();
}

QString scopeWords(const Scope &scope, const Workspace &workspace)
{
    QString words;
    QStringList names;
    for (const QString &channel : scope.channels)
        names.append(wordsFor(workspace.channels, channel));
    if (!names.isEmpty())
        words += u" on "_s + orList(names);
    names.clear();
    for (const QString &node : scope.nodes)
        names.append(wordsFor(workspace.nodes, node));
    if (!names.isEmpty())
        words += u" at "_s + orList(names);
    return words;
}

QString amountWords(double number, Unit unit)
{
    return plainNumber(number) + (unit == Unit::None ? QString() : u' ' + unitName(unit));
}

QString comparisonWords(Op op)
{
    switch (op) {
    case Op::Ne: return u"not exactly "_s;
    case Op::Lt: return u"less than "_s;
    case Op::Lte: return u"at most "_s;
    case Op::Gt: return u"more than "_s;
    case Op::Gte: return u"at least "_s;
    case Op::Between: return u"between "_s;
    default: return u"exactly "_s;
    }
}

QString momentWords(const Leaf &leaf)
{
    const auto *two = std::get_if<QStringList>(&leaf.value);
    if (two)
        return u"between "_s + two->value(0) + u" and "_s + two->value(1);
    const QString one = std::get<QString>(leaf.value);
    const bool date = specOf(leaf.field).kind == FieldKind::Date;
    switch (leaf.op) {
    case Op::Lt: return u"before "_s + one;
    case Op::Lte: return (date ? u"on or before "_s : u"at or before "_s) + one;
    case Op::Gt: return u"after "_s + one;
    case Op::Gte: return (date ? u"on or after "_s : u"at or after "_s) + one;
    default: return u"on "_s + one;
    }
}

QString numberPredicate(const Leaf &leaf)
{
    if (const auto *ref = std::get_if<FieldRef>(&leaf.value))
        return comparisonWords(leaf.op) + u"the "_s + specOf(ref->field).noun;
    if (const auto *two = std::get_if<std::vector<double>>(&leaf.value))
        return u"between "_s + amountWords((*two)[0], leaf.unit) + u" and "_s + amountWords((*two)[1], leaf.unit);
    return comparisonWords(leaf.op) + amountWords(std::get<double>(leaf.value), leaf.unit);
}

QStringList valueWords(const Leaf &leaf, const Workspace &workspace)
{
    const FieldSpec &spec = specOf(leaf.field);
    QStringList words;
    if (const auto *one = std::get_if<QString>(&leaf.value))
        words = {*one};
    else if (const auto *many = std::get_if<QStringList>(&leaf.value))
        words = *many;
    else if (const auto *month = std::get_if<double>(&leaf.value))
        return {monthWords(*month)};
    else if (const auto *months = std::get_if<std::vector<double>>(&leaf.value)) {
        for (const double each : *months)
            words.append(monthWords(each));
        return words;
    }
    for (QString &word : words)
        word = spec.kind == FieldKind::OneOf ? choiceWords(spec, word, workspace) : quoted(word);
    return words;
}

/// What comes behind "the <field> ": "is", or "becomes" for an edge.
QString predicate(const Leaf &leaf, const QString &be, const Workspace &workspace)
{
    const QString values = orList(valueWords(leaf, workspace));
    switch (leaf.op) {
    case Op::Contains: return u"contains "_s + values;
    case Op::NotContains: return u"does not contain "_s + values;
    case Op::StartsWith: return u"starts with "_s + values;
    case Op::NotStartsWith: return u"does not start with "_s + values;
    case Op::EndsWith: return u"ends with "_s + values;
    case Op::NotEndsWith: return u"does not end with "_s + values;
    case Op::IsEmpty: return be + u" empty"_s;
    case Op::IsNotEmpty: return be + u" not empty"_s;
    default: break;
    }
    const FieldKind kind = specOf(leaf.field).kind;
    if (kind <= FieldKind::Rating)
        return be + u' ' + numberPredicate(leaf);
    if (kind == FieldKind::TimeOfDay || kind == FieldKind::Date)
        return be + u' ' + momentWords(leaf);
    const bool negative = leaf.op == Op::Ne || leaf.op == Op::NotIn;
    return be + (negative ? u" not "_s : u" "_s) + values;
}

} // namespace

QString plainNumber(double number)
{
    QString text = QString::number(number, 'g', QLocale::FloatingPointShortest);
    if (!text.contains(u'e'))
        return text;
    text = QString::number(number, 'f', std::abs(number) < 1 ? 340 : 0);
    if (text.contains(u'.')) {
        while (text.endsWith(u'0'))
            text.chop(1);
    }
    return text;
}

QString quoted(const QString &text)
{
    QString result = u"\""_s;
    for (const uint point : text.toUcs4()) {
        const QString one = QStringView(QChar::fromUcs4(point)).toString(); // QString::fromUcs4 drops a byte order mark
        const QChar first = one[0];
        const bool plain = one.size() == 1 && first.unicode() >= 0x20 && first.unicode() < 0x7f;
        const bool stable = plain
            || (first.isLetterOrNumber() && one == one.normalized(QString::NormalizationForm_KC));
        if (first == u'"' || first == u'\\')
            result += u'\\' + one;
        else if (first == u'\'' || first == u'`')
            result += first == u'\'' ? one : u"\\u{60}"_s;
        else if (stable)
            result += one;
        else
            result += u"\\u{%1}"_s.arg(point, 0, 16);
    }
    return result + u'"';
}

QString leafWords(const Leaf &leaf, const QString &be, const Workspace &workspace)
{
    const FieldSpec &spec = specOf(leaf.field);
    if (spec.kind == FieldKind::YesNo) {
        const QString noun(spec.noun);
        const bool vowel = QStringView(u"aeiou").contains(noun[0].toLower());
        return u"the order "_s + be + (std::get<bool>(leaf.value) ? u" "_s : u" not "_s) + (vowel ? u"an "_s : u"a "_s) + noun;
    }
    return u"the "_s + spec.noun + scopeWords(leaf.scope, workspace) + u' ' + predicate(leaf, be, workspace);
}

QString treeWords(const Tree &tree, bool isTop, const Workspace &workspace)
{
    if (tree.kind == Tree::Kind::Leaf)
        return leafWords(tree.leaf, u"is"_s, workspace);
    if (tree.kind == Tree::Kind::Not)
        return u"not ("_s + treeWords(tree.children.front(), true, workspace) + u')';
    QStringList parts;
    for (const Tree &child : tree.children)
        parts.append(treeWords(child, false, workspace));
    const QString joined = parts.join(tree.kind == Tree::Kind::And ? u" and "_s : u" or "_s);
    return isTop ? joined : u'(' + joined + u')';
}

QString paraphrase(const Tree &tree, const Workspace &workspace)
{
    return treeWords(tree, true, workspace);
}

} // namespace crossdock::rules
