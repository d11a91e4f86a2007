#include "ui/rules/arm_dialog.h"

#include "core/inventory/rules/many_things.h"
#include "ui/error_text.h"
#include "ui/rules/rule_words.h"
#include "ui/widgets/form_labels.h"
#include "ui/widgets/role_label.h"

#include <QFormLayout>
#include <QLabel>
#include <QSpinBox>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

constexpr int largestBound = 1'000'000;
constexpr int longestReasons = 4; // of what stands in the way: the rest is in the rule's views

QString titleOf(const RuleRow &rule)
{
    const QString name = ruleTitle(rule.rule, rule.name);
    return rule.isLive() ? ArmDialog::tr("How much may “%1” do?").arg(name) : ArmDialog::tr("Make “%1” live?").arg(name);
}

QString explanationOf(const RuleRow &rule)
{
    return rule.isLive() ? QString() : ArmDialog::tr("From now on it does what it says: “%1”").arg(rule.text);
}

/// Why it cannot go live, a line each.
QStringList obstacles(const query::Rule::Answer &answer)
{
    QStringList lines = answer.reading.missing;
    for (const RuleExample &one : answer.examples)
        if (!one.passes)
            lines.append(ArmDialog::tr("Its example “%1” fails: %2.").arg(one.text, one.words));
    return lines;
}

} // namespace

ArmDialog::ArmDialog(const Context &context, const RuleRow &rule, QWidget *parent)
    : FormDialog(context.theme, titleOf(rule), explanationOf(rule), rule.isLive() ? tr("Set the bound") : tr("Make live"), parent)
    , m_context(context)
    , m_rule(rule)
    , m_most(new QSpinBox(this))
    , m_touches(new QLabel(this))
{
    setObjectName(u"armDialog"_s);
    m_most->setObjectName(u"most"_s);
    m_most->setRange(0, largestBound);
    m_most->setGroupSeparatorShown(true);
    m_most->setSpecialValueText(tr("as many as it likes"));
    m_most->setAccessibleDescription(tr("0 is no bound"));
    m_most->setValue(rule.most);
    form().addRow(tr("&Things an hour, at most"), m_most);
    QLabel *hint = roleLabel(u"muted"_s, this, tr("One thing more within an hour, and the rule is paused and what it did in that hour is taken back. 0 is no bound."));
    hint->setWordWrap(true);
    form().addRow(hint);
    m_touches->setObjectName(u"touches"_s);
    m_touches->setWordWrap(true);
    m_touches->setTextFormat(Qt::PlainText);
    form().addRow(m_touches);
    m_touches->hide(); // until it is read
    m_most->setFocus();
    m_most->selectAll(); // typing is enough
    connect(this, &FormDialog::submitted, this, &ArmDialog::arm);
    if (!rule.isLive())
        readRule();
}

/// What is on record may have changed since the page read it.
void ArmDialog::readRule()
{
    m_context.inventory.ask(query::Rule{m_rule.rule, 0}, this, [this](const Result<query::Rule::Answer> &answer) {
        if (answer)
            display(*answer);
    });
}

void ArmDialog::display(const query::Rule::Answer &answer)
{
    displayTouches(answer.reading.touches);
    QStringList lines = obstacles(answer);
    if (lines.isEmpty())
        return;
    if (const qsizetype more = lines.size() - longestReasons; more > 0) {
        lines = lines.mid(0, longestReasons);
        lines.append(tr("And %Ln more.", nullptr, static_cast<int>(more)));
    }
    complain(tr("It cannot go live yet.") + u'\n' + lines.join(u'\n'));
    setReady(false);
}

/// Whoever makes it live then has seen the number, and allows as many.
void ArmDialog::displayTouches(const std::optional<RuleTouch> &touches)
{
    if (!touches)
        return;
    const QString names = namesText(touches->names, touches->things);
    m_touches->setText(touches->isLasting ? tr("It would %1 at once, which cannot be taken back: %2.", "cancel 43 orders, their names").arg(touches->words, names)
                                          : tr("It would %1 at once: %2.", "pause the listings of 43 products, their names").arg(touches->words, names));
    m_touches->show();
    makeRoom(*this);
    if (touches->things > rules::manyThings)
        m_allows = touches->things;
}

void ArmDialog::arm()
{
    const int most = m_most->value();
    const command::ChangeRule command{.rule = m_rule.rule, .what = command::ChangeRule::What::Arm, .most = most, .since = {}, .allows = m_allows};
    m_context.inventory.perform(Request{.key = key(), .actor = m_context.actor(), .command = command}, this, [this, most](const Result<Entry> &entry) {
        if (!entry) {
            refuse(errorText(entry.error()));
            return;
        }
        accept();
        Q_EMIT armed(most);
    });
}

} // namespace crossdock::ui
