#include "core/inventory/fulfilment/placement.h"

#include "core/inventory/values/counted.h"

#include <QMap>
#include <QPointer>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::fulfilment {
namespace {

constexpr int mostSendings = 6, mostLooks = 14; // a node that is silent this long is a person's affair
constexpr Milliseconds firstPause{2'000}; // a new order may be visible late
constexpr Milliseconds longestPause{120'000};

QMap<QString, Quantity> unitsBySku(const NodeOrder &order)
{
    QMap<QString, Quantity> units;
    for (const NodeOrder::Line &line : order.lines)
        units[line.sku.text()] += line.quantity;
    return units;
}

QMap<QString, Quantity> unitsBySku(const NodeStatus &status)
{
    QMap<QString, Quantity> units;
    for (const NodeStatus::Line &line : status.lines)
        units[line.ordered.sku] += line.ordered.quantity;
    return units;
}

} // namespace

Placement::Placement(NodePort &node, NodeOrder order, Clock &clock, QObject *context, Done done)
    : QObject(context)
    , m_node(node)
    , m_order(std::move(order))
    , m_clock(clock)
    , m_done(std::move(done))
{
    connect(&node, &QObject::destroyed, this, &QObject::deleteLater);
}

void Placement::place(NodePort &node, const NodeOrder &order, Clock &clock, QObject *context, Done done)
{
    auto *placement = new Placement(node, order, clock, context, std::move(done));
    if (const auto good = checkNodeOrder(node.traits(), order); !good) {
        const channels::CallFailure failure{channels::CallFailure::Kind::Rejected, good.error().detail, Milliseconds{0}, false};
        clock.after(Milliseconds{0}, placement, [placement, failure] { placement->finish(tl::make_unexpected(failure)); });
        return;
    }
    placement->send();
}

void Placement::send()
{
    ++m_sent;
    m_absent = 0;
    m_node.create(m_order, [self = QPointer<Placement>(this)](const channels::Answer<NodeReceipt> &answer) {
        if (!self)
            return;
        if (answer) {
            self->finish(answer);
            return;
        }
        using Kind = channels::CallFailure::Kind;
        const channels::CallFailure &why = answer.error();
        self->m_why = why;
        if (why.mayHaveHappened || why.kind == Kind::Rejected)
            self->later(why.mayHaveHappened ? firstPause : Milliseconds{0}, &Placement::look);
        else if (why.kind == Kind::Unauthorized || self->m_sent >= mostSendings)
            self->finish(answer);
        else
            self->later(std::max(firstPause, why.retryAfter), &Placement::send);
    });
}

void Placement::look()
{
    ++m_looked;
    m_node.read({m_order.key, {}}, [self = QPointer<Placement>(this)](const channels::Answer<std::optional<NodeStatus>> &known) {
        if (!self)
            return;
        if (known && *known) {
            if (unitsBySku(**known) != unitsBySku(self->m_order)) {
                const QString words = u"the place has another order under the key %1"_s.arg(self->m_order.key);
                self->finish(tl::make_unexpected(channels::CallFailure{channels::CallFailure::Kind::Rejected, words, Milliseconds{0}, false}));
                return;
            }
            self->finish(NodeReceipt{(*known)->ref, true, (*known)->words});
            return;
        }
        const bool wasRefused = self->m_why.kind == channels::CallFailure::Kind::Rejected && !self->m_why.mayHaveHappened;
        if (wasRefused || (known && self->m_sent >= mostSendings)) {
            self->m_why.mayHaveHappened = false;
            self->finish(tl::make_unexpected(self->m_why));
        } else if (known && !self->m_node.traits().upserts && ++self->m_absent < 2) {
            self->later(firstPause, &Placement::look); // it may only be late to be seen
        } else if (known) {
            self->send(); // it never came to the node
        } else if (self->m_looked >= mostLooks) {
            self->finish(tl::make_unexpected(self->m_why));
        } else {
            self->later(std::max(std::min(longestPause, firstPause * (1 << std::min(self->m_looked, 10))), known.error().retryAfter), &Placement::look);
        }
    });
}

void Placement::later(Milliseconds pause, void (Placement::*what)())
{
    m_clock.after(pause, this, [this, what] { (this->*what)(); });
}

void Placement::finish(channels::Answer<NodeReceipt> answer)
{
    const Done done = std::exchange(m_done, {});
    deleteLater();
    done(std::move(answer));
}

Result<> checkNodeOrder(const NodeTraits &traits, const NodeOrder &order)
{
    constexpr qsizetype longestKey = 40, longestLine = 50; // Amazon's, the shortest of all
    const auto refuse = [&](const QString &why) { return fail(Error::Code::InvalidInput, order.key, why); };
    if (order.key.isEmpty() || order.key.size() > longestKey)
        return refuse(u"the key must have 1 to %1 characters"_s.arg(longestKey));
    if (order.lines.isEmpty())
        return refuse(u"the order has no line"_s);
    for (const NodeOrder::Line &line : order.lines) {
        if (line.quantity < 1)
            return refuse(u"a line of %1 has no unit"_s.arg(line.sku.text()));
        if (line.id.isEmpty() || line.id.size() > longestLine)
            return refuse(u"the id of a line must have 1 to %1 characters"_s.arg(longestLine));
    }
    if (traits.mostLines > 0 && order.lines.size() > traits.mostLines)
        return refuse(u"the place takes %1 in one order, this one has %2"_s.arg(counted(traits.mostLines, u"line"_s)).arg(order.lines.size()));
    if (traits.mostUnits > 0 && order.units() > traits.mostUnits)
        return refuse(u"the place takes %1 in one order, this one has %2"_s.arg(counted(traits.mostUnits, u"unit"_s)).arg(order.units()));
    if (order.isHeld && !traits.holds)
        return refuse(u"the place cannot hold an order"_s);
    if (!order.place.isEmpty() && !traits.forcesPlace)
        return refuse(u"the place chooses the building itself"_s);
    return {};
}

} // namespace crossdock::fulfilment
