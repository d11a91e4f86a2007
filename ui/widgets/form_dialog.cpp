#include "ui/widgets/form_dialog.h"

#include "ui/widgets/banner.h"
#include "ui/widgets/form_labels.h"
#include "ui/widgets/reading_order.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QUuid>
#include <utility>

namespace crossdock::ui {
namespace {

constexpr int leastWidth = 460;

} // namespace

FormDialog::FormDialog(const Theme &theme, const QString &title, const QString &explanation, const QString &submit,
                       QWidget *parent, Weight weight)
    : QDialog(parent)
    , m_key(QUuid::createUuid().toString(QUuid::WithoutBraces))
    , m_form(new QFormLayout)
    , m_banner(new Banner(theme, this))
    , m_missing(new QLabel(this))
    , m_submit(new QPushButton(submit, this))
{
    setWindowTitle(title);
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(leastWidth);
    auto *heading = new QLabel(title, this);
    heading->setProperty("role", QStringLiteral("section"));
    heading->setWordWrap(true);
    auto *text = new QLabel(explanation, this);
    text->setWordWrap(true);
    text->setProperty("role", QStringLiteral("muted"));
    text->setVisible(!explanation.isEmpty());
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow); // as wide as the texts beside them, combo boxes too
    m_form->setHorizontalSpacing(16);
    m_form->setVerticalSpacing(12);

    m_missing->setWordWrap(true);
    m_missing->setProperty("role", QStringLiteral("muted"));
    m_missing->hide();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_leave = buttons->button(QDialogButtonBox::Cancel);
    m_submit->setProperty(weight == Weight::Danger ? "danger" : "primary", true); // before the box dresses it
    buttons->addButton(m_submit, QDialogButtonBox::ActionRole);
    m_submit->setDefault(weight == Weight::Plain);
    m_submit->setAutoDefault(weight == Weight::Plain);
    m_submit->setObjectName(QStringLiteral("submit"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_submit, &QPushButton::clicked, this, &FormDialog::submit);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(12);
    layout->addWidget(heading);
    layout->addWidget(text);
    layout->addLayout(m_form);
    layout->addWidget(m_missing);
    layout->addWidget(m_banner);
    layout->addStretch();
    layout->addWidget(buttons);
}

void FormDialog::showEvent(QShowEvent *event)
{
    tabInReadingOrder(*this); // the fields came after the buttons
    centreLabels(*m_form);
    layout()->activate();
    resize(width(), layout()->totalHeightForWidth(width()));
    QWidget *first = firstField();
    if (!focusWidget() || focusWidget() == m_submit) // which Qt chooses where nobody did
        (first ? first : m_submit->isDefault() ? m_submit : m_leave)->setFocus();
    QDialog::showEvent(event);
}

/// nullptr: it asks for nothing but a yes.
QWidget *FormDialog::firstField()
{
    const QList<QWidget *> stops = inReadingOrder(*this);
    const auto field = std::find_if(stops.cbegin(), stops.cend(), [this](const QWidget *stop) { return !qobject_cast<const QPushButton *>(stop) && !qobject_cast<const QDialogButtonBox *>(stop) && stop->isEnabled() && stop->isVisibleTo(this); });
    return field == stops.cend() ? nullptr : *field;
}

void FormDialog::setReady(bool isReady, const QString &missing)
{
    m_isReady = isReady;
    look();
    m_submit->setToolTip(isReady ? QString() : missing);
    m_missing->setText(missing);
    m_missing->setVisible(!isReady && !missing.isEmpty());
    makeRoom(*this);
}

void FormDialog::setLeave(const QString &text)
{
    m_leave->setText(text);
}

void FormDialog::look()
{
    m_submit->setEnabled(m_isReady && !m_isUnderWay);
    m_leave->setEnabled(!m_isUnderWay || m_mayLeave);
}

void FormDialog::letLeave()
{
    m_mayLeave = true;
    look();
}

void FormDialog::reject()
{
    if (!m_isUnderWay || m_mayLeave) // else nobody would hear of the answer
        QDialog::reject();
}

/// A second press before the answer is not a second order, whatever is typed meanwhile.
void FormDialog::submit()
{
    if (!m_isReady || std::exchange(m_isUnderWay, true))
        return;
    m_banner->clear();
    look();
    Q_EMIT submitted();
}

void FormDialog::refuse(const QString &sentence)
{
    m_isUnderWay = false;
    look();
    complain(sentence);
}

void FormDialog::complain(const QString &sentence)
{
    if (sentence.isEmpty())
        m_banner->clear();
    else
        m_banner->say(Tone::Bad, sentence);
    makeRoom(*this);
}

} // namespace crossdock::ui
