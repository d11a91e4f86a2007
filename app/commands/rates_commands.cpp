#include "app/command_line/json.h"
#include "app/commands/commands.h"
#include "app/commands/node_rates.h"
#include "app/commands/shipment_file.h"
#include "app/commands/words.h"
#include "app/engine/engine.h"
#include "core/inventory/fulfilment/rates/carbon.h"
#include "core/inventory/fulfilment/rates/own_price.h"
#include "core/inventory/fulfilment/rates/rate_book.h"
#include "core/inventory/fulfilment/rates/told_twice.h"
#include "ui/words.h"

#include <QFile>

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

constexpr qint64 defaultDeadlineMs = 1'500, longestDeadlineMs = 120'000;

Result<ShipmentFile> readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(Error::Code::NotFound, path, file.errorString());
    return readShipments(file.readAll());
}

QString amountText(const Money &money)
{
    return toDecimal(money) + u' ' + money.currency;
}

/// "last known: usps priority 12.50 USD, 3 h ago".
QString lastKnownText(const rates::Silence &silence, Time now)
{
    if (silence.lastKnown.isEmpty())
        return u"no price of it is known for a shipment like this"_s;
    QStringList prices;
    for (const rates::LastKnown &one : silence.lastKnown)
        prices.append(u"%1 %2 %3, %4"_s.arg(one.carrier, one.service, amountText(one.total), ui::age(one.askedAt, now)));
    return u"last known: "_s + prices.join(u"; "_s);
}

void printForPeople(Session &session, const rates::Rated &rated, const rates::Shipment &shipment, const rates::RateBook &book)
{
    QList<QStringList> rows{{u"CARRIER"_s, u"SERVICE"_s, u"ACCOUNT"_s, u"PRICE"_s, u"TOTAL"_s, u"INVOICED"_s, u"ZONE"_s, u"BILLED"_s, u"CO2E, ESTIMATED"_s, u"OF THIS"_s}};
    for (const rates::Quote &quote : rated.quotes) {
        QStringList parts;
        for (const rates::Charge &charge : quote.charges)
            parts.append(charge.kind + u' ' + toDecimal(charge.amount) + (charge.byWeight ? u" (%1)"_s.arg(rates::byWeightText(charge, quote.unit)) : QString()) + (charge.lastKnown.isValid() ? u" (last known, of %1)"_s.arg(charge.lastKnown.toString(Qt::ISODate)) : QString()));
        for (const rates::Charge &charge : quote.notCounted)
            parts.append(u"%1 not counted: in %2"_s.arg(charge.kind, charge.amount.currency));
        if (const QString twice = rates::toldTwiceText(quote); !twice.isEmpty())
            parts.append(twice);
        const QString promise = quote.deliveredBy.isValid() ? u", arrives by "_s + quote.deliveredBy.toString(Qt::ISODate) : QString();
        const QString zone = quote.zoneSource == rates::Quote::ZoneSource::Distance ? quote.zone + u" (estimated)"_s : quote.zone;
        const auto grams = rates::carbonOf(shipment, quote.carrier, quote.service).grams;
        const auto expected = book.expect(quote);
        const QString invoiced = expected ? u"%1 to %2 (of %3)"_s.arg(toDecimal(expected->low), toDecimal(expected->high)).arg(expected->parcels) : u"–"_s;
        rows.append({quote.carrier, quote.service, quote.via.isEmpty() ? u"–"_s : quote.via, quote.priceType, amountText(quote.total), invoiced, zone, quote.billable ? quote.billable->text(quote.unit) : u"–"_s, grams ? u"%1 g"_s.arg(*grams) : u"not known"_s, parts.join(u" + ") + promise});
    }
    if (rows.size() > 1)
        printTable(session, rows);
    for (const rates::Quote &quote : rated.quotes)
        if (quote.step)
            session.print(u"%1 %2: its weight is rounded %3"_s.arg(quote.carrier, quote.service, rates::roundingText(quote)));
    for (const rates::Quote &quote : rated.quotes)
        if (quote.isVolumeUnknown)
            session.print(u"%1 %2: no dimensional rule of this carrier is known, so its volume is not counted (crossdock import divisors)"_s.arg(quote.carrier, quote.service));
    for (const rates::Refusal &one : rated.refused)
        session.print(u"%1: %2"_s.arg(one.service.isEmpty() ? one.carrier : one.carrier + u' ' + one.service, one.reason));
    for (const rates::Silence &one : rated.silent)
        session.print(u"%1: %2; %3"_s.arg(one.carrier, one.reason, lastKnownText(one, session.now())));
}

/// An account for which no price can be found says so.
void nameUnpriced(const QList<CarrierDetails> &carriers, const rates::RateBook &book, rates::Rated &rated)
{
    const QStringList priced = book.carriers();
    for (const CarrierDetails &carrier : carriers)
        if (carrier.kind == u"contract" && !priced.contains(carrier.name.text().toLower()))
            rated.refused.append({carrier.name.text(), {}, u"no price list of this carrier is imported"_s});
}

/// The answer as JSON, with what invoices let expect beside each quote.
QJsonObject jsonOf(const rates::Rated &rated, const rates::Shipment &shipment, const rates::RateBook &book, Time now)
{
    constexpr std::array levels{"zone"_L1, "service"_L1, "carrier"_L1};
    QJsonObject json = toJson(rated, shipment, now);
    QJsonArray quotes = json[u"quotes"_s].toArray();
    for (qsizetype i = 0; i < rated.quotes.size(); ++i) {
        const auto expected = book.expect(rated.quotes.at(i));
        if (!expected)
            continue;
        QJsonObject quote = quotes.at(i).toObject();
        quote[u"invoiced"_s] = QJsonObject{{u"low"_s, toJson(expected->low)}, {u"typical"_s, toJson(expected->typical)}, {u"high"_s, toJson(expected->high)},
                                           {u"parcels"_s, expected->parcels}, {u"of"_s, QString(levels.at(static_cast<size_t>(expected->of)))}};
        quotes[i] = quote;
    }
    json[u"quotes"_s] = quotes;
    return json;
}

/// Keeps the price of the service that was named.
Result<> keep(Session &session, const rates::Rated &rated, const rates::Shipment &shipment, const QString &tracking)
{
    const QString named = session.arguments().value(u"service"_s);
    const auto own = rates::ownPrices(rated.quotes);
    const auto quote = std::find_if(own.begin(), own.end(), [&](const rates::Quote &one) { return named.compare(one.carrier + u'/' + one.service, Qt::CaseInsensitive) == 0; });
    if (quote == own.end())
        return fail(Error::Code::NotFound, named, u"no such service has a price, written CARRIER/SERVICE"_s);
    return session.perform(command::KeepQuote{{tracking, quote->carrier, quote->service, quote->zone, shipment.shipDate, quote->billable, quote->total}}).map([](const Entry &) {});
}

} // namespace

ExitCode quoteRates(Session &session)
{
    const auto deadline = session.arguments().number(u"deadline"_s, 1, longestDeadlineMs, defaultDeadlineMs);
    if (!deadline)
        return session.refuse(deadline.error());
    const QString name = session.arguments().value(u"shipment"_s);
    const auto file = readFile(session.call().path(name));
    if (!file)
        return session.refuse(UsageError{UsageError::Kind::BadValue, name, file.error().subject + u": "_s + file.error().detail, {}});
    const auto book = session.ask(query::Rates{});
    const auto carriers = session.ask(query::Carriers{});
    if (!book || !carriers)
        return session.refuse(!book ? book.error() : carriers.error());
    const auto live = session.atEngine<QList<rates::Rated>>([shipments = file->shipments, within = Milliseconds(*deadline)](Engine &engine, QObject *context, auto done) { engine.quoteLive(shipments, within, context, {}, done); });
    if (!live)
        return session.refuse(live.error());
    const QString tracking = session.arguments().value(u"keep"_s);
    if (!tracking.isEmpty() && file->shipments.size() != 1)
        return session.refuse(UsageError{UsageError::Kind::BadValue, u"--keep"_s, u"a tracking number is of one shipment, and the file has %1"_s.arg(file->shipments.size()), {}});
    const QString order = session.arguments().value(u"order"_s);
    if (!order.isEmpty() && file->shipments.size() != 1)
        return session.refuse(UsageError{UsageError::Kind::BadValue, u"--order"_s, u"an order is one shipment, and the file has %1"_s.arg(file->shipments.size()), {}});
    const auto byNodes = order.isEmpty() ? Result<rates::Rated>(rates::Rated{}) : nodeRates(session, order, Milliseconds(*deadline));
    if (!byNodes)
        return session.refuse(byNodes.error());
    QJsonArray answers;
    for (qsizetype i = 0; i < file->shipments.size(); ++i) {
        rates::Rated rated = (*book)->quote(file->shipments.at(i));
        rated.append(live->at(i));
        rated.append(*byNodes);
        nameUnpriced(*carriers, **book, rated);
        if (!tracking.isEmpty()) {
            if (const auto kept = keep(session, rated, file->shipments.at(i), tracking); !kept)
                return session.refuse(kept.error());
        }
        if (session.wantsJson())
            answers.append(jsonOf(rated, file->shipments.at(i), **book, session.now()));
        else
            printForPeople(session, rated, file->shipments.at(i), **book);
    }
    if (session.wantsJson())
        session.print(file->isArray ? QJsonValue(answers) : answers.first());
    return ExitCode::Done;
}

} // namespace crossdock::app
