#include "app/command_line/json.h"
#include "app/commands/commands.h"
#include "app/commands/rule_names.h"
#include "app/commands/words.h"
#include "app/engine/engine.h"
#include "core/inventory/fulfilment/channel_rules.h"
#include "core/inventory/fulfilment/node_words.h"
#include "core/inventory/values/counted.h"

#include <QTimeZone>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

UsageError bad(const QString &flag, const QString &why)
{
    return {UsageError::Kind::BadValue, u"--"_s + flag, why, {}};
}

/// Reads what was given of a node over what is known.
class DetailsReader
{
public:
    DetailsReader(const Arguments &given, NodeDetails known)
        : m_given(given)
        , m_details(std::move(known))
    {
    }

    tl::expected<NodeDetails, UsageError> read()
    {
        for (auto [flag, field] : {std::pair(u"country"_s, &m_details.country), {u"region"_s, &m_details.region}, {u"city"_s, &m_details.city}, {u"postcode"_s, &m_details.postcode},
                                   {u"street"_s, &m_details.street}, {u"sender"_s, &m_details.sender}, {u"phone"_s, &m_details.phone}, {u"email"_s, &m_details.email}})
            *field = m_given.value(flag, *field);
        m_details.country = m_details.country.toUpper();
        if (!m_details.country.isEmpty() && m_details.country.size() != 2)
            spoil(u"country"_s, u"it is a country's two letters"_s);
        readTimes();
        readCosts();
        if (const auto capacity = m_given.number(u"capacity"_s, 1, 10'000'000, std::max<qint64>(1, m_details.ordersPerDay)); !capacity)
            m_problem = capacity.error();
        else if (m_given.has(u"capacity"_s))
            m_details.ordersPerDay = *capacity;
        if (m_problem)
            return tl::make_unexpected(*m_problem);
        return m_details;
    }

private:
    void spoil(const QString &flag, const QString &why)
    {
        if (!m_problem)
            m_problem = bad(flag, why);
    }

    void readTimes()
    {
        if (m_given.has(u"cut-off"_s)) {
            const auto time = fulfilment::timeOfDayFrom(m_given.value(u"cut-off"_s));
            m_details.cutOff = time.value_or(m_details.cutOff);
            if (!time)
                spoil(u"cut-off"_s, time.error().detail);
        }
        if (m_given.has(u"time-zone"_s)) {
            m_details.timeZone = m_given.value(u"time-zone"_s).toLatin1();
            if (!QTimeZone::isTimeZoneIdAvailable(m_details.timeZone))
                spoil(u"time-zone"_s, u"it is a place like America/New_York"_s);
        }
        if (m_given.has(u"days"_s)) {
            const auto days = fulfilment::workDaysFrom(m_given.value(u"days"_s));
            m_details.workDays = days.value_or(m_details.workDays);
            if (!days)
                spoil(u"days"_s, days.error().detail);
        }
        for (const QString &text : m_given.values(u"holiday"_s)) {
            const QDate day = QDate::fromString(text, Qt::ISODate);
            if (!day.isValid())
                spoil(u"holiday"_s, u"“%1” is not a date like 2026-12-25"_s.arg(text));
            else if (!m_details.holidays.contains(day))
                m_details.holidays.append(day);
        }
    }

    void readCosts()
    {
        NodeDetails::CostCard card = m_details.costs.value_or(NodeDetails::CostCard{});
        card.currency = m_given.value(u"currency"_s, card.currency.isEmpty() ? u"USD"_s : card.currency).toUpper();
        bool isGiven = false;
        for (auto [flag, field] : {std::pair(u"order-fee"_s, &card.orderFee), {u"first-pick"_s, &card.firstPick}, {u"pick-fee"_s, &card.pickFee}, {u"box-fee"_s, &card.boxFee}, {u"insert-fee"_s, &card.insertFee}}) {
            if (!m_given.has(flag))
                continue;
            const auto money = parseMoney(m_given.value(flag), card.currency);
            if (!money || money->amount < 0) {
                spoil(flag, u"it is an amount of %1"_s.arg(card.currency));
                continue;
            }
            *field = money->amount;
            isGiven = true;
        }
        if (const auto free = m_given.number(u"free-picks"_s, 0, 1'000, card.freePicks); !free)
            m_problem = free.error();
        else
            card.freePicks = *free;
        if (isGiven || m_given.has(u"free-picks"_s))
            m_details.costs = card;
    }

    const Arguments &m_given;
    NodeDetails m_details;
    std::optional<UsageError> m_problem;
};

/// A node of others: its details with address and account, its secrets to the key store.
ExitCode addNodeOfOthers(Session &session, command::DefineNode define, NodeDetails details)
{
    const Arguments &given = session.arguments();
    const auto account = keyValues(given, u"account"_s), secrets = keyValues(given, u"secret"_s);
    if (!account || !secrets)
        return session.refuse(!account ? account.error() : secrets.error());
    const auto channels = session.ask(query::Channels{});
    if (!channels)
        return session.refuse(channels.error());
    if (std::any_of(channels->begin(), channels->end(), [&](const ChannelRow &row) { return row.details.name.text() == define.node.text(); }))
        return session.refuse(Error{Error::Code::AlreadyExists, define.node.text(), u"a channel has that name, and messages for both arrive at /webhooks/NAME"_s});
    details.url = given.value(u"url"_s, details.url);
    details.account.insert(*account);
    define.details = details;
    const Request request{given.value(u"key"_s), session.actor(), given.value(u"reason"_s), 0, define};
    const auto entry = carryOutOnce(session, request, [request, secrets = *secrets](Engine &engine, QObject *context, auto done) { engine.addNode(request, secrets, context, done); });
    if (!entry)
        return session.refuse(entry.error());
    session.note(u"Check it with: crossdock node test %1. Its messages arrive at /webhooks/%1."_s.arg(define.node.text()));
    return printEntry(session, *entry);
}

tl::expected<NodeId, ExitCode> firstNode(Session &session)
{
    const auto name = NodeId::parse(session.arguments().word(0));
    if (!name)
        return tl::make_unexpected(session.refuse(name.error()));
    return *name;
}

/// The details that a node got by this entry; nothing: it left them alone.
std::optional<NodeDetails> detailsIn(const std::optional<Entry> &entry)
{
    const QJsonValue details = entry ? changeIn(*entry, u"details"_s) : QJsonValue::Undefined;
    return details.isObject() ? std::optional(nodeDetailsFrom(details.toObject())) : std::nullopt;
}

/// What is given, else what it is called already: what the entry with the same key said, or what is known.
QString titleFor(const Arguments &given, const std::optional<Entry> &booked, const NodeRow *known)
{
    if (given.has(u"title"_s))
        return given.value(u"title"_s);
    if (booked)
        return changeIn(*booked, u"title"_s).toString();
    return known && known->title != known->node.text() ? known->title : QString();
}

ExitCode setClosed(Session &session, bool isClosed)
{
    const auto name = firstNode(session);
    if (!name)
        return name.error();
    const auto nodes = session.ask(query::Nodes{});
    const auto before = bookedBefore(session);
    if (!nodes || !before)
        return session.refuse(!nodes ? nodes.error() : before.error());
    if (auto details = detailsIn(*before)) { // the ledger says whether it is the same again
        details->isClosed = isClosed;
        return perform(session, command::DefineNode{*name, (*before)->body[u"kind"_s].toString(), changeIn(**before, u"title"_s).toString(), details});
    }
    const auto known = std::find_if(nodes->begin(), nodes->end(), [&](const NodeRow &row) { return row.node == *name; });
    if (known == nodes->end())
        return session.refuse(Error{Error::Code::NotFound, name->text(), u"no such node"_s});
    if (known->details.isClosed == isClosed)
        return session.refuse(Error{Error::Code::NotAllowed, name->text(), isClosed ? u"it is closed already"_s : u"it is open"_s});
    command::DefineNode define{known->node, known->kind, known->title, known->details};
    define.details->isClosed = isClosed;
    return perform(session, define);
}

QString ageText(Milliseconds age)
{
    const qint64 minutes = age.count() / 60'000;
    return minutes < 1 ? u"just now"_s : minutes < 120 ? u"%1 min ago"_s.arg(minutes) : u"%1 h ago"_s.arg(minutes / 60);
}

/// "fresh, 3 min ago"; "failing, 20 min ago: it does not answer"
QString feedText(const NodeRow &node, Time now)
{
    if (!node.feed)
        return node.kind == u"warehouse" ? u"the ledger"_s : nameOf(fulfilment::Trust::Unread);
    const fulfilment::FeedState &state = node.feed->state;
    QString text = nameOf(fulfilment::trustOf(state, now));
    if (state.readAt)
        text += u", "_s + ageText(now - *state.readAt);
    if (state.untaken > 0)
        text += u", %1 not taken yet"_s.arg(counted(state.untaken, u"SKU"_s));
    return state.words.isEmpty() ? text : text + u": "_s + state.words;
}

} // namespace

ExitCode nodeAdd(Session &session)
{
    const QString kind = session.arguments().word(0);
    const auto node = NodeId::parse(session.arguments().word(1));
    if (!node)
        return session.refuse(node.error());
    const auto nodes = session.ask(query::Nodes{});
    const auto booked = bookedBefore(session);
    if (!nodes || !booked)
        return session.refuse(!nodes ? nodes.error() : booked.error());
    const auto known = std::find_if(nodes->begin(), nodes->end(), [&](const NodeRow &row) { return row.node == *node; });
    const NodeDetails before = known == nodes->end() ? NodeDetails{} : known->details;
    const std::optional<NodeDetails> made = detailsIn(*booked); // with the same key: nothing is read over what was changed since
    const auto details = DetailsReader(session.arguments(), made.value_or(before)).read();
    if (!details)
        return session.refuse(details.error());
    command::DefineNode define{*node, kind, titleFor(session.arguments(), *booked, known == nodes->end() ? nullptr : &*known)};
    if (kind != u"warehouse")
        return addNodeOfOthers(session, define, *details);
    if (made || *details != before)
        define.details = *details;
    return perform(session, define);
}

ExitCode nodeList(Session &session)
{
    const auto nodes = session.ask(query::Nodes{});
    if (!nodes)
        return session.refuse(nodes.error());
    const Time now = session.now();
    if (session.wantsJson()) {
        QJsonArray array;
        for (const NodeRow &node : *nodes)
            array.append(toJson(node, now));
        session.print(QJsonValue(array));
        return ExitCode::Done;
    }
    QList<QStringList> rows{{u"NAME"_s, u"KIND"_s, u"TITLE"_s, u"PLACE"_s, u"CUT-OFF"_s, u"SKUS"_s, u"STOCK BY"_s}};
    for (const NodeRow &node : *nodes) {
        const NodeDetails &known = node.details;
        const QString cutOff = known.isClosed ? u"closed"_s : known.cutOff.isValid() ? known.cutOff.toString(u"HH:mm"_s) + u' ' + QString::fromLatin1(known.timeZone) : QString();
        rows.append({node.node.text(), node.kind, node.title, QStringList{known.postcode, known.city, known.region, known.country}.join(u' ').simplified(), cutOff,
                     node.feed ? QString::number(node.feed->skus) : QString(), feedText(node, now)});
    }
    printTable(session, rows);
    return ExitCode::Done;
}

ExitCode nodeRemove(Session &session)
{
    const auto name = firstNode(session);
    if (!name)
        return name.error();
    const Request request{session.arguments().value(u"key"_s), session.actor(), session.arguments().value(u"reason"_s), 0, command::RemoveNode{*name}};
    const auto entry = carryOutOnce(session, request, [request](Engine &engine, QObject *context, auto done) { engine.removeNode(request, context, done); });
    return entry ? printEntry(session, *entry) : session.refuse(entry.error());
}

ExitCode nodeClose(Session &session)
{
    return setClosed(session, true);
}

ExitCode nodeOpen(Session &session)
{
    return setClosed(session, false);
}

ExitCode nodeTest(Session &session)
{
    const auto name = firstNode(session);
    if (!name)
        return name.error();
    const auto words = session.atEngine<QString>([name = *name](Engine &engine, QObject *context, auto done) { engine.testNode(name, context, done); });
    if (!words)
        return session.refuse(words.error());
    if (session.wantsJson())
        session.print(QJsonObject{{u"node"_s, name->text()}, {u"ok"_s, true}, {u"words"_s, *words}});
    else
        session.print(*words);
    return ExitCode::Done;
}

ExitCode nodeRead(Session &session)
{
    const auto name = firstNode(session);
    if (!name)
        return name.error();
    const auto skus = session.atEngine<int>([name = *name](Engine &engine, QObject *context, auto done) { engine.readNodeStock(name, context, done); });
    if (!skus)
        return session.refuse(skus.error());
    if (session.wantsJson())
        session.print(QJsonObject{{u"node"_s, name->text()}, {u"skus"_s, *skus}});
    else
        session.print(u"It holds %1."_s.arg(counted(*skus, u"SKU"_s)));
    return ExitCode::Done;
}

ExitCode nodeRules(Session &session)
{
    QJsonArray array;
    QList<QStringList> rows{{u"CHANNEL"_s, u"NODE"_s, u"FROM"_s, u"UNTIL"_s, u"RULE"_s, u"SOURCE"_s}};
    const auto dayOf = [](const QDate &day) { return day.isValid() ? QJsonValue(day.toString(Qt::ISODate)) : QJsonValue(); };
    const auto house = session.ask(query::WavePolicy{});
    if (!house)
        return session.refuse(house.error());
    const QList<fulfilment::ChannelRule> rules = fulfilment::withHouseRules(house->rules);
    for (const fulfilment::ChannelRule &rule : rules) {
        const bool isOfHouse = house->rules.contains(rule);
        array.append(QJsonObject{{u"of_house"_s, isOfHouse}, {u"name"_s, rule.name}, {u"channel"_s, rule.channel}, {u"node"_s, rule.node}, {u"from"_s, dayOf(rule.from)}, {u"until"_s, dayOf(rule.until)}, {u"veto"_s, rule.isVeto},
                                 {u"plain_box"_s, rule.demand.plainBox}, {u"blocked_carriers"_s, QJsonArray::fromStringList(rule.demand.blockedCarriers)}, {u"surcharge_percent"_s, rule.surchargePercent},
                                 {u"source"_s, rule.source}, {u"source_kind"_s, rule.sourceKind}});
        rows.append({rule.channel, rule.node, rule.from.toString(Qt::ISODate), rule.until.toString(Qt::ISODate), rule.name, isOfHouse ? u"of the house: “crossdock wave policy” shows it whole"_s : u"%1 (%2)"_s.arg(rule.source, rule.sourceKind)});
    }
    const auto notes = unmatchedNames(session, house->rules, [&](qsizetype row) { return u"“%1”"_s.arg(house->rules.at(row - 1).name); });
    if (session.wantsJson()) {
        session.print(QJsonValue(array));
        return ExitCode::Done;
    }
    printTable(session, rows);
    for (const QString &note : notes.value_or(QStringList()))
        session.print(u"note: "_s + note);
    return ExitCode::Done;
}

ExitCode nodeStock(Session &session)
{
    const auto name = firstNode(session);
    if (!name)
        return name.error();
    const auto levels = session.ask(query::NodeLevels{*name});
    if (!levels)
        return session.refuse(levels.error());
    if (session.wantsJson()) {
        session.print(QJsonValue(toJsonArray(*levels)));
        return ExitCode::Done;
    }
    QList<QStringList> rows{{u"SKU"_s, u"PLACE"_s, u"FOR SALE"_s, u"AND"_s}};
    for (const fulfilment::StockLevel &level : *levels) {
        QStringList others;
        for (const fulfilment::StockLevel::Share &share : level.others)
            others.append(u"%1 %2"_s.arg(share.quantity).arg(share.name));
        rows.append({level.sku, level.place, QString::number(level.sellable), others.join(u", "_s)});
    }
    printTable(session, rows);
    const auto checks = session.ask(query::SkuChecks{*name});
    for (const fulfilment::SkuCheck &check : checks.value_or(query::SkuChecks::Answer()))
        if (!check.reasons.isEmpty())
            session.print(u"%1 (%2, asked %3)"_s.arg(fulfilment::refusalOf(name->text(), check.sku, check.demand), check.reasons.join(u"; "_s), toDateTime(check.askedAt).date().toString(Qt::ISODate)) + (check.isStale(session.now()) ? u": more than a week ago"_s : QString()));
    return ExitCode::Done;
}

} // namespace crossdock::app
