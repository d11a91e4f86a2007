#include "core/inventory/imports/node_row.h"

#include "core/inventory/fulfilment/node_kinds.h"
#include "core/inventory/fulfilment/node_words.h"

#include <QTimeZone>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::imports {
namespace {

using Card = NodeDetails::CostCard;

constexpr Quantity mostOrdersPerDay = 10'000'000, mostFreePicks = 1'000;

/// Texts that are taken as they stand.
constexpr std::pair<QLatin1StringView, QString NodeDetails::*> texts[] = {
    {"region"_L1, &NodeDetails::region}, {"city"_L1, &NodeDetails::city}, {"postcode"_L1, &NodeDetails::postcode}, {"street"_L1, &NodeDetails::street},
    {"sender"_L1, &NodeDetails::sender}, {"phone"_L1, &NodeDetails::phone}, {"email"_L1, &NodeDetails::email}};

constexpr std::pair<QLatin1StringView, qint64 Card::*> fees[] = {
    {"order_fee"_L1, &Card::orderFee}, {"first_pick"_L1, &Card::firstPick}, {"pick_fee"_L1, &Card::pickFee}, {"box_fee"_L1, &Card::boxFee}, {"insert_fee"_L1, &Card::insertFee}};

/// What of a node a column of the file speaks of, as withKept() names it.
constexpr std::pair<QLatin1StringView, QLatin1StringView> members[] = {
    {"country"_L1, "country"_L1}, {"region"_L1, "region"_L1}, {"city"_L1, "city"_L1}, {"postcode"_L1, "postcode"_L1}, {"street"_L1, "street"_L1}, {"sender"_L1, "sender"_L1},
    {"phone"_L1, "phone"_L1}, {"email"_L1, "email"_L1}, {"cut_off"_L1, "cut_off"_L1}, {"time_zone"_L1, "time_zone"_L1}, {"days"_L1, "work_days"_L1}, {"holidays"_L1, "holidays"_L1},
    {"capacity"_L1, "orders_per_day"_L1}, {"closed"_L1, "closed"_L1}, {"url"_L1, "url"_L1}, {"account"_L1, "account"_L1}, {"guard"_L1, "guard"_L1}, {"title"_L1, "title"_L1}};

bool hasFeeColumn(const RowReader &row)
{
    return row.knows(u"free_picks"_s) || row.knows(u"unit_fees"_s) || std::any_of(std::begin(fees), std::end(fees), [&](const auto &fee) { return row.knows(fee.first); });
}

QStringList keptOf(const RowReader &row)
{
    QStringList kept;
    for (const auto &[field, member] : members)
        if (!row.knows(field))
            kept.append(member);
    if (!hasFeeColumn(row))
        kept.append({u"costs"_s, u"unit_fees"_s});
    return kept;
}

/// Reads the cell with a function of its text; an empty one is nothing.
template <class Value>
Value cell(RowReader &row, const QString &field, Result<Value> (*read)(const QString &))
{
    if (!row.has(field))
        return {};
    auto value = read(row.text(field));
    if (value)
        return *std::move(value);
    row.spoil(field == u"account" ? u"account: %1"_s.arg(value.error().detail) : u"%1 “%2”: %3"_s.arg(field, row.text(field), value.error().detail)); // a secret is not said again
    return {};
}

QString kindOf(RowReader &row)
{
    const QString kind = row.text(u"kind"_s).toLower().replace(u' ', u'-').replace(u'_', u'-');
    if (kind.isEmpty() || kind == fulfilment::ownKind() || fulfilment::nodeKind(kind))
        return kind;
    QStringList names{fulfilment::ownKind()};
    for (const fulfilment::NodeKind &one : fulfilment::nodeKinds())
        names.append(one.name);
    row.spoil(u"kind “%1”: it is %2; a place that this program speaks with no system of is a warehouse"_s.arg(row.text(u"kind"_s), names.join(u", "_s)));
    return {};
}

QByteArray timeZoneOf(RowReader &row)
{
    const QByteArray zone = row.text(u"time_zone"_s).toLatin1();
    if (!zone.isEmpty() && !QTimeZone::isTimeZoneIdAvailable(zone))
        row.spoil(u"time_zone “%1”: it is a place like America/New_York"_s.arg(row.text(u"time_zone"_s)));
    return zone;
}

Quantity numberUpTo(RowReader &row, const QString &field, Quantity least, Quantity most)
{
    const Quantity number = row.quantity(field, least);
    if (row.isGood() && number > most)
        row.spoil(u"%1 %2: at most %3"_s.arg(field, row.text(field)).arg(most));
    return number;
}

/// In minor units of the row's currency: "5.95 3.95" as "595,395".
QString unitFees(RowReader &row)
{
    QStringList minor;
    const QStringList amounts = QString(row.text(u"unit_fees"_s)).replace(u';', u' ').simplified().split(u' ', Qt::SkipEmptyParts);
    for (const QString &amount : amounts)
        if (const auto fee = row.amount(u"unit_fees"_s, amount))
            minor.append(QString::number(fee->amount));
    return minor.join(u',');
}

std::optional<Card> cardOf(RowReader &row)
{
    Card card;
    bool isGiven = row.has(u"free_picks"_s) || row.has(u"unit_fees"_s);
    card.currency = row.text(u"currency"_s).toUpper();
    for (const auto &[field, member] : fees) {
        isGiven = isGiven || row.has(field);
        if (const auto fee = row.money(field))
            card.*member = fee->amount;
    }
    card.freePicks = row.has(u"free_picks"_s) ? numberUpTo(row, u"free_picks"_s, 0, mostFreePicks) : card.freePicks;
    if (row.has(u"free_picks"_s) && card.currency.isEmpty())
        row.spoil(u"free_picks without a currency"_s);
    return isGiven ? std::optional(card) : std::nullopt;
}

QMap<QString, QString> accountOf(RowReader &row, bool isOwn)
{
    auto account = cell(row, u"account"_s, fulfilment::accountFrom);
    for (const auto &[field, value] : {std::pair(u"guard"_s, row.has(u"guard"_s) ? QString::number(row.quantity(u"guard"_s, 0)) : QString()), {u"unit_fees"_s, unitFees(row)}}) {
        if (value.isEmpty())
            continue;
        if (account.contains(field))
            row.spoil(u"%1: it stands in the account, too"_s.arg(field));
        account.insert(field, value);
    }
    if (isOwn)
        for (const QString &field : {u"url"_s, u"account"_s, u"guard"_s})
            if (row.has(field))
                row.spoil(u"%1: a warehouse has none, only nodes of others have; leave it empty, or correct the kind"_s.arg(field));
    return account;
}

QString hostOf(RowReader &row)
{
    if (const QString url = row.text(u"url"_s); !url.isEmpty()) {
        if (const auto good = fulfilment::checkHost(url); !good)
            row.spoil(u"url: "_s + good.error().detail); // without its words: there may be credentials in it
        return url;
    }
    return {};
}

} // namespace

command::DefineNode readNode(RowReader &row)
{
    command::DefineNode node{row.node(), kindOf(row), row.text(u"title"_s)};
    NodeDetails details;
    for (const auto &[field, member] : texts)
        details.*member = row.text(field);
    details.country = row.country(u"country"_s);
    if (row.has(u"country"_s) && details.country.isEmpty())
        row.spoil(u"country “%1”: it is a country's two letters, like US or IN"_s.arg(row.text(u"country"_s)));
    details.costs = cardOf(row);
    details.cutOff = cell(row, u"cut_off"_s, fulfilment::timeOfDayFrom);
    details.timeZone = timeZoneOf(row);
    details.workDays = cell(row, u"days"_s, fulfilment::workDaysFrom);
    details.holidays = cell(row, u"holidays"_s, fulfilment::daysFrom);
    details.ordersPerDay = row.has(u"capacity"_s) ? numberUpTo(row, u"capacity"_s, 1, mostOrdersPerDay) : 0;
    details.isClosed = row.answer(u"closed"_s).value_or(false);
    details.url = hostOf(row);
    details.account = accountOf(row, node.kind == fulfilment::ownKind());
    node.details = details;
    node.kept = keptOf(row);
    return node;
}

QMap<QString, QString> cellsOf(const NodeRow &node)
{
    const NodeDetails &known = node.details;
    QMap<QString, QString> cells{{u"node"_s, node.node.text()}, {u"kind"_s, node.kind}, {u"title"_s, node.title == node.node.text() ? QString() : node.title}, {u"country"_s, known.country},
                                 {u"cut_off"_s, known.cutOff.isValid() ? known.cutOff.toString(u"HH:mm"_s) : QString()}, {u"time_zone"_s, QString::fromLatin1(known.timeZone)},
                                 {u"days"_s, fulfilment::workDaysText(known.workDays)}, {u"holidays"_s, fulfilment::daysText(known.holidays)},
                                 {u"capacity"_s, known.ordersPerDay > 0 ? QString::number(known.ordersPerDay) : QString()}, {u"closed"_s, known.isClosed ? u"yes"_s : u"no"_s}, {u"url"_s, known.url}};
    for (const auto &[field, member] : texts)
        cells[field] = known.*member;
    QMap<QString, QString> account = known.account;
    if (node.kind == fulfilment::ownKind()) { // left of another kind that it once was
        cells.remove(u"url"_s);
        account.removeIf([](const auto &one) { return one.key() != u"unit_fees"; });
    }
    cells[u"guard"_s] = account.take(u"guard"_s);
    if (known.costs) {
        const QString currency = known.costs->currency;
        cells[u"currency"_s] = currency;
        cells[u"free_picks"_s] = QString::number(known.costs->freePicks);
        for (const auto &[field, member] : fees)
            cells[field] = toDecimal({known.costs.value().*member, currency});
        QStringList amounts;
        for (const QString &minor : account.take(u"unit_fees"_s).split(u',', Qt::SkipEmptyParts))
            amounts.append(toDecimal({minor.trimmed().toLongLong(), currency}));
        cells[u"unit_fees"_s] = amounts.join(u' ');
    }
    cells[u"account"_s] = fulfilment::accountText(account);
    return cells;
}

} // namespace crossdock::imports
