#include "app/commands/rule_names.h"

#include "app/engine/port_factory.h"
#include "core/inventory/fulfilment/node_kinds.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

/// "no channel named “walmrt” here: row 3 has no effect until there is one; nearest: walmart"
QString unmatchedText(const QString &what, const QString &name, const QStringList &known, const QString &rule)
{
    const QString near = nearest(name, known);
    return u"no %1 named “%2” here: %3 has no effect until there is one"_s.arg(what, name, rule) + (near.isEmpty() ? QString() : u"; nearest: "_s + near);
}

/// Those of the program, whether the house has one of them or not.
QStringList kindsOfChannels()
{
    QStringList kinds;
    for (const Desk::Kind &kind : channelKinds())
        kinds.append(kind.kind);
    for (const fulfilment::ChannelRule &rule : fulfilment::usualChannelRules())
        if (!rule.channel.isEmpty() && !kinds.contains(rule.channel))
            kinds.append(rule.channel);
    return kinds;
}

QStringList kindsOfNodes()
{
    QStringList kinds{fulfilment::ownKind()};
    for (const fulfilment::NodeKind &kind : fulfilment::nodeKinds())
        kinds.append(kind.name);
    return kinds;
}

} // namespace

QStringList unmatchedNames(const QList<fulfilment::ChannelRule> &rules, const QStringList &channels, const QStringList &nodes, const std::function<QString(qsizetype row)> &nameOf)
{
    const QStringList knownChannels = channels + kindsOfChannels(), knownNodes = nodes + kindsOfNodes();
    QStringList texts;
    for (qsizetype i = 0; i < rules.size(); ++i) {
        const fulfilment::ChannelRule &rule = rules.at(i);
        if (!rule.channel.isEmpty() && !knownChannels.contains(rule.channel) && !comesByFiles(rule.channel))
            texts.append(unmatchedText(u"channel"_s, rule.channel, knownChannels, nameOf(i + 1)));
        if (!rule.node.isEmpty() && !knownNodes.contains(rule.node))
            texts.append(unmatchedText(u"place"_s, rule.node, knownNodes, nameOf(i + 1)));
    }
    return texts;
}

Result<QStringList> unmatchedNames(Session &session, const QList<fulfilment::ChannelRule> &rules, const std::function<QString(qsizetype row)> &nameOf)
{
    const auto channels = session.ask(query::Channels{});
    if (!channels)
        return tl::make_unexpected(channels.error());
    const auto nodes = session.ask(query::Nodes{});
    if (!nodes)
        return tl::make_unexpected(nodes.error());
    QStringList channelNames, nodeNames;
    for (const ChannelRow &row : *channels)
        channelNames.append(row.details.name.text());
    for (const NodeRow &row : *nodes)
        nodeNames.append(row.node.text());
    return unmatchedNames(rules, channelNames, nodeNames, nameOf);
}

} // namespace crossdock::app
