#include "core/inventory/rules/engine/store_things.h"

#include "core/inventory/rules/engine/happenings.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {
namespace {

/// By what is known of them through their order: its id, channel and number, the label of a parcel and the number of a return. Empty: they are no part of one.
QString orderPartsSql(const QString &entity)
{
    static const QHash<QString, QString> sql{
        {u"order"_s, u"SELECT s.id, c.name, s.number, 0, '' FROM sale s JOIN channel c ON c.id = s.channel_id WHERE s.state IN ('open', 'picked', 'awaiting') ORDER BY s.id"_s},
        {u"shipment"_s, u"SELECT s.id, c.name, s.number, l.id, '' FROM label l JOIN sale s ON s.id = l.sale_id JOIN channel c ON c.id = s.channel_id "
                        "WHERE l.return_id = 0 AND l.state IN ('bought', 'used') AND l.progress NOT IN ('delivered', 'returned') ORDER BY l.id"_s},
        {u"customer"_s, u"SELECT s.id, c.name, s.number, 0, '' FROM (SELECT DISTINCT a.sale_id FROM sale_buyer a WHERE NOT EXISTS "
                        "(SELECT 1 FROM sale_buyer m JOIN sale_buyer o ON o.mark = m.mark WHERE m.sale_id = a.sale_id AND o.sale_id > a.sale_id)) AS last_orders JOIN sale s ON s.id = last_orders.sale_id JOIN channel c ON c.id = s.channel_id ORDER BY s.id"_s},
        {u"return"_s, u"SELECT s.id, c.name, s.number, 0, r.number FROM sale_return r JOIN sale s ON s.id = r.sale_id JOIN channel c ON c.id = s.channel_id "
                      "WHERE r.state IN ('requested', 'approved') ORDER BY r.id"_s}};
    return sql.value(entity);
}

Result<QList<Subject>> readOrderParts(store::Database &database, const QString &sql)
{
    return database.select(sql, {}, [](const store::Row &row) {
        const OrderId order{*ChannelId::parse(row.text(1)), row.text(2)};
        Subject subject{Subject::Kind::Order, 0, row.number(0), {}, order, row.text(1), {}, row.text(4)};
        subject.label = row.number(3);
        if (subject.label != 0)
            subject.kind = Subject::Kind::Parcel;
        return subject;
    });
}

Result<QList<Subject>> readPurchases(store::Database &database, bool isOpen)
{
    const QString which = isOpen ? u" WHERE state IN ('open', 'partly_received')"_s : QString();
    const auto numbers = database.select(u"SELECT number FROM purchase"_s + which + u" ORDER BY id"_s, {}, [](const store::Row &row) { return row.text(0); });
    if (!numbers)
        return tl::make_unexpected(numbers.error());
    QList<Subject> subjects;
    Observer observer(database);
    for (const QString &number : *numbers)
        if (const auto subject = observer.purchase(number))
            subjects.append(*subject);
    return subjects;
}

} // namespace

Result<QList<Subject>> readThings(store::Database &database, const QString &entity)
{
    if (const QString sql = orderPartsSql(entity); !sql.isEmpty())
        return readOrderParts(database, sql);
    if (entity == u"po" || entity == u"open po")
        return readPurchases(database, entity == u"open po");
    if (entity == u"listing")
        return database.select(u"SELECT k.id, k.code, c.name FROM listing l JOIN sku k ON k.id = l.sku_id JOIN channel c ON c.id = l.channel_id ORDER BY l.id"_s, {},
                               [](const store::Row &row) { return Subject{Subject::Kind::Listing, row.number(0), 0, row.text(1), {}, row.text(2), {}}; });
    if (entity == u"channel")
        return database.select(u"SELECT name FROM channel WHERE is_removed = 0 ORDER BY id"_s, {},
                               [](const store::Row &row) { return Subject{Subject::Kind::Channel, 0, 0, {}, {}, row.text(0), {}}; });
    return database.select(u"SELECT id, code FROM sku ORDER BY id"_s, {},
                           [](const store::Row &row) { return Subject{Subject::Kind::Product, row.number(0), 0, row.text(1), {}, {}, {}}; });
}

} // namespace crossdock::rules
