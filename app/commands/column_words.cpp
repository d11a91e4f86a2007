#include "app/commands/column_words.h"

#include "app/commands/words.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

/// Only fields of that kind of file.
tl::expected<QMap<QString, QString>, UsageError> fieldValues(const Arguments &given, const QString &flag, imports::What what)
{
    const auto pairs = keyValues(given, flag);
    if (!pairs)
        return pairs;
    QStringList names;
    for (const imports::Field &field : imports::fieldsOf(what))
        names.append(field.name);
    for (auto pair = pairs->begin(); pair != pairs->end(); ++pair)
        if (!names.contains(pair.key()))
            return tl::make_unexpected(UsageError{UsageError::Kind::BadValue, u"--%1 %2"_s.arg(flag, pair.key()), u"there is no such field; there are: %1"_s.arg(names.join(u", "_s)), {}});
    return pairs;
}

} // namespace

tl::expected<imports::DayOrder, UsageError> dayOrderFrom(const Arguments &given)
{
    const QString order = given.value(u"dates"_s);
    if (order.isEmpty())
        return imports::DayOrder::Unknown;
    if (order != u"day-first" && order != u"month-first")
        return tl::make_unexpected(UsageError{UsageError::Kind::BadValue, u"--dates "_s + order, u"it is day-first or month-first"_s, {}});
    return order == u"day-first" ? imports::DayOrder::DayFirst : imports::DayOrder::MonthFirst;
}

tl::expected<ColumnWords, UsageError> ColumnWords::read(const Arguments &given, imports::What what)
{
    const auto columns = fieldValues(given, u"column"_s, what), values = fieldValues(given, u"set"_s, what);
    if (!columns || !values)
        return tl::make_unexpected(!columns ? columns.error() : values.error());
    const auto order = dayOrderFrom(given);
    if (!order)
        return tl::make_unexpected(order.error());
    return ColumnWords{*columns, {*values, *order}};
}

Result<imports::Mapping> ColumnWords::mapping(imports::What what, const QStringList &header) const
{
    imports::Mapping mapping = imports::guessMapping(what, header);
    for (auto one = columns.begin(); one != columns.end(); ++one) {
        const auto column = static_cast<int>(header.indexOf(one.value().trimmed()));
        if (column < 0)
            return fail(Error::Code::InvalidInput, u"--column "_s + one.key(), u"the file has no column “%1”; its columns: %2"_s.arg(one.value(), header.join(u", "_s)));
        mapping.removeIf([&](const auto &guessed) { return guessed.value() == column && !columns.contains(guessed.key()); }); // it is said what it is
        mapping.insert(one.key(), column);
    }
    return mapping;
}

} // namespace crossdock::app
