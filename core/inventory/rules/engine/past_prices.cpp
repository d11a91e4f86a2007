#include "core/inventory/rules/engine/past_prices.h"

#include "core/inventory/rules/engine/entry_changes.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {
namespace {

using UnitsByLine = QHash<QString, qint64>;

QJsonObject bodyOf(const store::Row &row, int column)
{
    return QJsonDocument::fromJson(row.text(column).toUtf8()).object();
}

/// What an entry says of lines: how many units they have, or how many were cancelled.
void take(UnitsByLine &units, const QJsonArray &lines)
{
    for (const QJsonValue &value : lines) {
        const QJsonObject line = value.toObject();
        const QString name = line[u"line"_s].toString();
        if (line.contains(u"new"_s))
            units.insert(name, line[u"new"_s].toInteger());
        else
            units.insert(name, std::max<qint64>(0, units.value(name) - line[u"cancelled"_s].toInteger()));
    }
}

bool hasAny(const UnitsByLine &units)
{
    return std::any_of(units.cbegin(), units.cend(), [](qint64 count) { return count > 0; });
}

/// Nothing: no entry up to then told of units.
Result<UnitsByLine> unitsBefore(store::Database &database, const OrderId &order, qint64 next)
{
    UnitsByLine units, last;
    CROSSDOCK_TRY(database.each(u"SELECT t.text FROM trail_about a JOIN trail t ON t.number = a.number WHERE a.kind = 'order' AND a.name = ? AND a.number < ? "
                                "AND t.what IN ('order.record', 'order.change', 'order.cancel') ORDER BY a.number"_s,
                                {order.text(), next}, [&](const store::Row &row) {
                                    take(units, bodyOf(row, 0)[u"lines"_s].toArray());
                                    if (hasAny(units))
                                        last = units;
                                }));
    return last;
}

void add(QList<Money> &sums, const Money &money)
{
    const auto known = std::find_if(sums.begin(), sums.end(), [&](const Money &sum) { return sum.currency == money.currency; });
    if (known == sums.end())
        sums.append(money);
    else
        known->amount += money.amount;
}

} // namespace

Result<PastAmount> valueOfOrder(store::Database &database, const Subject &order, qint64 next)
{
    const auto units = unitsBefore(database, order.order, next);
    if (!units)
        return tl::make_unexpected(units.error());
    PastAmount value;
    qint64 all = 0;
    CROSSDOCK_TRY(database.each(u"SELECT line, ordered, price, price_currency FROM sale_line WHERE sale_id = ? ORDER BY id"_s, {order.sale}, [&](const store::Row &row) {
        const qint64 count = units->isEmpty() ? row.number(1) : units->value(row.text(0));
        all += count;
        if (count > 0 && row.isNull(2))
            value.unknown = u"its channel told no price for a line of it"_s;
        else if (count > 0)
            add(value.sums, {row.number(2) * count, row.text(3)});
    }));
    if (all == 0)
        value.unknown = u"what was ordered is not on record"_s;
    return value.unknown.isEmpty() ? value : PastAmount::notKnown(value.unknown);
}

/// By the last entry before then that set it, else by what the first one behind it found, else it has been so all the time.
Result<std::optional<Money>> priceBefore(store::Database &database, const Sku &sku, const QString &channel, const std::optional<Money> &today, qint64 next)
{
    struct Found {
        bool isFound = false;
        std::optional<Money> price;
    };
    const QString what = u"price on "_s + channel;
    const auto look = [&](const QString &side, const QString &order, const QString &end) -> Result<Found> {
        Found found;
        CROSSDOCK_TRY(database.each(u"SELECT t.text FROM trail_about a JOIN trail t ON t.number = a.number WHERE a.kind = 'sku' AND a.name = ? AND a.number "_s + side
                                        + u" ? AND t.text LIKE '%\"what\":\"price on %' ORDER BY a.number "_s + order,
                                    {sku.text(), next}, [&](const store::Row &row) {
                                        if (found.isFound)
                                            return;
                                        Entry entry;
                                        entry.body = bodyOf(row, 0);
                                        const QJsonObject change = changeOf(entry, what);
                                        if (!change.isEmpty())
                                            found = {true, priceFrom(change[end].toString())};
                                    }));
        return found;
    };
    const auto before = look(u"<"_s, u"DESC"_s, u"new"_s);
    if (!before || before->isFound)
        return before.map([](const Found &found) { return found.price; });
    return look(u">="_s, u"ASC"_s, u"old"_s).map([&](const Found &found) { return found.isFound ? found.price : today; });
}

Result<QList<Money>> refundedBefore(store::Database &database, qint64 sale, qint64 next)
{
    return database.select(u"SELECT currency, SUM(amount) FROM refund WHERE sale_id = ? AND entry < ? GROUP BY currency ORDER BY currency"_s, {sale, next},
                           [](const store::Row &row) { return Money{row.number(1), row.text(0)}; });
}

} // namespace crossdock::rules
