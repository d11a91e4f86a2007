#include "core/inventory/rules/book/store_workspace.h"

#include "core/inventory/fulfilment/node_details.h"
#include "core/inventory/rules/book/known_carriers.h"

#include <QHash>
#include <QJsonDocument>
#include <QTimeZone>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {
namespace {

/// How people write the marketplaces' own names.
QString titleOf(const QString &kind)
{
    static const QHash<QString, QString> titles{{u"ebay"_s, u"eBay"_s},       {u"woocommerce"_s, u"WooCommerce"_s},
                                                {u"bigcommerce"_s, u"BigCommerce"_s}, {u"whatsapp"_s, u"WhatsApp"_s},
                                                {u"tiktok"_s, u"TikTok"_s},   {u"amazon-mcf"_s, u"Amazon MCF"_s}};
    const QString known = titles.value(kind);
    return known.isEmpty() && !kind.isEmpty() ? kind.left(1).toUpper() + kind.mid(1) : known;
}

QStringList withoutDoubles(QStringList words)
{
    words.removeAll(QString());
    QStringList once;
    for (const QString &word : std::as_const(words)) {
        if (!once.contains(word, Qt::CaseInsensitive))
            once.append(word);
    }
    return once;
}

Result<> readChannels(store::Database &database, Workspace &known)
{
    QList<QPair<QString, QString>> channels;
    CROSSDOCK_TRY(database.each(u"SELECT name, kind FROM channel WHERE is_removed = 0 ORDER BY id"_s, {},
                                [&](const store::Row &row) { channels.append({row.text(0), row.text(1)}); }));
    for (const auto &[name, kind] : std::as_const(channels)) {
        const auto isSame = [kind = kind](const auto &other) { return other.second == kind; };
        const bool isOnly = std::count_if(channels.cbegin(), channels.cend(), isSame) == 1;
        known.channels.push_back({name, withoutDoubles({isOnly ? titleOf(kind) : QString(), spaced(name), name})});
    }
    return {};
}

Result<> readNodes(store::Database &database, Workspace &known)
{
    KnownName warehouses{u"warehouse"_s, {}}, partners{u"3PL"_s, {}};
    CROSSDOCK_TRY(database.each(u"SELECT name, kind, title FROM node ORDER BY id"_s, {}, [&](const store::Row &row) {
        const QString name = row.text(0);
        known.nodes.push_back({name, withoutDoubles({row.text(2), spaced(name), name})});
        (row.text(1) == u"warehouse"_s ? warehouses : partners).words.append(name);
    }));
    for (const KnownName &kind : {warehouses, partners}) {
        if (!kind.words.isEmpty())
            known.nodeKinds.push_back(kind);
    }
    return {};
}

Result<> readNames(store::Database &database, const QString &sql, std::vector<KnownName> &names)
{
    return database.each(sql, {}, [&](const store::Row &row) { names.push_back({row.text(0), {row.text(0)}}); });
}

/// Whoever has no address sees it in the window.
Result<> readPeople(store::Database &database, Workspace &known)
{
    known.recipients = {{u"me"_s, {u"me"_s, u"myself"_s, u"us"_s}},
                        {u"warehouse"_s, {u"the warehouse"_s, u"warehouse team"_s}},
                        {u"ops"_s, {u"ops"_s, u"ops team"_s, u"operations"_s, u"operations team"_s}},
                        {u"support"_s, {u"support"_s, u"support team"_s, u"customer service"_s}},
                        {u"finance"_s, {u"finance"_s, u"finance team"_s, u"accounts"_s, u"accounts team"_s}},
                        {u"purchasing"_s, {u"purchasing"_s, u"purchasing team"_s}},
                        {u"manager"_s, {u"the manager"_s}},
                        {u"owner"_s, {u"the owner"_s}},
                        {u"customer"_s, {u"the customer"_s, u"the buyer"_s, u"the shopper"_s}},
                        {u"supplier"_s, {u"the supplier"_s}}};
    return database.each(u"SELECT name, words FROM contact ORDER BY name"_s, {}, [&](const store::Row &row) {
        const QString name = row.text(0);
        std::erase_if(known.recipients, [&](const KnownName &one) { return one.key == name; });
        known.recipients.push_back({name, withoutDoubles(row.text(1).split(u'\n'))});
    });
}

Result<> readCarriers(store::Database &database, Workspace &known)
{
    known.carriers = wellKnownCarriers();
    return database.each(u"SELECT DISTINCT carrier, service FROM price_list ORDER BY carrier, service"_s, {}, [&](const store::Row &row) { addService(known.carriers, row.text(0), row.text(1)); });
}

/// What most nodes and most listings say.
Result<> readDefaults(store::Database &database, Workspace &known)
{
    QHash<QString, int> countries;
    CROSSDOCK_TRY(database.each(u"SELECT details FROM node WHERE details <> '' ORDER BY id"_s, {}, [&](const store::Row &row) {
        const NodeDetails details = nodeDetailsFrom(QJsonDocument::fromJson(row.text(0).toUtf8()).object());
        if (!details.country.isEmpty() && ++countries[details.country] > countries.value(known.country))
            known.country = details.country;
        if (known.zone.isEmpty())
            known.zone = QString::fromLatin1(details.timeZone);
    }));
    if (known.country.isEmpty())
        known.country = u"US"_s;
    if (known.zone.isEmpty())
        known.zone = QString::fromLatin1(QTimeZone::systemTimeZoneId());
    const auto usual = database.first(u"SELECT price_currency FROM listing WHERE price_currency IS NOT NULL GROUP BY price_currency "
                                      "ORDER BY COUNT(*) DESC, price_currency LIMIT 1"_s,
                                      {}, [](const store::Row &row) { return row.text(0); });
    if (!usual)
        return tl::make_unexpected(usual.error());
    known.currency = usual->value_or(u"USD"_s);
    return {};
}

} // namespace

Result<Workspace> workspaceOf(store::Database &database)
{
    Workspace known;
    CROSSDOCK_TRY(readDefaults(database, known));
    CROSSDOCK_TRY(readChannels(database, known));
    CROSSDOCK_TRY(readNodes(database, known));
    CROSSDOCK_TRY(readNames(database, u"SELECT DISTINCT category FROM sku WHERE category <> '' ORDER BY category"_s, known.categories));
    CROSSDOCK_TRY(readNames(database, u"SELECT DISTINCT brand FROM sku WHERE brand <> '' ORDER BY brand"_s, known.brands));
    CROSSDOCK_TRY(readNames(database, u"SELECT DISTINCT supplier FROM sku WHERE supplier <> '' ORDER BY supplier"_s, known.suppliers));
    CROSSDOCK_TRY(readNames(database, u"SELECT name FROM carton ORDER BY position"_s, known.packages));
    CROSSDOCK_TRY(readCarriers(database, known));
    CROSSDOCK_TRY(readPeople(database, known));
    known.reports = {{u"inventory"_s, {u"inventory report"_s, u"stock report"_s}},
                     {u"low_stock"_s, {u"low stock report"_s}},
                     {u"open_orders"_s, {u"open orders report"_s}},
                     {u"sales"_s, {u"sales report"_s}},
                     {u"late_orders"_s, {u"late orders report"_s}},
                     {u"returns"_s, {u"returns report"_s}},
                     {u"profit"_s, {u"profit report"_s}},
                     {u"payouts"_s, {u"payouts report"_s}}}; // understood, and refused with the reason when armed
    return known;
}

} // namespace crossdock::rules
