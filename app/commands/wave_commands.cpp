#include "app/command_line/json.h"
#include "app/commands/commands.h"
#include "app/commands/words.h"
#include "app/engine/engine.h"
#include "core/inventory/values/counted.h"
#include "ui/words.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

/// What waits to be routed: shown, explained, decided.
namespace crossdock::app {
namespace {

using fulfilment::WaveView;

/// InvalidInput names the file, and the key that is wrong.
Result<fulfilment::WavePolicy> policyIn(Session &session, const QString &name)
{
    QFile file(session.call().path(name));
    if (!file.open(QIODevice::ReadOnly))
        return fail(Error::Code::NotFound, name, file.errorString());
    QJsonParseError problem;
    const QJsonDocument json = QJsonDocument::fromJson(file.readAll(), &problem);
    if (problem.error != QJsonParseError::NoError || !json.isObject())
        return fail(Error::Code::InvalidInput, name, problem.error != QJsonParseError::NoError ? problem.errorString() : u"it is no object {…}"_s);
    return fulfilment::wavePolicyFrom(json.object());
}

tl::expected<fulfilment::WaveWish, ExitCode> wishOf(Session &session)
{
    fulfilment::WaveWish wish;
    wish.isHouse = !session.arguments().has(u"policy"_s);
    if (!wish.isHouse) {
        const auto policy = policyIn(session, session.arguments().value(u"policy"_s));
        if (!policy)
            return tl::make_unexpected(session.refuse(policy.error()));
        wish.policy = *policy;
    }
    for (const QString &text : session.arguments().values(u"pin"_s)) {
        const auto order = OrderId::parse(text.section(u'=', 0, -2));
        const auto node = NodeId::parse(text.section(u'=', -1));
        if (!order || !node)
            return tl::make_unexpected(session.refuse(UsageError{UsageError::Kind::BadValue, u"--pin "_s + text, u"it is an order and a node, as CHANNEL/NUMBER=NODE"_s, {}}));
        wish.pins.append({*order, *node, session.arguments().value(u"reason"_s)});
    }
    for (const QString &text : session.arguments().values(u"closed"_s)) {
        const auto node = NodeId::parse(text);
        if (!node)
            return tl::make_unexpected(session.refuse(node.error()));
        wish.policy.closed.append(*node);
    }
    return wish;
}

Result<> checkNode(const NodeId &node, const WaveView &wave)
{
    QStringList names;
    for (const fulfilment::WaveNode &one : wave.nodes)
        names.append(one.node.text());
    return names.contains(node.text()) ? Result<>() : Result<>(fail(Error::Code::NotFound, node.text(), u"no such node; there are: %1"_s.arg(names.join(u", "_s))));
}

/// What is named and is not there would change nothing, and nobody would know.
Result<> checkNames(Session &session, const fulfilment::WaveWish &wish, const WaveView &wave)
{
    for (const NodeId &node : wish.policy.closed)
        CROSSDOCK_TRY(checkNode(node, wave));
    for (const fulfilment::WavePin &pin : wish.pins) {
        CROSSDOCK_TRY(checkNode(pin.node, wave));
        const bool isThere = std::any_of(wave.orders.begin(), wave.orders.end(), [&](const fulfilment::WaveOrder &order) { return order.order == pin.order; });
        if (isThere)
            continue;
        const auto known = session.ask(query::Order{pin.order});
        return known ? fail(Error::Code::NotAllowed, pin.order.text(), u"it is not among the orders that are planned now"_s) : tl::make_unexpected(known.error());
    }
    return {};
}

tl::expected<Desk::Wave, ExitCode> planned(Session &session)
{
    const auto wish = wishOf(session);
    if (!wish)
        return tl::make_unexpected(wish.error());
    fulfilment::WaveWish free = *wish;
    free.pins.clear();
    auto wave = session.atEngine<Desk::Wave>([free](Engine &engine, QObject *context, auto done) { engine.planWave(free, context, done); });
    if (!wave)
        return tl::make_unexpected(session.refuse(wave.error()));
    if (const auto known = checkNames(session, *wish, **wave); !known)
        return tl::make_unexpected(session.refuse(known.error()));
    for (const fulfilment::WavePin &pin : wish->pins) { // one by one, as on the page: what a node cannot send is refused
        const auto pinned = session.atEngine<fulfilment::PinEffect>([number = (*wave)->number, pin](Engine &engine, QObject *context, auto done) { engine.pinOrder(number, pin, context, done); });
        if (!pinned)
            return tl::make_unexpected(session.refuse(pinned.error()));
        wave = pinned->wave;
    }
    return *wave;
}

QString moneyText(qint64 amount, const QString &currency)
{
    return ui::money({amount, currency});
}

QString parcelText(const fulfilment::PlannedParcel &parcel)
{
    QStringList lines;
    for (const fulfilment::ParcelLine &line : parcel.lines)
        lines.append(u"%1 x %2"_s.arg(line.quantity).arg(line.sku.text()));
    return u"%1 (%2)"_s.arg(parcel.node.text(), lines.join(u", "_s));
}

/// "1240 g", "1240 g and 2 parcels not known".
QString carbonText(const fulfilment::CarbonSum &carbon)
{
    const QString known = u"%1 g"_s.arg(carbon.grams), unknown = u"%1 not known"_s.arg(counted(carbon.unknown, u"parcel"_s));
    return carbon.unknown == 0 ? known : carbon.known == 0 ? u"not known"_s : u"%1 and %2"_s.arg(known, unknown);
}

void printWave(Session &session, const WaveView &wave)
{
    QList<QStringList> rows{{u"ORDER"_s, u"TO"_s, u"BY"_s, u"FROM"_s, u"COST"_s, u"CO2E"_s, u"WAITS"_s}};
    for (const fulfilment::WaveOrder &order : wave.orders) {
        QStringList parcels, waiting;
        fulfilment::CarbonSum carbon;
        for (const fulfilment::PlannedParcel &parcel : order.plan.parcels) {
            parcels.append(parcelText(parcel));
            carbon.grams += parcel.carbonG.value_or(0);
            ++(parcel.carbonG ? carbon.known : carbon.unknown);
        }
        for (const fulfilment::WaitingUnits &units : order.plan.waiting)
            waiting.append(u"%1 x %2: %3"_s.arg(units.units).arg(units.sku.text(), units.reason));
        rows.append({order.order.text(), order.shipTo, order.promisedBy ? order.promisedBy->toString(Qt::ISODate) : QString(), parcels.join(u" + "_s) + (order.isPinned ? u" pinned"_s : QString()),
                     moneyText(order.plan.cost - order.plan.wait, wave.currency), carbonText(carbon), waiting.join(u"; "_s)});
    }
    printTable(session, rows);
    session.print(u"Total %1; no plan costs less than %2; each order in its turn: %3; each from the nearest place: %4. Planned in %5 ms."_s.arg(moneyText(wave.total, wave.currency), moneyText(wave.bound, wave.currency), moneyText(wave.naive, wave.currency), moneyText(wave.nearest, wave.currency))
                      .arg(wave.milliseconds));
    if (wave.pinsCost)
        session.print(u"Its pins cost %1."_s.arg(moneyText(*wave.pinsCost, wave.currency)));
    session.print(u"CO2e of its parcels, estimated: %1."_s.arg(carbonText(wave.carbon)));
    for (const QString &doubt : wave.doubts)
        session.note(u"Less sure: "_s + doubt + u'.');
    if (wave.left > 0)
        session.note(u"Still waiting: %1."_s.arg(counted(wave.left, u"more order"_s)));
}

} // namespace

ExitCode waveShow(Session &session)
{
    const auto wave = planned(session);
    if (!wave)
        return wave.error();
    if (session.wantsJson())
        session.print(toJson(**wave));
    else
        printWave(session, **wave);
    return ExitCode::Done;
}

ExitCode waveExplain(Session &session)
{
    const auto order = OrderId::parse(session.arguments().word(0));
    if (!order)
        return session.refuse(order.error());
    const auto wave = planned(session);
    if (!wave)
        return wave.error();
    const auto explained = session.atEngine<fulfilment::WaveExplanation>([number = (*wave)->number, order = *order](Engine &engine, QObject *context, auto done) { engine.explainOrder(number, order, context, done); });
    if (!explained)
        return session.refuse(explained.error());
    session.print(toJson(*explained));
    return ExitCode::Done;
}

ExitCode wavePublish(Session &session)
{
    const auto wave = planned(session);
    if (!wave)
        return wave.error();
    const auto entry = session.atEngine<Entry>([number = (*wave)->number, reason = session.arguments().value(u"reason"_s)](Engine &engine, QObject *context, auto done) { engine.publishWave(number, reason, context, done); });
    if (!entry)
        return session.refuse(entry.error());
    if (entry->number == 0) {
        session.note(u"Nothing changes: everything that can be sent is planned so already."_s);
        return ExitCode::Done;
    }
    return printEntry(session, *entry);
}

ExitCode wavePolicy(Session &session)
{
    if (session.arguments().has(u"set"_s)) {
        const auto policy = policyIn(session, session.arguments().value(u"set"_s));
        if (!policy)
            return session.refuse(policy.error());
        const auto entry = session.perform(command::SetWavePolicy{*policy});
        if (!entry)
            return session.refuse(entry.error());
    }
    const auto policy = session.ask(query::WavePolicy{});
    if (!policy)
        return session.refuse(policy.error());
    const QJsonObject json = toJson(*policy);
    if (session.wantsJson())
        session.print(json);
    for (auto one = json.begin(); one != json.end() && !session.wantsJson(); ++one)
        session.print(u"%1: %2"_s.arg(one.key(), one->isObject() ? QString::fromUtf8(QJsonDocument(one->toObject()).toJson(QJsonDocument::Compact))
                                                   : one->isArray() ? QString::fromUtf8(QJsonDocument(one->toArray()).toJson(QJsonDocument::Compact)) : one->toVariant().toString()));
    return ExitCode::Done;
}

ExitCode orderReroute(Session &session)
{
    const Arguments &given = session.arguments();
    const auto order = OrderId::parse(given.word(0));
    if (!order)
        return session.refuse(order.error());
    const auto node = namedNode(session);
    if (!node)
        return session.refuse(node.error());
    if (*node && given.value(u"reason"_s).trimmed().isEmpty())
        return session.refuse(UsageError{UsageError::Kind::BadValue, u"--node "_s + (*node)->text(), u"give a --reason: it is kept with the decision"_s, {}});
    const auto entry = session.atEngine<Entry>([order = *order, node = *node, actor = session.actor(), reason = given.value(u"reason"_s)](Engine &engine, QObject *context, auto done) { engine.rerouteOrder(order, node, actor, reason, context, done); });
    if (!entry)
        return session.refuse(entry.error());
    if (entry->number == 0) {
        session.note(u"Nothing changes: it is planned so already."_s);
        return ExitCode::Done;
    }
    return printEntry(session, *entry);
}

ExitCode parcelRecall(Session &session)
{
    bool isNumber = false;
    const qint64 parcel = session.arguments().word(0).toLongLong(&isNumber);
    if (!isNumber)
        return session.refuse(UsageError{UsageError::Kind::BadValue, session.arguments().word(0), u"it is the number of a parcel: order show tells it"_s, {}});
    return perform(session, command::RecallParcel{parcel});
}

} // namespace crossdock::app
