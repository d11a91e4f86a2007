#include "core/sandbox/shopify/shopify_channel.h"
#include "core/sandbox/shopify/shopify_values.h"

#include <QCryptographicHash>
#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox {
namespace {

constexpr qint64 mostUnits = 1'000'000'000;
constexpr qsizetype mostRows = 250;
constexpr Milliseconds keyLife{24 * 3600 * 1000};
constexpr qsizetype keysBeforeSweep = 20'000;

const QStringList reasons = {
    u"correction"_s, u"cycle_count_available"_s, u"damaged"_s, u"movement_canceled"_s, u"movement_created"_s,
    u"movement_received"_s, u"movement_updated"_s, u"other"_s, u"promotion"_s, u"quality_control"_s, u"received"_s,
    u"reservation_created"_s, u"reservation_deleted"_s, u"reservation_updated"_s, u"restock"_s, u"safety_stock"_s,
    u"shrinkage"_s};

bool isSetting(QStringView mutation)
{
    return mutation == u"inventorySetQuantities";
}

} // namespace

ShopifyChannel::Outcome ShopifyChannel::adjustInventory(const Call &call)
{
    const QString mutation = call.name.toString();
    const QString type = isSetting(mutation) ? u"InventorySetQuantitiesPayload"_s : u"InventoryAdjustQuantitiesPayload"_s;
    const QJsonObject input = call.argument(u"input").toObject();
    const QJsonValue key = call.directive(u"idempotent", u"key");
    if (!key.isString()) {
        return graphql::Failure{u"The @idempotent directive is required for this mutation but was not provided."_s, u"BAD_REQUEST"_s, {}};
    }
    const QJsonArray rows = input.value(isSetting(mutation) ? u"quantities" : u"changes").toArray();
    if (rows.size() > mostRows) {
        return graphql::Failure{u"The input array size of %1 is greater than the maximum allowed of 250."_s.arg(rows.size()),
                                u"MAX_INPUT_SIZE_EXCEEDED"_s, {}};
    }
    for (const QJsonValue &row : rows) {
        if (!row.toObject().contains(u"changeFromQuantity")) {
            const QString inputType = isSetting(mutation) ? u"InventoryQuantityInput"_s : u"InventoryChangeInput"_s;
            return graphql::Failure{inputType + u" must include the following argument: changeFromQuantity."_s,
                                    u"INVALID_FIELD_ARGUMENTS"_s, {}};
        }
    }
    const QByteArray fingerprint
        = QCryptographicHash::hash(mutation.toUtf8() + QJsonDocument(input).toJson(QJsonDocument::Compact), QCryptographicHash::Sha256);
    const auto kept = m_keptAnswers.constFind(key.toString());
    if (kept != m_keptAnswers.constEnd() && kept->at + keyLife > now()) {
        if (kept->fingerprint == fingerprint)
            return payload(type, kept->answer);
        Adjustment mismatch;
        mismatch.errors = {{{}, u"The same idempotency key cannot be used with different operation parameters."_s,
                            u"IDEMPOTENCY_KEY_PARAMETER_MISMATCH"_s}};
        return payload(type, mismatch);
    }
    if (m_keptAnswers.size() > keysBeforeSweep)
        m_keptAnswers.removeIf([this](const auto &entry) { return entry.value().at + keyLife <= now(); });
    const Adjustment answer = decide(mutation, input);
    m_keptAnswers.insert(key.toString(), {fingerprint, answer, now()});
    return payload(type, answer);
}

ShopifyChannel::Adjustment ShopifyChannel::decide(const QString &mutation, const QJsonObject &input)
{
    Adjustment answer;
    answer.reason = input.value(u"reason").toString();
    answer.document = input.value(u"referenceDocumentUri").toString();
    const bool isSet = isSetting(mutation);
    const QString list = isSet ? u"quantities"_s : u"changes"_s;
    const auto complain = [&](const QStringList &field, const QString &message, const QString &code) {
        answer.errors.append({QStringList{u"input"_s} + field, message, code});
    };
    const QString name = input.value(u"name").toString();
    const QStringList names = isSet ? QStringList{u"available"_s, u"on_hand"_s} : QStringList{u"available"_s};
    if (!names.contains(name)) {
        if (isSet)
            complain({u"name"_s}, u"The quantity name must be either 'available' or 'on_hand'."_s, u"INVALID_NAME"_s);
        else
            complain({u"name"_s}, u"The specified quantity name is invalid."_s, u"INVALID_QUANTITY_NAME"_s);
    }
    if (!reasons.contains(answer.reason)) {
        complain({u"reason"_s}, u"The specified reason is invalid. Valid values are: "_s + reasons.join(u", "_s) + u'.',
                 u"INVALID_REASON"_s);
    }
    QList<Row> rows;
    for (const QJsonValue &value : input.value(list).toArray()) {
        rows.append({value[u"inventoryItemId"].toString(), value[u"locationId"].toString(),
                     value[isSet ? u"quantity" : u"delta"].toInteger(), value[u"changeFromQuantity"]});
    }
    const bool isPartial = rows.size() > 1 && chance().happens(&Faults::partial);
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const Row &row = rows.at(i);
        const QStringList at{list, QString::number(i)};
        const qsizetype listing = shop().indexOfInventory(row.item);
        const auto isPair = [&](const Row &other) { return other.item == row.item && other.location == row.location; };
        if (listing < 0)
            complain(at + QStringList{u"inventoryItemId"_s}, u"The specified inventory item could not be found."_s, u"INVALID_INVENTORY_ITEM"_s);
        if (row.location != location())
            complain(at + QStringList{u"locationId"_s}, u"The specified location could not be found."_s, u"INVALID_LOCATION"_s);
        if (isSet && row.number < 0 && name == u"on_hand")
            complain(at + QStringList{u"quantity"_s}, u"The quantity can't be negative."_s, u"INVALID_QUANTITY_NEGATIVE"_s);
        else if (row.number < -mostUnits)
            complain(at + QStringList{isSet ? u"quantity"_s : u"delta"_s}, u"The quantity can't be lower than -1,000,000,000."_s, u"INVALID_QUANTITY_TOO_LOW"_s);
        if (row.number > mostUnits)
            complain(at + QStringList{isSet ? u"quantity"_s : u"delta"_s}, u"The quantity can't be higher than 1,000,000,000."_s, u"INVALID_QUANTITY_TOO_HIGH"_s);
        if (isSet && std::count_if(rows.cbegin(), rows.cend(), isPair) > 1) {
            complain(at + QStringList{u"locationId"_s}, u"The combination of inventoryItemId and locationId must be unique."_s,
                     u"NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR"_s);
        }
        if (listing < 0 || !row.changeFrom.isDouble())
            continue;
        const Listing &known = shop().listings().at(listing);
        const Quantity stored = name == u"on_hand" ? known.quantity + known.committed : known.quantity;
        if (row.changeFrom.toInteger() != stored || (isPartial && i % 2 == 1)) {
            complain(at + QStringList{u"changeFromQuantity"_s},
                     u"The changeFromQuantity value does not match persisted value."_s, u"CHANGE_FROM_QUANTITY_STALE"_s);
        }
    }
    // All rows or none: with a single error the group is null and nothing has changed.
    return answer.errors.isEmpty() ? apply(mutation, input, rows) : answer;
}

ShopifyChannel::Adjustment ShopifyChannel::apply(const QString &mutation, const QJsonObject &input, const QList<Row> &rows)
{
    Adjustment answer;
    answer.reason = input.value(u"reason").toString();
    answer.document = input.value(u"referenceDocumentUri").toString();
    answer.createdAt = now();
    for (const Row &row : rows) {
        const qsizetype index = shop().indexOfInventory(row.item);
        const Listing &known = shop().listings().at(index);
        const Quantity committed = input.value(u"name").toString() == u"on_hand" ? known.committed : 0;
        const Quantity wanted = isSetting(mutation) ? row.number - committed : known.quantity + row.number;
        if (wanted == known.quantity)
            continue; // recorded: what changes nothing is not mentioned, and a group of nothing is null
        answer.changes.append({index, wanted - known.quantity});
        shop().setQuantity(index, wanted);
    }
    if (!answer.changes.isEmpty())
        answer.id = gid(u"InventoryAdjustmentGroup", m_nextGroup++);
    return answer;
}

ShopifyChannel::Object ShopifyChannel::payload(const QString &type, const Adjustment &answer)
{
    return {type, [this, type, answer](const Call &call) -> Outcome {
        if (call.name == u"userErrors")
            return userErrors(QString(type).replace(u"Payload"_s, u"UserError"_s), answer.errors);
        if (answer.id.isEmpty())
            return QJsonValue();
        return Object{u"InventoryAdjustmentGroup"_s, [this, answer](const Call &part) -> Outcome {
            if (part.name == u"id")
                return QJsonValue(answer.id);
            if (part.name == u"createdAt")
                return dateTime(answer.createdAt);
            if (part.name == u"reason")
                return QJsonValue(answer.reason);
            if (part.name == u"referenceDocumentUri")
                return answer.document.isEmpty() ? QJsonValue() : QJsonValue(answer.document);
            QList<Object> changes;
            for (const auto &name : {u"available"_s, u"on_hand"_s}) {
                for (const Change &change : answer.changes) {
                    changes.append({u"InventoryChange"_s, [this, name, change](const Call &field) -> Outcome {
                        if (field.name == u"name")
                            return QJsonValue(name);
                        if (field.name == u"delta")
                            return QJsonValue(change.delta);
                        if (field.name == u"item")
                            return itemObject(change.listing);
                        if (field.name == u"location")
                            return locationObject();
                        return QJsonValue(); // recorded: quantityAfterChange is null
                    }});
                }
            }
            return changes;
        }};
    }};
}

} // namespace crossdock::sandbox
