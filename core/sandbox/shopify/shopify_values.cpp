#include "core/sandbox/shopify/shopify_values.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox {
namespace {

constexpr qsizetype mostInPage = 250; // every array and page of the API

QString cursorOf(qsizetype place)
{
    return QString::fromLatin1(QByteArray("cursor:" + QByteArray::number(place)).toBase64());
}

/// The place that a cursor names; -1 if it is none of ours.
qsizetype placeOf(const QString &cursor)
{
    const QByteArray text = QByteArray::fromBase64(cursor.toLatin1());
    bool isNumber = false;
    const qsizetype place = text.startsWith("cursor:") ? text.sliced(7).toLongLong(&isNumber) : -1;
    return isNumber ? place : -1;
}

graphql::Object pageInfo(const Slice &slice)
{
    return {u"PageInfo"_s, [slice](const graphql::Call &call) -> graphql::Outcome {
                const bool isEmpty = slice.from >= slice.to;
                if (call.name == u"hasNextPage")
                    return QJsonValue(slice.to < slice.total);
                if (call.name == u"hasPreviousPage")
                    return QJsonValue(slice.from > 0);
                if (isEmpty)
                    return QJsonValue();
                return QJsonValue(cursorOf(call.name == u"startCursor" ? slice.from : slice.to - 1));
            }};
}

} // namespace

QString gid(QStringView type, quint64 number)
{
    return u"gid://shopify/%1/%2"_s.arg(type).arg(number);
}

quint64 numberOf(QStringView type, const QString &id)
{
    const QString prefix = u"gid://shopify/%1/"_s.arg(type);
    const QString digits = (id.startsWith(prefix) ? id.sliced(prefix.size()) : id).section(u'?', 0, 0);
    return digits.toULongLong();
}

QJsonValue dateTime(Time time)
{
    return time == Time{} ? QJsonValue() : QJsonValue(toDateTime(time).toString(u"yyyy-MM-ddTHH:mm:ssZ"_s));
}

QString shortDecimal(const Money &money)
{
    QString text = toDecimal(money);
    if (!text.contains(u'.'))
        return text + u".0"_s;
    while (text.endsWith(u'0') && !text.endsWith(u".0"))
        text.chop(1);
    return text;
}

graphql::Object moneyBag(const Money &money)
{
    const auto inside = [money](const graphql::Call &call) -> graphql::Outcome {
        return QJsonValue(call.name == u"amount" ? shortDecimal(money) : money.currency);
    };
    // The shop sells in its own currency only: both moneys are the same.
    return {u"MoneyBag"_s, [inside](const graphql::Call &) -> graphql::Outcome { return graphql::Object{u"MoneyV2"_s, inside}; }};
}

QList<qsizetype> Slice::places() const
{
    QList<qsizetype> result;
    for (qsizetype i = from; i < to; ++i)
        result.append(isReversed ? total - 1 - i : i);
    return result;
}

tl::expected<Slice, graphql::Failure> Slice::of(const graphql::Call &call, qsizetype total)
{
    const auto refuse = [](const QString &message) {
        return tl::make_unexpected(graphql::Failure{message, u"BAD_REQUEST"_s, {}});
    };
    const bool isFromEnd = call.argument(u"last").isDouble();
    const qint64 count = call.argument(isFromEnd ? u"last" : u"first").toInteger(-1);
    if (count < 0)
        return refuse(u"you must provide one of first or last"_s);
    if (count > mostInPage)
        return refuse(u"The %1 argument must be less than or equal to 250."_s.arg(isFromEnd ? u"last" : u"first"));
    Slice slice{0, total, total, call.argument(u"reverse").toBool()};
    if (call.argument(u"after").isString()) {
        const qsizetype place = placeOf(call.argument(u"after").toString());
        if (place < 0)
            return refuse(u"Invalid cursor for current pagination sort."_s);
        slice.from = qMin(place + 1, total);
    }
    if (call.argument(u"before").isString()) {
        const qsizetype place = placeOf(call.argument(u"before").toString());
        if (place < 0)
            return refuse(u"Invalid cursor for current pagination sort."_s);
        slice.to = qMin(place, total);
    }
    slice.to = qMax(slice.from, slice.to);
    if (isFromEnd)
        slice.from = qMax(slice.from, slice.to - count);
    else
        slice.to = qMin(slice.to, slice.from + count);
    return slice;
}

graphql::Outcome connection(const QString &nodeType, const Slice &slice, std::function<graphql::Object(qsizetype)> makeNode)
{
    return graphql::Object{nodeType + u"Connection"_s, [=](const graphql::Call &call) -> graphql::Outcome {
        if (call.name == u"pageInfo")
            return pageInfo(slice);
        QList<graphql::Object> rows;
        const QList<qsizetype> places = slice.places();
        for (qsizetype i = 0; i < places.size(); ++i) {
            const qsizetype place = places.at(i);
            if (call.name == u"nodes") {
                rows.append(makeNode(place));
                continue;
            }
            rows.append({nodeType + u"Edge"_s, [makeNode, place, cursor = cursorOf(slice.from + i)](const graphql::Call &edge) -> graphql::Outcome {
                             if (edge.name == u"cursor")
                                 return QJsonValue(cursor);
                             return makeNode(place);
                         }});
        }
        return rows;
    }};
}

QString financialStatus(const Order &order)
{
    switch (order.state) {
    case OrderState::Pending:
        return u"pending"_s;
    case OrderState::Refunded:
        return u"refunded"_s;
    case OrderState::Cancelled:
        return order.paidAt == Time{} ? u"voided"_s : u"refunded"_s;
    case OrderState::Processing:
    case OrderState::Completed:
        return u"paid"_s;
    }
    Q_UNREACHABLE();
}

} // namespace crossdock::sandbox
