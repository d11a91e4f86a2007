#include "core/inventory/rules/engine/store_facts.h"

#include "core/inventory/channels/told_facts.h"
#include "core/inventory/fulfilment/node_details.h"
#include "core/inventory/orders/order_fact_rows.h"

#include <QJsonDocument>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {
namespace {

constexpr double msPerMinute = 60'000;

QStringView partOf(const QString &field)
{
    return QStringView(field).mid(field.indexOf(u'.') + 1);
}

} // namespace

Unit unitOfCurrency(QStringView currency)
{
    return currency == u"USD" ? Unit::Usd : currency == u"EUR" ? Unit::Eur : currency == u"GBP" ? Unit::Gbp
        : currency == u"INR" ? Unit::Inr : currency == u"CAD" ? Unit::Cad : currency == u"AUD" ? Unit::Aud : Unit::None;
}

void StoreFacts::setWorkspace(const Workspace &workspace)
{
    m_zone = QTimeZone(workspace.zone.toLatin1());
    if (!m_zone.isValid())
        m_zone = QTimeZone::utc();
}

void StoreFacts::forget()
{
    m_products.clear();
    m_orders.clear();
    m_buyers.clear();
    m_purchases.clear();
    m_parcels.clear();
    m_homes.reset();
}

Fact StoreFacts::moneyValue(const std::optional<Money> &money) const
{
    if (!money)
        return {};
    const Unit unit = unitOfCurrency(money->currency);
    if (unit == Unit::None)
        return {}; // a currency that no sentence can compare with
    return Fact::of(double(money->amount) / std::pow(10.0, minorDigits(money->currency)), unit);
}

Fact StoreFacts::marginValue(const std::optional<Money> &price, const std::optional<Money> &cost, bool isShare) const
{
    if (!price || !cost || price->currency != cost->currency)
        return {};
    if (isShare)
        return price->amount == 0 ? Fact() : Fact::of(100.0 * double(price->amount - cost->amount) / double(price->amount));
    return moneyValue(Money{price->amount - cost->amount, price->currency});
}

Fact StoreFacts::read(const SlotKey &key, const Subject &subject, Time at)
{
    const QString name = fieldName(key.field);
    const QStringView entity = entityOf(key.field);
    if (entity == u"channel")
        return subject.channel.isEmpty() ? Fact() : Fact::of(subject.channel);
    if (entity == u"node")
        return subject.node.isEmpty() ? Fact() : Fact::of(subject.node);
    if (entity == u"time")
        return time(partOf(name), at);
    if (entity == u"order")
        return order(partOf(name), key, subject, at);
    if (entity == u"customer")
        return partOf(name) == u"email" || partOf(name) == u"phone" ? buyer(partOf(name), subject) : customer(partOf(name), subject, at);
    if (entity == u"shipment")
        return shipment(partOf(name), subject, at);
    if (entity == u"product")
        return product(partOf(name), key, subject);
    if (entity == u"stock")
        return stock(partOf(name), key, subject, at);
    if (entity == u"po")
        return purchase(partOf(name), subject, at);
    if (entity == u"sales")
        return sales(partOf(name), key, subject, at);
    if (entity == u"return")
        return returned(partOf(name), subject, at);
    if (entity == u"refund" || entity == u"chargeback")
        return moneyBack(entity, subject);
    if (entity == u"competitor")
        return competitor(partOf(name), key, subject);
    if (entity == u"account")
        return account(partOf(name), key, subject);
    return entity == u"listing" ? listing(partOf(name), key, subject) : Fact();
}

Fact StoreFacts::time(QStringView part, Time at) const
{
    static const QStringList days{u"mon"_s, u"tue"_s, u"wed"_s, u"thu"_s, u"fri"_s, u"sat"_s, u"sun"_s};
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(toMs(at), m_zone);
    if (part == u"weekday")
        return Fact::of(days[local.date().dayOfWeek() - 1]);
    if (part == u"of_day")
        return Fact::of(double(local.time().hour() * 60 + local.time().minute()));
    if (part == u"month")
        return Fact::of(double(local.date().month()));
    return part == u"date" ? Fact::of(double(local.date().toJulianDay())) : Fact();
}

const StoreFacts::Product *StoreFacts::productOf(const Subject &subject)
{
    if (subject.sku == 0)
        return nullptr;
    if (const auto known = m_products.constFind(subject.sku); known != m_products.cend())
        return &*known;
    const auto row = m_database.first(
        u"SELECT code, name, category, brand, supplier, tags, cost, cost_currency, weight_g, safety_stock, reorder_point FROM sku WHERE id = ?"_s, {subject.sku},
        [](const store::Row &r) {
            Product product{r.text(0), r.text(1), r.text(2), r.text(3), r.text(4), r.text(5).split(u'\n', Qt::SkipEmptyParts), std::nullopt,
                            double(r.number(8)), double(r.number(9)), double(r.number(10))};
            if (!r.isNull(6))
                product.cost = Money{r.number(6), r.text(7)};
            return product;
        });
    if (!row || !*row)
        return nullptr;
    return &*m_products.insert(subject.sku, **row);
}

Fact StoreFacts::product(QStringView part, const SlotKey &key, const Subject &subject)
{
    const Product *known = productOf(subject);
    if (!known)
        return {};
    if (part == u"sku")
        return Fact::of(known->code);
    if (part == u"title")
        return Fact::of(known->title);
    if (part == u"category")
        return Fact::of(known->category);
    if (part == u"brand")
        return Fact::of(known->brand);
    if (part == u"supplier")
        return Fact::of(known->supplier);
    if (part == u"tags")
        return Fact::of(known->tags);
    if (part == u"weight")
        return known->weightG > 0 ? Fact::of(known->weightG) : Fact();
    if (part == u"safety_stock")
        return Fact::of(known->safetyStock);
    if (part == u"reorder_point")
        return Fact::of(known->reorderPoint);
    if (part == u"cost")
        return moneyValue(known->cost);
    if (part != u"margin")
        return {};
    // The margin on the channel at hand, else where it is least.
    const QString where = subject.channel.isEmpty() ? QString() : u" AND c.name = ?"_s;
    QVariantList values{subject.sku};
    if (!where.isEmpty())
        values.append(subject.channel);
    const auto price = m_database.first(u"SELECT l.price, l.price_currency FROM listing l JOIN channel c ON c.id = l.channel_id WHERE l.sku_id = ? "
                                        "AND l.price IS NOT NULL"_s + where + u" ORDER BY l.price LIMIT 1"_s,
                                        values, [](const store::Row &row) { return Money{row.number(0), row.text(1)}; });
    return price && *price ? marginValue(*price, known->cost, key.isShare) : Fact();
}

const StoreFacts::Order *StoreFacts::orderOf(const Subject &subject)
{
    if (subject.sale == 0)
        return nullptr;
    if (const auto known = m_orders.constFind(subject.sale); known != m_orders.cend())
        return &*known;
    auto row = m_database.first(
        u"SELECT state, country, region, note, tags, created_at, held_at, ship_by, is_held, payment_method, facts FROM sale WHERE id = ?"_s,
        {subject.sale}, [](const store::Row &r) {
            Order order;
            order.standing = {r.text(0), r.flag(8), double(r.number(6))};
            order.country = r.text(1);
            order.region = r.text(2);
            order.note = r.text(3);
            order.paymentMethod = r.text(9);
            order.facts = orders::factsIn(r.text(10));
            order.tags = r.text(4).split(u'\n', Qt::SkipEmptyParts);
            order.createdAt = double(r.number(5));
            order.hasShipBy = !r.isNull(7);
            order.shipBy = double(r.number(7));
            return order;
        });
    if (!row || !*row)
        return nullptr;
    fillLines(**row, subject.sale);
    return &*m_orders.insert(subject.sale, **row);
}

void StoreFacts::fillLines(Order &order, qint64 sale)
{
    bool areWeighed = true, areCosted = true;
    Money total{0, {}}, cost{0, {}};
    bool isPriced = true;
    const bool isAwaiting = order.standing.state == u"awaiting";
    const auto read = m_database.each(
        u"SELECT l.ordered, l.quantity, l.short, l.price, l.price_currency, COALESCE(k.code, ''), COALESCE(k.category, ''), COALESCE(k.brand, ''), "
        "COALESCE(k.tags, ''), COALESCE(k.weight_g, 0), k.cost, k.cost_currency FROM sale_line l LEFT JOIN sku k ON k.id = l.sku_id WHERE l.sale_id = ?"_s,
        {sale}, [&](const store::Row &row) {
            const qint64 units = isAwaiting ? row.number(0) : row.number(1);
            order.lines += units > 0 ? 1 : 0;
            order.items += double(units);
            order.shortUnits += double(row.number(2));
            if (row.isNull(3) || (!total.currency.isEmpty() && total.currency != row.text(4))) {
                isPriced = false;
            } else {
                total.currency = row.text(4);
                total.amount += row.number(3) * units;
            }
            if (row.isNull(10) || (!cost.currency.isEmpty() && cost.currency != row.text(11))) {
                areCosted = false;
            } else {
                cost.currency = row.text(11);
                cost.amount += row.number(10) * units;
            }
            areWeighed = areWeighed && row.number(9) > 0;
            order.weightG += double(row.number(9) * units);
            const auto add = [](QStringList &list, const QString &name) {
                if (!name.isEmpty())
                    list.append(name);
            };
            add(order.skus, row.text(5));
            add(order.categories, row.text(6));
            add(order.brands, row.text(7));
            order.productTags += row.text(8).split(u'\n', Qt::SkipEmptyParts);
        });
    if (!read || !areWeighed)
        order.weightG = 0;
    if (read && isPriced && !total.currency.isEmpty())
        order.total = total;
    if (read && areCosted && !cost.currency.isEmpty())
        order.cost = cost;
}

Fact StoreFacts::order(QStringView part, const SlotKey &key, const Subject &subject, Time at)
{
    const Order *known = orderOf(subject);
    if (!known)
        return {};
    if (part == u"total")
        return moneyValue(known->total);
    if (part == u"margin")
        return marginValue(known->total, known->cost, key.isShare);
    if (part == u"item_count")
        return Fact::of(known->items);
    if (part == u"line_count")
        return Fact::of(known->lines);
    if (part == u"weight")
        return known->weightG > 0 ? Fact::of(known->weightG) : Fact();
    const Standing now = standing(subject, known->standing);
    if (part == u"payment_status")
        return paymentStatus(now, told(subject, known->facts).payment);
    if (part == u"fulfillment_status")
        return Fact::of(now.isHeld ? u"on_hold"_s : now.state == u"shipped" ? u"fulfilled"_s : u"unfulfilled"_s);
    if (part == u"payment_method")
        return known->paymentMethod.isEmpty() ? Fact() : Fact::of(known->paymentMethod);
    if (part == u"country")
        return known->country.isEmpty() ? Fact() : Fact::of(known->country);
    if (part == u"region")
        return known->region.isEmpty() ? Fact() : Fact::of(known->region);
    if (part == u"is_international")
        return isInternational(known->country);
    if (part == u"is_backordered")
        return Fact::yes(known->shortUnits > 0);
    if (part == u"skus")
        return Fact::of(known->skus);
    if (part == u"categories")
        return Fact::of(known->categories);
    if (part == u"brands")
        return Fact::of(known->brands);
    if (part == u"tags")
        return Fact::of(known->tags);
    if (part == u"product_tags")
        return Fact::of(known->productTags);
    if (part == u"note")
        return Fact::of(known->note);
    if (part == u"city" || part == u"postcode")
        return buyer(part, subject);
    if (channels::isToldFact(fieldName(key.field)))
        return toldFact(part, key, told(subject, known->facts));
    return orderTime(part, *known, now, at);
}

/// It goes to where no node is. Unknown as long as no node says where it is.
Fact StoreFacts::isInternational(const QString &country)
{
    if (!m_homes) {
        QStringList homes;
        const auto read = m_database.each(u"SELECT details FROM node WHERE details <> ''"_s, {}, [&](const store::Row &row) {
            homes.append(nodeDetailsFrom(QJsonDocument::fromJson(row.text(0).toUtf8()).object()).country);
        });
        homes.removeAll(QString());
        if (!read)
            return {};
        m_homes = homes;
    }
    return country.isEmpty() || m_homes->isEmpty() ? Fact() : Fact::yes(!m_homes->contains(country, Qt::CaseInsensitive));
}

Fact StoreFacts::orderTime(QStringView part, const Order &order, const Standing &standing, Time at)
{
    const double now = double(toMs(at));
    if (part == u"age")
        return Fact::of((now - order.createdAt) / msPerMinute);
    if (part == u"hold_age")
        return standing.isHeld && standing.heldAt > 0 ? Fact::of((now - standing.heldAt) / msPerMinute) : Fact();
    if (!order.hasShipBy || standing.state == u"shipped" || standing.state == u"cancelled")
        return {};
    const double left = (order.shipBy - now) / msPerMinute;
    if (part == u"time_to_ship_by")
        return Fact::of(left);
    return part == u"overdue_by" && left < 0 ? Fact::of(-left) : Fact();
}

Fact StoreFacts::buyer(QStringView part, const Subject &subject)
{
    if (!m_privacy || subject.sale == 0)
        return {};
    auto known = m_buyers.constFind(subject.sale);
    if (known == m_buyers.cend()) {
        const auto buyer = m_privacy->buyer(subject.sale);
        if (!buyer || !*buyer)
            return {};
        known = m_buyers.insert(subject.sale, **buyer);
    }
    if (part == u"email")
        return Fact::of(known->email);
    if (part == u"phone")
        return Fact::of(known->phone);
    if (part == u"city")
        return Fact::of(known->city);
    return part == u"postcode" ? Fact::of(known->postcode) : Fact();
}

} // namespace crossdock::rules
