#include "core/sandbox/shopify/shopify_channel.h"
#include "core/sandbox/shopify/shopify_values.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox {
namespace {

constexpr double priceBound = 1e18; // recorded: "must be less than 1000000000000000000"

} // namespace

std::optional<ShopifyChannel::UserError> ShopifyChannel::priceError(const QJsonObject &variant, qsizetype row) const
{
    const QStringList at{u"variants"_s, QString::number(row)};
    const QString compareAt = variant.value(u"compareAtPrice").toVariant().toString();
    if (!compareAt.isEmpty() && compareAt.toDouble() >= priceBound)
        return UserError{at + QStringList{u"compareAtPrice"_s}, u"must be less than 1000000000000000000"_s, u"INVALID_INPUT"_s};
    if (!variant.contains(u"price"))
        return std::nullopt;
    const auto price = parseMoney(variant.value(u"price").toVariant().toString(), shop().currency());
    if (!price)
        return UserError{at + QStringList{u"price"_s}, u"Price is not a number"_s, u"INVALID_INPUT"_s};
    if (price->amount < 0)
        return UserError{at + QStringList{u"price"_s}, u"Price must be greater than or equal to 0"_s, u"GREATER_THAN_OR_EQUAL_TO"_s};
    return std::nullopt;
}

ShopifyChannel::Outcome ShopifyChannel::bulkUpdate(const Call &call)
{
    const quint64 product = numberOf(u"Product", call.argument(u"productId").toString());
    const QJsonArray wishes = call.argument(u"variants").toArray();
    const bool mayBePartial = call.argument(u"allowPartialUpdates").toBool();
    QList<UserError> errors;
    QList<qsizetype> good;
    QList<std::pair<qsizetype, Money>> prices;
    if (family(product).isEmpty())
        errors.append({{u"productId"_s}, u"Product does not exist"_s, u"PRODUCT_DOES_NOT_EXIST"_s});
    const bool isPartial = wishes.size() > 1 && chance().happens(&Faults::partial);
    for (qsizetype i = 0; errors.size() <= i && i < wishes.size() && !family(product).isEmpty(); ++i) {
        const QJsonObject wish = wishes.at(i).toObject();
        const qsizetype listing = shop().indexOf(wish.value(u"id").toString());
        const QStringList at{u"variants"_s, QString::number(i)};
        if (!family(product).contains(listing)) {
            errors.append({at + QStringList{u"id"_s}, u"Product variant does not exist"_s, u"PRODUCT_VARIANT_DOES_NOT_EXIST"_s});
            continue;
        }
        auto error = priceError(wish, i);
        if (!error && isPartial && i % 2 == 1)
            error = UserError{at, u"Variant is being updated by another request"_s, u"INVALID_INPUT"_s};
        if (error) {
            errors.append(*error);
            continue;
        }
        good.append(listing);
        if (wish.contains(u"price"))
            prices.append({listing, *parseMoney(wish.value(u"price").toVariant().toString(), shop().currency())});
    }
    const bool isDone = errors.isEmpty() || (mayBePartial && !good.isEmpty());
    for (const auto &[listing, price] : std::as_const(prices)) {
        if (isDone)
            shop().setPrice(listing, price);
    }
    return Object{u"ProductVariantsBulkUpdatePayload"_s, [this, product, errors, isDone, wishes](const Call &field) -> Outcome {
        if (field.name == u"userErrors")
            return userErrors(u"ProductVariantsBulkUpdateUserError"_s, errors);
        if (field.name == u"product")
            return family(product).isEmpty() ? Object{} : productObject(product);
        if (!isDone)
            return QJsonValue();
        QList<Object> updated;
        for (const QJsonValue &wish : wishes) { // recorded: refused variants are listed too, as they were
            const qsizetype listing = shop().indexOf(wish[u"id"].toString());
            if (listing >= 0)
                updated.append(variantObject(listing));
        }
        return updated;
    }};
}

} // namespace crossdock::sandbox
