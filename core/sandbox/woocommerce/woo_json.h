#pragma once

#include "core/sandbox/channel.h"

#include <QJsonArray>
#include <QJsonObject>

namespace crossdock::sandbox {

/// A WordPress error: {"code", "message", "data": {"status"}}.
Reply wooError(int status, const QString &code, const QString &message, QJsonObject data = {});
QJsonObject wooErrorObject(int status, const QString &code, const QString &message);

/// "2026-11-25T09:30:00": WordPress keeps seconds, and writes no zone. Null for no time.
QJsonValue wooTime(Time time);

/// What `page` and `per_page` ask for; an error reply if they cannot.
struct WooPage {
    qsizetype number = 1;
    qsizetype size = 10;
    static tl::expected<WooPage, Reply> of(const Request &request);

    /// One page of `all`, with the totals in the headers.
    template <class Item, class ToJson>
    Reply cut(const QList<Item> &all, const QString &fields, ToJson toJson) const
    {
        QJsonArray rows;
        const qsizetype from = qMin((number - 1) * size, all.size());
        for (qsizetype i = from; i < qMin(from + size, all.size()); ++i)
            rows.append(onlyFields(toJson(all.at(i)), fields));
        return reply(rows, all.size());
    }
    Reply reply(const QJsonArray &rows, qsizetype total) const;
    /// The `_fields` parameter of WordPress: "id,sku" leaves these two.
    static QJsonObject onlyFields(const QJsonObject &object, const QString &fields);
};

QJsonObject wooProduct(const Listing &listing, const QString &url);
QJsonObject wooVariation(const Listing &listing, const QString &url);
/// The parent of variations: shows no stock of its own.
QJsonObject wooVariableProduct(quint64 number, const QList<const Listing *> &variations, const QString &url);
QString wooStatus(const Order &order); ///< "failed" is one whose payment failed
QJsonObject wooOrder(const Order &order, const Shop &shop, const QString &url);

} // namespace crossdock::sandbox
