#include "ui/channels/channel_form.h"

#include "ui/channels/secret_edit.h"
#include "ui/node_title.h"
#include "ui/widgets/form_labels.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QStyle>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {

ChannelForm::ChannelForm(const QList<ChannelId> &taken, const QList<NodeRow> &nodes, QWidget *parent)
    : QScrollArea(parent)
    , m_taken(taken)
    , m_nodes(nodes)
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

void ChannelForm::setKind(const Desk::Kind &kind)
{
    m_kind = kind;
    m_edits.clear();
    m_pool.clear();
    build();
}

void ChannelForm::build()
{
    auto *content = new QWidget;
    content->setProperty("plain", true);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 8, 0);
    column->setSpacing(12);
    auto *help = new QLabel(m_kind.help, content);
    help->setWordWrap(true);
    help->setProperty("role", u"muted"_s);
    column->addWidget(help);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(10);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    column->addLayout(form);
    setWidget(content); // the old fields go with the old widget
    addEdit(*form, u"name"_s, tr("Name"), tr("What you call it here, such as %1-eu").arg(m_kind.kind), {});
    addEdit(*form, u"url"_s, tr("Address"), m_kind.urlHint, {});
    for (const Desk::Field &field : std::as_const(m_kind.fields)) {
        if (field.isSecret)
            addSecret(*form, field);
        else
            addEdit(*form, field.key, field.isRequired ? field.label : tr("%1 (optional)").arg(field.label), field.hint,
                    field.preset);
    }
    addPool(*form);
    centreLabels(*form);
    m_problem = new QLabel(content);
    m_problem->setWordWrap(true);
    m_problem->setProperty("role", u"danger"_s);
    m_problem->setObjectName(u"problem"_s);
    m_problem->hide();
    column->addWidget(m_problem);
    column->addStretch();
}

void ChannelForm::addEdit(QFormLayout &form, const QString &key, const QString &label, const QString &hint, const QString &preset)
{
    auto *edit = new QLineEdit(preset, widget());
    edit->setPlaceholderText(hint);
    edit->setObjectName(key);
    edit->setAccessibleName(label);
    form.addRow(label, edit);
    m_edits.insert(key, edit);
    connect(edit, &QLineEdit::textChanged, this, [this] { mark({}); });
}

void ChannelForm::addSecret(QFormLayout &form, const Desk::Field &field)
{
    const QString label = field.isRequired ? field.label : tr("%1 (optional)").arg(field.label);
    auto *secret = new SecretEdit(label, widget());
    secret->edit().setPlaceholderText(field.hint);
    secret->edit().setObjectName(field.key);
    form.addRow(label, secret);
    m_edits.insert(field.key, &secret->edit());
    connect(&secret->edit(), &QLineEdit::textChanged, this, [this] { mark({}); });
}

void ChannelForm::addPool(QFormLayout &form)
{
    if (m_nodes.size() < 2)
        return; // one place: there is nothing to choose
    auto *box = new QWidget(widget());
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    for (const NodeRow &node : std::as_const(m_nodes)) {
        auto *check = new QCheckBox(nodeTitle(node), box);
        check->setObjectName(u"pool-"_s + node.node.text());
        check->setChecked(true);
        column->addWidget(check);
        m_pool.append(check);
        connect(check, &QCheckBox::toggled, this, [this] { mark({}); });
    }
    form.addRow(tr("Sells from"), box);
}

ChannelDraft ChannelForm::draft() const
{
    ChannelDraft draft{.kind = m_kind};
    for (auto edit = m_edits.begin(); edit != m_edits.end(); ++edit) {
        if (edit.key() == "name"_L1)
            draft.name = edit.value()->text();
        else if (edit.key() == "url"_L1)
            draft.url = edit.value()->text();
        else
            draft.values.insert(edit.key(), edit.value()->text());
    }
    const bool isAll = std::all_of(m_pool.begin(), m_pool.end(), [](const QCheckBox *check) { return check->isChecked(); });
    for (qsizetype i = 0; i < m_pool.size() && !isAll; ++i)
        if (m_pool.at(i)->isChecked())
            draft.pool.append(m_nodes.at(i).node);
    return draft;
}

bool ChannelForm::check()
{
    auto problem = draft().problem(m_taken);
    const bool hasNoPlace = !m_pool.isEmpty()
        && std::none_of(m_pool.begin(), m_pool.end(), [](const QCheckBox *check) { return check->isChecked(); });
    if (!problem && hasNoPlace)
        problem = ChannelDraft::Problem{u"pool"_s, tr("Choose at least one place that the channel sells from.")};
    mark(problem ? problem->field : QString());
    if (!problem)
        return true;
    m_problem->setText(problem->sentence);
    m_problem->show();
    if (QLineEdit *edit = m_edits.value(problem->field)) {
        edit->setAccessibleDescription(problem->sentence);
        edit->setFocus();
    }
    ensureWidgetVisible(m_problem);
    return false;
}

void ChannelForm::mark(const QString &field)
{
    m_problem->hide();
    for (auto edit = m_edits.begin(); edit != m_edits.end(); ++edit) {
        edit.value()->setProperty("invalid", edit.key() == field);
        edit.value()->style()->polish(edit.value());
    }
    if (field.isEmpty())
        Q_EMIT changed();
}

} // namespace crossdock::ui
