#include "ui/widgets/command_dialog.h"

#include "ui/error_text.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/form_labels.h"
#include "ui/widgets/reading_order.h"
#include "ui/widgets/role_label.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStyle>
#include <QUuid>
#include <QVBoxLayout>

namespace crossdock::ui {

using namespace Qt::Literals::StringLiterals;

CommandDialog::CommandDialog(const Context &context, const QString &title, const QString &verb, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_key(QUuid::createUuid().toString(QUuid::WithoutBraces))
    , m_subject(new QLabel(this))
    , m_form(new QFormLayout)
    , m_preview(new QLabel(this))
    , m_problem(new QLabel(this))
    , m_banner(new Banner(context.theme, this))
{
    setWindowTitle(title);
    setWindowModality(Qt::WindowModal);
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(460);
    QLabel *heading = roleLabel(u"title"_s, this, title);
    m_subject->setProperty("role", u"muted"_s);
    m_subject->setWordWrap(true);
    m_preview->setWordWrap(true);
    m_problem->setWordWrap(true);
    m_problem->setProperty("role", u"danger"_s);
    m_form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->setHorizontalSpacing(16);
    m_form->setVerticalSpacing(10);

    auto *buttons = new QDialogButtonBox(this);
    m_ok = new QPushButton(verb, this);
    m_ok->setProperty("primary", true); // before the box dresses it
    m_ok->setDefault(true);
    buttons->addButton(m_ok, QDialogButtonBox::AcceptRole);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &CommandDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(4);
    column->addWidget(heading);
    column->addWidget(m_subject);
    column->addSpacing(12);
    column->addWidget(m_banner);
    column->addLayout(m_form);
    column->addSpacing(8);
    column->addWidget(m_preview);
    column->addWidget(m_problem);
    column->addSpacing(16);
    column->addWidget(buttons);
}

void CommandDialog::addRow(const QString &label, QWidget *field)
{
    m_form->addRow(label, field); // makes the label the field's buddy
}

void CommandDialog::setRowVisible(QWidget *field, bool isVisible)
{
    m_form->setRowVisible(field, isVisible);
    makeRoom(*this);
}

void CommandDialog::addReason(const QString &hint)
{
    m_reason = new QLineEdit(this);
    m_reason->setPlaceholderText(hint);
    m_reason->setMaxLength(400); // a reason, not a report
    addRow(tr("&Reason"), m_reason);
    connect(m_reason, &QLineEdit::textChanged, this, &CommandDialog::refresh);
}

QString CommandDialog::reason() const
{
    return m_reason ? m_reason->text().trimmed() : QString();
}

void CommandDialog::setSubject(const QString &text)
{
    m_subject->setText(text);
}

void CommandDialog::setPreview(const QString &text)
{
    m_preview->setText(text);
    m_preview->setVisible(!text.isEmpty());
    makeRoom(*this);
}

void CommandDialog::say(const QString &sentence, bool isProblem)
{
    m_problem->setProperty("role", isProblem ? u"danger"_s : u"muted"_s);
    m_problem->style()->polish(m_problem);
    m_problem->setText(sentence);
    m_problem->setVisible(!sentence.isEmpty());
    makeRoom(*this);
    m_ok->setToolTip(sentence);
    m_ok->setAccessibleDescription(sentence);
}

void CommandDialog::setVerb(const QString &verb)
{
    m_ok->setText(verb);
}

void CommandDialog::setDanger()
{
    m_ok->setProperty("primary", false);
    m_ok->setProperty("danger", true);
    m_ok->style()->unpolish(m_ok);
    m_ok->style()->polish(m_ok);
}

void CommandDialog::showEvent(QShowEvent *event)
{
    tabInReadingOrder(*this); // the fields came after the buttons
    centreLabels(*m_form);
    QDialog::showEvent(event);
}

void CommandDialog::showError(const Error &error)
{
    m_banner->say(Tone::Bad, errorText(error));
    makeRoom(*this);
}

void CommandDialog::refresh()
{
    const QString wrong = problem();
    const bool isComplete = !commands().isEmpty();
    say(wrong.isEmpty() && !isComplete ? missing() : wrong, !wrong.isEmpty());
    m_ok->setEnabled(!m_isBusy && isComplete);
}

QList<Command> CommandDialog::commands() const
{
    const auto one = command();
    return one ? QList<Command>{*one} : QList<Command>{};
}

void CommandDialog::accept()
{
    const QList<Command> wanted = m_isBusy ? QList<Command>{} : commands();
    if (wanted.isEmpty())
        return;
    m_isBusy = true;
    refresh();
    m_banner->clear();
    QList<Request> requests;
    for (const Command &command : wanted) {
        const QString key = wanted.size() == 1 ? m_key : m_key + u'#' + QString::number(requests.size());
        requests.append({.key = key, .actor = m_context.actor(), .why = reason(), .command = command});
    }
    m_context.inventory.performAll(requests, this, [this](const Result<QList<Entry>> &entries) {
        finish(entries ? std::nullopt : std::optional<Error>(entries.error()));
    });
}

void CommandDialog::reject()
{
    if (!m_isBusy)
        QDialog::reject();
}

void CommandDialog::finish(const std::optional<Error> &error)
{
    m_isBusy = false;
    refresh();
    if (error) {
        showError(*error);
        return;
    }
    Q_EMIT done(doneSentence());
    QDialog::accept();
}

} // namespace crossdock::ui
