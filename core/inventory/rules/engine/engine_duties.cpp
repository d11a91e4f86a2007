#include "core/inventory/audit/trail.h"
#include "core/inventory/rules/engine/engine.h"
#include "core/inventory/rules/engine/taking_back.h"

#include <QLoggingCategory>

using namespace Qt::Literals::StringLiterals;

Q_DECLARE_LOGGING_CATEGORY(lcRules)

/// What is owed even by a rule that was paused or rewritten: the end of a hold, and taking back what it did. Asked under
/// keys that make a repetition harmless, and again until it is answered.
namespace crossdock::rules {
namespace {

/// The store may carry it out another time.
bool mayComeLater(const Error &error)
{
    return error.code == Error::Code::StoreFailed || error.code == Error::Code::Conflict || error.code == Error::Code::Cancelled;
}

/// What came of an undoing, for people.
struct Account {
    int left = 0, done = 0;
    QStringList words;
    bool isLater = false;
};

} // namespace

void Engine::noteUndo(const Entry &entry)
{
    const qint64 rule = entry.body[u"about"_s][u"rule"_s][0].toString().toLongLong();
    const QString since = QString::number(entry.body[u"since"_s].toInteger());
    m_memory.setTimer({rule, u"undo"_s, since, m_clock.now(), entry.number});
}

void Engine::doDuty(const Memory::Timer &duty)
{
    const auto name = nameOfRule(duty.rule);
    if (!name) {
        qCWarning(lcRules, "Rule %lld: %s", static_cast<long long>(duty.rule), qUtf8Printable(name.error().detail));
        return; // its timer comes again
    }
    if (duty.kind == u"release")
        endHold(duty, *name);
    else
        takeBack(duty, *name);
}

void Engine::dutyDone(const Memory::Timer &duty)
{
    m_doneDuties.append(duty);
    m_wake();
}

/// Of the hold that the rule made: one that a person set since stays.
void Engine::endHold(const Memory::Timer &duty, const QString &name)
{
    const auto order = OrderId::parse(QStringView(duty.subject).mid(6)); // "order web/1001"
    if (!order)
        return dutyDone(duty);
    const QString key = u"rule:release:%1:%2:%3"_s.arg(duty.rule).arg(duty.entry).arg(order->text());
    const Request request{key, {Actor::Kind::Rule, name}, u"the time was up"_s, duty.entry, command::ReleaseOrder{*order, duty.entry}};
    m_submit({request}, [this, duty](const Result<QList<Entry>> &answer) {
        if (answer || !mayComeLater(answer.error()))
            dutyDone(duty);
    });
}

void Engine::takeBack(const Memory::Timer &duty, const QString &name)
{
    const auto entries = m_runs.entriesSince(duty.rule, fromMs(duty.subject.toLongLong()));
    if (!entries) {
        qCWarning(lcRules, "“%s” was not undone yet: %s", qUtf8Printable(name), qUtf8Printable(entries.error().detail));
        return;
    }
    const auto account = std::make_shared<Account>();
    account->left = static_cast<int>(entries->size()) + 1;
    const auto note = [this, duty, name, account](const QString &thing, const Result<> &result) {
        account->isLater = account->isLater || (!result && mayComeLater(result.error()));
        if (!result)
            account->words.append(u"%1: %2"_s.arg(thing, result.error().detail));
        else if (!thing.isEmpty())
            ++account->done;
        if (--account->left > 0 || account->isLater)
            return;
        QString text = u"%1 of its deeds were taken back."_s.arg(account->done);
        if (!account->words.isEmpty())
            text += u" Not taken back: %1."_s.arg(account->words.join(u"; "_s));
        const command::PostNotice notice{u"message"_s, u"app"_s, u"me"_s, u"“%1” was stopped and undone"_s.arg(name), text};
        m_submit({{u"rule:undone:%1"_s.arg(duty.entry), {Actor::Kind::System, u"rules"_s}, {}, duty.entry, notice}}, [this, duty](const auto &) { dutyDone(duty); });
    };
    for (const qint64 number : *entries) {
        const auto entry = m_database.first(u"SELECT text, hash FROM trail WHERE number = ?"_s, {number},
                                            [](const store::Row &row) { return audit::parseEntry(row.text(0).toUtf8(), row.text(1).toLatin1()); });
        if (!entry || !*entry || !**entry) {
            note(u"#%1"_s.arg(number), fail(Error::Code::NotFound, {}, u"the trail does not hold it"_s));
            continue;
        }
        const QString thing = u"#%1 %2"_s.arg(number).arg((**entry)->what);
        const auto command = takingBack(m_database, ***entry);
        if (!command) {
            note(thing, tl::make_unexpected(command.error()));
            continue;
        }
        const Request request{u"rule:undo:%1"_s.arg(number), {Actor::Kind::Rule, name}, u"undoes entry %1"_s.arg(number), duty.entry, *command};
        m_submit({request}, [note, thing](const Result<QList<Entry>> &answer) { note(thing, answer.map([](const auto &) {})); });
    }
    note({}, {});
}

} // namespace crossdock::rules
