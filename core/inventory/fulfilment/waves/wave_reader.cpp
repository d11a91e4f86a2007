#include "core/inventory/fulfilment/waves/wave_reader.h"

#include "core/inventory/fulfilment/waves/rate_reader.h"
#include "core/inventory/fulfilment/waves/rule_reader.h"

#include <QTimeZone>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::waves {
namespace {

using routing::StrictJson;

/// Reads the file twice: what is referred to by name first, then what refers.
class WaveReader
{
public:
    WaveReader(QByteArrayView json, routing::Problem problem)
        : m_text(json)
    {
        m_wave.problem = std::move(problem);
        m_wave.nodes.resize(m_wave.problem.nodes.size());
        m_wave.orders.resize(m_wave.problem.orders.size());
        for (const auto &node : m_wave.problem.nodes)
            m_nodeIds.append(node.id);
    }

    Result<Wave> read()
    {
        StrictJson named(m_text), rest(m_text);
        if (!readNamed(named))
            return tl::make_unexpected(named.error());
        if (!readRest(rest))
            return tl::make_unexpected(rest.error());
        return std::move(m_wave);
    }

private:
    bool readNamed(StrictJson &json)
    {
        FieldReader field(json);
        const bool isRead = json.object([&](const QByteArray &key) {
            if (key == "items")
                return items(json, field);
            if (key == "boxes")
                return boxes(json, field);
            if (key == "ship_date")
                return field.date(m_wave.shipDate);
            return key == "now" ? now(json, field) : json.skip();
        });
        if (isRead && !m_wave.shipDate.isValid() && !m_wave.now)
            return json.fail(u"“ship_date” and “now” are missing, one is needed"_s);
        return isRead;
    }

    bool readRest(StrictJson &json)
    {
        FieldReader field(json);
        RateReader rates(json, m_wave.problem.currency, m_wave.rates);
        RuleReader rules(json, m_nodeIds, m_wave);
        return json.object([&](const QByteArray &key) {
            if (key == "orders")
                return json.array([&](qsizetype i) { return order(json, field, static_cast<size_t>(i)); });
            if (key == "nodes")
                return json.array([&](qsizetype i) { return node(json, field, static_cast<size_t>(i)); });
            if (key == "stock")
                return stock(json);
            m_wave.hasRates = m_wave.hasRates || key == "rates";
            if (key == "rates")
                return rates.lists();
            if (key == "zones")
                return rates.zones();
            if (key == "surcharges")
                return rates.surcharges();
            if (key == "transit")
                return rules.transit();
            return key == "rules" ? rules.rules() : leave(json, {}, key, {"currency", "items", "boxes", "ship_date", "now"});
        });
    }

    /// Skips a value. A key that nobody reads may be one that is written in another way: it is told.
    bool leave(StrictJson &json, const QByteArray &where, const QByteArray &key, std::initializer_list<const char *> readElsewhere)
    {
        const QString name = QString::fromUtf8(where.isEmpty() ? key : where + '.' + key);
        const bool isRead = std::any_of(readElsewhere.begin(), readElsewhere.end(), [&](const char *one) { return key == one; });
        if (!isRead && !m_wave.ignored.contains(name))
            m_wave.ignored.append(name);
        return json.skip();
    }

    bool now(StrictJson &json, FieldReader &field)
    {
        QString written;
        if (!field.text(written))
            return false;
        const auto time = parseTime(written);
        if (time)
            m_wave.now = *time;
        return time || json.fail(u"“%1” is not a time like 2026-01-05T13:30:00Z"_s.arg(written));
    }

    /// A key that says what a thing is; nothing: it is none.
    static std::optional<bool> thing(StrictJson &json, FieldReader &field, const QByteArray &key, Thing &thing)
    {
        if (key == "weight")
            return field.weight(thing.weight);
        if (key == "dimensions")
            return field.dimensions(thing.sides);
        if (key == "upright")
            return json.flag(thing.keepsUpright);
        if (key == "hazmat")
            return json.flag(thing.isHazardous);
        return {};
    }

    bool items(StrictJson &json, FieldReader &field)
    {
        return json.array([&](qsizetype) {
            QString sku;
            Thing one;
            QList<QByteArray> seen;
            const bool isRead = json.object([&](const QByteArray &key) {
                seen.append(key);
                if (key == "sku")
                    return field.text(sku);
                const auto isThing = thing(json, field, key, one);
                return isThing ? *isThing : leave(json, "items", key, {});
            });
            if (!isRead || !field.require({"sku", "weight"}, seen))
                return false;
            if (m_items.contains(sku))
                return json.fail(u"“%1” stands here for the second time"_s.arg(sku));
            m_items.insert(sku, one);
            return true;
        });
    }

    bool boxes(StrictJson &json, FieldReader &field)
    {
        return json.array([&](qsizetype) {
            cartons::Box box;
            std::optional<rates::Dimensions> inner, outer;
            std::optional<rates::Weight> tare, filler;
            QList<QByteArray> seen;
            const bool isRead = json.object([&](const QByteArray &key) {
                seen.append(key);
                if (key == "id")
                    return field.text(box.name);
                if (key == "inner")
                    return field.dimensions(inner);
                if (key == "outer")
                    return field.dimensions(outer);
                if (key == "max_weight")
                    return field.weight(box.mostWeight);
                if (key == "tare")
                    return field.weight(tare);
                if (key == "filler")
                    return field.weight(filler);
                if (key == "price")
                    return field.cost(box.price);
                return key == "blank" ? json.flag(box.isBlank) : leave(json, "boxes", key, {});
            });
            if (!isRead || !field.require({"id", "inner"}, seen))
                return false;
            if (m_boxIds.contains(box.name))
                return json.fail(u"“%1” stands here for the second time"_s.arg(box.name));
            box.inner = *inner;
            box.outer = outer.value_or(*inner);
            box.tare = tare.value_or(rates::Weight()) + filler.value_or(rates::Weight());
            m_boxIds.append(box.name);
            m_wave.boxes.push_back(std::move(box));
            return true;
        });
    }

    bool node(StrictJson &json, FieldReader &field, size_t index)
    {
        Node &node = m_wave.nodes[index];
        node.details.costs.emplace().currency = m_wave.problem.currency;
        QList<QByteArray> seen;
        QStringList used = m_boxIds;
        const bool isRead = json.object([&](const QByteArray &key) {
            seen.append(key);
            if (const auto isCost = cost(json, field, key, *node.details.costs))
                return *isCost;
            if (key == "country")
                return field.country(node.details.country);
            if (key == "postcode")
                return field.text(node.details.postcode);
            if (key == "boxes") {
                used.clear();
                return json.array([&](qsizetype) {
                    used.emplace_back();
                    return field.name(used.back(), m_boxIds, "box");
                });
            }
            if (key == "carriers")
                return field.names(node.carriers);
            if (key == "fuel_percent")
                return field.basisPoints(node.fuelBasisPoints);
            if (key == "unit_fees")
                return unitFees(json, field, node);
            const auto isOfCalendar = calendar(json, field, key, node.details);
            return isOfCalendar ? *isOfCalendar : leave(json, "nodes", key, {"id", "capacity"});
        });
        for (const QString &name : std::as_const(used))
            node.boxes.push_back(static_cast<int>(m_boxIds.indexOf(name)));
        return isRead && (!node.unitFees.empty() || field.require({"country", "postcode"}, seen));
    }

    static std::optional<bool> cost(StrictJson &json, FieldReader &field, const QByteArray &key, NodeDetails::CostCard &card)
    {
        for (auto [name, value] : {std::pair("order_fee", &card.orderFee), {"first_pick", &card.firstPick}, {"pick_fee", &card.pickFee}, {"box_fee", &card.boxFee}, {"insert_fee", &card.insertFee}}) {
            if (key == name)
                return field.cost(*value);
        }
        return key == "free_picks" ? std::optional(json.count(card.freePicks, 0)) : std::nullopt;
    }

    static bool unitFees(StrictJson &json, FieldReader &field, Node &node)
    {
        const bool isRead = json.array([&](qsizetype) {
            node.unitFees.push_back(0);
            return field.cost(node.unitFees.back());
        });
        return isRead && (!node.unitFees.empty() || json.fail(u"it is empty"_s));
    }

    static std::optional<bool> calendar(StrictJson &json, FieldReader &field, const QByteArray &key, NodeDetails &details)
    {
        if (key == "cut_off")
            return field.time(details.cutOff);
        if (key == "time_zone") {
            QString name;
            const bool isRead = field.text(name);
            details.timeZone = name.toLatin1();
            return isRead && (QTimeZone(details.timeZone).isValid() || json.fail(u"there is no time zone “%1”"_s.arg(name)));
        }
        if (key == "work_days") {
            return json.array([&](qsizetype) {
                qint64 day = 0;
                if (!json.count(day, 1))
                    return false;
                details.workDays.append(static_cast<int>(day));
                return day <= 7 || json.fail(u"%1 is no day of the week, 1 to 7"_s.arg(day));
            });
        }
        if (key == "holidays") {
            return json.array([&](qsizetype) {
                details.holidays.emplace_back();
                return field.date(details.holidays.back());
            });
        }
        return {};
    }

    bool order(StrictJson &json, FieldReader &field, size_t index)
    {
        Order &order = m_wave.orders[index];
        QList<QByteArray> seen;
        const bool isRead = json.object([&](const QByteArray &key) {
            seen.append(key);
            if (key == "channel")
                return field.text(order.channel);
            if (key == "to")
                return field.place(order.to, &order.isResidential);
            if (key == "promised_by")
                return field.date(order.promisedBy);
            if (key == "late_cost")
                return field.cost(order.lateCost);
            if (key == "zones") {
                return json.object([&](const QByteArray &node) {
                    const QString id = QString::fromUtf8(node);
                    return m_nodeIds.contains(id) ? field.zones(order.zones[id]) : json.fail(u"there is no node “%1”"_s.arg(id));
                });
            }
            return key == "lines" ? json.array([&](qsizetype line) { return this->line(json, field, order, m_wave.problem.orders[index].lines[static_cast<size_t>(line)]); }) : leave(json, "orders", key, {"id", "max_parcels"});
        });
        return isRead && field.require({"to"}, seen);
    }

    bool line(StrictJson &json, FieldReader &field, Order &order, const routing::Line &line)
    {
        Thing one = m_items.value(line.sku);
        const bool isRead = json.object([&](const QByteArray &key) {
            const auto isThing = thing(json, field, key, one);
            return isThing ? *isThing : leave(json, "orders.lines", key, {"id", "sku", "quantity", "unfilled_cost"});
        });
        if (isRead && !one.weight)
            return json.fail(u"“weight” is missing, and “items” does not know SKU “%1”"_s.arg(line.sku));
        if (isRead && !one.sides && !m_wave.boxes.empty())
            return json.fail(u"“dimensions” is missing: cartons need them, of SKU “%1”"_s.arg(line.sku));
        order.things.push_back(one);
        return isRead;
    }

    bool stock(StrictJson &json)
    {
        FieldReader field(json);
        return json.array([&](qsizetype index) {
            const routing::Stock &row = m_wave.problem.stock[static_cast<size_t>(index)];
            return json.object([&](const QByteArray &key) { return key == "worth" ? field.cost(m_wave.worth[{row.node, row.sku}]) : leave(json, "stock", key, {"node", "sku", "available"}); });
        });
    }

    QByteArrayView m_text;
    Wave m_wave;
    QHash<QString, Thing> m_items;
    QStringList m_boxIds, m_nodeIds;
};

} // namespace

Result<Wave> readWave(QByteArrayView json, routing::Problem problem)
{
    return WaveReader(json, std::move(problem)).read();
}

} // namespace crossdock::waves
