#include "core/inventory/rules/rescues.h"

#include <QRegularExpression>
#include <QSet>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {

namespace {

constexpr qsizetype maximumRescued = 400; // characters: a longer one is said better in two

QString withoutStop(QString text)
{
    text = text.trimmed();
    while (!text.isEmpty() && QStringView(u".!?,;: ").contains(text.back()))
        text.chop(1);
    return text;
}

QString inside(const QString &text)
{
    return text.left(1).toLower() + text.mid(1);
}

/// "Hold it hold it": what is said twice in a row, once; empty where nothing is.
QString saidOnce(const QString &text)
{
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    for (qsizetype length = words.size() / 2; length > 0; --length) {
        if (words.mid(words.size() - 2 * length, length) == words.last(length))
            return words.first(words.size() - length).join(u' ');
    }
    return {};
}

/// What cannot be seen taken out, letters that only look alike replaced, a quote closed.
QString readable(const QString &text)
{
    static const QStringView cyrillic = u"\u0430\u0435\u043e\u0440\u0441\u0445\u0443\u0410\u0415\u041e\u0420\u0421\u0425\u0422\u041c\u041d\u041a\u0412", latin = u"aeopcxyAEOPCXTMHKB";
    QString clean;
    for (const QChar one : text) {
        const qsizetype alike = cyrillic.indexOf(one);
        const bool isSeen = one.isPrint() || one.isSpace();
        if (isSeen && one.category() != QChar::Other_Format)
            clean += alike < 0 ? one : latin[alike];
    }
    clean.replace(u'\u201c', u'"').replace(u'\u201d', u'"').remove(u"\"\""_s);
    if (clean.count(u'"') % 2 == 1)
        clean = withoutStop(clean) + u"\"."_s;
    return clean;
}

/// "13 pm", "25:00": hours that were perhaps meant.
QStringList withOtherHours(const QString &text)
{
    static const QRegularExpression hour(u"\\b(\\d{1,2})(?::(\\d\\d))?\\s*(?:[ap]\\.?m\\b\\.?)?"_s, QRegularExpression::CaseInsensitiveOption);
    QStringList all;
    for (auto found = hour.globalMatch(text); found.hasNext();) {
        const auto match = found.next();
        const int said = match.captured(1).toInt();
        const auto put = [&](const QString &other) { all.append(text.left(match.capturedStart()) + other + text.mid(match.capturedEnd())); };
        if (said > 12 && said < 24)
            put(u"%1 pm"_s.arg(said - 12));
        else if (said >= 24 || match.capturedLength(2) > 0)
            put(u"9 am"_s);
    }
    return all;
}

/// It has a "when" of its own: a second one in front of it would be nonsense, even where it could be read.
bool hasTrigger(const QString &text)
{
    static const QRegularExpression trigger(u"\\b(?:when|whenever|once|upon|as soon as)\\b"_s, QRegularExpression::CaseInsensitiveOption);
    return text.contains(trigger);
}

/// Rules that work in every shop, and some for what is told and where things are sold.
QStringList usualRules(const Workspace &workspace)
{
    const auto first = [](const std::vector<KnownName> &names) { return names.empty() ? QString() : names.front().words.value(0, names.front().key); };
    QStringList all{u"When an order arrives, hold it."_s,
                    u"When an order over $500 is created, cancel it."_s,
                    u"Every day at 9 am, cancel unpaid orders older than 3 days."_s,
                    u"When a return is requested, approve it."_s,
                    u"When an order is paid, print the packing slip."_s,
                    u"When an order over $100 arrives, tag it \"urgent\"."_s,
                    u"When an order heavier than 10 kg arrives, flag it."_s,
                    u"When an order is cancelled, tag it \"cancelled\"."_s,
                    u"When an order is overdue, mark it as urgent."_s,
                    u"When a shipment is delayed, tag the order \"late\"."_s,
                    u"When a shipment is returned to sender, refund the order in full."_s,
                    u"When a payment fails, hold the order."_s,
                    u"When stock drops below 10, create a purchase order for 50 units."_s,
                    u"When an order is still unpaid after 2 days, cancel it."_s};
    if (const QString channel = first(workspace.channels); !channel.isEmpty())
        all += {u"When stock drops below 5, pause the %1 listing."_s.arg(channel), u"When a product is back in stock, resume its %1 listing."_s.arg(channel),
                u"When stock drops below 10, set the %1 price to $20."_s.arg(channel), u"When an order arrives from %1, hold it."_s.arg(channel),
                u"Every hour, pause %1 listings with a rating below 3."_s.arg(channel), u"Every hour, sync %1."_s.arg(channel)};
    if (const QString node = first(workspace.nodes); !node.isEmpty())
        all.append(u"When an order arrives, route it to %1."_s.arg(node));
    if (const QString report = first(workspace.reports); !report.isEmpty())
        all.append(u"Every Monday at 9 am, email me the %1."_s.arg(report));
    all += {u"When stock drops below 10, notify me."_s, u"When an order arrives, notify me."_s, u"When sales drop by 20% compared with the previous week, email me."_s};
    return all;
}

QSet<QString> wordsIn(const QString &text)
{
    static const QRegularExpression apart(u"[^\\w]+"_s, QRegularExpression::UseUnicodePropertiesOption);
    const QStringList words = text.toLower().split(apart, Qt::SkipEmptyParts);
    return {words.begin(), words.end()};
}

/// The usual rules by how many words they share with a text.
QStringList nearRules(const QString &text, const Workspace &workspace)
{
    const QSet<QString> said = wordsIn(text);
    QStringList all = usualRules(workspace);
    std::ranges::stable_sort(all, std::ranges::greater(), [&](const QString &rule) { return (wordsIn(rule) & said).size(); });
    return all;
}

} // namespace

QStringList rescuesFor(const Refusal &refusal, const QString &sentence, const Workspace &workspace)
{
    constexpr qsizetype mostNear = 4; // usual rules that are tried: the first works in every shop with such names
    QStringList all;
    if (refusal.errorClass == u"malformed"_s)
        all.append(readable(sentence).left(maximumRescued));
    const QString open = withoutStop(sentence.left(maximumRescued));
    const QString once = saidOnce(open);
    all += withOtherHours(open);
    for (const QString &text : once.isEmpty() ? QStringList{open} : QStringList{once, open}) {
        if (text.isEmpty())
            continue;
        const qsizetype comma = text.indexOf(u',');
        const QString head = withoutStop(comma < 0 ? text : text.left(comma)), tail = comma < 0 ? text : text.mid(comma + 1).trimmed();
        all.append(text + u'.');
        if (!hasTrigger(text))
            all.append(u"When an order arrives, "_s + inside(text) + u'.');
        if (!hasTrigger(tail))
            all += {u"When an order arrives, "_s + inside(tail) + u'.', u"When an order over $500 arrives, "_s + inside(tail) + u'.'};
        if (!workspace.channels.empty() && !hasTrigger(tail))
            all.append(u"When stock on %1 drops below 5, "_s.arg(workspace.channels.front().words.value(0)) + inside(tail) + u'.');
        all += {head + u", notify me."_s, head + u" drops below 10, notify me."_s, head + u" arrives, notify me."_s, head + u", hold it."_s};
    }
    QStringList near = nearRules(open, workspace).mid(0, mostNear);
    near.append(u"When an order arrives, hold it."_s);
    all += near;
    all.removeDuplicates();
    return all;
}

} // namespace crossdock::rules
