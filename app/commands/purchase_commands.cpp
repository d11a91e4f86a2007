#include "app/command_line/json.h"
#include "app/commands/commands.h"
#include "app/commands/words.h"
#include "core/inventory/values/counted.h"

using namespace Qt::Literals::StringLiterals;

/// What is ordered from suppliers.
namespace crossdock::app {
namespace {

/// "SKU=N" of every --line.
tl::expected<QList<command::WantedLine>, UsageError> wantedLines(const Arguments &given)
{
    QList<command::WantedLine> lines;
    for (const QString &text : given.values(u"line"_s)) {
        const auto sku = Sku::parse(text.section(u'=', 0, -2));
        bool isNumber = false;
        const qint64 count = text.section(u'=', -1).toLongLong(&isNumber);
        if (!sku || !isNumber)
            return tl::make_unexpected(UsageError{UsageError::Kind::BadValue, u"--line "_s + text, u"it is written like MUG-1=50"_s, {}});
        lines.append({*sku, count});
    }
    return lines;
}

/// --expected, where it was given.
tl::expected<std::optional<QDate>, UsageError> expectedDay(const Arguments &given)
{
    if (!given.has(u"expected"_s))
        return std::nullopt;
    const QString text = given.value(u"expected"_s);
    if (text.isEmpty())
        return tl::make_unexpected(UsageError{UsageError::Kind::MissingValue, u"--expected"_s, {}, {}});
    const QDate day = QDate::fromString(text, Qt::ISODate);
    if (!day.isValid())
        return tl::make_unexpected(UsageError{UsageError::Kind::BadValue, u"--expected "_s + text, u"it takes a day of the calendar, written like 2026-12-24"_s, {}});
    return day;
}

QString linesText(const purchases::PurchaseOrder &order)
{
    QStringList texts;
    for (const purchases::PurchaseOrder::Line &line : order.lines)
        texts.append(u"%1 %2/%3"_s.arg(line.sku.text()).arg(line.received).arg(line.ordered));
    return texts.join(u", "_s);
}

QString dayText(const purchases::PurchaseOrder &order, Time now)
{
    if (!order.expectedOn)
        return {};
    return order.expectedOn->toString(Qt::ISODate) + (order.lateSince(now) ? u" late"_s : QString());
}

} // namespace

ExitCode purchaseList(Session &session)
{
    const Arguments &given = session.arguments();
    const auto limit = given.number(u"limit"_s, 1, 1'000'000, 1'000);
    if (!limit)
        return session.refuse(limit.error());
    query::Purchases query{.onlyOpen = given.has(u"open"_s), .limit = static_cast<int>(*limit)};
    if (given.has(u"sku"_s)) {
        const auto sku = Sku::parse(given.value(u"sku"_s));
        if (!sku)
            return session.refuse(sku.error());
        query.sku = *sku;
    }
    const auto orders = session.ask(query);
    if (!orders)
        return session.refuse(orders.error());
    if (session.wantsJson()) {
        QJsonArray array;
        for (const purchases::PurchaseOrder &order : *orders)
            array.append(toJson(order, session.now()));
        session.print(QJsonValue(array));
        return ExitCode::Done;
    }
    QList<QStringList> table{{u"NUMBER"_s, u"SUPPLIER"_s, u"NODE"_s, u"STATE"_s, u"ORDERED"_s, u"EXPECTED"_s, u"TO COME"_s, u"RECEIVED OF ORDERED"_s}};
    for (const purchases::PurchaseOrder &order : *orders)
        table.append({order.number, order.supplier, order.node ? order.node->text() : QString(), spoken(purchases::nameOf(order.state)), toText(order.orderedAt).left(10),
                      dayText(order, session.now()), QString::number(order.toCome()), linesText(order)});
    printTable(session, table);
    return ExitCode::Done;
}

ExitCode purchaseShow(Session &session)
{
    const QString number = session.arguments().word(0);
    const auto orders = session.ask(query::Purchases{number});
    if (!orders)
        return session.refuse(orders.error());
    if (orders->isEmpty())
        return session.refuse(Error{Error::Code::NotFound, number, u"no such purchase order"_s});
    const purchases::PurchaseOrder &order = orders->first();
    if (session.wantsJson()) {
        session.print(toJson(order, session.now()));
        return ExitCode::Done;
    }
    session.print(u"%1 from %2, %3, ordered %4%5%6"_s.arg(order.number, order.supplier, spoken(purchases::nameOf(order.state)), toText(order.orderedAt).left(10),
                                                          order.node ? u", to "_s + order.node->text() : QString(),
                                                          order.expectedOn ? u", expected "_s + dayText(order, session.now()) : QString()));
    QList<QStringList> table{{u"SKU"_s, u"ORDERED"_s, u"RECEIVED"_s, u"TO COME"_s}};
    for (const purchases::PurchaseOrder::Line &line : order.lines)
        table.append({line.sku.text(), QString::number(line.ordered), QString::number(line.received), QString::number(order.toCome(line.sku))});
    printTable(session, table);
    return ExitCode::Done;
}

ExitCode purchaseCreate(Session &session)
{
    const Arguments &given = session.arguments();
    const auto lines = wantedLines(given);
    const auto day = expectedDay(given);
    const auto node = namedNode(session);
    if (!lines || !day)
        return session.refuse(!lines ? lines.error() : day.error());
    if (!node)
        return session.refuse(node.error());
    const auto entry = session.perform(command::CreatePurchase{given.value(u"number"_s), given.word(0), *node, *lines, *day, given.has(u"send"_s)});
    if (!entry)
        return session.refuse(entry.error());
    const ExitCode code = printEntry(session, *entry);
    if (!session.wantsJson())
        session.note(u"Its number is %1."_s.arg(entry->body[u"about"_s][u"purchase"_s][0].toString()));
    return code;
}

ExitCode purchaseChange(Session &session)
{
    const Arguments &given = session.arguments();
    const auto lines = wantedLines(given);
    const auto day = expectedDay(given);
    const auto version = given.number(u"if-version"_s, 1, std::numeric_limits<qint64>::max(), 0);
    if (!lines || !day || !version)
        return session.refuse(!lines ? lines.error() : !day ? day.error() : version.error());
    if (*day && given.has(u"no-date"_s))
        return session.refuse(UsageError{UsageError::Kind::BadValue, u"--no-date"_s, u"--expected says another thing"_s, {}});
    return perform(session, command::ChangePurchase{given.word(0), *lines, *day, given.has(u"no-date"_s), *version});
}

ExitCode purchaseCancel(Session &session)
{
    const auto version = session.arguments().number(u"if-version"_s, 1, std::numeric_limits<qint64>::max(), 0);
    return version ? perform(session, command::CancelPurchase{session.arguments().word(0), *version, session.arguments().has(u"send"_s)}) : session.refuse(version.error());
}

ExitCode purchaseLeadTime(Session &session)
{
    bool isNumber = false;
    const int days = session.arguments().word(1).toInt(&isNumber);
    if (!isNumber)
        return session.refuse(UsageError{UsageError::Kind::BadValue, session.arguments().word(1), u"it is a whole number of days, 0 where it is not known how many"_s, {}});
    const ExitCode code = perform(session, command::SetLeadTime{session.arguments().word(0), days});
    if (code == ExitCode::Done && !session.wantsJson())
        session.note(days == 0 ? u"How long %1 takes is not known any more."_s.arg(session.arguments().word(0)) : u"%1 takes %2 from the order to the delivery."_s.arg(session.arguments().word(0), counted(days, u"day"_s)));
    return code;
}

} // namespace crossdock::app
