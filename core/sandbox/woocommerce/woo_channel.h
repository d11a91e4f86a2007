#pragma once

#include "core/sandbox/channel.h"
#include "core/sandbox/woocommerce/woo_webhooks.h"

#include <QJsonArray>
#include <QJsonObject>

namespace crossdock::sandbox {

/// A WooCommerce shop: REST v3 under /wp-json/wc/v3.
/// Sources: the recorded examples of the REST documentation, and the controllers of WooCommerce 10.0.2.
class WooChannel : public Channel
{
public:
    WooChannel(const ChannelSpec &spec, Surroundings around);

    ChannelAccess access() const override;
    void subscribe(const QString &url) override;
    void nameListing(Listing &listing, quint64 item, quint64 family, int familySize) const override;
    void nameOrder(Order &order) override;
    void orderHappened(const Order &order, OrderEvent event) override;
    void listingChanged(const Listing &listing) override;
    bool hasTrash() const override { return true; }
    bool takesUnitsWithPayment() const override { return true; } // wc_maybe_reduce_stock_levels: processing, on-hold, completed

protected:
    void answer(const Request &request, Respond respond) override;
    Reply throttledReply() const override;
    Reply brokenReply() override;

private:
    /// A page of /products: a simple product, or a parent with its variations.
    struct Product {
        quint64 number = 0;
        QList<qsizetype> listings; ///< one for a simple product
        bool isVariable = false;
    };

    Reply route(const Request &request);
    std::optional<Reply> refuseStranger(const Request &request) const;
    Reply products(const Request &request, const QStringList &path);
    Reply product(const Request &request, quint64 number);
    Reply variations(const Request &request, const Product &parent, const QStringList &path);
    Reply listProducts(const Request &request);
    Reply listVariations(const Request &request, const Product &parent);
    Reply batch(const Request &request, const Product *parent);
    QJsonObject batchRow(const QJsonObject &change, const Product *parent, bool isRefused);
    void change(qsizetype listing, const QJsonObject &change);
    QJsonObject json(const Product &product) const;

    Reply orders(const Request &request, const QStringList &path);
    Reply listOrders(const Request &request);
    Reply orderNotes(Order &order, const Request &request);
    Reply changeOrder(Order &order, const QJsonObject &change);

    const QList<Product> &catalogue();
    const Product *findProduct(quint64 number);
    qsizetype findVariation(const Product &parent, quint64 number) const;

    WooWebhooks m_webhooks;
    QList<Product> m_products;
    QHash<quint64, qsizetype> m_productByNumber;
};

} // namespace crossdock::sandbox
