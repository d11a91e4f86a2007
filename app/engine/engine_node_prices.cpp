#include "app/engine/engine.h"
#include "app/engine/thread_calls.h"
#include "app/engine/wire_room.h"
#include "core/inventory/fulfilment/rates/last_answers.h"

using namespace Qt::Literals::StringLiterals;

/// The engine's part in what nodes of others tell of their own prices.
namespace crossdock::app {

/// What nodes are asked, while their accounts are read.
struct Engine::NodesAsked {
    QList<fulfilment::NodeQuestion> questions;
    Milliseconds deadline;
    Done<QList<rates::Rated>> done;
    QList<nodes::Account> accounts;
    QHash<NodeId, QString> closed; ///< why there is no account
    qsizetype left = 0; ///< accounts to be read
};

void Engine::quoteNodes(const QList<fulfilment::NodeQuestion> &questions, Milliseconds deadline, QObject *context, Done<QList<rates::Rated>> done)
{
    const auto asked = std::make_shared<NodesAsked>(NodesAsked{questions, deadline, carried<QList<rates::Rated>>(context, std::move(done)), {}, {}, 0});
    QSet<NodeId> named;
    for (const fulfilment::NodeQuestion &question : questions)
        named.insert(question.node);
    if (named.isEmpty()) {
        asked->done(QList<rates::Rated>());
        return;
    }
    asked->left = named.size();
    for (const NodeId &node : std::as_const(named)) {
        withNode(node, [this, node, asked](const Result<nodes::Account> &account) {
            if (account)
                asked->accounts.append(*account);
            else
                asked->closed.insert(node, account.error().detail);
            if (--asked->left == 0)
                askNodes(asked);
        });
    }
}

/// In the thread of the network. Who is silent is told with what he asked before; what comes late is kept.
void Engine::askNodes(const std::shared_ptr<NodesAsked> &asked)
{
    QStringList likenesses;
    for (const fulfilment::NodeQuestion &question : std::as_const(asked->questions))
        likenesses.append(question.likeness);
    m_inventory->ask(query::LastAnswers{likenesses}, this, [this, asked](const Result<query::LastAnswers::Answer> &last) {
        const auto end = [this, asked, known = last.value_or(query::LastAnswers::Answer{})](QList<rates::Rated> answers) {
            QList<rates::LastAnswer> news;
            for (qsizetype i = 0; i < answers.size(); ++i) {
                const fulfilment::NodeQuestion &question = asked->questions.at(i);
                for (rates::Silence &silence : answers[i].silent)
                    silence.reason = asked->closed.value(question.node, silence.reason);
                rates::recall(answers[i], question.likeness, known);
                news += rates::answersIn(answers.at(i), question.likeness);
            }
            noteAnswers(news, [asked, answers] { asked->done(answers); });
        };
        const auto late = [this](const fulfilment::NodeQuestion &question, const rates::Rated &answer) {
            QMetaObject::invokeMethod(this, [this, news = rates::answersIn(answer, question.likeness)] { noteAnswers(news, [] {}); }, Qt::QueuedConnection);
        };
        app::ask(m_wires, [this, asked, end, late](WireRoom &room) {
            room.nodes().quote(asked->accounts, asked->questions, asked->deadline, [this, end](const QList<rates::Rated> &answers) {
                QMetaObject::invokeMethod(this, [end, answers] { end(answers); }, Qt::QueuedConnection);
            }, late);
        });
    });
}

} // namespace crossdock::app
