#include "core/inventory/core.h"

#include "core/inventory/fulfilment/labels/label_rows.h"
#include "core/inventory/parcels/parcel_rows.h"

using namespace Qt::Literals::StringLiterals;

/// What people are told of parcels and labels in the same step of the ledger that made it so.
namespace crossdock {
namespace {

/// Does a parcel go to another place with these of the buyer's data changed?
bool hasMoved(const QJsonArray &changed)
{
    return std::any_of(changed.begin(), changed.end(), [](const QJsonValue &what) { return what != u"email"_s && what != u"phone"_s; });
}

/// Did the order become cancelled with this?
bool isCancelledNow(const QJsonObject &body)
{
    const QJsonArray changes = body[u"changes"_s].toArray();
    return std::any_of(changes.begin(), changes.end(), [](const QJsonValue &one) { return one[u"what"_s].toString() == u"state" && one[u"new"_s].toString() == u"cancelled"; });
}

} // namespace

/// What nodes of others and labels have of an order is the old address: only a person can set that right.
Result<> Core::warnOfAddress(audit::Draft &draft, const OrderId &order)
{
    if (draft.what() != u"order.change" || !hasMoved(draft.body()[u"buyer_changed"_s].toArray()))
        return {};
    const auto sale = m_sales.named(order);
    const auto parcels = sale ? parcels::parcelsOf(m_database, sale->id) : tl::make_unexpected(sale.error());
    const auto labels = labels::readLabels(m_database, query::Labels{.order = order});
    if (!parcels || !labels)
        return tl::make_unexpected(!parcels ? parcels.error() : labels.error());
    QStringList holders;
    for (const fulfilment::Parcel &parcel : *parcels) {
        if (parcel.isOpen() && !parcel.canBePlanned())
            holders.append(u"parcel %1 is with %2"_s.arg(parcel.id).arg(parcel.plan.node.text()));
    }
    for (const labels::Label &label : *labels) {
        if (label.isLive())
            holders.append(u"label %1 of %2 was made out"_s.arg(label.label).arg(label.carrier));
    }
    if (holders.isEmpty())
        return {};
    const QString text = u"Its channel shows another address since %1, and %2 for the old one. Have the address changed there, or take it back and send it again."_s;
    return m_notices.add(draft, {u"task"_s, u"app"_s, {}, u"Order %1 goes to another address now"_s.arg(order.text()), text.arg(toText(draft.at()), holders.join(u", "_s))})
        .map([](const Notice &) {});
}

/// A node of others sent its parcel under its own number: what was bought for those units here lies about paid.
Result<> Core::warnOfLabels(audit::Draft &draft, qint64 parcel)
{
    if (draft.what() != u"parcel.sent")
        return {};
    const auto rows = parcels::readParcels(m_database, u"p.id = ?"_s, {parcel});
    if (!rows || rows->isEmpty())
        return rows ? Result<>() : tl::make_unexpected(rows.error());
    const fulfilment::Parcel &sent = rows->first().parcel;
    const auto labels = m_labels.withoutUnits(sent.order);
    if (!labels)
        return tl::make_unexpected(labels.error());
    for (const labels::Label &label : *labels) {
        const QString text = u"%1 sent those units of order %2 itself, as %3. Void label %4 of %5 (%6), which stands for them: “crossdock label void %4”."_s
                                 .arg(sent.plan.node.text(), sent.order.text(), sent.tracking.isEmpty() ? u"a parcel without a number"_s : sent.tracking).arg(label.label).arg(label.carrier, label.tracking);
        CROSSDOCK_TRY(m_notices.add(draft, {u"task"_s, u"app"_s, {}, u"Label %1 is not needed: void it"_s.arg(label.label), text}));
    }
    return {};
}

/// What a carrier sold is not what it offered: dearer, or without a file that can be printed.
Result<> Core::warnOfPurchase(audit::Draft &draft, qint64 number)
{
    const QJsonObject body = draft.body();
    const QString flaw = body[u"flaw"_s].toString();
    const bool isDearer = body[u"dearer"_s].toBool();
    if (flaw.isEmpty() && !isDearer && draft.what() != u"label.buy")
        return {};
    const auto record = labels::readLabel(m_database, number);
    if (!record)
        return tl::make_unexpected(record.error());
    if (draft.what() == u"label.buy" && record->label.returned.isEmpty())
        CROSSDOCK_TRY(tellOfCancelled(draft, record->label.order, number));
    const QString what = u"Label %1 of order %2 from %3"_s.arg(number).arg(record->label.order.text(), record->label.account.text());
    const auto add = [&](const QString &title, const QString &text) { return m_notices.add(draft, {u"task"_s, u"app"_s, {}, title, text}).map([](const Notice &) {}); };
    if (isDearer)
        CROSSDOCK_TRY(add(u"Label %1 cost other than quoted"_s.arg(number), u"%1 was quoted at %2 and sold at %3. Void it if that is not worth it: “crossdock label void %4”."_s
                                                                                .arg(what, body[u"quoted"_s].toString(), body[u"cost"_s].toString()).arg(number)));
    if (!flaw.isEmpty())
        CROSSDOCK_TRY(add(u"Label %1 cannot be printed"_s.arg(number), u"%1: %2. It is asked for again when it is to be printed; if it stays so, void it: “crossdock label void %3”."_s.arg(what, flaw).arg(number)));
    return {};
}

Result<> Core::warnOfCancelled(audit::Draft &draft, const OrderId &order)
{
    return isCancelledNow(draft.body()) ? tellOfCancelled(draft, order, {}) : Result<>();
}

/// A label that is paid for and that nobody needs; of one alone, or of all of the order's.
Result<> Core::tellOfCancelled(audit::Draft &draft, const OrderId &order, std::optional<qint64> number)
{
    const auto labels = labels::readLabels(m_database, {.order = order, .label = number, .onlyOfCancelled = true});
    if (!labels)
        return tl::make_unexpected(labels.error());
    for (const labels::Label &label : *labels) {
        const QString until = label.voidUntil ? u" It is taken back until %1."_s.arg(toText(*label.voidUntil)) : QString();
        const QString printed = label.prints > 0 ? u" It was printed: see that its box does not leave."_s : QString();
        CROSSDOCK_TRY(m_notices.add(draft, {u"task"_s, u"app"_s, {}, u"Label %1 is of a cancelled order: void it"_s.arg(label.label),
                                            u"Order %1 is cancelled, and label %2 of %3 (%4) is paid for: “crossdock label void %2”."_s.arg(order.text()).arg(label.label).arg(label.carrier, label.tracking) + until + printed}));
    }
    return {};
}

/// A box left under a label that is taken back: its carrier may not carry it, or refuses the refund.
Result<> Core::warnOfVoided(audit::Draft &draft, const OrderId &order, const QString &tracking)
{
    using State = labels::Label::State;
    const auto labels = tracking.isEmpty() ? QList<labels::Label>() : labels::readLabels(m_database, {.order = order, .tracking = tracking});
    if (!labels)
        return tl::make_unexpected(labels.error());
    for (const labels::Label &label : *labels)
        if (label.state == State::RefundAsked || label.state == State::Voided || label.state == State::Refunded)
            CROSSDOCK_TRY(m_notices.add(draft, {u"task"_s, u"app"_s, {}, u"Order %1 left under a label that was taken back"_s.arg(order.text()),
                                                u"Label %1 of %2 (%3) was voided, and its parcel is said to have left. Its carrier may not deliver it: have the box back and put another label on it, or ask %4 to undo the refund."_s.arg(label.label).arg(label.carrier, label.tracking, label.account.text())}));
    return {};
}

/// Money that does not come back, or of which nobody knows.
Result<> Core::warnOfRefund(audit::Draft &draft, qint64 number)
{
    const QJsonObject body = draft.body();
    const bool isOverdue = body[u"overdue"_s].toBool(), isUnclear = body[u"unclear"_s].toBool(), isLate = body[u"late"_s].toBool();
    if (draft.isEmpty() || (!isOverdue && !isUnclear && !isLate))
        return {};
    const auto record = labels::readLabel(m_database, number);
    if (!record)
        return tl::make_unexpected(record.error());
    const labels::Label &label = record->label;
    const QString what = u"Label %1 of order %2 (%3)"_s.arg(number).arg(label.order.text(), label.tracking), seller = label.account.text();
    const auto add = [&](const QString &title, const QString &text) { return m_notices.add(draft, {u"task"_s, u"app"_s, {}, title, text}).map([](const Notice &) {}); };
    if (isLate)
        return add(u"Label %1 is not paid back"_s.arg(number), u"%1: %2 refused the refund that it was asked for at %3: %4. The label stands again, for a box that may have another one by now."_s.arg(what, seller, toText(label.askedAt), label.words));
    if (isUnclear)
        return add(u"Nobody knows whether label %1 is taken back"_s.arg(number), u"%1: %2 did not answer the first time, and refuses now: %3. Look on its site; nothing is sent under this label, and another one may be bought."_s.arg(what, seller, label.words));
    return add(u"Label %1 is not paid back yet"_s.arg(number), u"%1: %2 was asked to take it back at %3 and has not decided. Ask there what became of it."_s.arg(what, seller, toText(label.askedAt)));
}

} // namespace crossdock
