#include "core/inventory/orders/customers.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::orders {
namespace {

constexpr qsizetype longestCustomerTag = 100;

Result<bool> isSo(store::Database &database, const QString &sql, const QVariantList &values)
{
    return database.first(sql, values, [](const store::Row &) { return true; }).map([](const std::optional<bool> &found) { return found.has_value(); });
}

} // namespace

Result<> Customers::tag(audit::Draft &draft, const command::TagCustomer &command)
{
    const QString tag = command.tag.simplified();
    if (tag.isEmpty() || tag.size() > longestCustomerTag)
        return fail(Error::Code::InvalidInput, tag, u"a tag is a short line"_s);
    const auto sale = m_sales.named(command.order);
    if (!sale)
        return tl::make_unexpected(sale.error());
    const auto isKnown = hasKnownBuyer(m_database, sale->id);
    const auto tags = readCustomerTags(m_database, sale->id);
    if (!isKnown || !tags)
        return tl::make_unexpected(!isKnown ? isKnown.error() : tags.error());
    if (!*isKnown)
        return fail(Error::Code::NotAllowed, command.order.text(), u"nobody knows who bought it: neither an e-mail address nor a phone number is told"_s);
    if (tags->contains(tag, Qt::CaseInsensitive) != command.isRemoved)
        return fail(Error::Code::NotAllowed, command.order.text(), command.isRemoved ? u"its buyer has no such tag"_s : u"its buyer has that tag already"_s);
    draft.setWhat(command.isRemoved ? u"customer.untag"_s : u"customer.tag"_s);
    draft.about(command.order);
    draft.about(command.order.channel);
    draft.touchSale(sale->id);
    draft.say(u"tag"_s, tag);
    if (!command.isRemoved)
        return m_database.execute(u"INSERT INTO buyer_tag (mark, tag) SELECT mark, ? FROM sale_buyer WHERE sale_id = ? ON CONFLICT DO NOTHING"_s, {tag, sale->id}).map([](qint64) {});
    for (const QString &known : *tags) {
        if (known.compare(tag, Qt::CaseInsensitive) == 0)
            CROSSDOCK_TRY(m_database.execute(u"DELETE FROM buyer_tag WHERE tag = ? AND mark IN (SELECT mark FROM sale_buyer WHERE sale_id = ?)"_s, {known, sale->id}));
    }
    return {};
}

Result<QStringList> readCustomerTags(store::Database &database, qint64 sale)
{
    return database
        .select(u"SELECT DISTINCT t.tag FROM sale_buyer b JOIN buyer_tag t ON t.mark = b.mark WHERE b.sale_id = ? ORDER BY t.tag"_s, {sale}, [](const store::Row &row) { return row.text(0); })
        .map([](const QList<QString> &tags) { return QStringList(tags); });
}

Result<bool> hasKnownBuyer(store::Database &database, qint64 sale)
{
    return isSo(database, u"SELECT 1 FROM sale_buyer WHERE sale_id = ? LIMIT 1"_s, {sale});
}

Result<bool> isFirstOfBuyer(store::Database &database, qint64 sale)
{
    return isSo(database, u"SELECT 1 FROM sale_buyer a WHERE a.sale_id = ? AND NOT EXISTS (SELECT 1 FROM sale_buyer b JOIN sale_buyer o ON o.mark = b.mark "
                          "WHERE b.sale_id = ? AND o.sale_id <> ?) LIMIT 1"_s, {sale, sale, sale});
}

} // namespace crossdock::orders
