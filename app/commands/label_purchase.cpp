#include "app/command_line/json.h"
#include "app/commands/commands.h"
#include "app/commands/shipment_file.h"
#include "app/commands/words.h"
#include "core/connectors/printing/document_printer.h"
#include "core/inventory/fulfilment/labels/label_reader.h"
#include "core/inventory/fulfilment/labels/sending.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

constexpr qint64 defaultDeadlineMs = 5'000, longestDeadlineMs = 120'000;

UsageError badValue(const QString &flag, const QString &why)
{
    return {UsageError::Kind::BadValue, flag, why, {}};
}

/// "640g", "1.4 lb"
tl::expected<rates::Weight, UsageError> weightFrom(const QString &text)
{
    qsizetype digits = 0;
    while (digits < text.size() && (text.at(digits).isDigit() || text.at(digits) == u'.'))
        ++digits;
    const auto unit = rates::weightUnitFrom(text.mid(digits).trimmed());
    const auto weight = unit ? rates::Weight::parse(text.first(digits), *unit) : Result<rates::Weight>(fail(Error::Code::InvalidInput, text));
    if (!weight)
        return tl::make_unexpected(badValue(u"--weight "_s + text, u"it is written like 640g, 0.64kg, 1.4lb or 22oz"_s));
    if (*weight <= rates::Weight())
        return tl::make_unexpected(badValue(u"--weight "_s + text, u"a closed box weighs more than nothing: put it on the scale"_s));
    return *weight;
}

/// "30x20x10cm", "12x9x4in"
tl::expected<std::optional<rates::Dimensions>, UsageError> sizeFrom(const QString &text)
{
    if (text.isEmpty())
        return std::nullopt;
    const auto wrong = badValue(u"--size "_s + text, u"it is written like 30x20x10cm or 12x9x4in"_s);
    const auto unit = rates::lengthUnitFrom(text.right(2));
    const QStringList sides = text.left(text.size() - text.right(2).size()).trimmed().split(u'x', Qt::KeepEmptyParts, Qt::CaseInsensitive);
    if (!unit || sides.size() != 3)
        return tl::make_unexpected(wrong);
    QList<rates::Length> lengths;
    for (const QString &side : sides) {
        const auto length = rates::Length::parse(side.trimmed(), *unit);
        if (!length)
            return tl::make_unexpected(wrong);
        if (*length <= rates::Length())
            return tl::make_unexpected(badValue(u"--size "_s + text, u"each side of a box is longer than nothing: measure it closed"_s));
        lengths.append(*length);
    }
    return rates::Dimensions{lengths.at(0), lengths.at(1), lengths.at(2)};
}

tl::expected<QList<labels::Unit>, UsageError> unitsFrom(const QStringList &texts)
{
    QList<labels::Unit> units;
    for (const QString &text : texts) {
        const auto sku = Sku::parse(text.section(u'=', 0, -2));
        bool isNumber = false;
        const qint64 count = text.section(u'=', -1).toLongLong(&isNumber);
        if (!sku || !isNumber)
            return tl::make_unexpected(badValue(u"--unit "_s + text, u"it is written like MUG-1=2"_s));
        if (count < 1)
            return tl::make_unexpected(badValue(u"--unit "_s + text, u"at least one unit goes into a box, or its SKU is left out"_s));
        units.append({*sku, count});
    }
    return units;
}

/// A box as it was given, its order, and how long carriers may take to price it.
struct Wish {
    OrderId order;
    labels::Box box;
    Milliseconds deadline;
};

/// A box, its order, and what it costs.
struct Offer {
    OrderId order;
    labels::Box box;
    rates::Shipment shipment;
    rates::Rated rated;
    fulfilment::ShippingWish wish;
    QString currency; ///< what is paid in; empty: not known
};

/// Where the order's units lie; the only own warehouse that holds some, unless one is named. NotAllowed: places of others have all of them.
Result<NodeRow> nodeOf(Session &session, const OrderDetail &order)
{
    const auto nodes = session.ask(query::Nodes{});
    if (!nodes)
        return tl::make_unexpected(nodes.error());
    const auto named = namedNode(session);
    if (!named)
        return tl::make_unexpected(named.error());
    QList<NodeRow> holders;
    for (const NodeRow &node : *nodes) {
        const bool isMeant = !*named ? std::any_of(order.lines.begin(), order.lines.end(), [&](const OrderDetail::Line &line) {
            return std::any_of(line.reservations.begin(), line.reservations.end(), [&](const auto &held) { return held.node == node.node && held.reserved + held.picked > 0; });
        }) : node.node == **named;
        if (isMeant)
            holders.append(node);
    }
    const auto ours = [](const NodeRow &node) { return node.kind == u"warehouse"; };
    if (!*named && std::any_of(holders.begin(), holders.end(), ours))
        holders.removeIf([&](const NodeRow &node) { return !ours(node); });
    if (holders.size() == 1)
        return labels::checkPlace(order.row.id, holders.first().node, holders.first().kind).map([&] { return holders.first(); });
    QStringList names;
    for (const NodeRow &node : std::as_const(holders))
        names.append(node.node.text());
    if (holders.isEmpty())
        return *named ? fail(Error::Code::NotFound, (*named)->text(), u"no such node"_s) : fail(Error::Code::NotAllowed, order.row.id.text(), u"nothing of it is held at any node: it has left or was cancelled"_s);
    return fail(Error::Code::InvalidInput, order.row.id.text(), u"its units lie at %1: a label for each, with --node and what goes into its box"_s.arg(names.join(u" and "_s)));
}

/// What goes into the box is held for the order there.
Result<> checkUnits(const OrderDetail &order, const NodeId &node, const QList<labels::Unit> &units)
{
    QMap<QString, Quantity> held, packed;
    for (const OrderDetail::Line &line : order.lines)
        for (const OrderDetail::Reservation &one : line.reservations)
            if (one.node == node)
                held[one.sku.text()] += one.reserved + one.picked;
    for (const labels::Unit &unit : units)
        packed[unit.sku.text()] += unit.quantity;
    for (const auto [sku, count] : packed.asKeyValueRange())
        if (count > held.value(sku))
            return fail(Error::Code::InvalidInput, order.row.id.text(), u"%1 of %2 in the box, and %3 belong into it at %4: --unit says what is really in it"_s.arg(count).arg(sku).arg(held.value(sku)).arg(node.text()));
    return {};
}

Result<Offer> offerOf(Session &session, const Wish &asked)
{
    const OrderId &id = asked.order;
    labels::Box box = asked.box;
    const auto order = session.ask(query::Order{id});
    if (!order)
        return tl::make_unexpected(order.error());
    const auto node = nodeOf(session, *order);
    if (!node)
        return tl::make_unexpected(node.error());
    CROSSDOCK_TRY(checkUnits(*order, node->node, box.units));
    QList<Sku> skus;
    for (const labels::Unit &unit : std::as_const(box.units))
        skus.append(unit.sku);
    const auto items = session.ask(query::StockOf{skus, {}});
    const auto goods = session.ask(query::Goods{skus});
    const auto labels = session.ask(query::Labels{.order = id});
    if (!items || !goods || !labels)
        return tl::make_unexpected(!items ? items.error() : !goods ? goods.error() : labels.error());
    box.node = node->node;
    box.number = labels::nextBox(*labels, node->node);
    const labels::Sending sending(*order, *node, box, *items, *goods);
    if (!sending.missing().isEmpty())
        return fail(Error::Code::InvalidInput, id.text(), sending.missing().join(u"; "_s));
    const rates::Shipment shipment = sending.shipment(toDateTime(session.now()).date());
    const auto rated = session.atEngine<QList<rates::Rated>>([shipment, deadline = asked.deadline](Engine &engine, QObject *context, auto done) { engine.quoteLive({shipment}, deadline, context, {}, done); });
    if (!rated)
        return tl::make_unexpected(rated.error());
    return Offer{id, box, shipment, rated->first(), order->wish, labels::payingCurrency(*order, *node)};
}

std::variant<Wish, ExitCode> read(Session &session)
{
    const Arguments &given = session.arguments();
    const auto order = OrderId::parse(given.word(0));
    if (!order)
        return session.refuse(order.error());
    const auto units = unitsFrom(given.values(u"unit"_s));
    const auto weight = weightFrom(given.value(u"weight"_s));
    const auto size = sizeFrom(given.value(u"size"_s));
    const auto deadline = given.number(u"deadline"_s, 1, longestDeadlineMs, defaultDeadlineMs);
    if (!units || !weight || !size || !deadline)
        return session.refuse(!units ? units.error() : !weight ? weight.error() : !size ? size.error() : deadline.error());
    return Wish{*order, {{}, 1, *weight, *size, *units}, Milliseconds(*deadline)};
}

/// What the same key bought: no carrier needs to be asked for its price again. Nothing, too, where no carrier has heard of the wish.
Result<std::optional<labels::Label>> boughtBefore(Session &session, const Wish &wish)
{
    const QString key = session.arguments().value(u"key"_s);
    if (key.isEmpty())
        return std::nullopt;
    query::Trail query;
    query.filter.order = wish.order;
    query.filter.what = u"label.want"_s;
    const auto trail = session.ask(query);
    if (!trail)
        return tl::make_unexpected(trail.error());
    const auto entry = std::find_if(trail->entries.begin(), trail->entries.end(), [&](const Entry &one) { return one.key == key; });
    if (entry == trail->entries.end())
        return std::nullopt;
    const qint64 number = entry->body[u"label"_s].toInteger();
    const auto label = labels::only(session.ask(query::Labels{.label = number}), number);
    if (!label)
        return tl::make_unexpected(label.error());
    const auto differs = [&](const QString &flag, const QString &known) { return session.arguments().has(flag) && session.arguments().value(flag).compare(known, Qt::CaseInsensitive) != 0; };
    const bool isOther = label->box.units != wish.box.units || label->box.weight != wish.box.weight || differs(u"service"_s, label->carrier + u'/' + label->service)
        || differs(u"node"_s, label->box.node.text()) || differs(u"format"_s, nameOf(label->format));
    if (isOther)
        return fail(Error::Code::KeyReused, key);
    const bool isUnasked = label->state == labels::Label::State::Wanted && label->attempts == 0;
    return isUnasked ? std::nullopt : std::optional(*label);
}

void printRefusals(Session &session, const rates::Rated &rated)
{
    for (const rates::Refusal &one : rated.refused)
        session.note(u"%1: %2"_s.arg(one.service.isEmpty() ? one.carrier : one.carrier + u' ' + one.service, one.reason));
    for (const rates::Silence &one : rated.silent)
        session.note(u"%1: %2"_s.arg(one.carrier, one.reason));
}

Result<rates::Quote> chosen(const Offer &offer, const QString &named)
{
    const QList<rates::Quote> quotes = labels::byWish(labels::buyable(offer.rated, offer.currency), offer.wish, offer.shipment.shipDate);
    if (named.isEmpty())
        return labels::unnamedChoice(quotes, offer.wish, offer.currency).map_error([&](Error error) {
            error.subject = offer.order.text();
            return error;
        });
    const auto found = std::find_if(quotes.begin(), quotes.end(), [&](const rates::Quote &one) { return named.compare(one.carrier + u'/' + one.service, Qt::CaseInsensitive) == 0; });
    if (found != quotes.end())
        return *found;
    return fail(Error::Code::NotAllowed, named, u"no carrier sells this service for this box, written CARRIER/SERVICE"_s);
}

/// What the label is to be, and where it is printed.
struct Paper {
    std::optional<labels::Printer> printer;
    labels::Format format = labels::Format::Pdf;
};

/// The printer that was named, if it takes what is asked for: its own format, or `format` where that was given.
Result<Paper> paperOf(Session &session, labels::Format format)
{
    const Arguments &given = session.arguments();
    if (!given.has(u"printer"_s))
        return Paper{{}, format};
    const auto printer = namedPrinter(session, given.value(u"printer"_s));
    if (!printer)
        return tl::make_unexpected(printer.error());
    const Paper paper{*printer, given.has(u"format"_s) ? format : printer->format};
    CROSSDOCK_TRY(printing::suits(*printer, {paper.format, {}}));
    return paper;
}

/// The label stays bought, and is shown, whatever the printer says.
ExitCode printBought(Session &session, const labels::Label &label, const labels::Printer &printer)
{
    const Request print{{}, session.actor(), {}, 0, command::PrintLabel{label.label, printer}};
    const auto printed = session.atEngine<labels::Label>([print](Engine &engine, QObject *context, auto done) { engine.printLabel(print, context, done); });
    if (printed)
        return printLabelRow(session, *printed);
    const auto now = labels::only(session.ask(query::Labels{.label = label.label}), label.label); // a print that failed is counted
    printLabelRow(session, now.value_or(label));
    return session.refuse(Error{Error::Code::NotPrinted, printer.name, printed.error().detail});
}

/// Prints what was bought, if it is to be printed and never was.
ExitCode finish(Session &session, const labels::Label &label, const Paper &paper)
{
    if (paper.printer && label.prints > 0) // its paper may have been lost with the program that sent it
        session.note(u"It went to a printer before, at %1, and not again now. If no paper came: crossdock label print %2 --reason TEXT"_s.arg(toText(label.printedAt)).arg(label.label));
    const bool isToPrint = paper.printer && label.state == labels::Label::State::Bought && label.prints == 0;
    return isToPrint ? printBought(session, label, *paper.printer) : printLabelRow(session, label);
}

} // namespace

ExitCode labelRates(Session &session)
{
    const auto asked = read(session);
    if (std::holds_alternative<ExitCode>(asked))
        return std::get<ExitCode>(asked);
    const auto priced = offerOf(session, std::get<Wish>(asked));
    if (!priced)
        return session.refuse(priced.error());
    const Offer &offer = *priced;
    if (session.wantsJson()) {
        session.print(QJsonValue(toJson(offer.rated, offer.shipment, session.now())));
        return ExitCode::Done;
    }
    QList<QStringList> rows{{u"SERVICE"_s, u"TOTAL"_s, u"DAYS"_s, u"BY"_s, u"ACCOUNT"_s}};
    for (const rates::Quote &quote : labels::buyable(offer.rated, offer.currency))
        rows.append({quote.carrier + u'/' + quote.service, toDecimal(quote.total) + u' ' + quote.total.currency, quote.transitDays ? QString::number(*quote.transitDays) : u"–"_s,
                     quote.deliveredBy.isValid() ? quote.deliveredBy.toString(Qt::ISODate) : u"–"_s, quote.via});
    if (rows.size() > 1)
        printTable(session, rows);
    printRefusals(session, offer.rated);
    return ExitCode::Done;
}

ExitCode labelBuy(Session &session)
{
    const Arguments &given = session.arguments();
    const auto format = labels::formatFrom(given.value(u"format"_s, nameOf(labels::Format::Pdf)));
    if (!format)
        return session.refuse(badValue(u"--format "_s + given.value(u"format"_s), u"it is pdf, png or zpl"_s));
    const auto paper = paperOf(session, *format);
    if (!paper)
        return session.refuse(paper.error());
    const auto asked = read(session);
    if (std::holds_alternative<ExitCode>(asked))
        return std::get<ExitCode>(asked);
    const Wish &wish = std::get<Wish>(asked);
    const auto before = boughtBefore(session, wish);
    if (!before)
        return session.refuse(before.error());
    if (*before)
        return finish(session, **before, *paper);
    const auto offer = offerOf(session, wish);
    if (!offer)
        return session.refuse(offer.error());
    const auto quote = chosen(*offer, given.value(u"service"_s));
    if (!quote) {
        printRefusals(session, offer->rated);
        return session.refuse(quote.error());
    }
    const Request want{given.value(u"key"_s), session.actor(), given.value(u"reason"_s), 0, command::WantLabel{offer->order, offer->box, *quote, offer->shipment.shipDate, paper->format, offer->shipment.options}};
    const auto label = session.atEngine<labels::Label>([want, shipment = offer->shipment](Engine &engine, QObject *context, auto done) { engine.buyLabel(want, shipment, context, done); });
    return label ? finish(session, *label, *paper) : session.refuse(label.error());
}

} // namespace crossdock::app
