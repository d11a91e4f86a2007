#include "core/sandbox/woocommerce/woo_channel.h"

#include "core/sandbox/woocommerce/woo_json.h"

#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox {
namespace {

constexpr quint64 firstProduct = 10'000; // products and variations share one range of numbers, as posts do in WordPress
constexpr quint64 firstParent = 5'000'000;
constexpr quint64 firstOrder = 70'000;

Reply noRoute()
{
    return wooError(404, u"rest_no_route"_s, u"No route was found matching the URL and request method."_s);
}

} // namespace

WooChannel::WooChannel(const ChannelSpec &spec, Surroundings around)
    : Channel(spec, around)
    , m_webhooks(around, [this](std::function<void()> deliver) { publish(std::move(deliver)); })
{
}

ChannelAccess WooChannel::access() const
{
    return {name(), toText(ChannelKind::WooCommerce), url(), {},
            {{u"consumer_key"_s, u"ck_"_s + secret(u"key")},
             {u"consumer_secret"_s, u"cs_"_s + secret(u"secret")},
             {u"webhook_secret"_s, secret(u"webhook")}}};
}

void WooChannel::subscribe(const QString &url)
{
    for (const auto &topic : {u"order.created"_s, u"order.updated"_s, u"order.deleted"_s, u"order.restored"_s, u"product.updated"_s})
        m_webhooks.add(topic, url, secret(u"webhook"));
}

void WooChannel::nameListing(Listing &listing, quint64 item, quint64 family, int familySize) const
{
    listing.number = firstProduct + item;
    listing.parentNumber = familySize > 1 ? firstParent + family : 0;
    listing.listingId = familySize > 1 ? u"%1/%2"_s.arg(listing.parentNumber).arg(listing.number)
                                       : QString::number(listing.number);
}

void WooChannel::nameOrder(Order &order)
{
    order.key = firstOrder + order.number;
    order.id = QString::number(order.key);
}

void WooChannel::orderHappened(const Order &order, OrderEvent event)
{
    m_webhooks.setSource(url());
    if (event == OrderEvent::Trashed) {
        m_webhooks.tell(u"order.deleted"_s, [key = qint64(order.key)] { return QJsonObject{{u"id"_s, key}}; });
        return;
    }
    const QString topic = event == OrderEvent::Created ? u"order.created"_s : event == OrderEvent::Restored ? u"order.restored"_s : u"order.updated"_s;
    m_webhooks.tell(topic, [this, id = order.id] { return wooOrder(*shop().order(id), shop(), url()); });
}

void WooChannel::listingChanged(const Listing &listing)
{
    m_webhooks.setSource(url());
    m_webhooks.tell(u"product.updated"_s, [this, id = listing.listingId] {
        const Listing &changed = shop().listings().at(shop().indexOf(id));
        return changed.parentNumber ? wooVariation(changed, url()) : wooProduct(changed, url());
    });
}

Reply WooChannel::throttledReply() const
{
    return {429, {{"Content-Type", "text/html"}, {"Retry-After", "5"}}, "<html><h1>429 Too Many Requests</h1></html>\n"};
}

Reply WooChannel::brokenReply()
{
    // What a shop's server says when it is overloaded or when PHP dies.
    if (around().random.below(2) == 0)
        return {503, {{"Content-Type", "text/html"}}, "<html><h1>503 Service Unavailable</h1></html>\n"};
    return wooError(500, u"internal_server_error"_s, u"<p>There has been a critical error on this website.</p>"_s);
}

void WooChannel::answer(const Request &request, Respond respond)
{
    respond(route(request));
}

Reply WooChannel::route(const Request &request)
{
    QStringList path = QString::fromUtf8(QByteArray::fromPercentEncoding(request.path)).split(u'/', Qt::SkipEmptyParts);
    if (path.value(0) != u"wp-json")
        return noRoute();
    if (path.size() == 1) {
        return jsonReply(200, QJsonObject{{u"name"_s, name()}, {u"url"_s, url()},
                                          {u"namespaces"_s, QJsonArray{u"wp/v2"_s, u"wc/v3"_s}}});
    }
    if (path.value(1) != u"wc" || path.value(2) != u"v3")
        return noRoute();
    if (path.size() == 3)
        return jsonReply(200, QJsonObject{{u"namespace"_s, u"wc/v3"_s}, {u"routes"_s, QJsonObject()}});
    if (auto refusal = refuseStranger(request))
        return *refusal;
    if (!request.body.isEmpty()) {
        QJsonParseError error;
        QJsonDocument::fromJson(request.body, &error);
        if (error.error != QJsonParseError::NoError) {
            return wooError(400, u"rest_invalid_json"_s, u"Invalid JSON body passed."_s,
                            {{u"json_error_code"_s, 4}, {u"json_error_message"_s, u"Syntax error"_s}});
        }
    }
    const QString resource = path.at(3);
    path.remove(0, 4);
    if (resource == u"products")
        return products(request, path);
    if (resource == u"orders")
        return orders(request, path);
    if (resource == u"webhooks")
        return m_webhooks.handle(request, path);
    if (resource == u"data" && path == QStringList{u"currencies"_s, u"current"_s})
        return jsonReply(200, QJsonObject{{u"code"_s, shop().currency()}, {u"name"_s, shop().currency()}});
    if (resource == u"system_status") {
        const QJsonObject environment{{u"home_url"_s, url()}, {u"site_url"_s, url()}, {u"version"_s, u"10.0.2"_s},
                                      {u"wp_version"_s, u"6.8.1"_s}};
        return jsonReply(200, QJsonObject{{u"environment"_s, environment},
                                          {u"settings"_s, QJsonObject{{u"currency"_s, shop().currency()}}}});
    }
    return noRoute();
}

std::optional<Reply> WooChannel::refuseStranger(const Request &request) const
{
    const QByteArray header = request.header("Authorization");
    QString key = request.argument("consumer_key");
    QString password = request.argument("consumer_secret");
    if (header.startsWith("Basic ")) {
        const QString pair = QString::fromUtf8(QByteArray::fromBase64(header.sliced(6)));
        key = pair.section(u':', 0, 0);
        password = pair.section(u':', 1);
    }
    const QMap<QString, QString> known = access().secrets;
    if (key.isEmpty())
        return wooError(401, u"woocommerce_rest_cannot_view"_s, u"Sorry, you cannot list resources."_s);
    if (key != known.value(u"consumer_key"_s))
        return wooError(401, u"woocommerce_rest_authentication_error"_s, u"Consumer key is invalid."_s);
    if (password != known.value(u"consumer_secret"_s))
        return wooError(401, u"woocommerce_rest_authentication_error"_s, u"Consumer secret is invalid."_s);
    return std::nullopt;
}

const QList<WooChannel::Product> &WooChannel::catalogue()
{
    if (!m_products.isEmpty())
        return m_products; // a shop's assortment stays as it was opened
    for (qsizetype i = 0; i < shop().listings().size(); ++i) {
        const Listing &listing = shop().listings().at(i);
        const quint64 number = listing.parentNumber ? listing.parentNumber : listing.number;
        if (!m_productByNumber.contains(number)) {
            m_productByNumber.insert(number, m_products.size());
            m_products.append({number, {}, listing.parentNumber != 0});
        }
        m_products[m_productByNumber.value(number)].listings.append(i);
    }
    return m_products;
}

const WooChannel::Product *WooChannel::findProduct(quint64 number)
{
    const QList<Product> &all = catalogue();
    const qsizetype index = m_productByNumber.value(number, -1);
    return index < 0 ? nullptr : &all.at(index);
}

qsizetype WooChannel::findVariation(const Product &parent, quint64 number) const
{
    for (const qsizetype index : parent.listings) {
        if (shop().listings().at(index).number == number)
            return index;
    }
    return -1;
}

} // namespace crossdock::sandbox
