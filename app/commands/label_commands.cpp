#include "app/command_line/json.h"
#include "app/commands/commands.h"
#include "app/commands/words.h"
#include "core/inventory/fulfilment/labels/label_reader.h"
#include "core/inventory/values/counted.h"

#include <QFile>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

QString costText(const labels::Label &label)
{
    const Money &money = label.cost ? *label.cost : label.quoted;
    return toDecimal(money) + u' ' + money.currency + (label.cost ? QString() : u" (quoted)"_s);
}

Result<labels::Label> labelOf(Session &session, qint64 number)
{
    return labels::only(session.ask(query::Labels{.label = number}), number);
}

/// Carries out what `begin` begins with the label that the first word names, and shows how the label stands then.
template <class Begin>
ExitCode work(Session &session, Begin begin)
{
    const auto number = numberOf(session, u"a label"_s);
    if (!number)
        return session.refuse(number.error());
    const auto label = session.atEngine<labels::Label>([begin, number = *number](Engine &engine, QObject *context, auto done) { begin(engine, number, context, done); });
    return label ? printLabelRow(session, *label) : session.refuse(label.error());
}

/// The same for what is booked, if its --key is new: a carrier and a printer must not hear of it a second time. Else the ledger says whether it is the
/// same as it was with that key.
template <class Begin, class MakeCommand>
ExitCode workOnce(Session &session, MakeCommand make, Begin begin)
{
    const auto number = numberOf(session, u"a label"_s);
    if (!number)
        return session.refuse(number.error());
    const auto before = bookedBefore(session);
    if (!before)
        return session.refuse(before.error());
    const crossdock::Command command = make(*number);
    if (!*before) {
        const Request request{session.arguments().value(u"key"_s), session.actor(), session.arguments().value(u"reason"_s), 0, command};
        return work(session, [begin, request](Engine &engine, qint64, QObject *context, auto done) { begin(engine, request, context, done); });
    }
    const auto same = session.perform(command);
    const auto label = same ? labelOf(session, *number) : Result<labels::Label>(tl::make_unexpected(same.error()));
    if (!label)
        return session.refuse(label.error());
    session.note(u"It was done with this key before, at %1, and not again now."_s.arg(toText(same->at)));
    return printLabelRow(session, *label);
}

/// Names the labels that are paid for though their order was cancelled.
void noteCancelled(Session &session, query::Labels query, const QList<labels::Label> &shown)
{
    query.onlyOfCancelled = true;
    const auto cancelled = session.ask(query);
    for (const labels::Label &label : cancelled.value_or(query::Labels::Answer{})) {
        if (std::any_of(shown.begin(), shown.end(), [&](const labels::Label &one) { return one.label == label.label; }))
            session.note(u"Order %1 is cancelled, and label %2 is bought for it: crossdock label void %2 --reason TEXT takes it back."_s.arg(label.order.text()).arg(label.label));
    }
}

Result<> writeDocument(Session &session, qint64 number, const QString &path)
{
    const auto document = session.ask(query::LabelDocument{number});
    if (!document)
        return tl::make_unexpected(document.error());
    QFile file(session.call().path(path));
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly) || file.write(document->bytes) != document->bytes.size())
        return fail(Error::Code::InvalidInput, path, file.errorString());
    session.note(u"The %1 holds the buyer's address: keep it no longer than it is needed."_s.arg(nameOf(document->format).toUpper()));
    return {};
}

} // namespace

ExitCode printLabelRow(Session &session, const labels::Label &label)
{
    if (session.wantsJson()) {
        session.print(QJsonValue(toJson(label)));
        return ExitCode::Done;
    }
    session.print(u"Label %1 of %2: %3, %4/%5, %6%7"_s.arg(label.label).arg(label.order.text(), spoken(nameOf(label.state)), label.carrier, label.service, costText(label),
                                                           label.tracking.isEmpty() ? QString() : u", "_s + label.tracking));
    if (!label.returned.isEmpty())
        session.print(u"  for return %1, from the buyer to %2"_s.arg(label.returned, label.box.node.text()));
    if (!label.words.isEmpty())
        session.print(u"  "_s + label.words);
    if (label.state == labels::Label::State::Unsure)
        session.print(u"  Look at the carrier's own site, then: crossdock label settle %1 --tracking NUMBER, or --not-bought"_s.arg(label.label));
    return ExitCode::Done;
}

ExitCode labelPrint(Session &session)
{
    const auto printer = namedPrinter(session, session.arguments().value(u"printer"_s));
    if (!printer)
        return session.refuse(printer.error());
    return workOnce(session, [&](qint64 number) { return command::PrintLabel{number, *printer}; },
                    [](Engine &engine, const Request &request, QObject *context, auto done) { engine.printLabel(request, context, done); });
}

ExitCode labelVoid(Session &session)
{
    return workOnce(session, [](qint64 number) { return command::VoidLabel{number}; },
                    [](Engine &engine, const Request &request, QObject *context, auto done) { engine.voidLabel(request, context, done); });
}

ExitCode labelCheck(Session &session)
{
    return work(session, [](Engine &engine, qint64 number, QObject *context, auto done) { engine.lookAfterLabel(number, context, done); });
}

ExitCode labelSettle(Session &session)
{
    const Arguments &given = session.arguments();
    const auto number = numberOf(session, u"a label"_s);
    if (!number)
        return session.refuse(number.error());
    if (given.has(u"tracking"_s) == given.has(u"not-bought"_s))
        return session.refuse(UsageError{UsageError::Kind::BadValue, u"--tracking or --not-bought"_s, u"it was either bought or not"_s, {}});
    return perform(session, command::DecideLabel{*number, given.has(u"tracking"_s), given.value(u"tracking"_s)});
}

ExitCode labelList(Session &session)
{
    const Arguments &given = session.arguments();
    const auto limit = given.number(u"limit"_s, 1, 100'000, 200);
    if (!limit)
        return session.refuse(limit.error());
    query::Labels query{.onlyOpen = given.has(u"open"_s), .limit = static_cast<int>(*limit)};
    if (given.has(u"order"_s)) {
        const auto order = OrderId::parse(given.value(u"order"_s));
        if (!order)
            return session.refuse(order.error());
        query.order = *order;
    }
    auto labels = session.ask(query);
    if (!labels)
        return session.refuse(labels.error());
    if (query.order) { // what comes back of it, too
        query.ofReturns = true;
        const auto returning = session.ask(query);
        if (!returning)
            return session.refuse(returning.error());
        *labels += *returning;
        query.ofReturns = false;
    }
    if (session.wantsJson()) {
        session.print(QJsonValue(toJsonArray(*labels)));
        return ExitCode::Done;
    }
    QList<QStringList> rows{{u"LABEL"_s, u"ORDER"_s, u"STATE"_s, u"SERVICE"_s, u"COST"_s, u"TRACKING"_s, u"PRINTED"_s, u"PARCEL"_s}};
    for (const labels::Label &label : *labels)
        rows.append({QString::number(label.label), label.returned.isEmpty() ? label.order.text() : u"%1, return %2"_s.arg(label.order.text(), label.returned), spoken(nameOf(label.state)), label.carrier + u'/' + label.service, costText(label), label.tracking, QString::number(label.prints), spoken(nameOf(label.progress))});
    printTable(session, rows);
    noteCancelled(session, query, *labels);
    return ExitCode::Done;
}

ExitCode labelShow(Session &session)
{
    const auto number = numberOf(session, u"a label"_s);
    if (!number)
        return session.refuse(number.error());
    const auto label = labelOf(session, *number);
    if (!label)
        return session.refuse(label.error());
    if (session.arguments().has(u"document"_s)) {
        if (const auto written = writeDocument(session, *number, session.arguments().value(u"document"_s)); !written)
            return session.refuse(written.error());
    }
    return printLabelRow(session, *label);
}

/// What its carrier says of the delivery; empty: nothing.
QString deliveryText(const labels::Label &label)
{
    QStringList parts;
    if (label.promisedBy)
        parts.append(u"promised by %1"_s.arg(toText(*label.promisedBy)));
    if (label.expectedBy && label.expectedBy != label.promisedBy)
        parts.append(u"expected by %1"_s.arg(toText(*label.expectedBy)));
    if (label.delayedAt != Time{})
        parts.append(u"late since %1"_s.arg(toText(label.delayedAt)));
    if (label.tries.value_or(0) > 0)
        parts.append(u"%1 failed"_s.arg(counted(*label.tries, u"delivery attempt"_s)));
    return parts.isEmpty() ? QString() : u"  "_s + parts.join(u", "_s);
}

ExitCode labelTrack(Session &session)
{
    const auto number = numberOf(session, u"a label"_s);
    if (!number)
        return session.refuse(number.error());
    const auto label = session.atEngine<labels::Label>([number = *number](Engine &engine, QObject *context, auto done) { engine.lookAfterLabel(number, context, done); });
    const auto way = session.ask(query::LabelTrack{*number});
    if (!label || !way)
        return session.refuse(!label ? label.error() : way.error());
    if (session.wantsJson()) {
        QJsonObject json = toJson(*label);
        json[u"events"_s] = toJsonArray(*way);
        session.print(QJsonValue(json));
        return ExitCode::Done;
    }
    session.print(u"%1: %2"_s.arg(label->tracking, spoken(nameOf(label->progress))));
    if (const QString words = deliveryText(*label); !words.isEmpty())
        session.print(words);
    for (const labels::TrackEvent &event : *way)
        session.print(u"  %1  %2  %3"_s.arg(toText(event.at), event.words, event.place));
    return ExitCode::Done;
}

} // namespace crossdock::app
