#include "core/inventory/rules/finding_words.h"

#include "core/inventory/rules/paraphrase.h"
#include "core/inventory/rules/witness.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {

namespace {

QString listed(const QStringList &parts)
{
    return parts.size() < 2 ? parts.join(QString()) : parts.mid(0, parts.size() - 1).join(u", "_s) + u" and "_s + parts.last();
}

QStringList leavesSaid(const Tree &tree, const QString &be, const Workspace &workspace)
{
    if (tree.kind == Tree::Kind::Leaf)
        return {leafWords(tree.leaf, be, workspace)};
    QStringList said;
    for (const Tree &child : tree.children)
        said += leavesSaid(child, be, workspace);
    return said;
}

QString eventSaid(const TriggerEvent &event)
{
    return event.type == u"schedule"_s ? u"the time has come"_s : eventWords(event.type);
}

/// "For instance when an order arrives and the order total is exactly 501 USD."
QString instance(const Finding &finding, const Trigger &trigger, const Workspace &workspace)
{
    QStringList said;
    if (!trigger.event.becomes)
        said.append(eventSaid(trigger.event));
    if (finding.before)
        said += leavesSaid(spelledAs(trigger, *finding.before), u"was"_s, workspace);
    if (finding.witness)
        said += leavesSaid(spelledAs(trigger, *finding.witness), finding.before ? u"is now"_s : u"is"_s, workspace);
    if (said.isEmpty())
        return {};
    return (finding.witness ? u" For instance when "_s : u" That is so whenever "_s) + listed(said) + u'.';
}

/// "“A” says: hold the order; “B” says: release the order."
QString deedsSaid(const Finding &finding, const QStringList &said, const Workspace &workspace)
{
    QStringList deeds;
    for (size_t i = 0; i < finding.actions.size(); ++i)
        deeds.append(u"“%1” says: %2"_s.arg(said.value(qsizetype(i)), paraphrase(finding.actions[i], workspace)));
    return deeds.isEmpty() ? QString() : u' ' + deeds.join(u"; "_s) + u'.';
}

QString roundSaid(const Finding &finding, const QStringList &said, const Workspace &workspace)
{
    QString words;
    for (size_t i = 0; i < finding.actions.size(); ++i)
        words += u" “%1” does “%2”, which fires “%3”."_s.arg(said.value(qsizetype(i)), paraphrase(finding.actions[i], workspace), said.value(qsizetype((i + 1) % finding.actions.size())));
    return words;
}

} // namespace

QString findingWords(const Finding &finding, std::span<const std::optional<Trigger>> rules, const QStringList &names, const Workspace &workspace)
{
    QStringList said; // in the order that the sentence has
    for (const int place : finding.order)
        said.append(names.value(place));
    const int shownBy = finding.kind == Finding::Kind::Cycle ? finding.order.at(1) : finding.order.front(); // what the first brings about
    const Trigger &trigger = *rules[size_t(shownBy)];
    const QString all = u"“%1”"_s.arg(said.join(u"” and “"_s)), shown = instance(finding, trigger, workspace);
    switch (finding.kind) {
    case Finding::Kind::Duplicate: return u"%1 say the same.%2"_s.arg(all, shown);
    case Finding::Kind::Subsumed: return u"Whatever fires “%1” fires “%2” too, and they do the same.%3"_s.arg(said.value(0), said.value(1), shown);
    case Finding::Kind::Conflict: return u"%1 can fire together and want different things of one thing.%2%3"_s.arg(all, shown, deedsSaid(finding, said, workspace));
    case Finding::Kind::Cycle: return u"What %1 do makes them fire again.%2%3"_s.arg(all, roundSaid(finding, said, workspace), shown);
    case Finding::Kind::Shadowed: return u"“%1” stops whatever would reach “%2”.%3"_s.arg(said.value(1), said.value(0), shown);
    case Finding::Kind::AlwaysTrue: return u"The condition of %1 always holds.%2"_s.arg(all, shown);
    case Finding::Kind::UnreachableElse: return u"What stands behind the else of %1 never runs.%2"_s.arg(all, shown);
    case Finding::Kind::MissingPair: return u"%1 pauses a listing, and no rule resumes it.%2%3"_s.arg(all, shown, deedsSaid(finding, said, workspace));
    }
    Q_UNREACHABLE();
}

} // namespace crossdock::rules
