#include "core/connectors/channels/woocommerce/woocommerce_channel.h"

#include "core/connectors/channels/http_failure.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::woocommerce
{

using namespace channels;
using Kind = CallFailure::Kind;

/// Pages of products; each product with variations is queued, and its pages are read before the products go on.
struct WooCommerceChannel::CatalogueCursor {
    struct Parent {
        qint64 id = 0;
        QString title;
    };
    int page = 1; ///< of products; 0: all were read
    int variationPage = 1; ///< of the first parent
    QList<Parent> parents;

    static CatalogueCursor parse(const QString &text)
    {
        CatalogueCursor cursor;
        const QJsonObject known = QJsonDocument::fromJson(text.toUtf8()).object();
        cursor.page = known["page"_L1].toInt(1);
        cursor.variationPage = std::max(1, known["variations"_L1].toInt(1));
        const QJsonArray parents = known["parents"_L1].toArray();
        for (const QJsonValue &parent : parents)
            cursor.parents.append({parent["id"_L1].toInteger(), parent["title"_L1].toString()});
        return cursor;
    }

    QString text() const
    {
        QJsonArray list;
        for (const Parent &parent : parents)
            list.append(QJsonObject{{u"id"_s, parent.id}, {u"title"_s, parent.title}});
        const QJsonObject known{{u"page"_s, page}, {u"variations"_s, variationPage}, {u"parents"_s, list}};
        return QString::fromUtf8(QJsonDocument(known).toJson(QJsonDocument::Compact));
    }

    bool isAtEnd() const { return page == 0 && parents.isEmpty(); }
};

namespace
{

void add(CataloguePage *page, const Product &product, const ProductRef &ref, const QString &title,
         const ChannelId &channel, const QString &currency)
{
    const auto sku = Sku::parse(product.sku);
    if (!sku) {
        page->withoutSku.append(title);
        return;
    }
    CatalogueItem item;
    item.address.id = {channel, ref.text()};
    item.address.sku = *sku;
    item.title = title;
    item.quantity = product.quantity.value_or(0);
    if (const auto price = parseMoney(product.price, currency))
        item.price = *price;
    page->items.append(std::move(item));
}

bool isLast(const http::Reply &reply, int page, qsizetype count)
{
    bool isKnown = false;
    const int pages = http::header(reply.headers, "X-WP-TotalPages").toInt(&isKnown);
    return count == 0 || (isKnown ? page >= pages : count < perPage);
}

} // namespace

void WooCommerceChannel::readCatalogue(const QString &cursor, Done<Answer<CataloguePage>> done)
{
    const auto parsed = CatalogueCursor::parse(cursor);
    findCurrency([this, parsed, done = std::move(done)] { readProducts(parsed, done); });
}

void WooCommerceChannel::readProducts(const CatalogueCursor &cursor, Done<Answer<CataloguePage>> done)
{
    const bool isOfParent = !cursor.parents.isEmpty();
    const CatalogueCursor::Parent parent = cursor.parents.value(0);
    const int number = isOfParent ? cursor.variationPage : std::max(1, cursor.page);
    const QByteArray path
        = isOfParent ? "/products/" + QByteArray::number(parent.id) + "/variations" : QByteArray("/products");
    const Query query{{"per_page", QByteArray::number(perPage)},
                      {"page", QByteArray::number(number)},
                      {"orderby", "id"},
                      {"order", "asc"}};
    m_client.get(
        path, query, [this, cursor, parent, isOfParent, number, done = std::move(done)](const WooReply &reply) {
            // A product that was deleted since its page was read has no variations any more.
            const bool isGone = !reply && isOfParent && reply.error().status == 404;
            if (!reply && !isGone)
                return done(tl::make_unexpected(reply.error().failure));
            const auto products = isGone ? QList<Product>() : parseProducts(reply->body);
            if (!products) {
                return done(tl::make_unexpected(
                    CallFailure{Kind::Unreachable, u"The shop's products cannot be read: "_s + m_client.excerptOf(reply->body),
                                Milliseconds{0}, false}));
            }
            CataloguePage page;
            CatalogueCursor next = cursor;
            for (const Product &product : *products) {
                if (isOfParent)
                    add(&page, product, {parent.id, product.id}, product.title.isEmpty() ? parent.title : product.title,
                        m_details.name, m_currency);
                else if (product.hasVariations)
                    next.parents.append({product.id, product.title});
                else
                    add(&page, product, {product.id, 0}, product.title, m_details.name, m_currency);
            }
            const bool isEnd = isGone || isLast(*reply, number, products->size());
            if (isOfParent) {
                next.variationPage = isEnd ? 1 : number + 1;
                if (isEnd)
                    next.parents.removeFirst();
            } else {
                next.page = isEnd ? 0 : number + 1;
            }
            page.hasMore = !next.isAtEnd();
            page.cursor = next.text();
            done(std::move(page));
        });
}

} // namespace crossdock::woocommerce
