#include "core/connectors/assistant/assistant_wire.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::assistant {
namespace {

constexpr qsizetype mostSentences = 6, longestSentence = 2'000, longestTalk = 2'000, longestAnswer = 40'000, longestWords = 300; // characters
constexpr Milliseconds deadline{60'000}; // a model on this machine may be slow

/// What the language is, by examples: a model follows them better than a grammar.
constexpr auto lesson = R"(You help a seller to write rules for a console that runs orders, stock and listings. Turn what the seller says into one to three
rules, each one English sentence of the controlled language shown below. A sentence has a trigger ("When ...", "Every day at 9 am, ..."),
filters and "if" conditions, and actions. Use only these forms, only names from the lists, and exact numbers with units. If a number is
missing, choose a usual one. Never invent channels, places, people, carriers or tags that were not named.

When the stock of any product drops below 5, pause its listing on CHANNEL and notify me.
When the stock of SKU ABC-1 on CHANNEL is out of stock for 2 days, email PERSON.
When an order over $500 arrives, hold it and message PERSON by WhatsApp.
When an order arrives, if it weighs more than 10 kg, use CARRIER SERVICE, otherwise use the cheapest service.
When an order ships to Canada and contains anything by BRAND, route it to PLACE.
When an order is overdue, tag it late and mark it as urgent.
Every weekday at 9 am, email PERSON the open orders report.
Every hour, cancel unpaid orders older than 3 days.
When the price of a product on CHANNEL drops by more than 10%, tell me.
When more than 50 units of a product sell in one day, create a task for PERSON to reorder it.

Answer with JSON only: {"sentences": ["...", "..."]})";

QString namesText(const QMap<QString, QStringList> &names)
{
    QStringList lines;
    for (auto [kind, words] : names.asKeyValueRange())
        lines.append(u"%1: %2"_s.arg(kind, words.join(u"; "_s)));
    return lines.join(u'\n');
}

QJsonObject message(const QString &role, const QString &content)
{
    return {{u"role"_s, role}, {u"content"_s, content}};
}

/// Of the sentences that were tried already.
QString complaint(const QList<Refused> &refused)
{
    QStringList lines{u"These sentences cannot be read. Say the same in the forms above."_s};
    for (const Refused &one : refused)
        lines.append(u"“%1”: %2"_s.arg(one.sentence, one.why));
    return lines.join(u'\n');
}

tl::unexpected<Error> useless(const QString &why)
{
    return fail(Error::Code::Rejected, u"The assistant"_s, why.simplified().left(longestWords));
}

/// Models like to put words or a fence around what was asked for.
QJsonObject objectIn(const QString &content)
{
    const qsizetype first = content.indexOf(u'{'), last = content.lastIndexOf(u'}');
    return first < 0 || last < first ? QJsonObject() : QJsonDocument::fromJson(content.mid(first, last - first + 1).toUtf8()).object();
}

QStringList sentencesIn(const QJsonArray &array)
{
    QStringList sentences;
    for (const QJsonValue &one : array) {
        const QString sentence = one.toString().simplified();
        if (!sentence.isEmpty() && sentence.size() <= longestSentence && !sentences.contains(sentence, Qt::CaseInsensitive))
            sentences.append(sentence);
    }
    return sentences.mid(0, mostSentences);
}

} // namespace

http::Request request(const QString &address, const QString &model, const QString &key, const Question &question, const QList<Refused> &refused)
{
    QJsonArray messages{message(u"system"_s, QString::fromUtf8(lesson) + u"\n\nNames that may be used:\n"_s + namesText(question.names)), message(u"user"_s, question.talk.left(longestTalk))};
    if (!refused.isEmpty())
        messages.append(message(u"user"_s, complaint(refused)));
    http::Request request;
    request.method = "POST";
    request.url = address.toUtf8() + "/chat/completions";
    request.headers = {{"Content-Type", "application/json"}};
    if (!key.isEmpty())
        request.headers.append({"Authorization", "Bearer " + key.toUtf8()});
    request.body = QJsonDocument(QJsonObject{{u"model"_s, model}, {u"temperature"_s, 0}, {u"messages"_s, messages}}).toJson(QJsonDocument::Compact);
    request.deadline = deadline;
    return request;
}

Result<QStringList> proposals(const http::Reply &reply)
{
    const QJsonObject answer = QJsonDocument::fromJson(reply.body).object();
    if (reply.status < 200 || reply.status >= 300) {
        const QString words = answer[u"error"_s].isString() ? answer[u"error"_s].toString() : answer[u"error"_s][u"message"_s].toString();
        return useless(u"it answered %1 %2"_s.arg(reply.status).arg(words));
    }
    const QJsonObject said = answer[u"choices"_s][0][u"message"_s].toObject();
    if (const QString refusal = said[u"refusal"_s].toString(); !refusal.isEmpty())
        return useless(u"it refused: "_s + refusal);
    const QString content = said[u"content"_s].toString();
    if (content.trimmed().isEmpty() || content.size() > longestAnswer)
        return useless(content.size() > longestAnswer ? u"its answer is too long"_s : u"it said nothing"_s);
    const QStringList sentences = sentencesIn(objectIn(content)[u"sentences"_s].toArray());
    if (sentences.isEmpty())
        return useless(u"it proposed no sentence, but said: "_s + content);
    return sentences;
}

} // namespace crossdock::assistant
