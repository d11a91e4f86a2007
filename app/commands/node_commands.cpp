#include "app/command_line/json.h"
#include "app/commands/commands.h"
#include "app/commands/words.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {

ExitCode nodeAdd(Session &session)
{
    const QString kind = session.arguments().word(0);
    if (kind != u"warehouse")
        return session.refuse(Error{Error::Code::InvalidInput, kind, u"this version knows nodes of the kind “warehouse” only"_s});
    const auto node = NodeId::parse(session.arguments().word(1));
    if (!node)
        return session.refuse(node.error());
    const auto entry = session.perform(command::DefineNode{*node, kind, session.arguments().value(u"title"_s)});
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
    QList<QStringList> rows{{u"NAME"_s, u"KIND"_s, u"TITLE"_s}};
    for (const NodeRow &node : *nodes)
        rows.append({node.node.text(), node.kind, node.title});
    printTable(session, rows);
    return ExitCode::Done;
}

} // namespace crossdock::app
