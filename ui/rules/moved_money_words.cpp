#include "ui/rules/moved_money_words.h"

#include "ui/words.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

struct MovedMoneyWords {
    Q_DECLARE_TR_FUNCTIONS(MovedMoneyWords)
public:
    static QString deeds(const MovedMoney &row)
    {
        using Kind = MovedMoney::Kind;
        const int count = static_cast<int>(row.deeds), units = static_cast<int>(row.units);
        switch (row.kind) {
        case Kind::Cancelled: return tr("%Ln order(s) cancelled", nullptr, count);
        case Kind::Held: return tr("%Ln order(s) held", nullptr, count);
        case Kind::Refunded: return tr("%Ln refund(s)", nullptr, count);
        case Kind::Captured: return tr("%Ln payment(s) captured", nullptr, count);
        case Kind::Repriced: return tr("%Ln price change(s)", nullptr, count);
        case Kind::Labels: return tr("%Ln label(s)", nullptr, count);
        case Kind::Transferred: return tr("%1 of %2", "transfers, units").arg(tr("%Ln transfer(s)", nullptr, count), tr("%Ln unit(s)", nullptr, units));
        case Kind::Purchased: return tr("%1 for %2", "purchase orders, units").arg(tr("%Ln purchase order(s)", nullptr, count), tr("%Ln unit(s)", nullptr, units));
        }
        Q_UNREACHABLE();
    }
    static QString line(const MovedMoney &row)
    {
        if (!row.isKnown())
            return tr("%1: amount not known (%2)").arg(deeds(row), row.unknown);
        const auto mean = row.kind == MovedMoney::Kind::Repriced ? row.mean() : std::nullopt;
        return mean ? tr("%1: %2 a unit of each together, %3 on average").arg(deeds(row), money(row.money()), money(*mean)) : tr("%1: %2").arg(deeds(row), money(row.money()));
    }
    static QString amount(const MovedMoney &row) { return row.isKnown() ? money(row.money()) : tr("not known"); }
};

} // namespace

QStringList movedMoneyLines(const QList<MovedMoney> &rows)
{
    QStringList lines;
    for (const MovedMoney &row : rows)
        lines.append(MovedMoneyWords::line(row));
    return lines;
}

QString movedMoneyAmounts(const QList<MovedMoney> &rows)
{
    QStringList amounts;
    for (const MovedMoney &row : rows)
        amounts.append(MovedMoneyWords::amount(row));
    return amounts.join(u", "_s);
}

} // namespace crossdock::ui
