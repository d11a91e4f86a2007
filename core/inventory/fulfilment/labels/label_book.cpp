#include "core/inventory/fulfilment/labels/label_book.h"

#include "core/inventory/audit/trail.h"
#include "core/inventory/fulfilment/labels/document_check.h"
#include "core/inventory/fulfilment/labels/sending.h"

#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::labels {
namespace {

QString numberOf(const Label &label)
{
    return QString::number(label.label);
}

/// The seller's own name of a label: short enough for every carrier, and another one in another store.
QString referenceOf(qint64 label, const OrderId &order, Time at)
{
    const QByteArray all = order.text().toUtf8() + ' ' + QByteArray::number(toMs(at)) + ' ' + QByteArray::number(label);
    return u"CD-%1-%2"_s.arg(label).arg(QString::fromLatin1(audit::hashOf(all).first(8)));
}

Result<> checkOrder(const orders::Sale &sale)
{
    using State = orders::Sale::State;
    if (sale.isHeld || sale.isByChannel || (sale.state != State::Open && sale.state != State::Picked))
        return fail(Error::Code::NotAllowed, sale.order.text(),
                    sale.isHeld ? u"it is on hold"_s : sale.isByChannel ? u"its channel sends it"_s : u"it is %1"_s.arg(orders::Sale::nameOf(sale.state)));
    return {};
}

Result<> checkMeasures(const command::WantLabel &command)
{
    const QString order = command.order.text();
    if (command.box.units.isEmpty())
        return fail(Error::Code::NotAllowed, order, u"nobody verified what is in the box"_s);
    if (command.box.weight <= rates::Weight())
        return fail(Error::Code::InvalidInput, order, u"the box has no weight"_s);
    if (command.box.number < 1)
        return fail(Error::Code::InvalidInput, order, u"boxes are counted from 1"_s);
    if (command.quote.total.currency.isEmpty() || !command.shipDate.isValid())
        return fail(Error::Code::InvalidInput, order, u"the quote has no price or no day"_s);
    return {};
}

/// With what they cost, where the carrier says that apart.
void sayOptions(audit::Draft &draft, const command::WantLabel &command)
{
    if (command.options.isEmpty())
        return;
    static const QStringList kinds{u"insurance"_s, u"saturday_delivery"_s, u"signature"_s};
    QJsonObject charges;
    for (const rates::Charge &charge : command.quote.charges)
        if (kinds.contains(charge.kind))
            charges[charge.kind] = toDecimal(charge.amount) + u' ' + charge.amount.currency;
    draft.say(u"options"_s, rates::namesOf(command.options));
    if (!charges.isEmpty())
        draft.say(u"charges"_s, charges);
}

QString textOf(const Money &money)
{
    return toDecimal(money) + u' ' + money.currency;
}

/// Both prices, where a person is to hear of them.
void sayPrices(audit::Draft &draft, const Label &label)
{
    draft.say(u"cost"_s, label.cost ? QJsonValue(textOf(*label.cost)) : QJsonValue());
    if (!isDearer(label))
        return;
    draft.say(u"quoted"_s, textOf(label.quoted));
    draft.say(u"dearer"_s, true);
}

/// What only its carrier knows of a label that was bought.
void complete(Label &label, const command::RecordLabel &command)
{
    label.carrierId = command.bought.carrierId;
    label.cost = command.bought.cost;
    label.voidUntil = command.voidUntil;
}

} // namespace

void tell(audit::Draft &draft, const Label &label)
{
    draft.about(label.order);
    draft.about(label.order.channel);
    draft.about(u"label"_s, numberOf(label));
    draft.say(u"label"_s, label.label);
    if (!label.returned.isEmpty())
        draft.say(u"return"_s, label.returned);
    draft.emitLater(event::LabelChanged{label});
}

Result<> write(store::Database &database, audit::Draft &draft, const Label &label)
{
    tell(draft, label);
    return save(database, label);
}

Result<LabelBook::Held> LabelBook::heldAt(qint64 sale, qint64 node)
{
    Held held;
    const auto read = m_database.each(u"SELECT k.code, SUM(r.reserved + r.picked) FROM reservation r JOIN sale_line l ON l.id = r.line_id JOIN sku k ON k.id = r.sku_id "
                                      "WHERE l.sale_id = ? AND r.node_id = ? GROUP BY k.code"_s,
                                      {sale, node}, [&](const store::Row &row) { held[row.text(0)] = row.number(1); });
    return read.map([&] { return held; });
}

/// What is in the box is held for the order at that node, which is ours, and in no other box that waits there.
Result<> LabelBook::checkUnits(const command::WantLabel &command, qint64 sale, qint64 node)
{
    const auto kind = m_database.first(u"SELECT kind FROM node WHERE id = ?"_s, {node}, [](const store::Row &row) { return row.text(0); });
    auto known = heldAt(sale, node);
    if (!kind || !known)
        return tl::make_unexpected(!kind ? kind.error() : known.error());
    CROSSDOCK_TRY(checkPlace(command.order, command.box.node, kind->value_or(QString())));
    Held &held = *known;
    const auto others = readLabels(m_database, {.order = command.order});
    if (!others)
        return tl::make_unexpected(others.error());
    for (const Label &other : *others) {
        if (other.box.node != command.box.node || !other.isLive() || other.state == Label::State::Used)
            continue;
        for (const Unit &unit : other.box.units)
            held[unit.sku.text()] -= unit.quantity;
    }
    for (const Unit &unit : command.box.units) {
        Quantity &rest = held[unit.sku.text()];
        if (unit.quantity < 1 || unit.quantity > rest)
            return fail(Error::Code::NotAllowed, command.order.text(), u"%1 of %2 in the box, and %3 belong into it"_s.arg(unit.quantity).arg(unit.sku.text()).arg(std::max<Quantity>(rest, 0)));
        rest -= unit.quantity;
    }
    return {};
}

Result<> LabelBook::checkBox(const command::WantLabel &command, qint64 sale, qint64 node)
{
    const auto other = m_database.first(u"SELECT id, state FROM label WHERE sale_id = ? AND node_id = ? AND box = ? AND return_id = 0 AND state IN ('wanted', 'unsure', 'bought', 'used')"_s,
                                        {sale, node, command.box.number}, [](const store::Row &row) { return QPair(row.number(0), row.text(1)); });
    if (!other)
        return tl::make_unexpected(other.error());
    if (*other)
        return fail(Error::Code::NotAllowed, command.order.text(), u"label %1 stands for that box (%2)"_s.arg((*other)->first).arg((*other)->second));
    return {};
}

Result<> LabelBook::checkAccount(const QString &name)
{
    const auto account = m_database.first(u"SELECT 1 FROM carrier WHERE name = ?"_s, {name}, [](const store::Row &) { return true; });
    if (!account)
        return tl::make_unexpected(account.error());
    return *account ? Result<>() : fail(Error::Code::NotFound, name, u"no such carrier"_s);
}

Result<qint64> LabelBook::returnOf(const command::WantLabel &command, qint64 sale)
{
    if (command.returned.isEmpty())
        return 0;
    const auto known = m_database.first(u"SELECT id FROM sale_return WHERE sale_id = ? AND number = ?"_s, {sale, command.returned}, [](const store::Row &row) { return row.number(0); });
    if (!known)
        return tl::make_unexpected(known.error());
    return *known ? Result<qint64>(**known) : fail(Error::Code::NotFound, command.order.text(), u"it has no return %1"_s.arg(command.returned));
}

/// It waits for a label, no other one stands for it, and what is in the box is what comes back.
Result<> LabelBook::checkReturn(const command::WantLabel &command, qint64 returned)
{
    const QString order = command.order.text();
    const auto isWanted = m_database.first(u"SELECT label_state FROM sale_return WHERE id = ?"_s, {returned}, [](const store::Row &row) { return row.text(0) == u"wanted"; });
    const auto other = m_database.first(u"SELECT id, state FROM label WHERE return_id = ? AND return_id > 0 AND state IN ('wanted', 'unsure', 'bought', 'used')"_s, {returned},
                                        [](const store::Row &row) { return QPair(row.number(0), row.text(1)); });
    if (!isWanted || !other)
        return tl::make_unexpected(!isWanted ? isWanted.error() : other.error());
    if (*other)
        return fail(Error::Code::NotAllowed, order, u"label %1 stands for return %2 (%3)"_s.arg((*other)->first).arg(command.returned, (*other)->second));
    if (!isWanted->value_or(false))
        return fail(Error::Code::NotAllowed, order, u"nobody wants a label for return %1"_s.arg(command.returned));
    QMap<QString, Quantity> coming;
    CROSSDOCK_TRY(m_database.each(u"SELECT k.code, SUM(l.quantity) FROM return_line l JOIN sale_return r ON r.id = l.return_id JOIN sale_line s ON s.sale_id = r.sale_id AND s.line = l.line "
                                  "JOIN sku k ON k.id = s.sku_id WHERE l.return_id = ? GROUP BY k.code"_s,
                                  {returned}, [&](const store::Row &row) { coming[row.text(0)] = row.number(1); }));
    for (const Unit &unit : command.box.units)
        if (unit.quantity < 1 || (coming[unit.sku.text()] -= unit.quantity) < 0)
            return fail(Error::Code::NotAllowed, order, u"%1 of %2 are more than come back"_s.arg(unit.quantity).arg(unit.sku.text()));
    return {};
}

Result<> LabelBook::want(audit::Draft &draft, const command::WantLabel &command, const Actor &actor)
{
    const auto sale = m_sales.named(command.order);
    const auto node = m_nodes.node(command.box.node);
    if (!sale || !node)
        return tl::make_unexpected(!sale ? sale.error() : node.error());
    const auto returned = returnOf(command, sale->id);
    if (!returned)
        return tl::make_unexpected(returned.error());
    if (*returned == 0)
        CROSSDOCK_TRY(checkOrder(*sale));
    CROSSDOCK_TRY(checkMeasures(command));
    CROSSDOCK_TRY(*returned != 0 ? checkReturn(command, *returned) : checkBox(command, sale->id, node->id));
    CROSSDOCK_TRY(checkAccount(command.quote.via));
    if (*returned == 0)
        CROSSDOCK_TRY(checkUnits(command, sale->id, node->id));
    const auto &sides = command.box.dimensions;
    const auto side = [&](rates::Length rates::Dimensions::*which) { return store::orNull(sides ? std::optional(((*sides).*which).nanometres()) : std::nullopt); };
    const rates::Quote &quote = command.quote;
    const QString units = QString::fromUtf8(QJsonDocument(toJson(command.box.units)).toJson(QJsonDocument::Compact));
    const auto id = m_database.insert(
        u"INSERT INTO label (sale_id, node_id, box, weight, length, width, height, units, verified_by, account, carrier, service, offer, reference, carrier_id, tracking, "
        "zone, billable, ship_date, quoted, currency, cost_currency, format, has_document, state, words, attempts, prints, wanted_at, asked_at, bought_at, printed_at, "
        "progress, progress_at, promised_by, options, return_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', '', ?, ?, ?, ?, ?, '', ?, 0, 'wanted', '', 0, 0, ?, 0, 0, 0, 'unknown', 0, ?, ?, ?) RETURNING id"_s,
        {sale->id, node->id, command.box.number, command.box.weight.nanograms(), side(&rates::Dimensions::length), side(&rates::Dimensions::width), side(&rates::Dimensions::height), units,
         actor.name, quote.via, quote.carrier, quote.service, quote.offer, u"draft-%1"_s.arg(draft.number()), quote.zone,
         store::orNull(quote.billable ? std::optional(quote.billable->nanograms()) : std::nullopt), command.shipDate.toString(Qt::ISODate), quote.total.amount, quote.total.currency,
         nameOf(command.format), toMs(draft.at()), quote.deliveredBy.isValid() ? toMs(endOf(quote.deliveredBy)) : 0, rates::namesOf(command.options), *returned});
    if (!id)
        return tl::make_unexpected(id.error());
    const QString reference = referenceOf(*id, command.order, draft.at());
    CROSSDOCK_TRY(m_database.execute(u"UPDATE label SET reference = ? WHERE id = ?"_s, {reference, *id}));
    const auto record = readLabel(m_database, *id);
    if (!record)
        return tl::make_unexpected(record.error());
    draft.setWhat(u"label.want"_s);
    tell(draft, record->label);
    draft.about(command.box.node);
    draft.say(u"reference"_s, reference);
    draft.say(u"carrier"_s, quote.via);
    draft.say(u"service"_s, quote.carrier + u'/' + quote.service);
    draft.say(u"quoted"_s, textOf(quote.total));
    draft.say(u"box"_s, command.box.number);
    draft.say(u"weight"_s, command.box.weight.text(rates::WeightUnit::Gram));
    draft.say(u"units"_s, toJson(command.box.units));
    sayOptions(draft, command);
    return {};
}

Result<> LabelBook::claim(audit::Draft &draft, const command::ClaimLabel &command)
{
    auto record = readLabel(m_database, command.label);
    if (!record)
        return tl::make_unexpected(record.error());
    Label &label = record->label;
    if (label.state != Label::State::Wanted || label.attempts != command.attempts)
        return fail(Error::Code::NotAllowed, numberOf(label), u"it is looked after already (%1)"_s.arg(nameOf(label.state)));
    ++label.attempts;
    label.askedAt = draft.at();
    draft.say(u"attempt"_s, label.attempts);
    draft.setWhat(u"label.claim"_s);
    return write(m_database, draft, label);
}

Result<> LabelBook::record(audit::Draft &draft, const command::RecordLabel &command)
{
    using What = command::RecordLabel::What;
    auto record = readLabel(m_database, command.label);
    if (!record)
        return tl::make_unexpected(record.error());
    if (command.what == What::Bought)
        return buy(draft, *record, command);
    Label &label = record->label;
    const bool isOpen = label.state == Label::State::Wanted || label.state == Label::State::Unsure;
    if (!isOpen)
        return fail(Error::Code::NotAllowed, numberOf(label), u"it is %1"_s.arg(nameOf(label.state)));
    label.state = command.what == What::Refused ? Label::State::Refused : Label::State::Unsure;
    label.words = command.words;
    draft.say(u"words"_s, command.words);
    draft.setWhat(command.what == What::Refused ? u"label.refuse"_s : u"label.unsure"_s);
    return write(m_database, draft, label);
}

/// What its carrier told the seller of the price of this parcel, for the day when the invoice comes.
Result<> LabelBook::keepQuote(audit::Draft &draft, const Record &record, const QString &tracking)
{
    const Label &label = record.label;
    const auto kept = m_rates.keep(draft, {tracking, label.carrier, label.service, record.zone, label.shipDate, record.billable, label.quoted});
    const bool isAnothers = !kept && kept.error().code == Error::Code::AlreadyExists;
    return isAnothers ? Result<>() : kept;
}

/// An answer that comes late or twice changes nothing; one that contradicts what is known is money spent, so it is written down.
Result<> LabelBook::buy(audit::Draft &draft, Record &record, const command::RecordLabel &command)
{
    Label &label = record.label;
    const Bought &bought = command.bought;
    if (bought.tracking.isEmpty() && bought.carrierId.isEmpty())
        return fail(Error::Code::InvalidInput, numberOf(label), u"a label that was bought has a name"_s);
    const bool isKnown = label.boughtAt != Time{} && label.tracking == bought.tracking;
    const QString flaw = bought.document.bytes.isEmpty() || label.hasDocument ? QString() : flawOf(bought.document); // not kept: it is asked for again before it is printed
    const bool isNewDocument = !bought.document.bytes.isEmpty() && !label.hasDocument && flaw.isEmpty();
    const bool isNewFlaw = !flaw.isEmpty() && label.words != flaw;
    const bool isNewName = label.carrierId.isEmpty() && !bought.carrierId.isEmpty(); // a person found it, and told no more than its number
    if (isKnown && !isNewDocument && !isNewName && !isNewFlaw)
        return {};
    if (isNewFlaw)
        draft.say(u"flaw"_s, flaw);
    if (label.boughtAt != Time{} && !isKnown) {
        label.words = u"its carrier sold it twice: also as %1"_s.arg(bought.tracking);
        draft.say(u"words"_s, label.words);
        draft.setWhat(u"label.twice"_s);
        return write(m_database, draft, label);
    }
    if (isNewDocument) {
        const auto kept = m_privacy.keepOfLabel(record.sale, label.label, u"document"_s, bought.document.bytes);
        if (!kept)
            return tl::make_unexpected(kept.error());
        label.hasDocument = true;
        label.format = bought.document.format;
        draft.say(u"document"_s, *kept);
    }
    if (isKnown) {
        if (isNewName)
            complete(label, command);
        label.words = isNewDocument ? QString() : isNewFlaw ? flaw : label.words;
        draft.setWhat(isNewDocument ? u"label.document"_s : isNewFlaw ? u"label.no_document"_s : u"label.found"_s);
        return write(m_database, draft, label);
    }
    CROSSDOCK_TRY(keepQuote(draft, record, bought.tracking));
    if (label.state == Label::State::Refused)
        draft.say(u"late"_s, true);
    label.state = Label::State::Bought;
    label.boughtAt = draft.at();
    label.tracking = bought.tracking;
    label.words = flaw.isEmpty() ? command.words : flaw;
    complete(label, command);
    draft.say(u"tracking"_s, label.tracking);
    sayPrices(draft, label);
    draft.setWhat(u"label.buy"_s);
    return write(m_database, draft, label);
}

Result<> LabelBook::decide(audit::Draft &draft, const command::DecideLabel &command)
{
    auto record = readLabel(m_database, command.label);
    if (!record)
        return tl::make_unexpected(record.error());
    Label &label = record->label;
    const QString tracking = command.tracking.trimmed();
    if (label.state != Label::State::Unsure)
        return fail(Error::Code::NotAllowed, numberOf(label), u"it is known how it fared: it is %1"_s.arg(nameOf(label.state)));
    if (command.isBought && tracking.isEmpty())
        return fail(Error::Code::InvalidInput, numberOf(label), u"a label that was bought has a tracking number"_s);
    if (command.isBought)
        CROSSDOCK_TRY(keepQuote(draft, *record, tracking));
    label.state = command.isBought ? Label::State::Bought : Label::State::Refused;
    label.boughtAt = command.isBought ? draft.at() : Time{};
    label.tracking = command.isBought ? tracking : QString();
    label.words = command.isBought ? u"a person found it at its carrier"_s : u"a person saw that it was not bought"_s;
    draft.say(u"bought"_s, command.isBought);
    draft.say(u"tracking"_s, label.tracking);
    draft.setWhat(u"label.decide"_s);
    return write(m_database, draft, label);
}

Result<QList<Label>> LabelBook::withoutUnits(const OrderId &order)
{
    const auto sale = m_sales.named(order);
    const auto labels = sale ? readLabels(m_database, {.order = order}) : tl::make_unexpected(sale.error());
    if (!labels)
        return labels;
    QList<Label> useless;
    for (const Label &label : *labels) {
        if (label.state != Label::State::Bought || !label.returned.isEmpty())
            continue;
        const auto node = m_nodes.node(label.box.node);
        const auto held = node ? heldAt(sale->id, node->id) : Result<Held>(Held()); // a place that was removed holds nothing
        if (!held)
            return tl::make_unexpected(held.error());
        if (std::any_of(label.box.units.begin(), label.box.units.end(), [&](const Unit &unit) { return held->value(unit.sku.text()) < unit.quantity; }))
            useless.append(label);
    }
    return useless;
}

Result<> LabelBook::use(audit::Draft &draft, const OrderId &order, const QString &tracking)
{
    if (tracking.isEmpty())
        return {};
    const auto labels = readLabels(m_database, {.order = order, .tracking = tracking});
    if (!labels)
        return tl::make_unexpected(labels.error());
    for (Label label : *labels) {
        if (label.state != Label::State::Bought)
            continue;
        label.state = Label::State::Used;
        draft.say(u"label"_s, label.label);
        draft.emitLater(event::LabelChanged{label});
        CROSSDOCK_TRY(save(m_database, label));
    }
    return {};
}

} // namespace crossdock::labels
