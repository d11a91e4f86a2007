#include "core/inventory/parcels/last_look.h"

#include "core/inventory/fulfilment/node_status_json.h"
#include "core/inventory/store/database.h"

#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::parcels {

Result<LastLook> readLook(store::Database &database, qint64 parcel)
{
    const auto text = database.first(u"SELECT look FROM parcel WHERE id = ?"_s, {parcel}, [](const store::Row &row) { return row.text(0); });
    if (!text)
        return tl::make_unexpected(text.error());
    const QJsonObject json = QJsonDocument::fromJson(text->value_or(QString()).toUtf8()).object();
    LastLook look;
    if (json.contains("state"_L1))
        look.status = fulfilment::nodeStatusFrom(json);
    look.isUnseen = json["unseen"_L1].toBool();
    if (json.contains("moved_at"_L1))
        look.movedAt = fromMs(json["moved_at"_L1].toInteger());
    const QJsonObject notices = json["notices"_L1].toObject();
    for (auto it = notices.begin(); it != notices.end(); ++it)
        look.notices.insert(it.key(), it.value().toInteger());
    return look;
}

Result<> keepLook(store::Database &database, qint64 parcel, const LastLook &look)
{
    QJsonObject json = look.status ? fulfilment::toJson(*look.status) : QJsonObject();
    if (look.isUnseen)
        json["unseen"_L1] = true;
    if (look.movedAt)
        json["moved_at"_L1] = toMs(*look.movedAt);
    QJsonObject notices;
    for (auto it = look.notices.begin(); it != look.notices.end(); ++it)
        notices[it.key()] = it.value();
    if (!notices.isEmpty())
        json["notices"_L1] = notices;
    const QString text = QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
    return database.execute(u"UPDATE parcel SET look = ? WHERE id = ?"_s, {json.isEmpty() ? u""_s : text, parcel}).map([](qint64) {});
}

} // namespace crossdock::parcels
