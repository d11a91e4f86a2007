#include "core/inventory/fulfilment/carriers.h"

#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::fulfilment {

Result<> Carriers::add(audit::Draft &draft, const CarrierDetails &details)
{
    QJsonObject account;
    for (auto it = details.account.begin(); it != details.account.end(); ++it)
        account[it.key()] = it.value();
    const auto added = m_database.execute(u"INSERT INTO carrier (name, kind, url, account) VALUES (?, ?, ?, ?) ON CONFLICT (name) DO NOTHING"_s,
                                          {details.name.text(), details.kind, details.url, QString::fromUtf8(QJsonDocument(account).toJson(QJsonDocument::Compact))});
    if (!added)
        return tl::make_unexpected(added.error());
    if (*added == 0)
        return fail(Error::Code::AlreadyExists, details.name.text(), u"there is a carrier of that name"_s);
    draft.setWhat(u"carrier.add"_s);
    draft.about(u"carrier"_s, details.name.text());
    draft.say(u"kind"_s, details.kind);
    draft.say(u"url"_s, details.url);
    return {};
}

Result<> Carriers::remove(audit::Draft &draft, const CarrierId &carrier)
{
    const auto removed = m_database.execute(u"DELETE FROM carrier WHERE name = ?"_s, {carrier.text()});
    if (!removed)
        return tl::make_unexpected(removed.error());
    if (*removed == 0)
        return fail(Error::Code::NotFound, carrier.text(), u"no such carrier"_s);
    CROSSDOCK_TRY(m_database.execute(u"DELETE FROM last_quote WHERE account = ?"_s, {carrier.text()})); // another account of that name is another account
    draft.setWhat(u"carrier.remove"_s);
    draft.about(u"carrier"_s, carrier.text());
    return {};
}

Result<QList<CarrierDetails>> readCarriers(store::Database &database)
{
    return database.select(u"SELECT name, kind, url, account FROM carrier ORDER BY name"_s, {}, [](const store::Row &row) {
        CarrierDetails details{.name = *CarrierId::parse(row.text(0)), .kind = row.text(1), .url = row.text(2), .account = {}};
        const QJsonObject account = QJsonDocument::fromJson(row.text(3).toUtf8()).object();
        for (auto it = account.begin(); it != account.end(); ++it)
            details.account[it.key()] = it.value().toString();
        return details;
    });
}

} // namespace crossdock::fulfilment
