#include "app/engine/suggester.h"

#include "app/engine/engine.h"
#include "app/engine/thread_calls.h"
#include "app/engine/wire_room.h"
#include "core/connectors/channels/http_failure.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

constexpr int mostRounds = 2;

} // namespace

void Suggester::suggest(Inventory &inventory, http::Exchange &exchange, const KeySource &keys, const QString &talk, QObject *parent, Done done)
{
    (new Suggester(inventory, exchange, talk, parent, std::move(done)))->begin(keys);
}

Suggester::Suggester(Inventory &inventory, http::Exchange &exchange, const QString &talk, QObject *parent, Done done)
    : QObject(parent)
    , m_inventory(inventory)
    , m_exchange(exchange)
    , m_question{talk.simplified(), {}}
    , m_done(std::move(done))
{
}

void Suggester::begin(const KeySource &keys)
{
    if (m_question.talk.isEmpty())
        return finish(fail(Error::Code::InvalidInput, u"The assistant"_s, u"say what should happen, and when"_s));
    m_inventory.ask(query::Assistant{}, this, [this, keys](const Result<command::SetAssistant> &assistant) {
        if (!assistant)
            return finish(tl::make_unexpected(assistant.error()));
        if (assistant->address.isEmpty())
            return finish(fail(Error::Code::NotAllowed, u"The assistant"_s, u"none is set up: “crossdock assistant set URL --model NAME” does it"_s));
        m_assistant = *assistant;
        m_inventory.ask(query::SpokenNames{m_question.talk}, this, [this, keys](const Result<query::SpokenNames::Answer> &names) {
            if (!names)
                return finish(tl::make_unexpected(names.error()));
            m_question.names = *names;
            keys(u"assistant"_s, m_assistant.address, this, [this](const Result<QString> &key) {
                if (!key)
                    return finish(tl::make_unexpected(key.error()));
                m_key = *key;
                ask({});
            });
        });
    });
}

void Suggester::ask(const QList<assistant::Refused> &refused)
{
    ++m_rounds;
    m_exchange.send(assistant::request(m_assistant.address, m_assistant.model, m_key, m_question, refused), this, [this](const http::Answer &answer) {
        if (!answer)
            return finish(fail(answer.error().error.code, u"The assistant"_s, answer.error().error.detail));
        http::Reply reply = *answer;
        reply.body = channels::withoutSecrets(std::move(reply.body), {m_key}); // what it says is shown
        const auto sentences = assistant::proposals(reply);
        if (!sentences)
            return finish(tl::make_unexpected(sentences.error()));
        m_refused.clear();
        read(*sentences, 0);
    });
}

void Suggester::read(const QStringList &sentences, qsizetype next)
{
    if (next == sentences.size()) {
        if (!m_proposals.isEmpty())
            return finish(m_proposals);
        if (m_rounds < mostRounds)
            return ask(m_refused);
        return finish(fail(Error::Code::Rejected, u"The assistant"_s, u"nothing that it proposed can be read, last “%1”: %2"_s.arg(m_refused.last().sentence, m_refused.last().why)));
    }
    m_inventory.ask(query::ReadRule{sentences[next], 0}, this, [this, sentences, next](const Result<RuleReading> &reading) {
        if (!reading)
            return finish(tl::make_unexpected(reading.error()));
        if (reading->refusal)
            m_refused.append({sentences[next], reading->refusal->message});
        else
            m_proposals.append({sentences[next], reading->paraphrase, reading->missing});
        read(sentences, next + 1);
    });
}

void Suggester::finish(const Result<QList<RuleProposal>> &answer)
{
    m_done(answer);
    deleteLater();
}

void Engine::suggestRules(const QString &talk, QObject *context, Done<QList<RuleProposal>> done)
{
    app::ask(m_wires, [keys = serviceKeys(*m_secrets), talk, answer = carried<QList<RuleProposal>>(context, std::move(done))](WireRoom &room) {
        room.suggestRules(talk, keys, answer);
    });
}

} // namespace crossdock::app
