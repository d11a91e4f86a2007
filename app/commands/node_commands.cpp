#include "app/command_line/json.h"
#include "app/commands/commands.h"
#include "app/commands/words.h"

#include <QTimeZone>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

constexpr std::array dayNames{"mon"_L1, "tue"_L1, "wed"_L1, "thu"_L1, "fri"_L1, "sat"_L1, "sun"_L1};

UsageError bad(const QString &flag, const QString &why)
{
    return {UsageError::Kind::BadValue, u"--"_s + flag, why, {}};
}

/// 1 to 7; 0: no day.
int dayFrom(const QString &name)
{
    const auto found = std::find(dayNames.begin(), dayNames.end(), name.trimmed().toLower());
    return found == dayNames.end() ? 0 : static_cast<int>(found - dayNames.begin()) + 1;
}

/// "mon-fri", "mon,wed,fri"
tl::expected<QList<int>, UsageError> workDays(const QString &text)
{
    QList<int> list;
    for (const QString &part : text.split(u',', Qt::SkipEmptyParts)) {
        const int first = dayFrom(part.section(u'-', 0, 0)), last = dayFrom(part.section(u'-', -1));
        if (first == 0 || last < first)
            return tl::make_unexpected(bad(u"days"_s, u"“%1” is not written like mon-fri or mon,wed,fri"_s.arg(part)));
        for (int day = first; day <= last; ++day)
            list.append(day);
    }
    return list;
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
        for (auto [flag, field] : {std::pair(u"country"_s, &m_details.country), {u"region"_s, &m_details.region}, {u"city"_s, &m_details.city}, {u"postcode"_s, &m_details.postcode}})
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
            m_details.cutOff = QTime::fromString(m_given.value(u"cut-off"_s), u"HH:mm"_s);
            if (!m_details.cutOff.isValid())
                spoil(u"cut-off"_s, u"it is a time of the day like 15:00"_s);
        }
        if (m_given.has(u"time-zone"_s)) {
            m_details.timeZone = m_given.value(u"time-zone"_s).toLatin1();
            if (!QTimeZone::isTimeZoneIdAvailable(m_details.timeZone))
                spoil(u"time-zone"_s, u"it is a place like America/New_York"_s);
        }
        if (m_given.has(u"days"_s)) {
            const auto days = workDays(m_given.value(u"days"_s));
            if (days)
                m_details.workDays = *days;
            else
                m_problem = days.error();
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

} // namespace

ExitCode nodeAdd(Session &session)
{
    const QString kind = session.arguments().word(0);
    if (kind != u"warehouse")
        return session.refuse(Error{Error::Code::InvalidInput, kind, u"this version knows nodes of the kind “warehouse” only"_s});
    const auto node = NodeId::parse(session.arguments().word(1));
    if (!node)
        return session.refuse(node.error());
    const auto nodes = session.ask(query::Nodes{});
    if (!nodes)
        return session.refuse(nodes.error());
    const auto known = std::find_if(nodes->begin(), nodes->end(), [&](const NodeRow &row) { return row.node == *node; });
    const NodeDetails before = known == nodes->end() ? NodeDetails{} : known->details;
    const auto details = DetailsReader(session.arguments(), before).read();
    if (!details)
        return session.refuse(details.error());
    command::DefineNode define{*node, kind, session.arguments().value(u"title"_s)};
    if (*details != before)
        define.details = *details;
    const auto entry = session.perform(define);
    return entry ? printEntry(session, *entry) : session.refuse(entry.error());
}

ExitCode nodeList(Session &session)
{
    const auto nodes = session.ask(query::Nodes{});
    if (!nodes)
        return session.refuse(nodes.error());
    if (session.wantsJson()) {
        session.print(QJsonValue(toJsonArray(*nodes)));
        return ExitCode::Done;
    }
    QList<QStringList> rows{{u"NAME"_s, u"KIND"_s, u"TITLE"_s, u"PLACE"_s, u"CUT-OFF"_s}};
    for (const NodeRow &node : *nodes) {
        const NodeDetails &known = node.details;
        const QString cutOff = known.cutOff.isValid() ? known.cutOff.toString(u"HH:mm"_s) + u' ' + QString::fromLatin1(known.timeZone) : QString();
        rows.append({node.node.text(), node.kind, node.title, QStringList{known.postcode, known.city, known.region, known.country}.join(u' ').simplified(), cutOff});
    }
    printTable(session, rows);
    return ExitCode::Done;
}

} // namespace crossdock::app
