#include "ui/words.h"

#include <QCoreApplication>

/// What is said of an entry of the trail.
namespace crossdock::ui {
namespace {

using namespace Qt::Literals::StringLiterals;

struct EntryName {
    QLatin1StringView what;
    const char *text;
};

constexpr EntryName entryNames[] = {
    {"sku.define"_L1, QT_TRANSLATE_NOOP("Words", "Item defined")},
    {"sku.change"_L1, QT_TRANSLATE_NOOP("Words", "Item changed")},
    {"kit.define"_L1, QT_TRANSLATE_NOOP("Words", "Kit defined")},
    {"node.define"_L1, QT_TRANSLATE_NOOP("Words", "Place defined")},
    {"node.remove"_L1, QT_TRANSLATE_NOOP("Words", "Place removed")},
    {"channel.add"_L1, QT_TRANSLATE_NOOP("Words", "Channel connected")},
    {"channel.pause"_L1, QT_TRANSLATE_NOOP("Words", "Channel paused")},
    {"channel.resume"_L1, QT_TRANSLATE_NOOP("Words", "Channel resumed")},
    {"channel.remove"_L1, QT_TRANSLATE_NOOP("Words", "Channel removed")},
    {"channel.lost"_L1, QT_TRANSLATE_NOOP("Words", "Channel stopped answering")},
    {"channel.back"_L1, QT_TRANSLATE_NOOP("Words", "Channel answers again")},
    {"sync.run"_L1, QT_TRANSLATE_NOOP("Words", "Sync asked for")},
    {"listing.map"_L1, QT_TRANSLATE_NOOP("Words", "Listing mapped")},
    {"listing.change"_L1, QT_TRANSLATE_NOOP("Words", "Listing changed")},
    {"listing.limit"_L1, QT_TRANSLATE_NOOP("Words", "Limits of listings set")},
    {"listing.unmap"_L1, QT_TRANSLATE_NOOP("Words", "Listing taken off")},
    {"listing.retry"_L1, QT_TRANSLATE_NOOP("Words", "Listing tried again")},
    {"price.set"_L1, QT_TRANSLATE_NOOP("Words", "Price set")},
    {"selling.stop"_L1, QT_TRANSLATE_NOOP("Words", "Selling stopped")},
    {"selling.resume"_L1, QT_TRANSLATE_NOOP("Words", "Selling resumed")},
    {"stock.receive"_L1, QT_TRANSLATE_NOOP("Words", "Stock received")},
    {"stock.adjust"_L1, QT_TRANSLATE_NOOP("Words", "Stock adjusted")},
    {"stock.count"_L1, QT_TRANSLATE_NOOP("Words", "Stock counted")},
    {"stock.follow"_L1, QT_TRANSLATE_NOOP("Words", "Stock counted by its place")},
    {"stock.transfer"_L1, QT_TRANSLATE_NOOP("Words", "Stock transferred")},
    {"stock.arrive"_L1, QT_TRANSLATE_NOOP("Words", "Transfer arrived")},
    {"quarantine.release"_L1, QT_TRANSLATE_NOOP("Words", "Quarantine released to stock")},
    {"quarantine.write_off"_L1, QT_TRANSLATE_NOOP("Words", "Quarantine written off")},
    {"stock.undo"_L1, QT_TRANSLATE_NOOP("Words", "Stock change undone")},
    {"order.record"_L1, QT_TRANSLATE_NOOP("Words", "Order recorded")},
    {"order.change"_L1, QT_TRANSLATE_NOOP("Words", "Order changed")},
    {"order.cancel"_L1, QT_TRANSLATE_NOOP("Words", "Order cancelled")},
    {"order.hold"_L1, QT_TRANSLATE_NOOP("Words", "Order held")},
    {"order.release"_L1, QT_TRANSLATE_NOOP("Words", "Order released")},
    {"order.pick"_L1, QT_TRANSLATE_NOOP("Words", "Order picked")},
    {"order.ship"_L1, QT_TRANSLATE_NOOP("Words", "Order shipped")},
    {"plan.record"_L1, QT_TRANSLATE_NOOP("Words", "Orders routed")},
    {"parcel.hand_over"_L1, QT_TRANSLATE_NOOP("Words", "Parcel handed over")},
    {"parcel.taken"_L1, QT_TRANSLATE_NOOP("Words", "Parcel taken by its place")},
    {"parcel.refused"_L1, QT_TRANSLATE_NOOP("Words", "Parcel refused by its place")},
    {"parcel.unanswered"_L1, QT_TRANSLATE_NOOP("Words", "Parcel waits: no answer")},
    {"parcel.sent"_L1, QT_TRANSLATE_NOOP("Words", "Parcel sent by its place")},
    {"parcel.lost"_L1, QT_TRANSLATE_NOOP("Words", "Parcel given up by its place")},
    {"parcel.change"_L1, QT_TRANSLATE_NOOP("Words", "Parcel went on at its place")},
    {"order.stranded"_L1, QT_TRANSLATE_NOOP("Words", "Order that no place can send")},
    {"parcel.unseen"_L1, QT_TRANSLATE_NOOP("Words", "Parcel not shown by its place")},
    {"parcel.stuck"_L1, QT_TRANSLATE_NOOP("Words", "Parcel stuck at its place")},
    {"parcel.recall"_L1, QT_TRANSLATE_NOOP("Words", "Parcel called back")},
    {"parcel.recalled"_L1, QT_TRANSLATE_NOOP("Words", "Parcel back from its place")},
    {"parcel.kept"_L1, QT_TRANSLATE_NOOP("Words", "Parcel kept by its place")},
    {"policy.set"_L1, QT_TRANSLATE_NOOP("Words", "What counts in plans changed")},
    {"bins.set"_L1, QT_TRANSLATE_NOOP("Words", "Bins set")},
    {"bins.remove"_L1, QT_TRANSLATE_NOOP("Words", "Bins taken away")},
    {"cartons.take"_L1, QT_TRANSLATE_NOOP("Words", "Cartons imported")},
    {"shipment.told"_L1, QT_TRANSLATE_NOOP("Words", "Channel told that it was sent")},
    {"shipment.refused"_L1, QT_TRANSLATE_NOOP("Words", "Channel refused the sending")},
    {"shipment.correct"_L1, QT_TRANSLATE_NOOP("Words", "Carrier or tracking corrected")},
    {"cancel.told"_L1, QT_TRANSLATE_NOOP("Words", "Channel told of cancellation")},
    {"cancel.refused"_L1, QT_TRANSLATE_NOOP("Words", "Channel refused to cancel it")},
    {"customer.tag"_L1, QT_TRANSLATE_NOOP("Words", "Buyer tagged")},
    {"customer.untag"_L1, QT_TRANSLATE_NOOP("Words", "Tag taken off the buyer")},
    {"order.tag"_L1, QT_TRANSLATE_NOOP("Words", "Order tagged")},
    {"order.untag"_L1, QT_TRANSLATE_NOOP("Words", "Tag taken off the order")},
    {"order.note"_L1, QT_TRANSLATE_NOOP("Words", "Note on the order")},
    {"order.flag"_L1, QT_TRANSLATE_NOOP("Words", "Order flagged")},
    {"order.unflag"_L1, QT_TRANSLATE_NOOP("Words", "Flag taken off the order")},
    {"order.priority"_L1, QT_TRANSLATE_NOOP("Words", "Priority of the order set")},
    {"order.assign"_L1, QT_TRANSLATE_NOOP("Words", "Order assigned")},
    {"order.archive"_L1, QT_TRANSLATE_NOOP("Words", "Order archived")},
    {"order.unarchive"_L1, QT_TRANSLATE_NOOP("Words", "Order out of the archive")},
    {"return.receive"_L1, QT_TRANSLATE_NOOP("Words", "Return received")},
    {"purchase.create"_L1, QT_TRANSLATE_NOOP("Words", "Ordered from the supplier")},
    {"purchase.change"_L1, QT_TRANSLATE_NOOP("Words", "Purchase order changed")},
    {"purchase.cancel"_L1, QT_TRANSLATE_NOOP("Words", "Purchase order cancelled")},
    {"purchase.covered"_L1, QT_TRANSLATE_NOOP("Words", "Not ordered: enough to come")},
    {"purchase.late"_L1, QT_TRANSLATE_NOOP("Words", "Purchase order is late")},
    {"supplier.lead_time"_L1, QT_TRANSLATE_NOOP("Words", "Lead time of a supplier set")},
    {"buyer.forget"_L1, QT_TRANSLATE_NOOP("Words", "Buyer's data destroyed")},
    {"offers.told"_L1, QT_TRANSLATE_NOOP("Words", "Channel answered")},
    {"offers.unconfirmed"_L1, QT_TRANSLATE_NOOP("Words", "Channel did not confirm")},
    {"account.seen"_L1, QT_TRANSLATE_NOOP("Words", "Account judged by its channel")},
    {"market.seen"_L1, QT_TRANSLATE_NOOP("Words", "Market told by the channel")},
    {"offer.seen"_L1, QT_TRANSLATE_NOOP("Words", "Quantity seen on the channel")},
    {"carrier.add"_L1, QT_TRANSLATE_NOOP("Words", "Carrier connected")},
    {"carrier.remove"_L1, QT_TRANSLATE_NOOP("Words", "Carrier removed")},
    {"rates.prices"_L1, QT_TRANSLATE_NOOP("Words", "Prices of a carrier imported")},
    {"rates.zones"_L1, QT_TRANSLATE_NOOP("Words", "Zones of a carrier imported")},
    {"rates.surcharges"_L1, QT_TRANSLATE_NOOP("Words", "Carriers' surcharges imported")},
    {"rates.remove"_L1, QT_TRANSLATE_NOOP("Words", "Carrier's list taken out")},
    {"rates.divisor"_L1, QT_TRANSLATE_NOOP("Words", "Divisor of a carrier imported")},
    {"rates.weight_step"_L1, QT_TRANSLATE_NOOP("Words", "Rounding of weights imported")},
    {"rates.invoices"_L1, QT_TRANSLATE_NOOP("Words", "Invoice of a carrier imported")},
    {"rates.kept"_L1, QT_TRANSLATE_NOOP("Words", "Quoted price kept")},
    {"label.want"_L1, QT_TRANSLATE_NOOP("Words", "Label asked for")},
    {"label.claim"_L1, QT_TRANSLATE_NOOP("Words", "Label asked after")},
    {"label.buy"_L1, QT_TRANSLATE_NOOP("Words", "Label bought")},
    {"label.document"_L1, QT_TRANSLATE_NOOP("Words", "Document of a label came")},
    {"label.no_document"_L1, QT_TRANSLATE_NOOP("Words", "Label's file makes no sense")},
    {"label.found"_L1, QT_TRANSLATE_NOOP("Words", "Label found at its carrier")},
    {"label.twice"_L1, QT_TRANSLATE_NOOP("Words", "Label sold twice")},
    {"label.refuse"_L1, QT_TRANSLATE_NOOP("Words", "Label refused by its carrier")},
    {"label.unsure"_L1, QT_TRANSLATE_NOOP("Words", "Label perhaps bought")},
    {"label.decide"_L1, QT_TRANSLATE_NOOP("Words", "Label settled by a person")},
    {"label.print"_L1, QT_TRANSLATE_NOOP("Words", "Label printed")},
    {"label.reprint"_L1, QT_TRANSLATE_NOOP("Words", "Label printed again")},
    {"label.print_failed"_L1, QT_TRANSLATE_NOOP("Words", "Printer did not take a label")},
    {"label.void"_L1, QT_TRANSLATE_NOOP("Words", "Label taken back")},
    {"label.refund"_L1, QT_TRANSLATE_NOOP("Words", "Carrier answered on a refund")},
    {"label.refund_refused"_L1, QT_TRANSLATE_NOOP("Words", "Carrier refused a refund")},
    {"label.delay"_L1, QT_TRANSLATE_NOOP("Words", "Parcel late")},
    {"label.track"_L1, QT_TRANSLATE_NOOP("Words", "Parcel on its way")},
    {"printer.set"_L1, QT_TRANSLATE_NOOP("Words", "Printer set up")},
    {"printer.remove"_L1, QT_TRANSLATE_NOOP("Words", "Printer removed")},
    {"goods.describe"_L1, QT_TRANSLATE_NOOP("Words", "Product described for customs")},
    {"rule.write"_L1, QT_TRANSLATE_NOOP("Words", "Rule written")},
    {"rule.change"_L1, QT_TRANSLATE_NOOP("Words", "Rule changed")},
    {"rule.arm"_L1, QT_TRANSLATE_NOOP("Words", "Rule made live")},
    {"rule.shadow"_L1, QT_TRANSLATE_NOOP("Words", "Rule run in shadow")},
    {"rule.disarm"_L1, QT_TRANSLATE_NOOP("Words", "Rule paused")},
    {"rule.undo"_L1, QT_TRANSLATE_NOOP("Words", "Rule stopped and taken back")},
    {"rule.ask"_L1, QT_TRANSLATE_NOOP("Words", "Rule asked first")},
    {"rule.allow"_L1, QT_TRANSLATE_NOOP("Words", "Rule allowed to act")},
    {"rule.refuse"_L1, QT_TRANSLATE_NOOP("Words", "Rule not allowed to act")},
    {"rule.remove"_L1, QT_TRANSLATE_NOOP("Words", "Rule removed")},
    {"rule.example.add"_L1, QT_TRANSLATE_NOOP("Words", "Example of a rule added")},
    {"rule.example.change"_L1, QT_TRANSLATE_NOOP("Words", "Example of a rule changed")},
    {"rule.example.remove"_L1, QT_TRANSLATE_NOOP("Words", "Example of a rule removed")},
    {"notice.post"_L1, QT_TRANSLATE_NOOP("Words", "Message or task left")},
    {"notice.settle"_L1, QT_TRANSLATE_NOOP("Words", "Message or task settled")},
    {"contact.define"_L1, QT_TRANSLATE_NOOP("Words", "Contact defined")},
    {"contact.forget"_L1, QT_TRANSLATE_NOOP("Words", "Contact forgotten")},
    {"mail.set"_L1, QT_TRANSLATE_NOOP("Words", "Mail server set")},
    {"messages.set"_L1, QT_TRANSLATE_NOOP("Words", "Service for phones set")},
    {"assistant.set"_L1, QT_TRANSLATE_NOOP("Words", "Assistant for rules set")},
    {"order.wish"_L1, QT_TRANSLATE_NOOP("Words", "How the order is to be sent")},
    {"order.refund"_L1, QT_TRANSLATE_NOOP("Words", "Channel to refund the order")},
    {"order.refund_done"_L1, QT_TRANSLATE_NOOP("Words", "Channel refunded the order")},
    {"order.refund_refused"_L1, QT_TRANSLATE_NOOP("Words", "Channel refused the refund")},
    {"order.capture"_L1, QT_TRANSLATE_NOOP("Words", "Payment to be captured")},
    {"order.capture_done"_L1, QT_TRANSLATE_NOOP("Words", "Channel captured the payment")},
    {"order.capture_refused"_L1, QT_TRANSLATE_NOOP("Words", "Channel refused the capture")},
    {"order.ask_review"_L1, QT_TRANSLATE_NOOP("Words", "Channel to ask for a review")},
    {"order.ask_review_done"_L1, QT_TRANSLATE_NOOP("Words", "Channel asked for a review")},
    {"order.ask_review_refused"_L1, QT_TRANSLATE_NOOP("Words", "Asking for a review refused")},
    {"refund.record"_L1, QT_TRANSLATE_NOOP("Words", "Refund told by the channel")},
    {"return.request"_L1, QT_TRANSLATE_NOOP("Words", "Return asked for")},
    {"return.change"_L1, QT_TRANSLATE_NOOP("Words", "Return went on")},
    {"return.approve"_L1, QT_TRANSLATE_NOOP("Words", "Channel to approve the return")},
    {"return.approve_done"_L1, QT_TRANSLATE_NOOP("Words", "Channel approved the return")},
    {"return.approve_refused"_L1, QT_TRANSLATE_NOOP("Words", "Approval of a return refused")},
    {"return.decline"_L1, QT_TRANSLATE_NOOP("Words", "Channel to decline the return")},
    {"return.decline_done"_L1, QT_TRANSLATE_NOOP("Words", "Channel declined the return")},
    {"return.decline_refused"_L1, QT_TRANSLATE_NOOP("Words", "Declining a return refused")},
    {"return.send_label"_L1, QT_TRANSLATE_NOOP("Words", "Return label wanted")},
    {"return.label_refused"_L1, QT_TRANSLATE_NOOP("Words", "No return label was bought")},
    {"return.label_sent"_L1, QT_TRANSLATE_NOOP("Words", "Return label sent to buyer")},
    {"chargeback.open"_L1, QT_TRANSLATE_NOOP("Words", "Chargeback opened")},
    {"chargeback.change"_L1, QT_TRANSLATE_NOOP("Words", "Chargeback went on")},
    {"listing.end"_L1, QT_TRANSLATE_NOOP("Words", "Channel to end the listing")},
    {"listing.end_done"_L1, QT_TRANSLATE_NOOP("Words", "Channel ended the listing")},
    {"listing.end_refused"_L1, QT_TRANSLATE_NOOP("Words", "Ending a listing refused")},
    {"listing.publish"_L1, QT_TRANSLATE_NOOP("Words", "Listing to be published")},
    {"listing.publish_done"_L1, QT_TRANSLATE_NOOP("Words", "Channel published the listing")},
    {"listing.publish_refused"_L1, QT_TRANSLATE_NOOP("Words", "Publishing a listing refused")},
};

} // namespace

QString entryText(const QString &what)
{
    for (const EntryName &name : entryNames) {
        if (name.what == what)
            return QCoreApplication::translate("Words", name.text);
    }
    QString readable = what;
    readable.replace(u'.', u' ').replace(u'_', u' ');
    return readable.isEmpty() ? readable : readable.at(0).toUpper() + readable.mid(1);
}

QStringList namedEntries()
{
    QStringList names;
    for (const EntryName &name : entryNames)
        names.append(name.what);
    return names;
}

} // namespace crossdock::ui
