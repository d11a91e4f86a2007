#include "app/engine/told_prices.h"

#include "app/engine/price_asking.h"

#include <QLoggingCategory>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

Q_LOGGING_CATEGORY(lcToldPrices, "crossdock.router.told")

constexpr qsizetype mostNodeQuestions = 12; // a wave and node: it lets thirty calls through at once, and its orders need some
constexpr qsizetype mostAnHourOfNode = 600; // of a node

} // namespace

/// A wave whose prices are looked for.
struct ToldPrices::Wanted {
    std::shared_ptr<waves::Given> given;
    QList<fulfilment::NodeQuestion> questions;
    Desk::Done<void> done;
};

ToldPrices::ToldPrices(Inventory &inventory, Clock &clock, Source source, QObject *parent)
    : QObject(parent)
    , m_inventory(inventory)
    , m_clock(clock)
    , m_source(std::move(source))
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
    forgetOld();
    const auto wanted = std::make_shared<Wanted>(Wanted{given, waves::nodeQuestions(*given, wish), std::move(done)});
    readKept(wanted, [this, wanted] { askForMissing(wanted); });
}

void ToldPrices::readKept(const std::shared_ptr<Wanted> &wanted, std::function<void()> next)
{
    QStringList likenesses;
    for (const fulfilment::NodeQuestion &question : std::as_const(wanted->questions))
        likenesses.append(question.likeness);
    m_inventory.ask(query::LastAnswers{likenesses}, this, [this, wanted, next = std::move(next)](const Result<query::LastAnswers::Answer> &kept) {
        if (!kept) {
            wanted->done(tl::make_unexpected(kept.error()));
            return;
        }
        waves::NodePrices &told = wanted->given->told;
        told.prices = rates::LivePrices(*kept, wanted->given->now);
        told.silent.clear();
        for (const fulfilment::NodeQuestion &question : std::as_const(wanted->questions)) {
            const Heard heard = m_heard.value(question.likeness);
            if (!heard.refusal.isEmpty())
                told.prices.refuse(question.likeness, heard.refusal);
            if (!heard.silence.isEmpty())
                told.silent.insert(question.likeness, heard.silence);
        }
        next();
    });
}

/// What is to be asked now; notes that it is.
QList<fulfilment::NodeQuestion> ToldPrices::missing(const Wanted &wanted)
{
    QHash<NodeId, qsizetype> now, inAnHour;
    for (const Heard &heard : std::as_const(m_heard))
        ++inAnHour[heard.node];
    QList<fulfilment::NodeQuestion> asked;
    for (const fulfilment::NodeQuestion &question : wanted.questions) {
        if (wanted.given->told.prices.isFresh(question.likeness) || m_heard.contains(question.likeness))
            continue;
        if (now[question.node] == mostNodeQuestions || inAnHour[question.node] >= mostAnHourOfNode)
            continue;
        ++now[question.node];
        ++inAnHour[question.node];
        m_heard.insert(question.likeness, {question.node, m_clock.now(), {}, u"%1 did not answer in %2 ms"_s.arg(question.node.text()).arg(longestWait.count())});
        asked.append(question);
    }
    return asked;
}

void ToldPrices::askForMissing(const std::shared_ptr<Wanted> &wanted)
{
    const QList<fulfilment::NodeQuestion> asked = missing(*wanted);
    if (asked.isEmpty()) {
        wanted->done({});
        return;
    }
    const auto isOver = std::make_shared<bool>(false);
    const auto goOn = [this, wanted, isOver, begun = m_clock.now()] {
        if (std::exchange(*isOver, true))
            return;
        m_waited += m_clock.now() - begun;
        readKept(wanted, [wanted] { wanted->done({}); });
    };
    m_source.ask(asked, longestAnswer, this, [this, asked, goOn](const Result<QList<rates::Rated>> &told) {
        if (told)
            note(asked, *told);
        else
            qCWarning(lcToldPrices, "%s: %s", qUtf8Printable(told.error().subject), qUtf8Printable(told.error().detail));
        goOn();
    });
    m_clock.after(longestWait, this, goOn);
}

void ToldPrices::note(const QList<fulfilment::NodeQuestion> &asked, const QList<rates::Rated> &told)
{
    for (qsizetype i = 0; i < std::min(asked.size(), told.size()); ++i) {
        const rates::Rated &one = told.at(i);
        Heard &heard = m_heard[asked.at(i).likeness];
        heard.silence.clear();
        if (!one.quotes.isEmpty())
            continue;
        if (!one.refused.isEmpty())
            heard.refusal = one.refused.first().reason;
        else if (!one.silent.isEmpty())
            heard.silence = u"%1 tells no price (%2)"_s.arg(one.silent.first().carrier, one.silent.first().reason);
    }
}

void ToldPrices::forgetOld()
{
    const Time now = m_clock.now();
    m_heard.removeIf([&](const QHash<QString, Heard>::iterator &one) { return one->askedAt + askedAgainAfter < now; });
}

} // namespace crossdock::app
