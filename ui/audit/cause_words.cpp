#include "ui/audit/cause_words.h"

#include "ui/words.h"

#include <QCoreApplication>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

constexpr int deepestChain = 10; // a rule's chain ends at eight

struct CauseWords {
    Q_DECLARE_TR_FUNCTIONS(CauseWords)
};

/// "rule 3, version 1": its operation key says so, "rule:RUN:RULE:VERSION:…". Empty: no run of a rule made it.
QString ruleText(const Entry &entry)
{
    const QStringList parts = entry.key.split(u':');
    if (entry.actor.kind != Actor::Kind::Rule || parts.size() < 4 || parts[0] != u"rule")
        return {};
    bool isRule = false, isVersion = false;
    const qlonglong rule = parts[2].toLongLong(&isRule);
    const int version = parts[3].toInt(&isVersion);
    const bool isOfRun = parts[1] != u"release" && isRule && isVersion;
    return isOfRun ? CauseWords::tr("rule %1, version %2").arg(QString::number(rule), QString::number(version)) : QString();
}

/// The same with what people call it.
QString namedRule(const Entry &entry)
{
    const QString rule = ruleText(entry);
    return rule.isEmpty() || entry.actor.name.isEmpty() ? rule : CauseWords::tr("%1 (“%2”)", "rule 3, version 1 and its name").arg(rule, entry.actor.name);
}

QString withCapital(QString text)
{
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

QString linkText(const Entry &cause)
{
    const QString number = QString::number(cause.number), what = entryText(cause.what), rule = namedRule(cause);
    if (!rule.isEmpty())
        return CauseWords::tr("because %1 wrote entry %2 (%3)", "rule, number, what happened").arg(rule, number, what);
    return CauseWords::tr("because of entry %1 (%2 by %3)", "number, what happened, who").arg(number, what, actorText(cause.actor));
}

} // namespace

QString whyText(const Entry &entry)
{
    const QString rule = ruleText(entry);
    if (rule.isEmpty())
        return entry.why;
    const bool namesIt = entry.why.startsWith(u"rule "_s) && entry.why.contains(u", version "_s);
    QString text = namesIt ? entry.why : entry.why.isEmpty() ? rule : CauseWords::tr("%1: %2", "reason, rule").arg(entry.why, rule);
    if (entry.cause > 0)
        text = CauseWords::tr("%1, because of entry %2", "why, number").arg(text, QString::number(entry.cause));
    return text;
}

QString becauseText(const QList<Entry> &chain, qint64 number)
{
    const auto find = [&](qint64 wanted) { return std::find_if(chain.begin(), chain.end(), [&](const Entry &one) { return one.number == wanted; }); };
    auto entry = find(number);
    if (entry == chain.end() || ruleText(*entry).isEmpty())
        return {};
    QStringList links{withCapital(namedRule(*entry))};
    if (entry->cause == 0)
        links.append(CauseWords::tr("because its time had come"));
    for (int depth = 0; depth < deepestChain && entry->cause > 0; ++depth) {
        const auto cause = find(entry->cause);
        if (cause == chain.end()) {
            links.append(CauseWords::tr("because of entry %1").arg(entry->cause));
            break;
        }
        links.append(linkText(*cause));
        entry = cause;
    }
    return links.join(u", "_s);
}

} // namespace crossdock::ui
