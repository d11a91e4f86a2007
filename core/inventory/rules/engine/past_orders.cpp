#include "core/inventory/rules/engine/entry_changes.h"
#include "core/inventory/rules/engine/past_facts.h"

#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

/// The part of PastFacts that finds how an order stood that history has said nothing of so far.
namespace crossdock::rules {

/// What its next entries found it to be; as it is today where none is to come.
StoreFacts::Standing PastFacts::standingBefore(const QString &order, const Standing &today)
{
    Standing then = today;
    bool knowsState = false, knowsHold = false;
    const auto read = database().each(
        u"SELECT t.what, t.text FROM trail_about a JOIN trail t ON t.number = a.number WHERE a.kind = 'order' AND a.name = ? AND a.number >= ? AND t.what LIKE 'order.%' ORDER BY a.number"_s,
        {order, m_first}, [&](const store::Row &row) {
            const QString what = row.text(0);
            Entry entry;
            if (!knowsState)
                entry.body = QJsonDocument::fromJson(row.text(1).toUtf8()).object();
            if (const QJsonObject state = changeOf(entry, u"state"); !state.isEmpty() && !state[u"old"_s].toString().isEmpty()) {
                then.state = state[u"old"_s].toString();
                knowsState = true;
            }
            if (!knowsHold && (what == u"order.hold" || what == u"order.release")) {
                then.isHeld = what == u"order.release";
                knowsHold = true;
            }
        });
    if (!read)
        return today;
    if (!then.isHeld)
        then.heldAt = 0;
    if (then.isHeld && knowsHold) {
        const auto since = database().first(u"SELECT t.at FROM trail_about a JOIN trail t ON t.number = a.number WHERE a.kind = 'order' AND a.name = ? AND a.number < ? AND t.what = 'order.hold' ORDER BY a.number DESC LIMIT 1"_s,
                                            {order, m_first}, [](const store::Row &row) { return double(row.number(0)); });
        then.heldAt = since ? since->value_or(0) : 0;
    }
    return then;
}

} // namespace crossdock::rules
