#pragma once

#include "core/sandbox/channel.h"
#include "core/sandbox/graphql/execution.h"
#include "core/sandbox/shopify/shopify_webhooks.h"
#include "core/sandbox/token_bucket.h"

namespace crossdock::sandbox {

/// A Shopify store: the Admin GraphQL API, version 2026-10, with its cost accounting, idempotency and webhooks.
/// Sources: admin_2026-10.graphql; recorded answers of real stores (API 2026-04), named where they are followed to the letter.
class ShopifyChannel : public Channel
{
public:
    ShopifyChannel(const ChannelSpec &spec, Surroundings around);

    ChannelAccess access() const override;
    QString location() const override;
    void subscribe(const QString &url) override;
    void nameListing(Listing &listing, quint64 item, quint64 family, int familySize) const override;
    void nameOrder(Order &order) override;
    void orderHappened(const Order &order, OrderEvent event) override;
    void listingChanged(const Listing &listing) override;
    bool hasReturns() const override { return true; }
    void returnHappened(const Order &order, const SentBack &what) override;
    void disputed(const Order &order, const Dispute &what) override;

protected:
    void answer(const Request &request, Respond respond) override;
    Reply throttledReply() const override;
    Reply brokenReply() override;

private:
    using Object = graphql::Object;
    using Outcome = graphql::Outcome;
    using Call = graphql::Call;

    struct UserError {
        QStringList field;
        QString message;
        QString code;
    };
    struct Change {
        qsizetype listing = 0;
        Quantity delta = 0;
    };
    /// The answer of an inventory mutation, kept under its idempotency key.
    struct Adjustment {
        QString id; ///< empty: nothing changed, the group is null
        QString reason;
        QString document;
        Time createdAt{};
        QList<Change> changes;
        QList<UserError> errors;
    };
    struct KeptAnswer {
        QByteArray fingerprint; ///< of the mutation and its input
        Adjustment answer;
        Time at{};
    };
    /// One row of the input of an inventory mutation.
    struct Row {
        QString item;
        QString location;
        qint64 number = 0; ///< the quantity to set, or the delta
        QJsonValue changeFrom; ///< undefined if absent
    };

    Reply token(const Request &request);
    Reply graphql(const Request &request);
    tl::expected<graphql::Document, graphql::Problem> documentOf(const QString &text);
    bool isToken(const QString &token) const;
    QJsonObject costBlock(int requested, int actual);
    QJsonObject withCost(QJsonObject body, int requested, int actual);

    Object queryRoot();
    Object mutation();
    Outcome node(const QString &id);
    Object shopObject() const;
    Object locationObject() const;
    Object productObject(quint64 number);
    Object variantObject(qsizetype listing);
    Object itemObject(qsizetype listing);
    Object levelObject(qsizetype listing);
    Object orderObject(qsizetype order);
    Object lineObject(const OrderLine &line);
    Outcome quantities(qsizetype listing, const QJsonArray &names) const;
    Outcome variants(const Call &call, const QList<qsizetype> &among, const QString &connectionType);
    Outcome orders(const Call &call);
    Outcome orderCancel(const Call &call);
    Outcome fulfillments(qsizetype order);
    Outcome fulfillmentOrders(const Call &call, qsizetype order);
    Object fulfillmentOrder(qsizetype order);
    Object fulfillment(qsizetype order, qsizetype parcel);
    Outcome fulfillmentCreate(const Call &call);
    Outcome trackingUpdate(const Call &call);
    Outcome refunds(const Order &order) const;
    Outcome returns(const Call &call, qsizetype order);
    Outcome returnNode(const QString &id);
    Object returnObject(qsizetype order, qsizetype place);
    Object returnLine(qsizetype order, qsizetype place, qsizetype item);
    Outcome answerReturn(const Call &call);
    Outcome bulkUpdate(const Call &call);
    std::optional<UserError> priceError(const QJsonObject &variant, qsizetype row) const;

    Outcome adjustInventory(const Call &call);
    Adjustment decide(const QString &mutation, const QJsonObject &input);
    Adjustment apply(const QString &mutation, const QJsonObject &input, const QList<Row> &rows);
    Object payload(const QString &type, const Adjustment &answer);

    const QList<qsizetype> &family(quint64 product);
    static Object userError(const QString &type, const UserError &error);
    static QList<Object> userErrors(const QString &type, const QList<UserError> &errors);

    ShopifyWebhooks m_webhooks;
    TokenBucket m_points;
    QHash<QString, graphql::Document> m_documents; ///< by text
    QMap<QString, Time> m_tokens; ///< from the client credentials grant: valid until
    QMap<QString, KeptAnswer> m_keptAnswers;
    QMap<quint64, QList<qsizetype>> m_families;
    QList<quint64> m_products; ///< in the order of the catalogue
    quint64 m_nextGroup = 54'640'716'251'442;
};

} // namespace crossdock::sandbox
