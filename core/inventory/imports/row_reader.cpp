#include "core/inventory/imports/row_reader.h"

#include "core/inventory/imports/column_names.h"
#include "core/inventory/values/country.h"

#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::imports {

void RowReader::spoil(const QString &problem)
{
    if (m_row.problem.isEmpty())
        m_row.problem = problem;
}

template <class Value>
Value RowReader::keep(Result<Value> value, const QString &field)
{
    if (value)
        return *std::move(value);
    spoil(text(field).isEmpty() ? u"%1 is empty"_s.arg(field)
                                : u"%1 “%2”: %3"_s.arg(field, text(field), value.error().detail));
    return Value{};
}

Sku RowReader::sku(const QString &field)
{
    return keep(Sku::parse(text(field)), field);
}

NodeId RowReader::node()
{
    return keep(NodeId::parse(text(u"node"_s)), u"node"_s);
}

ChannelId RowReader::channel()
{
    return keep(ChannelId::parse(text(u"channel"_s)), u"channel"_s);
}

stock::Bin RowReader::bin()
{
    return keep(stock::Bin::parse(text(u"zone"_s), text(u"bin"_s)), u"bin"_s);
}

Quantity RowReader::quantity(const QString &field, Quantity least)
{
    if (!has(field))
        return least;
    static const QRegularExpression noFraction(u"[.,]0{1,2}$"_s); // tables of numbers write 6 as 6.0
    bool isNumber = false;
    const Quantity value = QString(text(field)).remove(noFraction).toLongLong(&isNumber);
    if (!isNumber)
        spoil(u"%1 “%2”: not a whole number"_s.arg(field, text(field)));
    else if (value < least || value > maxQuantity)
        spoil(u"%1 %2: not from %3 to %4"_s.arg(field, text(field)).arg(least).arg(maxQuantity));
    return value;
}

std::optional<Quantity> RowReader::optionalQuantity(const QString &field)
{
    return has(field) ? std::optional(quantity(field, 0)) : std::nullopt;
}

qint64 RowReader::measure(const QString &field)
{
    return has(field) ? keep(measureFrom(field, text(field)), field) : 0;
}

namespace {

/// "1.234,56" and "1,234.56" as "1234.56": of two marks the last one is the decimal mark. One comma alone is one, too.
QString withPoint(QString decimal)
{
    const qsizetype point = decimal.lastIndexOf(u'.'), comma = decimal.lastIndexOf(u',');
    if (point >= 0 && comma >= 0)
        decimal.remove(point > comma ? u',' : u'.');
    return decimal.count(u',') == 1 ? decimal.replace(u',', u'.') : decimal;
}

} // namespace

std::optional<Money> RowReader::money(const QString &field)
{
    return has(field) ? amount(field, text(field)) : std::nullopt;
}

std::optional<Money> RowReader::amount(const QString &field, const QString &decimal)
{
    if (!has(u"currency"_s)) {
        spoil(u"%1 without a currency"_s.arg(field));
        return {};
    }
    if (!isInUse(text(u"currency"_s))) {
        spoil(u"currency “%1”: no country pays with it; a code like USD or INR is needed"_s.arg(text(u"currency"_s)));
        return {};
    }
    const Money money = keep(parseMoney(withPoint(decimal), text(u"currency"_s)), field);
    if (money.amount < 0) {
        spoil(u"%1 %2: at least 0"_s.arg(field, decimal));
        return {};
    }
    return money;
}

QString RowReader::country(const QString &field)
{
    return has(field) ? countryCode(text(field)) : QString();
}

std::optional<Time> RowReader::time(const QString &field)
{
    if (!has(field))
        return {};
    return keep(timeFrom(text(field), m_dayOrder), field);
}

std::optional<bool> RowReader::answer(const QString &field)
{
    static const QStringList yes{u"yes"_s, u"true"_s, u"1"_s, u"y"_s}, no{u"no"_s, u"false"_s, u"0"_s, u"n"_s};
    if (!has(field))
        return {};
    if (!yes.contains(text(field), Qt::CaseInsensitive) && !no.contains(text(field), Qt::CaseInsensitive))
        spoil(u"%1 “%2”: neither yes nor no"_s.arg(field, text(field)));
    return yes.contains(text(field), Qt::CaseInsensitive);
}

} // namespace crossdock::imports
