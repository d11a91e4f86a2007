#include "app/engine/told_prices.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

constexpr PriceAsking::Limits limitsOfNode{12, 600}; // it lets thirty calls through at once, and its orders need some

} // namespace

ToldPrices::ToldPrices(Inventory &inventory, Clock &clock, Source source, QObject *parent)
    : QObject(parent)
    , m_source(std::move(source))
    , m_asking(inventory, clock, this)
{
}

void ToldPrices::fill(const std::shared_ptr<waves::Given> &given, const fulfilment::WaveWish &wish, Desk::Done<void> done)
{
    for (const fulfilment::WaitingNode &node : given->waiting.nodes)
        if (m_source.tells && m_source.tells(node.kind))
            given->told.nodes.insert(node.node);
    if (given->told.nodes.isEmpty()) {
        done({});
        return;
    }
    const QList<fulfilment::NodeQuestion> questions = waves::nodeQuestions(*given, wish);
    PriceAsking::Round round{given, {}, limitsOfNode, {}, {}, {}, {}, std::move(done)};
    for (const fulfilment::NodeQuestion &question : questions)
        round.wishes.append(PriceAsking::Wish{question.likeness, question.node.text()});
    round.take = [this, given, questions](const QList<rates::LastAnswer> &kept) { take(*given, questions, kept); };
    round.isKnown = [given](const QString &likeness) { return given->told.prices.isFresh(likeness); };
    round.ask = [this, questions](const QList<qsizetype> &wishes, const Desk::Done<QList<rates::Rated>> &told) {
        QList<fulfilment::NodeQuestion> asked;
        for (const qsizetype wanted : wishes)
            asked.append(questions.at(wanted));
        m_source.ask(asked, longestAnswer, this, told);
    };
    round.note = [this](const QString &likeness, const rates::Rated &told) { note(likeness, told); };
    m_asking.run(std::move(round));
}

void ToldPrices::take(waves::Given &given, const QList<fulfilment::NodeQuestion> &questions, const QList<rates::LastAnswer> &kept)
{
    using State = PriceAsking::State;
    m_said.removeIf([this](const QHash<QString, Said>::iterator &one) { return m_asking.stateOf(one.key()) == State::Unasked; });
    waves::NodePrices &told = given.told;
    told.prices = rates::LivePrices(kept, given.now);
    told.silent.clear();
    for (const fulfilment::NodeQuestion &question : questions) {
        const State state = m_asking.stateOf(question.likeness);
        const auto said = m_said.constFind(question.likeness);
        const QString node = question.node.text();
        if (state == State::Asked)
            told.silent.insert(question.likeness, u"%1 is being asked for its own price"_s.arg(node));
        else if (state != State::Unasked && said == m_said.constEnd())
            told.silent.insert(question.likeness, u"%1 did not answer in %2 ms"_s.arg(node).arg(longestWait.count()));
        if (said == m_said.constEnd())
            continue;
        if (!said->refusal.isEmpty())
            told.prices.refuse(question.likeness, said->refusal);
        if (!said->silence.isEmpty())
            told.silent.insert(question.likeness, said->silence);
    }
}

void ToldPrices::note(const QString &likeness, const rates::Rated &told)
{
    Said said;
    if (told.quotes.isEmpty() && !told.refused.isEmpty())
        said.refusal = told.refused.first().reason;
    else if (told.quotes.isEmpty() && !told.silent.isEmpty())
        said.silence = u"%1 tells no price (%2)"_s.arg(told.silent.first().carrier, told.silent.first().reason);
    m_said.insert(likeness, said);
}

} // namespace crossdock::app
