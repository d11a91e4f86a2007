#include "app/commands/words.h"

#include "app/command_line/json.h"
#include "ui/audit/cause_words.h"
#include "ui/words.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

bool isNumber(const QString &text)
{
    bool ok = false;
    text.toDouble(&ok);
    return ok;
}

} // namespace

void printTable(Session &session, const QList<QStringList> &rows)
{
    QList<qsizetype> widths;
    for (const QStringList &row : rows) {
        widths.resize(qMax(widths.size(), row.size()));
        for (qsizetype i = 0; i < row.size(); ++i)
            widths[i] = qMax(widths[i], row[i].size());
    }
    for (const QStringList &row : rows) {
        QString line;
        for (qsizetype i = 0; i < row.size(); ++i) {
            const int width = static_cast<int>(widths[i]);
            line += (isNumber(row[i]) ? row[i].rightJustified(width) : row[i].leftJustified(width)) + u"  "_s;
        }
        while (line.endsWith(u' '))
            line.chop(1);
        session.print(line);
    }
}

QString entryLine(const Entry &entry)
{
    const QString said = ui::whyText(entry), why = said.isEmpty() ? QString() : u" (%1)"_s.arg(said);
    return u"#%1 %2 %3: %4%5"_s.arg(entry.number).arg(toText(entry.at), ui::actorText(entry.actor), ui::entryText(entry.what), why);
}

QString spoken(QString name)
{
    return name.replace(u'_', u' ');
}

ExitCode printEntry(Session &session, const Entry &entry)
{
    if (session.wantsJson())
        session.print(toJson(entry));
    else if (entry.number == 0)
        session.print(u"Nothing to change."_s);
    else
        session.print(entryLine(entry));
    return ExitCode::Done;
}

ExitCode perform(Session &session, crossdock::Command command)
{
    const auto entry = session.perform(std::move(command));
    return entry ? printEntry(session, *entry) : session.refuse(entry.error());
}

Result<std::optional<Entry>> bookedBefore(Session &session)
{
    const QString key = session.arguments().value(u"key"_s);
    if (key.isEmpty())
        return std::optional<Entry>();
    return session.ask(query::Trail{.filter = {}, .key = key}).map([](const query::Trail::Answer &found) { return found.entries.isEmpty() ? std::optional<Entry>() : found.entries.first(); });
}

QJsonValue changeIn(const Entry &entry, const QString &what)
{
    const QJsonArray changes = entry.body[u"changes"_s].toArray();
    for (const QJsonValue change : changes)
        if (change[u"what"_s].toString() == what)
            return change[u"new"_s];
    return QJsonValue::Undefined;
}

Result<Entry> carryOutOnce(Session &session, const Request &request, std::function<void(Engine &, QObject *, Desk::Done<Entry>)> begin)
{
    const auto before = bookedBefore(session);
    if (!before)
        return tl::make_unexpected(before.error());
    if (*before)
        return session.performAll({request}).map([](const QList<Entry> &entries) { return entries.first(); });
    return session.atEngine<Entry>(std::move(begin));
}

ExitCode setService(Session &session, const QString &service, crossdock::Command set, const QString &key)
{
    const Request request{session.arguments().value(u"key"_s), session.actor(), {}, 0, std::move(set)};
    const auto entry = carryOutOnce(session, request, [service, request, key](Engine &engine, QObject *context, auto done) { engine.setService(service, request, key, context, done); });
    return entry ? printEntry(session, *entry) : session.refuse(entry.error());
}

Result<qint64> numberOf(const Session &session, const QString &thing, int index)
{
    const QString word = session.arguments().word(index);
    bool isNumber = false;
    const qint64 number = word.toLongLong(&isNumber);
    return isNumber && number > 0 ? Result<qint64>(number) : fail(Error::Code::InvalidInput, word, u"%1 is named by its number"_s.arg(thing));
}

Result<std::optional<NodeId>> namedNode(const Session &session)
{
    if (!session.arguments().has(u"node"_s))
        return std::optional<NodeId>();
    return NodeId::parse(session.arguments().value(u"node"_s)).map([](const NodeId &node) { return std::optional(node); });
}

tl::expected<QString, UsageError> onlySecret(const Arguments &arguments, const QString &name)
{
    const auto secrets = keyValues(arguments, u"secret"_s);
    if (!secrets)
        return tl::make_unexpected(secrets.error());
    for (const QString &given : secrets->keys())
        if (given != name)
            return tl::make_unexpected(UsageError{UsageError::Kind::BadValue, u"--secret "_s + given, u"there is only one secret here: --secret %1=@FILE"_s.arg(name), {}});
    return secrets->value(name);
}

tl::expected<QMap<QString, QString>, UsageError> keyValues(const Arguments &arguments, const QString &flag)
{
    QMap<QString, QString> pairs;
    for (const QString &text : arguments.values(flag)) {
        const qsizetype equals = text.indexOf(u'=');
        if (equals < 1)
            return tl::make_unexpected(UsageError{UsageError::Kind::BadValue, u"--"_s + flag, u"it is written KEY=VALUE"_s});
        pairs.insert(text.first(equals), text.sliced(equals + 1));
    }
    return pairs;
}

QString labelText(const labels::ReturnLabel &label)
{
    const QString state = labels::nameOf(label.state);
    return label.words.isEmpty() ? state : u"%1: %2"_s.arg(state, label.words);
}

} // namespace crossdock::app
