#include "core/inventory/rules/engine/reason.h"

#include "core/inventory/rules/engine/deeds.h"

#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {
namespace {

constexpr qsizetype longestSentence = 120; // of a rule, in a reason: a line or two beside the order

/// At the end of a word, where there is one.
QString shortened(const QString &sentence)
{
    const QString line = sentence.simplified();
    if (line.size() <= longestSentence)
        return line;
    const qsizetype end = line.lastIndexOf(u' ', longestSentence - 1);
    return line.first(end > 0 ? end : longestSentence - 1) + u'…';
}

} // namespace

QString nameOfRuleVersion(qint64 rule, int version)
{
    return u"rule %1, version %2"_s.arg(rule).arg(version);
}

bool needsReason(const Action &action)
{
    return action.type == u"order.hold" || action.type == u"order.cancel";
}

QString reasonOf(const Action &action, qint64 rule, int version, const QString &sentence)
{
    const QString given = textArgument(action, u"reason"_s);
    if (!given.isEmpty())
        return given;
    const QString name = nameOfRuleVersion(rule, version);
    return sentence.isEmpty() ? name : name + u": "_s + shortened(sentence);
}

bool isNoReason(QStringView words)
{
    static const QRegularExpression name(u"^rule [0-9]+, version [0-9]+(:|$)"_s);
    return name.match(words.toString()).hasMatch();
}

} // namespace crossdock::rules
