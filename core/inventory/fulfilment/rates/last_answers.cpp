#include "core/inventory/fulfilment/rates/last_answers.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rates {

Result<> LastAnswers::note(const QList<LastAnswer> &answers, Time now)
{
    constexpr Milliseconds oldest{365LL * 24 * 3'600'000}; // a price of the year before last says nothing
    for (const LastAnswer &answer : answers) {
        if (answer.prices.isEmpty())
            continue;
        CROSSDOCK_TRY(m_database.execute(u"DELETE FROM last_quote WHERE likeness = ? AND account = ?"_s, {answer.likeness, answer.account}));
        for (const LastKnown &price : answer.prices)
            CROSSDOCK_TRY(m_database.execute(u"INSERT INTO last_quote (account, likeness, carrier, service, price_type, amount, currency, transit_days, asked_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) "
                                             "ON CONFLICT (likeness, account, carrier, service, price_type) DO UPDATE SET amount = excluded.amount, currency = excluded.currency, "
                                             "transit_days = excluded.transit_days, asked_at = excluded.asked_at"_s,
                                             {answer.account, answer.likeness, price.carrier, price.service, price.priceType, price.total.amount, price.total.currency,
                                              price.transitDays ? QVariant(qint64(*price.transitDays)) : QVariant(QMetaType(QMetaType::LongLong)), toMs(price.askedAt)}));
    }
    return m_database.execute(u"DELETE FROM last_quote WHERE asked_at < ?"_s, {toMs(now - oldest)}).map([](qint64) {});
}

Result<QList<LastAnswer>> readLastAnswers(store::Database &database, const QStringList &likenesses)
{
    constexpr qsizetype atOnce = 100; // a wave asks for thousands
    QStringList asked = likenesses;
    asked.removeDuplicates();
    QList<LastAnswer> answers;
    for (qsizetype begin = 0; begin < asked.size(); begin += atOnce) {
        const QStringList some = asked.mid(begin, atOnce);
        const QString marks = QStringList(some.size(), u"?"_s).join(u", "_s);
        CROSSDOCK_TRY(database.each(u"SELECT account, carrier, service, price_type, amount, currency, transit_days, asked_at, likeness FROM last_quote WHERE likeness IN (%1) "
                                    "ORDER BY likeness, account, amount, carrier, service, price_type"_s.arg(marks),
                                    QVariantList(some.begin(), some.end()), [&](const store::Row &row) {
                                        if (answers.isEmpty() || answers.last().account != row.text(0) || answers.last().likeness != row.text(8))
                                            answers.append({row.text(0), row.text(8), {}});
                                        LastKnown price{row.text(1), row.text(2), row.text(3), {row.number(4), row.text(5)}, {}, fromMs(row.number(7))};
                                        if (!row.isNull(6))
                                            price.transitDays = static_cast<int>(row.number(6));
                                        answers.last().prices.append(price);
                                    }));
    }
    return answers;
}

QList<LastAnswer> answersIn(const Rated &rated, const QString &likeness)
{
    QMap<QString, LastAnswer> byAccount;
    for (const Quote &quote : rated.quotes) {
        if (quote.source != Quote::Source::Live)
            continue;
        LastAnswer &answer = byAccount[quote.via];
        answer.account = quote.via;
        answer.likeness = likeness;
        const LastKnown price{quote.carrier, quote.service, quote.priceType, quote.total, quote.transitDays, quote.askedAt};
        const auto known = std::find_if(answer.prices.begin(), answer.prices.end(), [&](const LastKnown &one) { return one.carrier == price.carrier && one.service == price.service && one.priceType == price.priceType; });
        if (known == answer.prices.end())
            answer.prices.append(price);
        else if (known->total.currency == price.total.currency && price.total.amount < known->total.amount)
            *known = price; // of one that comes guaranteed and one that does not, say
    }
    return byAccount.values();
}

void recall(Rated &rated, const QString &likeness, const QList<LastAnswer> &known)
{
    for (Silence &silence : rated.silent)
        for (const LastAnswer &answer : known)
            if (answer.likeness == likeness && answer.account == silence.carrier)
                silence.lastKnown = answer.prices;
}

} // namespace crossdock::rates
