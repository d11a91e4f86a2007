#include "core/inventory/rules/interpreter.h"

using namespace Qt::Literals::StringLiterals;

/// Steps that make messages, reports and tasks.
namespace crossdock::rules {

using Kind = Meaning::Kind;

void Interpreter::stepVia(Meanings &meanings, const QStringList &arguments)
{
    Meaning way = made(Kind::Way);
    static const QHash<QString, QString> spoken{{u"email"_s, u"email"_s},      {u"texted"_s, u"sms"_s},
                                                {u"whatsapped"_s, u"whatsapp"_s}, {u"slacked"_s, u"slack"_s},
                                                {u"sms"_s, u"sms"_s},          {u"text"_s, u"sms"_s}};
    way.text = arguments.value(0);
    if (way.text.isEmpty()) {
        const QString last = m_lattice.token(m_span.to - 1).word;
        way.text = spoken.value(last);
    }
    if (way.text.isEmpty())
        return reject();
    meanings.push_back(std::move(way));
}

/// "Them", "him": the last person; who that is, is known only in the whole sentence.
void Interpreter::stepLastPerson(Meanings &meanings, const QStringList &)
{
    Meaning person = made(Kind::Recipient);
    person.keys = {u"last"_s};
    meanings.push_back(std::move(person));
}

void Interpreter::stepSweep(Meanings &meanings, const QStringList &)
{
    Meaning swept = made(Kind::Action);
    swept.parts = std::move(meanings);
    meanings = {std::move(swept)};
    meanings.front().text = u"swept"_s;
}

namespace {

/// Recipients in the order said: names, Slack channels and pronouns.
QStringList recipientsOf(Meanings &meanings)
{
    QStringList people;
    Meanings kept;
    for (Meaning &meaning : meanings) {
        const bool named = meaning.kind == Kind::Name
            && (meaning.slot == Slot::Recipient || meaning.slot == Slot::Slack);
        if (named || meaning.kind == Kind::Recipient)
            people.append(meaning.keys.first());
        else
            kept.push_back(std::move(meaning));
    }
    meanings = std::move(kept);
    return people;
}

/// The ways that were said, each once.
QStringList waysSaid(Meanings &meanings)
{
    QStringList ways;
    for (const Meaning &way : take(meanings, Kind::Way))
        ways.append(way.text);
    ways.removeDuplicates();
    return ways;
}

/// The way that goes without saying.
QStringList waysTo(const QString &person, const QStringList &said)
{
    return !said.isEmpty() ? said : QStringList{person.startsWith(u'#') ? u"slack"_s : u"app"_s};
}

} // namespace

/// One action per recipient and per way, in the order said.
void Interpreter::stepMessage(Meanings &meanings, const QStringList &arguments)
{
    if (has(meanings, Kind::Mistake)) {
        meanings = take(meanings, Kind::Mistake);
        return;
    }
    QStringList people = recipientsOf(meanings);
    if (people.isEmpty() && !arguments.isEmpty())
        people = {arguments.first()};
    const QStringList ways = waysSaid(meanings);
    const Meanings texts = take(meanings, Kind::Parameter);
    Meanings rest;
    for (Meaning &meaning : meanings) {
        if (meaning.kind == Kind::Action && meaning.text == u"swept"_s)
            rest.insert(rest.end(), meaning.parts->begin(), meaning.parts->end());
        else if (meaning.kind == Kind::Text && meaning.slot == Slot::Quote && texts.empty())
            return reject();
        else if (meaning.kind != Kind::Thing)
            return reject();
    }
    if (people.isEmpty() || texts.size() > 1)
        return reject();
    meanings.clear();
    for (const QString &person : people) {
        const QStringList own = waysTo(person, ways);
        for (const QString &way : own) {
            Meaning action = made(Kind::Action);
            Action &done = action.action.edit();
            done.type = u"message.send"_s;
            done.recipient = person;
            done.arguments.emplace(u"via"_s, way);
            if (!texts.empty())
                done.arguments.emplace(u"text"_s, texts.front().argument);
            if (meanings.empty())
                action.parts = rest;
            meanings.push_back(std::move(action));
        }
    }
}

void Interpreter::stepReportKey(Meanings &meanings, const QStringList &arguments)
{
    Meaning name = made(Kind::Name);
    name.slot = Slot::Report;
    name.keys = {arguments.value(0)};
    meanings.push_back(std::move(name));
}

void Interpreter::stepReport(Meanings &meanings, const QStringList &)
{
    if (has(meanings, Kind::Mistake)) {
        meanings = take(meanings, Kind::Mistake);
        return;
    }
    QStringList people = recipientsOf(meanings);
    QStringList reports;
    for (const Meaning &name : take(meanings, Kind::Name)) {
        if (name.slot != Slot::Report)
            return reject();
        reports.append(name.keys.first());
    }
    const QStringList ways = waysSaid(meanings);
    if (people.isEmpty())
        people = {u"me"_s};
    if (reports.isEmpty() || !meanings.empty())
        return reject();
    for (const QString &person : people) {
        const QStringList own = waysTo(person, ways);
        for (const QString &way : own) {
            for (const QString &report : reports) {
                Meaning action = made(Kind::Action);
                Action &done = action.action.edit();
                done.type = u"report.send"_s;
                done.recipient = person;
                done.arguments = {{u"report"_s, report}, {u"via"_s, way}};
                meanings.push_back(std::move(action));
            }
        }
    }
}

void Interpreter::stepTask(Meanings &meanings, const QStringList &)
{
    if (has(meanings, Kind::Mistake)) {
        meanings = take(meanings, Kind::Mistake);
        return;
    }
    const QStringList people = recipientsOf(meanings);
    Meanings titles = take(meanings, Kind::Parameter);
    if (titles.empty() && has(meanings, Kind::Text)) {
        const QStringList words = takeWords(meanings);
        if (words.size() != 1)
            return reject();
        addArgument(meanings, u"title"_s, words.first());
        titles = take(meanings, Kind::Parameter);
    }
    if (people.isEmpty() || titles.size() > 1 || !meanings.empty())
        return reject();
    for (const QString &person : people) {
        Meaning action = made(Kind::Action);
        Action &done = action.action.edit();
        done.type = u"task.create"_s;
        done.recipient = person;
        if (!titles.empty())
            done.arguments.emplace(u"title"_s, titles.front().argument);
        meanings.push_back(std::move(action));
    }
}

} // namespace crossdock::rules
