#include "app/command_line/moved_money_words.h"

#include "core/inventory/values/counted.h"

#include <QJsonObject>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

QString deedsOf(const MovedMoney &row)
{
    using Kind = MovedMoney::Kind;
    switch (row.kind) {
    case Kind::Cancelled: return counted(row.deeds, u"order"_s) + u" cancelled"_s;
    case Kind::Held: return counted(row.deeds, u"order"_s) + u" held"_s;
    case Kind::Refunded: return counted(row.deeds, u"refund"_s);
    case Kind::Captured: return counted(row.deeds, u"payment"_s) + u" captured"_s;
    case Kind::Repriced: return counted(row.deeds, u"price change"_s);
    case Kind::Labels: return counted(row.deeds, u"label"_s);
    case Kind::Transferred: return counted(row.deeds, u"transfer"_s) + u" of "_s + counted(row.units, u"unit"_s);
    case Kind::Purchased: return counted(row.deeds, u"purchase order"_s) + u" for "_s + counted(row.units, u"unit"_s);
    }
    Q_UNREACHABLE();
}

QString amountText(const Money &money)
{
    return toDecimal(money) + u' ' + money.currency;
}

QString lineOf(const MovedMoney &row)
{
    if (!row.isKnown())
        return u"%1: the amount is not known (%2)"_s.arg(deedsOf(row), row.unknown);
    const auto mean = row.kind == MovedMoney::Kind::Repriced ? row.mean() : std::nullopt;
    return u"%1: %2"_s.arg(deedsOf(row), amountText(row.money())) + (mean ? u" a unit of each together, %1 on average"_s.arg(amountText(*mean)) : QString());
}

} // namespace

QJsonArray moneyJson(const QList<MovedMoney> &rows)
{
    QJsonArray all;
    for (const MovedMoney &row : rows) {
        const auto mean = row.mean();
        all.append(QJsonObject{{u"deed"_s, nameOf(row.kind)},
                               {u"count"_s, row.deeds},
                               {u"units"_s, row.units},
                               {u"currency"_s, row.isKnown() ? QJsonValue(row.currency) : QJsonValue()},
                               {u"amount"_s, row.isKnown() ? QJsonValue(toDecimal(row.money())) : QJsonValue()},
                               {u"mean"_s, mean ? QJsonValue(toDecimal(*mean)) : QJsonValue()},
                               {u"unknown"_s, row.isKnown() ? QJsonValue() : QJsonValue(row.unknown)}});
    }
    return all;
}

QStringList moneyLines(const QList<MovedMoney> &rows)
{
    QStringList lines;
    for (const MovedMoney &row : rows)
        lines.append(lineOf(row));
    return lines;
}

} // namespace crossdock::app
