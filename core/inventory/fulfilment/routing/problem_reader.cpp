#include "core/inventory/fulfilment/routing/problem_reader.h"

#include "core/inventory/fulfilment/routing/strict_json.h"

#include <QHash>
#include <QSet>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::routing {
namespace {

using Ids = QHash<QByteArray, int>; ///< keys share the text of the file

/// Reads the members one by one; what refers to orders or nodes that stand behind it is read last.
class Reader
{
public:
    explicit Reader(QByteArrayView json)
        : m_json(json)
    {
    }

    Result<ProblemFile> read(bool needsColumns)
    {
        if (!document() || !m_json.end() || !later("stock", m_stockAt) || !later("columns", m_columnsAt) || !complete(needsColumns))
            return tl::make_unexpected(m_json.error());
        return ProblemFile{std::move(m_problem), m_columnsAt.has_value()};
    }

private:
    bool document()
    {
        return m_json.object([this](const QByteArray &key) {
            if (key == "currency")
                return text(m_problem.currency);
            if (key == "orders")
                return orders();
            if (key == "nodes")
                return nodes();
            if (key == "stock")
                return noteOrRead(m_stockAt, [this] { return stock(); });
            if (key == "columns")
                return noteOrRead(m_columnsAt, [this] { return columns(); });
            return m_json.skip();
        });
    }

    template <class Read>
    bool noteOrRead(std::optional<qsizetype> &at, const Read &read)
    {
        if (m_hasOrders && m_hasNodes) {
            at = -1; // done
            return read();
        }
        at = m_json.position();
        return m_json.skip();
    }

    bool later(const QByteArray &key, std::optional<qsizetype> at)
    {
        if (!at || *at < 0)
            return true;
        m_json.goTo(*at);
        return m_json.within(key, [&] { return key == "stock" ? stock() : columns(); });
    }

    bool complete(bool needsColumns)
    {
        if (!m_hasOrders)
            return m_json.fail(u"“orders” is missing"_s);
        if (!m_hasNodes)
            return m_json.fail(u"“nodes” is missing"_s);
        return m_columnsAt || !needsColumns || m_json.fail(u"“columns” is missing"_s);
    }

    bool text(QString &value)
    {
        QByteArray utf8;
        if (!m_json.text(utf8))
            return false;
        value = QString::fromUtf8(utf8);
        return true;
    }

    /// A new id: it may not stand in `ids` yet.
    bool newId(QString &id, Ids &ids)
    {
        QByteArray utf8;
        if (!m_json.text(utf8))
            return false;
        if (ids.contains(utf8))
            return m_json.fail(u"“%1” stands here for the second time"_s.arg(QString::fromUtf8(utf8)));
        ids.insert(utf8, static_cast<int>(ids.size()));
        id = QString::fromUtf8(utf8);
        return true;
    }

    bool knownId(int &index, const Ids &ids, const char *what)
    {
        QByteArray utf8;
        if (!m_json.text(utf8))
            return false;
        const auto known = ids.constFind(utf8);
        if (known == ids.constEnd())
            return m_json.fail(u"there is no %1 “%2”"_s.arg(QLatin1StringView(what), QString::fromUtf8(utf8)));
        index = *known;
        return true;
    }

    /// A count that may be left out, or be null.
    bool limit(std::optional<qint64> &value)
    {
        if (m_json.isNull())
            return true;
        qint64 count = 0;
        if (!m_json.count(count, 0))
            return false;
        value = count;
        return true;
    }

    /// Fails if one of the keys did not come.
    bool require(std::initializer_list<const char *> keys, const QList<QByteArray> &seen)
    {
        for (const char *key : keys) {
            if (!seen.contains(QByteArrayView(key)))
                return m_json.fail(u"“%1” is missing"_s.arg(QLatin1StringView(key)));
        }
        return true;
    }

    bool orders()
    {
        m_hasOrders = true;
        return m_json.array([this](qsizetype) {
            Order order;
            Ids lines;
            QList<QByteArray> seen;
            const bool isRead = m_json.object([&](const QByteArray &key) {
                seen.append(key);
                if (key == "id")
                    return newId(order.id, m_orders);
                if (key == "max_parcels")
                    return limit(order.maxParcels);
                if (key == "lines")
                    return m_json.array([&](qsizetype) { return line(order, lines); });
                return m_json.skip();
            });
            m_problem.orders.push_back(std::move(order));
            m_lines.push_back(std::move(lines));
            return isRead && require({"id", "lines"}, seen);
        });
    }

    bool line(Order &order, Ids &ids)
    {
        Line line;
        QList<QByteArray> seen;
        const bool isRead = m_json.object([&](const QByteArray &key) {
            seen.append(key);
            if (key == "id")
                return newId(line.id, ids);
            if (key == "sku")
                return text(line.sku);
            if (key == "quantity")
                return m_json.count(line.quantity, 1);
            if (key == "unfilled_cost")
                return m_json.count(line.unfilledCost, 0);
            return m_json.skip();
        });
        order.lines.push_back(std::move(line));
        return isRead && require({"id", "sku", "quantity", "unfilled_cost"}, seen);
    }

    bool nodes()
    {
        m_hasNodes = true;
        return m_json.array([this](qsizetype) {
            Node node;
            QList<QByteArray> seen;
            const bool isRead = m_json.object([&](const QByteArray &key) {
                seen.append(key);
                if (key == "id")
                    return newId(node.id, m_nodes);
                if (key == "capacity")
                    return limit(node.capacity);
                return m_json.skip();
            });
            m_problem.nodes.push_back(std::move(node));
            return isRead && require({"id"}, seen);
        });
    }

    bool stock()
    {
        QSet<QPair<int, QString>> rows;
        return m_json.array([&](qsizetype) {
            Stock row;
            QList<QByteArray> seen;
            const bool isRead = m_json.object([&](const QByteArray &key) {
                seen.append(key);
                if (key == "node")
                    return knownId(row.node, m_nodes, "node");
                if (key == "sku")
                    return text(row.sku);
                if (key == "available")
                    return m_json.count(row.available, 0);
                return m_json.skip();
            });
            if (!isRead || !require({"node", "sku", "available"}, seen))
                return false;
            if (rows.contains({row.node, row.sku}))
                return m_json.fail(u"this node and SKU “%1” stand here for the second time"_s.arg(row.sku));
            rows.insert({row.node, row.sku});
            m_problem.stock.push_back(std::move(row));
            return true;
        });
    }

    bool columns()
    {
        return m_json.array([this](qsizetype) {
            Column column;
            QList<QByteArray> seen;
            std::optional<qsizetype> linesAt;
            bool isRead = m_json.object([&](const QByteArray &key) {
                seen.append(key);
                if (key == "order")
                    return knownId(column.order, m_orders, "order");
                if (key == "node")
                    return knownId(column.node, m_nodes, "node");
                if (key == "cost")
                    return m_json.count(column.cost, 0);
                if (key == "carbon_g")
                    return m_json.count(column.carbonG.emplace(), 0);
                if (key == "lines" && seen.contains("order"))
                    return linesOf(column);
                if (key == "lines")
                    linesAt = m_json.position();
                return m_json.skip();
            });
            if (!isRead || !require({"order", "node", "lines", "cost"}, seen))
                return false;
            if (linesAt) { // they stand before their order
                const qsizetype behind = m_json.position();
                m_json.goTo(*linesAt);
                isRead = m_json.within("lines", [&] { return linesOf(column); });
                m_json.goTo(behind);
            }
            m_problem.columns.push_back(std::move(column));
            return isRead;
        });
    }

    bool linesOf(Column &column)
    {
        const Ids &ids = m_lines[static_cast<size_t>(column.order)];
        const bool isRead = m_json.array([&](qsizetype) {
            int line = 0;
            if (!knownId(line, ids, "line"))
                return false;
            if (std::find(column.lines.begin(), column.lines.end(), line) != column.lines.end())
                return m_json.fail(u"this line stands here for the second time"_s);
            column.lines.push_back(line);
            return true;
        });
        std::sort(column.lines.begin(), column.lines.end());
        return isRead;
    }

    StrictJson m_json;
    Problem m_problem;
    Ids m_orders, m_nodes;
    std::vector<Ids> m_lines; ///< by order
    std::optional<qsizetype> m_stockAt, m_columnsAt; ///< where they begin; -1: they are read
    bool m_hasOrders = false, m_hasNodes = false;
};

} // namespace

Result<Problem> readProblem(QByteArrayView json)
{
    return Reader(json).read(true).map([](ProblemFile file) { return std::move(file.problem); });
}

Result<ProblemFile> readProblemFile(QByteArrayView json)
{
    return Reader(json).read(false);
}

} // namespace crossdock::routing
