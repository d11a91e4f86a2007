#include "core/inventory/fulfilment/routing/explanation_writer.h"

#include "core/inventory/fulfilment/routing/answer_writer.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::routing {
namespace {

using Reason = Explanation::Rejected::Reason;

QByteArray idsOf(const QStringList &ids)
{
    QList<QByteArray> texts;
    for (const QString &id : ids)
        texts.append(quoted(id));
    return joined(texts);
}

/// Writes one explanation.
class Writer
{
public:
    Writer(const Problem &problem, const Explanation &explanation, const Naming &naming)
        : m_problem(problem)
        , m_order(problem.orders[static_cast<size_t>(explanation.order)])
        , m_explanation(explanation)
        , m_naming(naming)
    {
    }

    QByteArray write() const
    {
        QByteArray json = "{\"order\":" + quoted(m_order.id) + ",\"chosen\":" + plan(m_explanation.chosen) + ",\"runner_up\":" + (m_explanation.runnerUp ? plan(*m_explanation.runnerUp) : "null")
            + ",\"naive\":" + plan(m_explanation.naive);
        QList<QByteArray> rejected;
        for (const auto &one : m_explanation.rejected)
            rejected.append(this->rejected(one));
        json += ",\"rejected\":" + joined(rejected);
        return json + (m_explanation.sacrifice ? solved() : QByteArray()) + '}';
    }

private:
    QByteArray node(int index) const { return quoted(m_problem.nodes[static_cast<size_t>(index)].id); }

    QByteArray lines(const Column &column) const
    {
        QStringList ids;
        for (const int line : column.lines)
            ids.append(m_order.lines[static_cast<size_t>(line)].id);
        return idsOf(ids);
    }

    QByteArray parts(const Column &column) const
    {
        std::vector<Part> parts = m_naming.parts ? m_naming.parts(column) : std::vector<Part>{{u"cost"_s, column.cost}};
        qint64 rest = column.cost;
        for (const Part &part : parts)
            rest -= part.amount;
        if (rest != 0)
            parts.push_back({u"parcel_fee"_s, rest});
        QList<QByteArray> texts;
        for (const Part &part : parts)
            texts.append("{\"name\":" + quoted(part.name) + ",\"amount\":" + QByteArray::number(part.amount) + '}');
        return joined(texts);
    }

    QByteArray plan(const Plan &plan) const
    {
        QList<QByteArray> parcels, unfilled;
        std::vector<bool> isShipped(m_order.lines.size(), false);
        Wide total = 0;
        for (const int index : plan) {
            const Column &column = m_problem.columns[static_cast<size_t>(index)];
            total += column.cost;
            for (const int line : column.lines)
                isShipped[static_cast<size_t>(line)] = true;
            parcels.append("{\"node\":" + node(column.node) + ",\"lines\":" + lines(column) + ",\"cost\":" + QByteArray::number(column.cost) + ",\"parts\":" + parts(column) + '}');
        }
        for (size_t line = 0; line < m_order.lines.size(); ++line) {
            if (isShipped[line])
                continue;
            total += m_order.lines[line].unfilledCost;
            unfilled.append("{\"line\":" + quoted(m_order.lines[line].id) + ",\"cost\":" + QByteArray::number(m_order.lines[line].unfilledCost) + '}');
        }
        return "{\"total\":" + decimal(total) + ",\"parcels\":" + joined(parcels) + ",\"unfilled\":" + joined(unfilled) + '}';
    }

    QByteArray rejected(const Explanation::Rejected &one) const
    {
        const QByteArray begin = "{\"node\":" + node(one.node) + ",\"reason\":";
        const QByteArray stock = ",\"sku\":" + quoted(one.sku) + ",\"short_by\":" + QByteArray::number(one.shortBy);
        switch (one.reason) {
        case Reason::Veto:
            return begin + "\"veto\",\"name\":" + quoted(one.name) + (one.detail.isEmpty() ? QByteArray() : ",\"detail\":" + quoted(one.detail)) + '}';
        case Reason::Unlisted:
            return begin + "\"unlisted\"}";
        case Reason::Stock:
            return begin + "\"stock\"" + stock + '}';
        case Reason::StockTaken:
            return begin + "\"stock_taken\"" + stock + ",\"by\":" + idsOf(one.holders) + '}';
        case Reason::Capacity: {
            const auto capacity = m_problem.nodes[static_cast<size_t>(one.node)].capacity;
            return begin + "\"capacity\",\"capacity\":" + QByteArray::number(capacity.value_or(0)) + ",\"by\":" + idsOf(one.holders) + '}';
        }
        case Reason::ParcelCap:
            return begin + "\"max_parcels\",\"max_parcels\":" + QByteArray::number(m_order.maxParcels.value_or(0)) + '}';
        case Reason::Dearer:
            return begin + "\"dearer\",\"by\":" + decimal(one.dearerBy) + ",\"plan\":" + plan(one.plan) + '}';
        }
        Q_UNREACHABLE();
    }

    /// Fees that would do it alone, for this order: not below 0.
    QByteArray fees(const Explanation::BreakEven &one) const
    {
        const Column &column = m_problem.columns[static_cast<size_t>(one.column)];
        const Wide dearer = column.cost - one.winsBelow;
        QList<QByteArray> texts;
        for (const Fee &fee : m_naming.fees ? m_naming.fees(column) : std::vector<Fee>()) {
            const Wide most = fee.times > 0 ? fee.now - dearer / fee.times - 1 : -1;
            if (most >= 0)
                texts.append("{\"fee\":" + quoted(fee.name) + ",\"now\":" + QByteArray::number(fee.now) + ",\"wins_at_most\":" + decimal(most) + '}');
        }
        return joined(texts);
    }

    QByteArray solved() const
    {
        QList<QByteArray> breakEvens, units;
        for (const auto &one : m_explanation.breakEvens) {
            const Column &column = m_problem.columns[static_cast<size_t>(one.column)];
            breakEvens.append("{\"node\":" + node(column.node) + ",\"lines\":" + lines(column) + ",\"cost\":" + QByteArray::number(column.cost) + ",\"wins_below\":" + decimal(one.winsBelow) + ",\"fees\":" + fees(one) + '}');
        }
        for (const auto &unit : m_explanation.units)
            units.append("{\"node\":" + node(unit.node) + ",\"sku\":" + quoted(unit.sku) + ",\"units\":1,\"saves\":" + decimal(unit.saves) + '}');
        const auto &sacrifice = *m_explanation.sacrifice;
        return ",\"break_evens\":" + joined(breakEvens) + ",\"more_stock\":" + joined(units) + ",\"for_others\":{\"own\":" + plan(sacrifice.own) + ",\"costs_more\":" + decimal(sacrifice.costsMore)
            + ",\"others_save\":" + decimal(sacrifice.othersSave) + ",\"others\":" + idsOf(sacrifice.others) + "},\"costs_all\":" + decimal(sacrifice.alone);
    }

    const Problem &m_problem;
    const Order &m_order;
    const Explanation &m_explanation;
    const Naming &m_naming;
};

QByteArray shortPlan(const Problem &problem, const Order &order, const Plan &plan)
{
    QList<QByteArray> parcels;
    for (const int index : plan) {
        const Column &column = problem.columns[static_cast<size_t>(index)];
        QStringList lines;
        for (const int line : column.lines)
            lines.append(order.lines[static_cast<size_t>(line)].id);
        parcels.append("{\"node\":" + quoted(problem.nodes[static_cast<size_t>(column.node)].id) + ",\"lines\":" + idsOf(lines) + ",\"cost\":" + QByteArray::number(column.cost) + '}');
    }
    return joined(parcels);
}

} // namespace

QByteArray writeExplanation(const Problem &problem, const Explanation &explanation, const Naming &naming)
{
    return Writer(problem, explanation, naming).write();
}

QByteArray writePin(const Problem &problem, const Answer &before, const Answer &after, const std::vector<Pin> &pins, qint64 milliseconds)
{
    QList<QByteArray> pinned, moved;
    for (const Pin &pin : pins)
        pinned.append("{\"order\":" + quoted(problem.orders[static_cast<size_t>(pin.order)].id) + ",\"node\":" + quoted(problem.nodes[static_cast<size_t>(pin.node)].id) + '}');
    for (size_t order = 0; order < problem.orders.size(); ++order) {
        const QByteArray from = shortPlan(problem, problem.orders[order], before.plans[order]), to = shortPlan(problem, problem.orders[order], after.plans[order]);
        if (from != to)
            moved.append("{\"order\":" + quoted(problem.orders[order].id) + ",\"from\":" + from + ",\"to\":" + to + '}');
    }
    return "{\"pins\":" + joined(pinned) + ",\"total_before\":" + decimal(before.total) + ",\"total\":" + decimal(after.total) + ",\"price\":" + decimal(after.total - before.total)
        + ",\"milliseconds\":" + QByteArray::number(milliseconds) + ",\"moved\":" + joined(moved) + '}';
}

} // namespace crossdock::routing
