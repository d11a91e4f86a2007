#include "ui/audit/entry_facts.h"

#include "ui/audit/entry_values.h"
#include "ui/words.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

struct EntryFacts {
    Q_DECLARE_TR_FUNCTIONS(EntryFacts)
};

/// How an entry of one kind is told where no values changed. Parts stand between bars; one with a {name} is said where
/// the body has it, the one without where nothing else could be said.
struct Saying {
    QLatin1StringView what;
    const char *parts;
};

constexpr Saying sayings[] = {
    {"sku.define"_L1, QT_TRANSLATE_NOOP("EntryFacts", "a new item")},
    {"sku.change"_L1, QT_TRANSLATE_NOOP("EntryFacts", "no value of it")},
    {"kit.define"_L1, QT_TRANSLATE_NOOP("EntryFacts", "its parts as they were")},
    {"node.define"_L1, QT_TRANSLATE_NOOP("EntryFacts", "{kind}|as it was")},
    {"node.remove"_L1, QT_TRANSLATE_NOOP("EntryFacts", "not used any more")},
    {"channel.add"_L1, QT_TRANSLATE_NOOP("EntryFacts", "{kind}|at {url}|connected")},
    {"channel.pause"_L1, QT_TRANSLATE_NOOP("EntryFacts", "nothing is sent to it")},
    {"channel.resume"_L1, QT_TRANSLATE_NOOP("EntryFacts", "its quantities are sent again")},
    {"channel.remove"_L1, QT_TRANSLATE_NOOP("EntryFacts", "not used any more")},
    {"channel.lost"_L1, QT_TRANSLATE_NOOP("EntryFacts", "“{words}”|no answer")},
    {"channel.back"_L1, QT_TRANSLATE_NOOP("EntryFacts", "“{words}”|answers")},
    {"sync.run"_L1, QT_TRANSLATE_NOOP("EntryFacts", "read and told at once")},
    {"listing.map"_L1, QT_TRANSLATE_NOOP("EntryFacts", "{listing}|buffer {buffer}|at most {cap}|mapped")},
    {"listing.change"_L1, QT_TRANSLATE_NOOP("EntryFacts", "{listing}|buffer {buffer}|at most {cap}|as it was")},
    {"listing.limit"_L1, QT_TRANSLATE_NOOP("EntryFacts", "its limits as they were")},
    {"listing.unmap"_L1, QT_TRANSLATE_NOOP("EntryFacts", "{listing} no longer told|no longer told")},
    {"listing.retry"_L1, QT_TRANSLATE_NOOP("EntryFacts", "told again")},
    {"price.set"_L1, QT_TRANSLATE_NOOP("EntryFacts", "the price as it was")},
    {"selling.stop"_L1, QT_TRANSLATE_NOOP("EntryFacts", "until {until}|until somebody resumes it")},
    {"selling.resume"_L1, QT_TRANSLATE_NOOP("EntryFacts", "sold again")},
    {"stock.receive"_L1, QT_TRANSLATE_NOOP("EntryFacts", "{quantity} added|nothing added")},
    {"stock.adjust"_L1, QT_TRANSLATE_NOOP("EntryFacts", "{difference} by hand|as it was")},
    {"stock.count"_L1, QT_TRANSLATE_NOOP("EntryFacts", "{counted} counted|as it was")},
    {"stock.follow"_L1, QT_TRANSLATE_NOOP("EntryFacts", "as its place says")},
    {"stock.transfer"_L1, QT_TRANSLATE_NOOP("EntryFacts", "{quantity} moved|nothing moved")},
    {"stock.arrive"_L1, QT_TRANSLATE_NOOP("EntryFacts", "{quantity} arrived|nothing arrived")},
    {"quarantine.release"_L1, QT_TRANSLATE_NOOP("EntryFacts", "{quantity} to stock|nothing released")},
    {"quarantine.write_off"_L1, QT_TRANSLATE_NOOP("EntryFacts", "{quantity} written off|nothing written off")},
    {"stock.undo"_L1, QT_TRANSLATE_NOOP("EntryFacts", "taken back")},
    {"order.record"_L1, QT_TRANSLATE_NOOP("EntryFacts", "recorded")},
    {"order.change"_L1, QT_TRANSLATE_NOOP("EntryFacts", "nothing that is kept")},
    {"order.cancel"_L1, QT_TRANSLATE_NOOP("EntryFacts", "cancelled")},
    {"order.hold"_L1, QT_TRANSLATE_NOOP("EntryFacts", "not sent until it is released")},
    {"order.stranded"_L1, QT_TRANSLATE_NOOP("EntryFacts", "parcel {parcel}|“{words}”|no place can send it")},
    {"order.release"_L1, QT_TRANSLATE_NOOP("EntryFacts", "may be sent")},
    {"order.pick"_L1, QT_TRANSLATE_NOOP("EntryFacts", "picked")},
    {"order.ship"_L1, QT_TRANSLATE_NOOP("EntryFacts", "{carrier}|{tracking}|sent")},
    {"plan.record"_L1, QT_TRANSLATE_NOOP("EntryFacts", "as it was planned")},
    {"parcel.hand_over"_L1, QT_TRANSLATE_NOOP("EntryFacts", "parcel {parcel}|handed over")},
    {"parcel.taken"_L1, QT_TRANSLATE_NOOP("EntryFacts", "parcel {parcel} taken|“{words}”|taken")},
    {"parcel.refused"_L1, QT_TRANSLATE_NOOP("EntryFacts", "parcel {parcel} refused|“{words}”|refused")},
    {"parcel.unanswered"_L1, QT_TRANSLATE_NOOP("EntryFacts", "parcel {parcel} waits|“{words}”|waits")},
    {"parcel.sent"_L1, QT_TRANSLATE_NOOP("EntryFacts", "parcel {parcel} sent|{tracking}|sent")},
    {"parcel.lost"_L1, QT_TRANSLATE_NOOP("EntryFacts", "parcel {parcel} given up|“{words}”|given up")},
    {"parcel.unseen"_L1, QT_TRANSLATE_NOOP("EntryFacts", "parcel {parcel}|not shown since {since}|not shown any more")},
    {"parcel.stuck"_L1, QT_TRANSLATE_NOOP("EntryFacts", "parcel {parcel}|not moved since {since}|has not moved")},
    {"parcel.change"_L1, QT_TRANSLATE_NOOP("EntryFacts", "parcel {parcel}: {state}|“{words}”|went on")},
    {"parcel.recall"_L1, QT_TRANSLATE_NOOP("EntryFacts", "parcel {parcel} called back|called back")},
    {"parcel.recalled"_L1, QT_TRANSLATE_NOOP("EntryFacts", "parcel {parcel} is back|“{words}”|is back")},
    {"parcel.kept"_L1, QT_TRANSLATE_NOOP("EntryFacts", "parcel {parcel} leaves all the same|“{words}”|leaves all the same")},
    {"policy.set"_L1, QT_TRANSLATE_NOOP("EntryFacts", "as it was")},
    {"bins.set"_L1, QT_TRANSLATE_NOOP("EntryFacts", "as they were")},
    {"bins.remove"_L1, QT_TRANSLATE_NOOP("EntryFacts", "it lies there no more")},
    {"cartons.take"_L1, QT_TRANSLATE_NOOP("EntryFacts", "as many cartons as before")},
    {"shipment.told"_L1, QT_TRANSLATE_NOOP("EntryFacts", "{tracking}|told")},
    {"shipment.refused"_L1, QT_TRANSLATE_NOOP("EntryFacts", "{tracking}|“{words}”|refused")},
    {"shipment.correct"_L1, QT_TRANSLATE_NOOP("EntryFacts", "parcel {parcel}|corrected")},
    {"cancel.told"_L1, QT_TRANSLATE_NOOP("EntryFacts", "“{words}”|told")},
    {"cancel.refused"_L1, QT_TRANSLATE_NOOP("EntryFacts", "“{words}”|refused")},
    {"customer.tag"_L1, QT_TRANSLATE_NOOP("EntryFacts", "tag “{tag}”|tagged")},
    {"customer.untag"_L1, QT_TRANSLATE_NOOP("EntryFacts", "without the tag “{tag}”|without the tag")},
    {"order.tag"_L1, QT_TRANSLATE_NOOP("EntryFacts", "tag “{tag}”|tagged")},
    {"order.untag"_L1, QT_TRANSLATE_NOOP("EntryFacts", "without the tag “{tag}”|without the tag")},
    {"order.note"_L1, QT_TRANSLATE_NOOP("EntryFacts", "the note as it was")},
    {"order.flag"_L1, QT_TRANSLATE_NOOP("EntryFacts", "the flag as it was")},
    {"order.unflag"_L1, QT_TRANSLATE_NOOP("EntryFacts", "no flag")},
    {"order.priority"_L1, QT_TRANSLATE_NOOP("EntryFacts", "the priority as it was")},
    {"order.assign"_L1, QT_TRANSLATE_NOOP("EntryFacts", "with whom it was")},
    {"order.archive"_L1, QT_TRANSLATE_NOOP("EntryFacts", "out of the lists")},
    {"order.unarchive"_L1, QT_TRANSLATE_NOOP("EntryFacts", "in the lists again")},
    {"order.wish"_L1, QT_TRANSLATE_NOOP("EntryFacts", "as it was")},
    {"order.refund"_L1, QT_TRANSLATE_NOOP("EntryFacts", "{sum} to be given back|{percent} % to be given back|to be given back: {refund}|to be given back")},
    {"order.refund_done"_L1, QT_TRANSLATE_NOOP("EntryFacts", "“{words}”|given back")},
    {"order.refund_refused"_L1, QT_TRANSLATE_NOOP("EntryFacts", "“{words}”|not given back")},
    {"order.capture"_L1, QT_TRANSLATE_NOOP("EntryFacts", "waits for its answer")},
    {"order.capture_done"_L1, QT_TRANSLATE_NOOP("EntryFacts", "“{words}”|captured")},
    {"order.capture_refused"_L1, QT_TRANSLATE_NOOP("EntryFacts", "“{words}”|not captured")},
    {"order.ask_review"_L1, QT_TRANSLATE_NOOP("EntryFacts", "waits for its answer")},
    {"order.ask_review_done"_L1, QT_TRANSLATE_NOOP("EntryFacts", "“{words}”|asked")},
    {"order.ask_review_refused"_L1, QT_TRANSLATE_NOOP("EntryFacts", "“{words}”|not asked")},
    {"refund.record"_L1, QT_TRANSLATE_NOOP("EntryFacts", "{amount} given back|refund {refund}|given back")},
    {"return.receive"_L1, QT_TRANSLATE_NOOP("EntryFacts", "return {return}|came back")},
    {"return.request"_L1, QT_TRANSLATE_NOOP("EntryFacts", "return {return}|{title}|“{reason}”|worth {value}|asked for")},
    {"return.change"_L1, QT_TRANSLATE_NOOP("EntryFacts", "return {return}|{title}|went on")},
    {"return.approve"_L1, QT_TRANSLATE_NOOP("EntryFacts", "return {return}|to be approved")},
    {"return.approve_done"_L1, QT_TRANSLATE_NOOP("EntryFacts", "return {return}|“{words}”|approved")},
    {"return.approve_refused"_L1, QT_TRANSLATE_NOOP("EntryFacts", "return {return}|“{words}”|not approved")},
    {"return.decline"_L1, QT_TRANSLATE_NOOP("EntryFacts", "return {return}|to be declined")},
    {"return.decline_done"_L1, QT_TRANSLATE_NOOP("EntryFacts", "return {return}|“{words}”|declined")},
    {"return.decline_refused"_L1, QT_TRANSLATE_NOOP("EntryFacts", "return {return}|“{words}”|not declined")},
    {"return.send_label"_L1, QT_TRANSLATE_NOOP("EntryFacts", "return {return}|from {carrier}|label {label} again|to be sent")},
    {"return.label_refused"_L1, QT_TRANSLATE_NOOP("EntryFacts", "return {return}|“{words}”|not bought")},
    {"return.label_sent"_L1, QT_TRANSLATE_NOOP("EntryFacts", "return {return}|label {label}|sent")},
    {"chargeback.open"_L1, QT_TRANSLATE_NOOP("EntryFacts", "{amount}|chargeback {chargeback}|opened")},
    {"chargeback.change"_L1, QT_TRANSLATE_NOOP("EntryFacts", "{amount}|chargeback {chargeback}|went on")},
    {"purchase.create"_L1, QT_TRANSLATE_NOOP("EntryFacts", "ordered")},
    {"purchase.change"_L1, QT_TRANSLATE_NOOP("EntryFacts", "as it was")},
    {"purchase.cancel"_L1, QT_TRANSLATE_NOOP("EntryFacts", "cancelled")},
    {"purchase.covered"_L1, QT_TRANSLATE_NOOP("EntryFacts", "{instead}|nothing was ordered")},
    {"purchase.late"_L1, QT_TRANSLATE_NOOP("EntryFacts", "not all of it came by its day")},
    {"supplier.lead_time"_L1, QT_TRANSLATE_NOOP("EntryFacts", "as it was")},
    {"buyer.forget"_L1, QT_TRANSLATE_NOOP("EntryFacts", "name, address and messages cannot be read any more")},
    {"offers.told"_L1, QT_TRANSLATE_NOOP("EntryFacts", "answered")},
    {"offers.unconfirmed"_L1, QT_TRANSLATE_NOOP("EntryFacts", "told again")},
    {"account.seen"_L1, QT_TRANSLATE_NOOP("EntryFacts", "as it was")},
    {"market.seen"_L1, QT_TRANSLATE_NOOP("EntryFacts", "as it was")},
    {"offer.seen"_L1, QT_TRANSLATE_NOOP("EntryFacts", "{listing} as it was|as it was")},
    {"carrier.add"_L1, QT_TRANSLATE_NOOP("EntryFacts", "{kind}|at {url}|connected")},
    {"carrier.remove"_L1, QT_TRANSLATE_NOOP("EntryFacts", "not used any more")},
    {"rates.prices"_L1, QT_TRANSLATE_NOOP("EntryFacts", "{service}|{price_type}|from {effective_from}|{added} added|{changed} changed|as they were")},
    {"rates.zones"_L1, QT_TRANSLATE_NOOP("EntryFacts", "{pairs} pairs of places|from {effective_from}|as they were")},
    {"rates.surcharges"_L1, QT_TRANSLATE_NOOP("EntryFacts", "{lines} lines|as they were")},
    {"rates.invoices"_L1, QT_TRANSLATE_NOOP("EntryFacts", "{parcels} parcels|no parcels")},
    {"rates.divisor"_L1, QT_TRANSLATE_NOOP("EntryFacts", "{service}|divisor {divisor}|from {effective_from}|as it was")},
    {"rates.weight_step"_L1, QT_TRANSLATE_NOOP("EntryFacts", "{service}|in steps of {step}|from {effective_from}|as it was")},
    {"rates.remove"_L1, QT_TRANSLATE_NOOP("EntryFacts", "{list}|{service}|{price_type}|{kind}|from {effective_from}|taken out")},
    {"rates.kept"_L1, QT_TRANSLATE_NOOP("EntryFacts", "{service}|{tracking}|kept")},
    {"label.want"_L1, QT_TRANSLATE_NOOP("EntryFacts", "{service}|{quoted}|asked for")},
    {"label.claim"_L1, QT_TRANSLATE_NOOP("EntryFacts", "attempt {attempt}|asked after")},
    {"label.buy"_L1, QT_TRANSLATE_NOOP("EntryFacts", "{tracking}|{cost}|bought")},
    {"label.no_document"_L1, QT_TRANSLATE_NOOP("EntryFacts", "{tracking}|“{flaw}”|no file to print")},
    {"label.document"_L1, QT_TRANSLATE_NOOP("EntryFacts", "can be printed")},
    {"label.found"_L1, QT_TRANSLATE_NOOP("EntryFacts", "label {label}|found")},
    {"label.twice"_L1, QT_TRANSLATE_NOOP("EntryFacts", "{words}|sold twice")},
    {"label.refuse"_L1, QT_TRANSLATE_NOOP("EntryFacts", "“{words}”|refused")},
    {"label.unsure"_L1, QT_TRANSLATE_NOOP("EntryFacts", "“{words}”|to be settled")},
    {"label.decide"_L1, QT_TRANSLATE_NOOP("EntryFacts", "bought: {bought}|{tracking}|settled")},
    {"label.print"_L1, QT_TRANSLATE_NOOP("EntryFacts", "on {printer}|printed")},
    {"label.reprint"_L1, QT_TRANSLATE_NOOP("EntryFacts", "on {printer}|print {print}|printed again")},
    {"label.print_failed"_L1, QT_TRANSLATE_NOOP("EntryFacts", "“{words}”|not printed")},
    {"label.void"_L1, QT_TRANSLATE_NOOP("EntryFacts", "{tracking}|taken back")},
    {"label.refund"_L1, QT_TRANSLATE_NOOP("EntryFacts", "“{words}”|answered")},
    {"label.refund_refused"_L1, QT_TRANSLATE_NOOP("EntryFacts", "“{words}”|refused")},
    {"label.delay"_L1, QT_TRANSLATE_NOOP("EntryFacts", "{words}|late")},
    {"label.track"_L1, QT_TRANSLATE_NOOP("EntryFacts", "told at {told_at}|went on")},
    {"printer.set"_L1, QT_TRANSLATE_NOOP("EntryFacts", "{format}|at {address}|set up")},
    {"printer.remove"_L1, QT_TRANSLATE_NOOP("EntryFacts", "not used any more")},
    {"goods.describe"_L1, QT_TRANSLATE_NOOP("EntryFacts", "{description}|tariff number {hs_code}|made in {origin}|described")},
    {"rule.write"_L1, QT_TRANSLATE_NOOP("EntryFacts", "“{text}”|written")},
    {"rule.change"_L1, QT_TRANSLATE_NOOP("EntryFacts", "“{text}”|as it was")},
    {"rule.arm"_L1, QT_TRANSLATE_NOOP("EntryFacts", "{name} works|works")},
    {"rule.shadow"_L1, QT_TRANSLATE_NOOP("EntryFacts", "{name} looks on|looks on")},
    {"rule.disarm"_L1, QT_TRANSLATE_NOOP("EntryFacts", "{name} rests|rests")},
    {"rule.undo"_L1, QT_TRANSLATE_NOOP("EntryFacts", "what {name} did is taken back|what it did is taken back")},
    {"rule.ask"_L1, QT_TRANSLATE_NOOP("EntryFacts", "{name} {words}|asked")},
    {"rule.allow"_L1, QT_TRANSLATE_NOOP("EntryFacts", "{name} may {deeds}|allowed")},
    {"rule.refuse"_L1, QT_TRANSLATE_NOOP("EntryFacts", "{name} may not {deeds}|not allowed")},
    {"rule.remove"_L1, QT_TRANSLATE_NOOP("EntryFacts", "{name} is gone|gone")},
    {"rule.example.add"_L1, QT_TRANSLATE_NOOP("EntryFacts", "“{text}”|added")},
    {"rule.example.change"_L1, QT_TRANSLATE_NOOP("EntryFacts", "“{text}”|as it was")},
    {"rule.example.remove"_L1, QT_TRANSLATE_NOOP("EntryFacts", "an example of {name} is gone|gone")},
    {"notice.post"_L1, QT_TRANSLATE_NOOP("EntryFacts", "{title}|to {recipient}|left")},
    {"notice.settle"_L1, QT_TRANSLATE_NOOP("EntryFacts", "“{words}”|settled")},
    {"contact.define"_L1, QT_TRANSLATE_NOOP("EntryFacts", "called {words}|defined")},
    {"contact.forget"_L1, QT_TRANSLATE_NOOP("EntryFacts", "not written to any more")},
    {"mail.set"_L1, QT_TRANSLATE_NOOP("EntryFacts", "{host}|none")},
    {"messages.set"_L1, QT_TRANSLATE_NOOP("EntryFacts", "{way}|{account}|none")},
    {"assistant.set"_L1, QT_TRANSLATE_NOOP("EntryFacts", "{model}|at {address}|none")},
    {"listing.end"_L1, QT_TRANSLATE_NOOP("EntryFacts", "{listing} to be ended|to be ended")},
    {"listing.end_done"_L1, QT_TRANSLATE_NOOP("EntryFacts", "“{words}”|ended")},
    {"listing.end_refused"_L1, QT_TRANSLATE_NOOP("EntryFacts", "“{words}”|not ended")},
    {"listing.publish"_L1, QT_TRANSLATE_NOOP("EntryFacts", "{listing} to be published|to be published")},
    {"listing.publish_done"_L1, QT_TRANSLATE_NOOP("EntryFacts", "“{words}”|published")},
    {"listing.publish_refused"_L1, QT_TRANSLATE_NOOP("EntryFacts", "“{words}”|not published")},
};

const QRegularExpression &placeholder()
{
    static const QRegularExpression expression(u"\\{([a-z_]+)\\}"_s);
    return expression;
}

/// A part with its facts; empty where one of them is missing.
QString filled(const QString &part, const QJsonObject &body)
{
    QString text;
    qsizetype end = 0;
    for (auto names = placeholder().globalMatch(part); names.hasNext();) {
        const auto name = names.next();
        const QJsonValue value = body.value(name.capturedView(1));
        if (value.isUndefined() || value.isNull() || value == QJsonValue(QString()))
            return {};
        text += part.mid(end, name.capturedStart() - end) + valueText(name.captured(1), value);
        end = name.capturedEnd();
    }
    return text + part.mid(end);
}

QString sentence(const QString &parts, const QJsonObject &body)
{
    QStringList said;
    for (const QString &part : parts.split(u'|')) {
        const bool isLast = !part.contains(u'{');
        if (const QString text = filled(part, body); !text.isEmpty() && (!isLast || said.isEmpty()))
            said.append(text);
    }
    return said.join(u", "_s);
}

/// Lines of an order: what was ordered or cancelled of each.
void addLines(QList<ChangeText> &facts, const QJsonObject &body)
{
    for (const QJsonValue &line : body.value("lines"_L1).toArray()) {
        const QString name = line["sku"_L1].toString(line["line"_L1].toString());
        if (line["cancelled"_L1].isDouble())
            facts.append({name, QString(), EntryFacts::tr("%1 of %2 cancelled", "units, SKU or line").arg(number(line["cancelled"_L1].toInteger()), name)});
        else if (line["old"_L1] != line["new"_L1])
            facts.append({name, QString(), EntryFacts::tr("%1 of %2", "units, SKU or line").arg(number(line["new"_L1].toInteger()), name)});
    }
}

void addPurchase(QList<ChangeText> &facts, const QJsonObject &body)
{
    for (const QJsonValue &line : body.value("purchase"_L1)["lines"_L1].toArray()) {
        const QString sku = line["sku"_L1].toString();
        facts.append({sku, QString(), EntryFacts::tr("%1 of %2, %3 received", "units, SKU, units").arg(number(line["ordered"_L1].toInteger()), sku, number(line["received"_L1].toInteger()))});
    }
}

void addPlans(QList<ChangeText> &facts, const QJsonObject &body)
{
    for (const QJsonValue &plan : body.value("plans"_L1).toArray())
        facts.append({plan["order"_L1].toString(), plan["old"_L1].toArray().isEmpty() ? QString() : valueText({}, plan["old"_L1]), valueText({}, plan["new"_L1])});
}

void addMarket(QList<ChangeText> &facts, const QJsonObject &body)
{
    for (const QJsonValue &listing : body.value("market"_L1).toArray()) {
        const QString sku = listing["sku"_L1].toString();
        const auto add = [&](const QString &title, const QJsonValue &before, const QJsonValue &after) {
            if (!after.isUndefined())
                facts.append({title.arg(sku), valueText({}, before), valueText({}, after)});
        };
        add(EntryFacts::tr("%1 cheapest of others", "SKU"), listing["old"_L1], listing["new"_L1]);
        add(EntryFacts::tr("%1 Featured Offer", "SKU"), listing["featured_old"_L1], listing["featured"_L1]);
        add(EntryFacts::tr("%1 kept from buyers", "SKU"), listing["suppressed_old"_L1], listing["suppressed"_L1]);
    }
}

} // namespace

QList<ChangeText> factsOf(const Entry &entry)
{
    QList<ChangeText> facts;
    if (entry.what == "policy.set"_L1)
        return changedValues({}, entry.body.value("old"_L1), entry.body.value("new"_L1));
    addLines(facts, entry.body);
    addPurchase(facts, entry.body);
    addPlans(facts, entry.body);
    addMarket(facts, entry.body);
    if (!facts.isEmpty())
        return facts;
    for (const Saying &saying : sayings) {
        if (saying.what == entry.what)
            return {{EntryFacts::tr("What it says"), QString(), sentence(EntryFacts::tr(saying.parts), entry.body)}};
    }
    return {};
}

QStringList factNames()
{
    QStringList found;
    for (const Saying &saying : sayings)
        for (auto names = placeholder().globalMatch(QString::fromUtf8(saying.parts)); names.hasNext();)
            found.append(names.next().captured(1));
    found.removeDuplicates();
    return found;
}

} // namespace crossdock::ui
