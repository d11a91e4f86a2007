#include "app/engine/port_factory.h"

#include "app/engine/account_secrets.h"
#include "core/connectors/channels/amazon/amazon_channel.h"
#include "core/connectors/channels/shopify/shopify_channel.h"
#include "core/connectors/channels/woocommerce/woocommerce_channel.h"

#include <QHostAddress>
#include <QUrl>

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

using Secrets = QMap<QString, QString>;
using Port = Result<std::unique_ptr<channels::ChannelPort>>;

Port makeShopify(const ChannelDetails &details, const Secrets &secrets, Exchanges exchanges, Clock &clock)
{
    return std::make_unique<shopify::ShopifyChannel>(
        details,
        shopify::Secrets{secrets[u"access_token"_s], secrets[u"client_id"_s], secrets[u"client_secret"_s], secrets[u"webhook_secret"_s]},
        exchanges.calls, clock, nullptr);
}

Port makeAmazon(const ChannelDetails &details, const Secrets &secrets, Exchanges exchanges, Clock &clock)
{
    auto port = amazon::AmazonChannel::make(details, secrets, exchanges.calls, exchanges.polls, clock);
    if (!port)
        return tl::make_unexpected(port.error());
    return *std::move(port);
}

Port makeWooCommerce(const ChannelDetails &details, const Secrets &secrets, Exchanges exchanges, Clock &clock)
{
    return std::make_unique<woocommerce::WooCommerceChannel>(
        details, woocommerce::Secrets{secrets[u"consumer_key"_s], secrets[u"consumer_secret"_s], secrets[u"webhook_secret"_s]},
        exchanges.calls, clock, nullptr);
}

struct Factory {
    Desk::Kind kind;
    Port (*make)(const ChannelDetails &, const Secrets &, Exchanges, Clock &);
};

Desk::Field account(const QString &key, const QString &label, const QString &hint, bool isRequired = true, const QString &preset = {})
{
    return {key, label, hint, false, isRequired, preset};
}

Desk::Field secret(const QString &key, const QString &label, const QString &hint, bool isRequired = true)
{
    return {key, label, hint, true, isRequired, {}};
}

QList<Factory> factories()
{
    return {
        {{u"shopify"_s, u"Shopify"_s, u"https://your-shop.myshopify.com"_s,
          u"In the shop's admin open Settings, Apps, Develop apps. The app needs read and write access to products, inventory and orders."_s,
          {account(u"location"_s, u"Location"_s, u"gid://shopify/Location/… – empty: the shop's primary location"_s, false),
           account(u"version"_s, u"API version"_s, u"Leave as it is unless Shopify says otherwise"_s, false, u"2026-10"_s),
           secret(u"access_token"_s, u"Access token"_s, u"Starts with shpat_ – or give client id and secret instead"_s, false),
           secret(u"client_id"_s, u"Client id"_s, u"Of an app from the Dev Dashboard"_s, false),
           secret(u"client_secret"_s, u"Client secret"_s, u"Of the same app"_s, false),
           secret(u"webhook_secret"_s, u"Webhook secret"_s, u"Signs the shop's messages – empty: the client secret"_s, false)}},
         makeShopify},
        {{u"amazon"_s, u"Amazon"_s, u"https://sellingpartnerapi-na.amazon.com"_s,
          u"Seller id and marketplace are in Seller Central under Account info; the keys belong to your SP-API application and to the AWS user that reads its queue."_s,
          {account(u"seller_id"_s, u"Seller id"_s, u"Also called merchant token: A1B2C3…"_s),
           account(u"marketplace_id"_s, u"Marketplace id"_s, u"ATVPDKIKX0DER is the United States"_s),
           account(u"auth_url"_s, u"Token address"_s, u"Where Login with Amazon gives tokens"_s, false, u"https://api.amazon.com/auth/o2/token"_s),
           account(u"queue_url"_s, u"Queue address"_s, u"Of the SQS queue for notifications – without it orders are found by catching up"_s, false),
           account(u"region"_s, u"AWS region"_s, u"Of the queue: us-east-1"_s, false, u"us-east-1"_s),
           secret(u"client_id"_s, u"LWA client id"_s, u"amzn1.application-oa2-client.…"_s), secret(u"client_secret"_s, u"LWA client secret"_s, u"Of the same application"_s),
           secret(u"refresh_token"_s, u"Refresh token"_s, u"Atzr|…"_s), secret(u"aws_access_key_id"_s, u"AWS access key id"_s, u"For the queue"_s, false),
           secret(u"aws_secret_access_key"_s, u"AWS secret access key"_s, u"For the queue"_s, false)}},
         makeAmazon},
        {{u"woocommerce"_s, u"WooCommerce"_s, u"https://your-shop.example"_s,
          u"In WordPress open WooCommerce, Settings, Advanced, REST API, and add a key with read and write access. Products must have “Manage stock” switched on."_s,
          {secret(u"consumer_key"_s, u"Consumer key"_s, u"Starts with ck_"_s), secret(u"consumer_secret"_s, u"Consumer secret"_s, u"Starts with cs_"_s),
           secret(u"webhook_secret"_s, u"Webhook secret"_s, u"Any long text; it signs the shop's messages"_s, false)}},
         makeWooCommerce},
    };
}

constexpr std::array byFiles{"ebay"_L1, "etsy"_L1, "flipkart"_L1, "walmart"_L1};

/// A name for each that a person may type.
QString kindsByFiles()
{
    QStringList names;
    for (const QLatin1StringView name : byFiles)
        names << name;
    return names.join(u", "_s);
}

bool isLoopback(const QString &host)
{
    return host == u"localhost"_s || QHostAddress(host).isLoopback();
}

Result<const Factory *> find(const QList<Factory> &all, const QString &kind)
{
    QStringList names;
    for (const Factory &factory : all) {
        if (factory.kind.kind == kind)
            return &factory;
        names << factory.kind.kind;
    }
    return fail(Error::Code::InvalidInput, kind, u"no such kind of channel; there are: %1; and, with orders from files alone: %2"_s.arg(names.join(u", "_s), kindsByFiles()));
}

} // namespace

QList<Desk::Kind> channelKinds()
{
    QList<Desk::Kind> kinds;
    const QList<Factory> all = factories();
    for (const Factory &factory : all)
        kinds << factory.kind;
    return kinds;
}

bool comesByFiles(const QString &kind)
{
    return std::any_of(byFiles.begin(), byFiles.end(), [&](QLatin1StringView name) { return kind == name; });
}

Result<> checkSecretNames(const QString &kind, const QStringList &names)
{
    if (comesByFiles(kind))
        return names.isEmpty() ? Result<>() : fail(Error::Code::InvalidInput, names.first(), u"nothing is sent to a channel of the kind “%1”: it has no secrets"_s.arg(kind));
    const QList<Factory> all = factories();
    const auto factory = find(all, kind);
    if (!factory)
        return tl::make_unexpected(factory.error());
    QStringList known;
    for (const Desk::Field &field : (*factory)->kind.fields)
        if (field.isSecret)
            known << field.key;
    return checkSecretNames((*factory)->kind.title, known, names);
}

Result<> checkChannel(const ChannelDetails &details, const QMap<QString, QString> &secrets)
{
    if (comesByFiles(details.kind))
        return details.url.isEmpty() ? Result<>() : fail(Error::Code::InvalidInput, details.url, u"this program does not speak with channels of the kind “%1”: leave the address out, and import its orders"_s.arg(details.kind));
    const QList<Factory> all = factories();
    const auto factory = find(all, details.kind);
    if (!factory)
        return tl::make_unexpected(factory.error());
    const QUrl url(details.url, QUrl::StrictMode);
    const bool isGood = url.isValid() && !url.host().isEmpty() && (url.scheme() == u"https"_s || (url.scheme() == u"http"_s && isLoopback(url.host())));
    if (!isGood)
        return fail(Error::Code::InvalidInput, details.url, u"the address must be https://… (plain http:// only to this machine)"_s);
    if (!url.userInfo().isEmpty())
        return fail(Error::Code::InvalidInput, url.toDisplayString(QUrl::RemoveUserInfo), u"the address holds credentials; give them with --secret"_s);
    for (const Desk::Field &field : (*factory)->kind.fields) {
        const QString value = field.isSecret ? secrets[field.key] : details.account.value(field.key, field.preset);
        if (field.isRequired && value.trimmed().isEmpty())
            return fail(Error::Code::InvalidInput, field.key, u"%1 is missing (%2)"_s.arg(field.label, field.isSecret ? u"--secret %1=…"_s.arg(field.key) : u"--account %1=…"_s.arg(field.key)));
    }
    if (details.kind == u"shopify"_s && secrets[u"access_token"_s].isEmpty() && (secrets[u"client_id"_s].isEmpty() || secrets[u"client_secret"_s].isEmpty()))
        return fail(Error::Code::InvalidInput, u"access_token"_s, u"an access token, or client id and client secret, is missing"_s);
    return {};
}

Result<std::unique_ptr<channels::ChannelPort>> makePort(const ChannelDetails &details, const QMap<QString, QString> &secrets,
                                                        Exchanges exchanges, Clock &clock)
{
    CROSSDOCK_TRY(checkChannel(details, secrets));
    const QList<Factory> all = factories();
    return find(all, details.kind).and_then([&](const Factory *factory) { return factory->make(details, secrets, exchanges, clock); });
}

} // namespace crossdock::app
