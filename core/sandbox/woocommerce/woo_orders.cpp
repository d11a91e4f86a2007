#include "core/sandbox/woocommerce/woo_channel.h"
#include "core/sandbox/woocommerce/woo_json.h"

#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox {
namespace {

qint64 secondOf(Time time)
{
    return toMs(time) / 1000; // WordPress keeps no fractions, and compares without them
}

/// "modified_after" and its like: strictly after, strictly before.
struct DateFilter {
    QByteArrayView name;
    Time Order::*field;
    bool isAfter;
};

constexpr std::array dateFilters = {
    DateFilter{"after", &Order::createdAt, true},
    DateFilter{"before", &Order::createdAt, false},
    DateFilter{"modified_after", &Order::updatedAt, true},
    DateFilter{"modified_before", &Order::updatedAt, false},
};

} // namespace

Reply WooChannel::orders(const Request &request, const QStringList &path)
{
    if (path.isEmpty() && request.method == "GET")
        return listOrders(request);
    Order *order = path.isEmpty() ? nullptr : shop().order(path.first());
    if (!order)
        return wooError(404, u"woocommerce_rest_shop_order_invalid_id"_s, u"Invalid ID."_s);
    if (path.value(1) == u"notes")
        return orderNotes(*order, request);
    if (request.method == "GET")
        return jsonReply(200, WooPage::onlyFields(wooOrder(*order, shop(), url()), request.argument("_fields")));
    if (request.method == "DELETE") {
        const auto done = shop().trash(*order);
        return done ? jsonReply(200, wooOrder(*order, shop(), url())) : wooError(410, u"woocommerce_rest_already_trashed"_s, u"The order has already been deleted."_s);
    }
    return changeOrder(*order, QJsonDocument::fromJson(request.body).object());
}

Reply WooChannel::listOrders(const Request &request)
{
    const auto page = WooPage::of(request);
    if (!page)
        return page.error();
    QList<const Order *> wanted;
    const QStringList states = request.argument("status").split(u',', Qt::SkipEmptyParts);
    for (const Order &order : shop().orders()) {
        const bool isAny = states.isEmpty() || states.contains(u"any"_s);
        if (order.isTrashed ? !isAny && states.contains(u"trash"_s) : isAny || states.contains(wooStatus(order)))
            wanted.append(&order);
    }
    if (request.hasArgument("include")) {
        const QStringList ids = request.argument("include").split(u',', Qt::SkipEmptyParts);
        wanted.removeIf([&](const Order *order) { return !ids.contains(QString::number(order->key)); });
    }
    for (const DateFilter &filter : dateFilters) {
        if (!request.hasArgument(filter.name))
            continue;
        const auto border = parseTime(request.argument(filter.name));
        if (!border) {
            const QString parameter = QString::fromLatin1(filter.name);
            return wooError(400, u"rest_invalid_param"_s, u"Invalid parameter(s): "_s + parameter,
                            {{u"params"_s, QJsonObject{{parameter, u"Invalid date."_s}}}});
        }
        wanted.removeIf([&](const Order *order) {
            const qint64 second = secondOf(order->*(filter.field));
            return filter.isAfter ? second <= secondOf(*border) : second >= secondOf(*border);
        });
    }
    const bool byModified = request.argument("orderby") == u"modified";
    const bool isAscending = request.argument("order") == u"asc";
    std::stable_sort(wanted.begin(), wanted.end(), [&](const Order *a, const Order *b) {
        const auto key = [&](const Order *order) {
            return std::pair(secondOf(byModified ? order->updatedAt : order->createdAt), order->key);
        };
        return isAscending ? key(a) < key(b) : key(b) < key(a);
    });
    return page->cut(wanted, request.argument("_fields"),
                     [this](const Order *order) { return wooOrder(*order, shop(), url()); });
}

Reply WooChannel::orderNotes(Order &order, const Request &request)
{
    if (request.method == "POST") {
        const QJsonObject note = QJsonDocument::fromJson(request.body).object();
        if (note.value(u"note").toString().isEmpty())
            return wooError(400, u"rest_missing_callback_param"_s, u"Missing parameter(s): note"_s);
        shop().note(order, note.value(u"note").toString());
        return jsonReply(201, QJsonObject{{u"id"_s, order.notes.size()}, {u"note"_s, note.value(u"note")}, {u"customer_note"_s, note.value(u"customer_note").toBool()}});
    }
    QJsonArray notes;
    for (const QString &note : std::as_const(order.notes))
        notes.append(QJsonObject{{u"id"_s, notes.size() + 1}, {u"note"_s, note}, {u"customer_note"_s, true}});
    return jsonReply(200, notes);
}

Reply WooChannel::changeOrder(Order &order, const QJsonObject &change)
{
    for (const QJsonValue &mark : change.value(u"meta_data").toArray())
        shop().mark(order, mark[u"key"].toString(), mark[u"value"].toString());
    const QString status = change.value(u"status").toString(nameOf(order.state));
    if (status != nameOf(order.state)) {
        Result<> done;
        if (status == u"processing")
            done = shop().pay(order);
        else if (status == u"completed")
            done = shop().complete(order);
        else if (status == u"cancelled")
            done = shop().cancel(order);
        else if (status == u"refunded")
            done = shop().close(order, OrderState::Refunded, u"other"_s, false);
        else {
            return wooError(400, u"rest_invalid_param"_s, u"Invalid parameter(s): status"_s,
                            {{u"params"_s, QJsonObject{{u"status"_s, u"status is not one of pending, processing, completed, cancelled, refunded."_s}}}});
        }
        if (!done)
            return wooError(400, u"woocommerce_rest_cannot_update"_s, done.error().detail);
    }
    return jsonReply(200, wooOrder(order, shop(), url()));
}

} // namespace crossdock::sandbox
