#include "core/inventory/rules/engine/happenings.h"

#include "core/inventory/rules/engine/entry_changes.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {

/// What a channel tells of an order after the sale, and what comes back here.
void Observer::addAfterSale(const Entry &entry)
{
    auto subject = order(about(entry, u"order"_s).value(0));
    if (!subject)
        return;
    const QString thing = entry.what.section(u'.', 0, 0);
    subject->part = entry.body[thing].toString();
    if (const auto item = product(about(entry, u"sku"_s).value(0))) {
        subject->sku = item->sku;
        subject->code = item->code;
    }
    if (entry.what == u"return.receive") {
        subject->node = m_moved.node;
        add(u"return.received"_s, *subject);
        addMark(u"customer.changed"_s, *subject);
        return;
    }
    add(thing == u"return" ? u"return.requested"_s : thing == u"refund" ? u"refund.created"_s : u"chargeback.opened"_s, *subject);
}

} // namespace crossdock::rules
