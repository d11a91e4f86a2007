#include "ui/rules/rule_actions.h"

#include "ui/error_text.h"
#include "ui/rules/arm_dialog.h"
#include "ui/rules/rule_words.h"
#include "ui/rules/take_back_dialog.h"
#include "ui/widgets/form_dialog.h"
#include "ui/widgets/named_action.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QPointer>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

using State = RuleRow::State;

/// The number of the rule that an entry is about.
qint64 ruleOf(const Entry &entry)
{
    return entry.body.value(u"about"_s).toObject().value(u"rule"_s).toArray().first().toString().toLongLong();
}

} // namespace

RuleActions::RuleActions(const Context &context, QWidget *window)
    : QObject(window)
    , m_context(context)
    , m_window(window)
    , m_write(namedAction(context.theme, this, u"newRule"_s, tr("&New rule"), u"plus"_s, Qt::CTRL | Qt::Key_N))
    , m_gallery(namedAction(context.theme, this, u"gallery"_s, tr("Ready r&ules…"), u"rules"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_G))
    , m_save(namedAction(context.theme, this, u"saveRule"_s, tr("&Save"), u"check"_s, QKeySequence::Save))
    , m_allow(namedAction(context.theme, this, u"allowRule"_s, tr("&Do it"), u"check"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_Y))
    , m_refuse(namedAction(context.theme, this, u"refuseRule"_s, tr("D&on't"), u"close"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_X))
    , m_arm(namedAction(context.theme, this, u"armRule"_s, tr("Make &live…"), u"play"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_L))
    , m_bound(namedAction(context.theme, this, u"boundRule"_s, tr("&Bound…"), u"limits"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_B))
    , m_shadow(namedAction(context.theme, this, u"shadowRule"_s, tr("Run in sha&dow"), u"why"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_D))
    , m_pause(namedAction(context.theme, this, u"pauseRule"_s, tr("&Pause"), u"pause"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_P))
    , m_takeBack(namedAction(context.theme, this, u"takeBack"_s, tr("&Take back what it did…"), u"undo"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_T))
    , m_remove(namedAction(context.theme, this, u"removeRule"_s, tr("&Remove…"), u"trash"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_Delete))
    , m_history(namedAction(context.theme, this, u"checkHistory"_s, tr("&Check 90 days"), u"clock"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_H))
    , m_notices(namedAction(context.theme, this, u"showNotices"_s, tr("&Messages and tasks…"), u"info"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_M))
{
    using What = command::ChangeRule::What;
    connect(m_save, &QAction::triggered, this, [this] { save(); });
    connect(m_allow, &QAction::triggered, this, [this] { answer(true); });
    connect(m_refuse, &QAction::triggered, this, [this] { answer(false); });
    connect(m_arm, &QAction::triggered, this, &RuleActions::askToArm);
    connect(m_bound, &QAction::triggered, this, &RuleActions::askToArm);
    connect(m_takeBack, &QAction::triggered, this, &RuleActions::askToTakeBack);
    connect(m_shadow, &QAction::triggered, this,
            [this] { change(What::Shadow, tr("Rule “%1” runs in shadow: it is counted and does nothing.")); });
    connect(m_pause, &QAction::triggered, this, [this] { change(What::Disarm, tr("Rule “%1” is paused.")); });
    connect(m_remove, &QAction::triggered, this, &RuleActions::askToRemove);
    const bool canWrite = !context.inventory.isReadOnly();
    m_write->setEnabled(canWrite);
    m_gallery->setEnabled(canWrite);
    setSubject({});
}

void RuleActions::setSubject(const Subject &subject)
{
    m_subject = subject;
    const bool canWrite = !m_context.inventory.isReadOnly();
    const bool isSettled = canWrite && subject.row && !subject.isChanged;
    const State state = subject.row ? subject.row->state : State::Draft;
    m_save->setEnabled(canWrite && subject.isChanged && subject.isUnderstood && !m_isBusy);
    const bool isLive = subject.row && subject.row->isLive();
    for (QAction *action : answers())
        action->setEnabled(canWrite && subject.row && subject.row->question);
    m_arm->setEnabled(isSettled && !isLive);
    m_bound->setEnabled(isSettled && isLive);
    m_bound->setText(m_bound->isEnabled() ? tr("&Bound: %1…").arg(boundText(subject.row->most)) : tr("&Bound…"));
    m_takeBack->setEnabled(canWrite && subject.row && subject.row->runs > 0);
    m_shadow->setEnabled(isSettled && state != State::Shadow);
    m_pause->setEnabled(canWrite && subject.row && (isLive || state == State::Shadow));
    m_remove->setEnabled(canWrite && subject.row);
}

void RuleActions::save(const QString &why)
{
    write(m_subject, why);
}

void RuleActions::revert(const QString &text)
{
    Subject earlier = m_subject;
    earlier.text = text;
    write(earlier, tr("Back to an earlier version"));
}

void RuleActions::write(const Subject &what, const QString &why)
{
    if (m_isBusy)
        return;
    m_isBusy = true;
    setSubject(m_subject);
    const command::WriteRule command{.rule = what.rule(), .name = what.name.trimmed(), .text = what.text.simplified(), .priority = {}};
    m_context.inventory.perform(Request{.actor = m_context.actor(), .why = why, .command = command}, this, [this, what](const Result<Entry> &entry) {
        m_isBusy = false;
        setSubject(m_subject);
        if (!entry) {
            Q_EMIT failed(errorText(entry.error()));
            return;
        }
        Q_EMIT said(what.row ? tr("The new version is saved.") : tr("The rule is written, as a draft."));
        Q_EMIT saved(what, what.row ? what.rule() : ruleOf(*entry));
    });
}

void RuleActions::change(command::ChangeRule::What what, const QString &done)
{
    const QString sentence = done.arg(ruleTitle(m_subject.row->rule, m_subject.row->name));
    const command::ChangeRule command{m_subject.row->rule, what};
    m_context.inventory.perform(Request{.actor = m_context.actor(), .command = command}, this, [this, sentence](const Result<Entry> &entry) {
        if (entry)
            Q_EMIT said(sentence);
        else
            Q_EMIT failed(errorText(entry.error()));
    });
}

/// Of the question that is shown: one that came since stays open.
void RuleActions::answer(bool isAllowed)
{
    const QString name = ruleTitle(m_subject.row->rule, m_subject.row->name);
    const QString sentence = isAllowed ? tr("Rule “%1” does it now.").arg(name) : tr("Rule “%1” does not do it. It stays live.").arg(name);
    const command::AnswerRule command{m_subject.row->rule, m_subject.row->question->question, isAllowed};
    m_context.inventory.perform(Request{.actor = m_context.actor(), .command = command}, this, [this, sentence](const Result<Entry> &entry) {
        if (entry)
            Q_EMIT said(sentence);
        else
            Q_EMIT failed(errorText(entry.error()));
    });
}

void RuleActions::askToArm()
{
    const QString name = ruleTitle(m_subject.row->rule, m_subject.row->name);
    const bool isLive = m_subject.row->isLive();
    auto *dialog = new ArmDialog(m_context, *m_subject.row, m_window);
    connect(dialog, &ArmDialog::armed, this, [this, name, isLive](int most) {
        const QString bound = most == 0 ? tr("It has no bound.") : tr("One thing more than %1 an hour, and it is taken back.").arg(number(most));
        Q_EMIT said(isLive ? tr("Rule “%1”: %2", "name, its bound").arg(name, bound) : tr("Rule “%1” is live. %2", "name, its bound").arg(name, bound));
    });
    dialog->open();
}

void RuleActions::askToTakeBack()
{
    const QString name = ruleTitle(m_subject.row->rule, m_subject.row->name);
    auto *dialog = new TakeBackDialog(m_context, *m_subject.row, m_window);
    connect(dialog, &TakeBackDialog::takenBack, this,
            [this, name] { Q_EMIT said(tr("What “%1” did is being taken back. A message says what came of it.").arg(name)); });
    dialog->open();
}

void RuleActions::askToRemove()
{
    const qint64 rule = m_subject.row->rule;
    const QString name = ruleTitle(rule, m_subject.row->name);
    auto *dialog = new FormDialog(m_context.theme, tr("Remove the rule “%1”?").arg(name),
                                  tr("It does nothing from now on. What it did stays in the trail."), tr("Remove rule"), m_window,
                                  FormDialog::Weight::Danger);
    dialog->setObjectName(u"removeDialog"_s);
    connect(dialog, &FormDialog::submitted, this, [this, dialog = QPointer<FormDialog>(dialog), rule, name] {
        const command::ChangeRule command{rule, command::ChangeRule::What::Remove};
        m_context.inventory.perform(Request{.key = dialog->key(), .actor = m_context.actor(), .command = command}, this,
                                    [this, dialog, rule, name](const Result<Entry> &entry) {
                                        if (!entry) {
                                            if (dialog)
                                                dialog->refuse(errorText(entry.error()));
                                            return;
                                        }
                                        if (dialog)
                                            dialog->accept();
                                        Q_EMIT said(tr("Rule “%1” is removed.").arg(name));
                                        Q_EMIT removed(rule);
                                    });
    });
    dialog->open();
}

} // namespace crossdock::ui
