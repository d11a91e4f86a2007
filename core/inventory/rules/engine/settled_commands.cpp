#include "core/inventory/rules/engine/settled_commands.h"

#include "core/inventory/rules/many_things.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {
namespace {

/// Tells of each command whether what it asks for is so already. Reads the store; changes nothing.
class Settled
{
public:
    explicit Settled(store::Database &database)
        : m_database(database)
    {
    }

    Result<bool> operator()(const command::StopSelling &c) { return c.sku && c.channel ? isStopped(*c.sku, *c.channel, u"OR t.sku_id IS NULL"_s, u"OR t.channel_id IS NULL"_s) : Result<bool>(false); }
    Result<bool> operator()(const command::ResumeSelling &c)
    {
        return c.sku && c.channel ? isStopped(*c.sku, *c.channel, {}, {}).map([](bool isIt) { return !isIt; }) : Result<bool>(false);
    }
    Result<bool> operator()(const command::InstructChannel &c);
    Result<bool> operator()(const command::LimitListings &c);
    Result<bool> operator()(const command::TagProduct &c);
    Result<bool> operator()(const command::CancelOrder &c) { return orderHas(c.order, u"s.state = 'cancelled'"_s); }
    Result<bool> operator()(const command::HoldOrder &c) { return orderHas(c.order, u"s.is_held = 1"_s); }
    Result<bool> operator()(const command::ReleaseOrder &c) { return orderHas(c.order, u"s.is_held = 0"_s); }
    Result<bool> operator()(const command::MarkOrder &c);
    template <class Other>
    Result<bool> operator()(const Other &) { return false; }

private:
    Result<bool> isStopped(const Sku &sku, const ChannelId &channel, const QString &orEverySku, const QString &orEveryChannel)
    {
        return exists(u"SELECT 1 FROM sku k JOIN channel c ON c.name = ? JOIN stop t ON (t.sku_id = k.id %1) AND (t.channel_id = c.id %2) WHERE k.code = ?"_s.arg(orEverySku, orEveryChannel),
                      {channel.text(), sku.text()});
    }
    Result<bool> orderHas(const OrderId &order, const QString &condition, const QVariantList &values = {})
    {
        return exists(u"SELECT 1 FROM sale s JOIN channel c ON c.id = s.channel_id WHERE c.name = ? AND s.number = ? AND "_s + condition,
                      QVariantList{order.channel.text(), order.number} + values);
    }
    Result<bool> exists(const QString &sql, const QVariantList &values)
    {
        return m_database.first(sql, values, [](const store::Row &) { return true; }).map([](const std::optional<bool> &found) { return found.has_value(); });
    }
    Result<bool> hasTag(const QString &sql, const QVariantList &values, const QString &tag)
    {
        return m_database.first(sql, values, [](const store::Row &row) { return row.text(0); }).map([&](const std::optional<QString> &tags) {
            return tags && tags->split(u'\n', Qt::SkipEmptyParts).contains(tag.trimmed(), Qt::CaseInsensitive);
        });
    }

    store::Database &m_database;
};

Result<bool> Settled::operator()(const command::InstructChannel &c)
{
    using Kind = channels::Instruction::Kind;
    if (!c.listing || (c.kind != Kind::EndListing && c.kind != Kind::PublishListing))
        return false; // a refund after a refund is another one
    const QString wanted = c.kind == Kind::EndListing ? u"end"_s : u"publish"_s;
    return m_database
        .first(u"SELECT i.kind FROM instruction i JOIN listing l ON l.id = i.listing_id JOIN channel c ON c.id = l.channel_id "
               "WHERE c.name = ? AND l.listing = ? AND i.state <> 'refused' ORDER BY i.id DESC LIMIT 1"_s,
               {c.listing->channel.text(), c.listing->listing}, [](const store::Row &row) { return row.text(0); })
        .map([&](const std::optional<QString> &last) { return last == wanted; });
}

Result<bool> Settled::operator()(const command::LimitListings &c)
{
    QString other;
    QVariantList values{c.sku.text()};
    const auto differs = [&](const QString &condition, Quantity value) {
        other += (other.isEmpty() ? QString() : u" OR "_s) + condition;
        values.append(value);
    };
    if (c.buffer)
        differs(u"l.buffer <> ?"_s, *c.buffer);
    if (c.cap)
        differs(u"COALESCE(l.cap, -1) <> ?"_s, *c.cap);
    if (c.liftsCap || other.isEmpty())
        return false;
    QString sql = u"SELECT 1 FROM listing l JOIN sku k ON k.id = l.sku_id JOIN channel c ON c.id = l.channel_id WHERE k.code = ? AND ("_s + other + u')';
    if (c.channel) {
        sql += u" AND c.name = ?"_s;
        values.append(c.channel->text());
    }
    return exists(sql, values).map([](bool isOther) { return !isOther; });
}

Result<bool> Settled::operator()(const command::TagProduct &c)
{
    return hasTag(u"SELECT tags FROM sku WHERE code = ?"_s, {c.sku.text()}, c.tag).map([&](bool isThere) { return isThere != c.isRemoved; });
}

Result<bool> Settled::operator()(const command::MarkOrder &c)
{
    using What = command::MarkOrder::What;
    switch (c.what) {
    case What::Tag:
    case What::Untag:
        return hasTag(u"SELECT s.tags FROM sale s JOIN channel c ON c.id = s.channel_id WHERE c.name = ? AND s.number = ?"_s, {c.order.channel.text(), c.order.number}, c.text)
            .map([&](bool isThere) { return isThere == (c.what == What::Tag); });
    case What::Note:
        return orderHas(c.order, u"s.note = ?"_s, {c.text});
    case What::Flag:
        return orderHas(c.order, u"s.flag = ? AND s.flag <> ''"_s, {c.text});
    case What::Priority:
        return orderHas(c.order, u"s.priority = ?"_s, {c.text});
    case What::Assign:
        return orderHas(c.order, u"s.assignee = ?"_s, {c.text});
    case What::Archive:
        return orderHas(c.order, u"s.is_archived = 1"_s);
    case What::Unflag:
    case What::Unarchive:
        return false;
    }
    Q_UNREACHABLE();
}

} // namespace

Result<bool> isSettled(store::Database &database, const Command &command)
{
    return std::visit(Settled(database), command);
}

Result<bool> changesAnything(store::Database &database, Deeds &deeds, const Firing &firing, Time now)
{
    const std::vector<Action> &actions = firing.rule->ways[size_t(firing.way)].actions;
    if (stakesOf(actions) == Stakes::None)
        return true;
    for (const Action &action : actions) {
        if (stakesOf(action.type) == Stakes::None)
            continue;
        const auto commands = deeds.commandsFor(action, {firing.rule->name, firing.happening.subject, now, firing.happening.entry});
        if (!commands && commands.error().code == Error::Code::StoreFailed)
            return tl::make_unexpected(commands.error());
        for (const Command &command : commands.value_or(QList<Command>())) {
            const auto settled = isSettled(database, command);
            if (!settled || !*settled)
                return settled.map([](bool) { return true; });
        }
    }
    return false;
}

} // namespace crossdock::rules
