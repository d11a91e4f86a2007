#include "core/inventory/rules/engine/store_facts.h"

using namespace Qt::Literals::StringLiterals;

/// The part of StoreFacts that knows returns, refunds and chargebacks: that of the happening, else the newest of the order.
namespace crossdock::rules {
namespace {

QString which(const Subject &subject)
{
    return subject.part.isEmpty() ? u" ORDER BY id DESC LIMIT 1"_s : u" AND number = ?"_s;
}

QVariantList valuesOf(const Subject &subject)
{
    return subject.part.isEmpty() ? QVariantList{subject.sale} : QVariantList{subject.sale, subject.part};
}

/// As it was at that moment. Empty: the buyer took it back, which is no state of the language.
QString stateAt(const store::Row &row, Time at)
{
    const auto isBy = [&](int column) { return !row.isNull(column) && row.number(column) <= toMs(at); };
    if (isBy(6))
        return row.text(7) == u"rejected" ? u"rejected"_s : QString();
    return isBy(5) ? u"received"_s : isBy(4) ? u"approved"_s : u"requested"_s;
}

} // namespace

Fact StoreFacts::returned(QStringView part, const Subject &subject, Time at)
{
    Fact fact;
    const auto text = [](const QString &word) { return word.isEmpty() ? Fact() : Fact::of(word); };
    const auto read = m_database.each(
        u"SELECT reason, value, value_currency, requested_at, approved_at, received_at, closed_at, state FROM sale_return WHERE sale_id = ?"_s + which(subject), valuesOf(subject), [&](const store::Row &row) {
            if (part == u"reason")
                fact = text(row.text(0));
            else if (part == u"value")
                fact = row.isNull(1) ? Fact() : moneyValue(Money{row.number(1), row.text(2)});
            else if (part == u"age")
                fact = Fact::of(at - fromMs(row.number(3)));
            else if (part == u"status")
                fact = text(stateAt(row, at));
        });
    return read ? fact : Fact();
}

Fact StoreFacts::moneyBack(QStringView thing, const Subject &subject)
{
    const QString table = thing == u"refund" ? u"refund"_s : u"chargeback"_s;
    const auto amount = m_database.first(u"SELECT amount, currency FROM "_s + table + u" WHERE sale_id = ?"_s + which(subject), valuesOf(subject),
                                         [](const store::Row &row) { return Money{row.number(0), row.text(1)}; });
    return amount ? moneyValue(*amount) : Fact();
}

} // namespace crossdock::rules
