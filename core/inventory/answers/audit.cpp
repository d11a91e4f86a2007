#include "core/inventory/answers/store_answers.h"
#include "core/inventory/audit/past.h"
#include "core/inventory/audit/trail.h"
#include "core/inventory/audit/books.h"
#include "core/inventory/audit/verify.h"
#include "core/inventory/store/conditions.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::answers {
namespace {

store::Conditions conditionsOf(const query::Trail &query)
{
    const TrailFilter &f = query.filter;
    store::Conditions c;
    const auto about = [&c](const QString &kind, const QString &name) {
        c.add(u"t.number IN (SELECT number FROM trail_about WHERE kind = ? AND name = ?)"_s, {kind, name});
    };
    if (f.sku)
        about(u"sku"_s, f.sku->text());
    if (f.order)
        about(u"order"_s, f.order->text());
    if (f.channel)
        about(u"channel"_s, f.channel->text());
    if (!f.orderText.isEmpty())
        c.add(u"t.number IN (SELECT number FROM trail_about WHERE kind = 'order' AND name LIKE ?)"_s, {u'%' + f.orderText + u'%'});
    if (!f.actor.isEmpty())
        c.add(u"(t.actor LIKE ? OR t.actor_kind = ?)"_s, {u'%' + f.actor + u'%', f.actor});
    if (!f.what.isEmpty())
        c.add(u"t.what LIKE ?"_s, {f.what + u'%'});
    if (f.from)
        c.add(u"t.at >= ?"_s, {toMs(*f.from)});
    if (f.to)
        c.add(u"t.at <= ?"_s, {toMs(*f.to)});
    if (!query.key.isEmpty())
        c.add(u"t.number = (SELECT entry FROM operation WHERE key = ?)"_s, {query.key});
    if (query.before > 0)
        c.add(u"t.number < ?"_s, {query.before});
    if (query.after > 0)
        c.add(u"t.number > ?"_s, {query.after});
    return c;
}

Result<QList<Entry>> entries(store::Database &database, const QString &rest, const QVariantList &values)
{
    const auto found = database.select(u"SELECT t.text, t.hash FROM trail t "_s + rest, values,
                                       [](const store::Row &row) { return audit::parseEntry(row.text(0).toUtf8(), row.text(1).toLatin1()); });
    if (!found)
        return tl::make_unexpected(found.error());
    QList<Entry> all;
    for (const auto &entry : *found) {
        if (entry)
            all.append(*entry); // an entry that cannot be read is what verify() names
    }
    return all;
}

} // namespace

Result<query::Trail::Answer> StoreAnswers::answer(const query::Trail &query, Progress &)
{
    store::Conditions c = conditionsOf(query);
    c.values << query.limit;
    const QString order = query.after > 0 ? u" ORDER BY t.number LIMIT ?"_s : u" ORDER BY t.number DESC LIMIT ?"_s;
    auto found = entries(m_database, u"WHERE "_s + c.text() + order, c.values);
    if (!found)
        return tl::make_unexpected(found.error());
    const bool isEnd = found->size() < query.limit;
    return query::Trail::Answer{*std::move(found), isEnd};
}

Result<query::CauseChain::Answer> StoreAnswers::answer(const query::CauseChain &query, Progress &)
{
    QList<Entry> chain;
    qint64 number = query.entry;
    while (number > 0 && chain.size() < 100) {
        const auto one = entries(m_database, u"WHERE t.number = ?"_s, {number});
        if (!one)
            return tl::make_unexpected(one.error());
        if (one->isEmpty())
            break;
        chain.prepend(one->first());
        number = one->first().cause;
    }
    if (chain.isEmpty())
        return fail(Error::Code::NotFound, u"entry %1"_s.arg(query.entry), u"no such entry"_s);
    QList<qint64> open = {query.entry};
    while (!open.isEmpty() && chain.size() < 300) {
        const qint64 from = open.takeFirst();
        // Channels' answers share an entry: it names all those that they answer.
        const auto led = entries(m_database, u"WHERE t.cause = ? OR t.number IN (SELECT number FROM trail_about WHERE kind = 'entry' AND name = ?) "
                                             "ORDER BY t.number LIMIT 100"_s, {from, QString::number(from)});
        if (!led)
            return tl::make_unexpected(led.error());
        for (const Entry &entry : *led) {
            if (std::any_of(chain.cbegin(), chain.cend(), [&](const Entry &known) { return known.number == entry.number; }))
                continue;
            chain.append(entry);
            open.append(entry.number);
        }
    }
    return chain;
}

Result<query::Explain::Answer> StoreAnswers::answer(const query::Explain &query, Progress &)
{
    return audit::explain(m_database, query);
}

Result<query::Verify::Answer> StoreAnswers::answer(const query::Verify &query, Progress &progress)
{
    auto verification = audit::verifyTrail(m_database, progress);
    if (!verification || !verification->isWhole)
        return verification;
    const auto books = audit::checkBooks(m_database);
    if (!books)
        return tl::make_unexpected(books.error());
    if (!books->balance) {
        verification->isWhole = false;
        verification->words = u"the entries are whole, but the ledger is not what they say: "_s + books->problems.join(u"; "_s);
    }
    if (!verification->isWhole || query.sealedFile.isEmpty())
        return verification;
    const audit::ShopKey *shop = m_database.shopKey();
    if (!shop)
        return fail(Error::Code::NotAllowed, query.sealedFile, u"only the shop's own data folder can be held against a sealed file"_s);
    const auto against = audit::verifyAgainst(m_database, *shop, query.sealedFile, progress);
    if (!against || !against->isWhole)
        return against;
    verification->words += u"; "_s + against->words;
    return verification;
}

Result<query::Books::Answer> StoreAnswers::answer(const query::Books &, Progress &)
{
    return audit::checkBooks(m_database);
}

} // namespace crossdock::answers
