#include "ui/rules/suggest_box.h"

#include "ui/error_text.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

constexpr int seenLetters = 90; // of a button; all of it is in its tool tip and its spoken name

} // namespace

SuggestBox::SuggestBox(const Context &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_talk(new QLineEdit(this))
    , m_notice(new QLabel(this))
    , m_state(new QLabel(this))
    , m_proposals(new QVBoxLayout)
{
    m_talk->setObjectName(u"freeTalk"_s);
    m_talk->setPlaceholderText(tr("Say it freely, and Enter asks the assistant for a sentence"));
    m_talk->setAccessibleName(tr("What should happen, said freely"));
    for (QLabel *label : {m_notice, m_state}) {
        label->setProperty("role", u"muted"_s);
        label->setWordWrap(true);
    }
    m_state->setObjectName(u"assistantState"_s);
    m_state->hide();
    m_proposals->setContentsMargins(0, 0, 0, 0);
    m_proposals->setSpacing(4);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_talk);
    column->addWidget(m_notice);
    column->addWidget(m_state);
    column->addLayout(m_proposals);
    hide();
    connect(m_talk, &QLineEdit::returnPressed, this, &SuggestBox::ask);
    connect(&context.inventory, &Inventory::happened, this, [this](const Events &events) {
        const auto isAboutIt = [](const Event &event) {
            const auto *news = std::get_if<event::EntryAppended>(&event);
            return news && news->entry.what == u"assistant.set";
        };
        if (std::any_of(events->begin(), events->end(), isAboutIt))
            look();
    });
    look();
}

void SuggestBox::look()
{
    m_context.inventory.ask(query::Assistant{}, this, [this](const Result<command::SetAssistant> &assistant) {
        const bool isSet = assistant && !assistant->address.isEmpty() && !m_context.inventory.isReadOnly();
        setVisible(isSet);
        if (isSet)
            m_notice->setText(tr("What you type here and the names of your channels, places and people go to %1; nothing of orders or buyers.").arg(QUrl(assistant->address).host()));
    });
}

void SuggestBox::ask()
{
    const QString talk = m_talk->text().trimmed();
    if (talk.isEmpty())
        return;
    clearProposals();
    m_state->setText(tr("The assistant is asked…"));
    m_state->show();
    const qint64 request = ++m_request;
    m_context.desk.suggestRules(talk, this, [this, request](const Result<QList<RuleProposal>> &proposals) {
        if (request == m_request)
            display(proposals);
    });
}

void SuggestBox::display(const Result<QList<RuleProposal>> &proposals)
{
    m_state->setText(proposals ? tr("Proposed, with what each is understood as:") : errorText(proposals.error()));
    QWidget *before = m_talk;
    for (const RuleProposal &one : proposals.value_or(QList<RuleProposal>())) {
        const QString text = one.text.size() > seenLetters ? one.text.left(seenLetters - 1) + u'…' : one.text;
        auto *button = new QPushButton(tr("Use “%1”").arg(text).replace(u'&', u"&&"_s), this);
        button->setObjectName(u"proposal"_s);
        button->setProperty("quiet", true);
        button->setToolTip(one.text);
        button->setAccessibleName(tr("Use “%1”").arg(one.text));
        button->setAccessibleDescription(one.paraphrase);
        button->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
        auto *meaning = new QLabel(one.paraphrase, this);
        meaning->setProperty("role", u"muted"_s);
        meaning->setWordWrap(true);
        connect(button, &QPushButton::clicked, this, [this, sentence = one.text] {
            Q_EMIT chosen(sentence);
            clearProposals();
            m_state->hide();
        });
        m_proposals->addWidget(button, 0, Qt::AlignLeft);
        m_proposals->addWidget(meaning);
        setTabOrder(before, button);
        before = button;
    }
}

void SuggestBox::clearProposals()
{
    while (QLayoutItem *item = m_proposals->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // its own click may have led here
        delete item;
    }
}

} // namespace crossdock::ui
