#include "core/inventory/fulfilment/labels/label_runner.h"

#include "core/inventory/fulfilment/labels/label_reader.h"

#include <QLoggingCategory>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::labels {
namespace {

constexpr Milliseconds purchaseTakes{30'000}, questionTakes{15'000};
// A sale may still be on its way when its carrier is asked for the first time: only the last look says that there was none.
constexpr std::array looks{Milliseconds{3'000}, Milliseconds{15'000}, Milliseconds{60'000}};
constexpr Milliseconds unreachablePause{300'000};
constexpr Milliseconds othersTime{120'000}; // another engine may be at work on it so long

const QString notHeard = u"not answered yet: "_s; // a refund's words, where nobody knows whether its carrier heard of it

Known known(const Label &label)
{
    return {label.reference, label.carrier, label.service, label.offer, label.carrierId, label.tracking, label.format, label.shipDate};
}

/// What is still open has words, by which it is seen that its carrier heard of it.
QString worded(Refund::What what, const QString &words)
{
    const bool isDone = what == Refund::What::Voided || what == Refund::What::Refunded;
    return isDone || !words.trimmed().isEmpty() ? words : u"it gives no reason"_s;
}

Actor runner()
{
    return {Actor::Kind::System, u"labels"_s};
}

} // namespace

void LabelRunner::buy(fulfilment::CarrierPort &port, const Request &want, const rates::Shipment &shipment, Done done)
{
    m_inventory.perform(want, this, [this, port = &port, want, shipment, done = std::move(done)](const Result<Entry> &entry) {
        if (!entry) {
            done(tl::make_unexpected(entry.error()));
            return;
        }
        labels::read(m_inventory, entry->body[u"label"_s].toInteger(), this, [this, port, want, shipment, done](const Result<Label> &label) {
            if (!label || label->state != Label::State::Wanted || label->attempts > 0) {
                done(label); // the same key again: it was asked before
                return;
            }
            claim({port, *label, shipment.to, done}, [this, shipment, quote = std::get<command::WantLabel>(want.command).quote](const Step &step) { ask(step, shipment, quote); });
        });
    });
}

void LabelRunner::claim(const Step &step, std::function<void(const Step &)> then)
{
    if (!begins(step))
        return;
    m_inventory.perform({{}, runner(), {}, 0, command::ClaimLabel{step.label.label, step.label.attempts}}, this, [this, step, then = std::move(then)](const Result<Entry> &entry) {
        if (entry) {
            then(step);
        } else {
            m_underWay.remove(step.label.label);
            tell(step); // somebody else was faster
        }
    });
}

/// Only one at a time finds out how a purchase fares. Who comes second is told how the label stands.
bool LabelRunner::begins(const Step &step)
{
    if (m_underWay.contains(step.label.label)) {
        tell(step);
        return false;
    }
    m_underWay.insert(step.label.label);
    return true;
}

void LabelRunner::ask(const Step &step, const rates::Shipment &shipment, const rates::Quote &quote)
{
    step.port->buy({step.label.reference, quote, shipment, step.label.format}, purchaseTakes, [this, step](const Answer<Bought> &answer) {
        using What = command::RecordLabel::What;
        if (answer)
            recordBought(step, *answer);
        else if (!answer.error().mayHaveHappened)
            recordOther(step, What::Refused, answer.error().error.detail);
        else if (step.port->traits().findsLabels)
            askLater(step, 0, answer.error().error.detail);
        else
            recordOther(step, What::Unsure, answer.error().error.detail);
    });
}

void LabelRunner::askLater(const Step &step, int look, const QString &words)
{
    qWarning("Label %lld: %s; its carrier is asked whether it sold", static_cast<long long>(step.label.label), qUtf8Printable(withoutBuyer(words, step.buyer)));
    m_clock.after(looks.at(static_cast<size_t>(look)), this, [this, step, look] { find(step, look); });
}

void LabelRunner::find(const Step &step, int look)
{
    step.port->find(known(step.label), questionTakes, [this, step, look](const Answer<std::optional<Bought>> &answer) { found(step, look, answer); });
}

void LabelRunner::found(const Step &step, int look, const Answer<std::optional<Bought>> &answer)
{
    if (answer && *answer)
        return recordBought(step, **answer);
    const bool isLast = look + 1 >= static_cast<int>(looks.size());
    if (answer && isLast)
        return recordOther(step, command::RecordLabel::What::Refused, u"no answer came, and its carrier has sold no such label"_s);
    tell(step); // who waits is not kept longer: what comes of it is news
    Step later = step;
    later.done = [](const Result<Label> &) {};
    if (isLast)
        m_clock.after(unreachablePause, this, [this, later, look] { find(later, look); });
    else
        askLater(later, look + 1, answer ? u"not sold yet"_s : answer.error().error.detail);
}

void LabelRunner::lookAfter(fulfilment::CarrierPort &port, qint64 number, Done done)
{
    labels::read(m_inventory, number, this, [this, port = &port, done = std::move(done)](const Result<Label> &label) {
        if (!label) {
            done(label);
            return;
        }
        const Step step{port, *label, {}, done};
        const bool canFind = port->traits().findsLabels;
        const int last = static_cast<int>(looks.size()) - 1;
        switch (label->state) {
        case Label::State::Wanted:
            if (label->attempts > 0 && label->askedAt + othersTime > m_clock.now())
                return done(label); // somebody is at work on it
            return claim(step, [this, canFind, last](const Step &mine) {
                if (mine.label.attempts == 0)
                    recordOther(mine, command::RecordLabel::What::Refused, u"the program ended before its carrier was asked: nothing was bought"_s);
                else if (canFind)
                    find(mine, last);
                else
                    recordOther(mine, command::RecordLabel::What::Unsure, u"the program ended while its carrier was asked"_s);
            });
        case Label::State::Unsure:
            if (!canFind)
                return done(label);
            return begins(step) ? find(step, last) : void();
        case Label::State::RefundAsked: {
            if (label->words.isEmpty() && label->askedAt + othersTime > m_clock.now())
                return done(label); // somebody is asking for it
            const bool wasHeard = !label->words.isEmpty() && !label->words.startsWith(notHeard);
            if (wasHeard && !port->traits().tellsRefunds) // asking for it once more would be another request: only the clock goes on
                return record(step, command::RecordRefund{label->label, command::RecordRefund::What::Asked, label->words});
            return begins(step) ? askForRefund(step, false) : void();
        }
        case Label::State::Bought:
        case Label::State::Used:
            return canFind && (label->carrierId.isEmpty() || (!label->hasDocument && label->state == Label::State::Bought)) ? complete(step) : track(step);
        case Label::State::Refused:
        case Label::State::Voided:
        case Label::State::Refunded:
            return done(label);
        }
    });
}

/// Asks for what is not known of a label that was bought. A parcel that is on the road is followed, whatever comes of it.
void LabelRunner::complete(const Step &step)
{
    const bool isOnTheRoad = step.label.state == Label::State::Used;
    Step after = step;
    if (isOnTheRoad)
        after.done = [this, step](const Result<Label> &label) { track(label ? Step{step.port, *label, {}, step.done} : step); };
    step.port->find(known(step.label), questionTakes, [this, after](const Answer<std::optional<Bought>> &answer) {
        if (!answer)
            after.done(tl::make_unexpected(answer.error().error));
        else if (*answer && (*answer)->tracking == after.label.tracking)
            recordBought(after, **answer);
        else
            tell(after);
    });
}

void LabelRunner::takeBack(fulfilment::CarrierPort &port, const Request &take, Done done)
{
    m_inventory.perform(take, this, [this, port = &port, number = std::get<command::VoidLabel>(take.command).label, done = std::move(done)](const Result<Entry> &entry) {
        if (!entry) {
            done(tl::make_unexpected(entry.error()));
            return;
        }
        labels::read(m_inventory, number, this, [this, port, done](const Result<Label> &label) {
            const Step step{port, label.value_or(Label()), {}, done};
            if (!label)
                done(label);
            else if (begins(step))
                askForRefund(step, true);
        });
    });
}

/// What did not reach the carrier stays asked for, and is asked again once the carrier tells that it knows of no refund.
void LabelRunner::askForRefund(const Step &step, bool isFirst)
{
    using What = command::RecordRefund::What;
    // Whoever cannot be asked how a refund fares may have agreed to the first request, of which nobody heard: a refusal of the next one is no news of it.
    const What refused = isFirst || step.port->traits().tellsRefunds ? What::Refused : What::Unclear;
    const auto answered = [this, step, refused](const Answer<Refund> &answer) {
        if (answer)
            record(step, command::RecordRefund{step.label.label, answer->what == Refund::What::Refused ? refused : static_cast<What>(answer->what), worded(answer->what, withoutBuyer(answer->words, step.buyer))});
        else if (!answer.error().mayHaveHappened && (answer.error().error.code == Error::Code::Rejected || answer.error().error.code == Error::Code::NotAllowed))
            record(step, command::RecordRefund{step.label.label, refused, withoutBuyer(answer.error().error.detail, step.buyer)});
        else
            record(step, command::RecordRefund{step.label.label, What::Asked, notHeard + withoutBuyer(answer.error().error.detail, step.buyer)});
    };
    if (isFirst) {
        step.port->takeBack(known(step.label), questionTakes, answered);
        return;
    }
    step.port->askRefund(known(step.label), questionTakes, [this, step, answered](const Answer<Refund> &answer) {
        const bool knowsOfNone = !answer && (answer.error().error.code == Error::Code::Rejected || answer.error().error.code == Error::Code::NotAllowed);
        if (knowsOfNone)
            step.port->takeBack(known(step.label), questionTakes, answered);
        else
            answered(answer);
    });
}

void LabelRunner::track(const Step &step)
{
    if (!step.port->traits().tracks || step.label.tracking.isEmpty())
        return step.done(step.label);
    step.port->track(known(step.label), questionTakes, [this, step](const Answer<Way> &answer) {
        if (!answer)
            step.done(tl::make_unexpected(answer.error().error));
        else
            record(step, command::RecordTracking{step.label.label, *answer});
    });
}

void LabelRunner::hear(const fulfilment::CarrierPort &port, const CarrierId &account, const channels::Delivery &delivery, std::function<void(Result<>)> done)
{
    const auto told = port.readDelivery(delivery, m_clock.now());
    if (!told)
        return done(told.error() == channels::Refusal::Unreadable ? fail(Error::Code::Rejected, account.text(), u"its message cannot be read"_s)
                                                                  : fail(Error::Code::Unauthorized, account.text(), u"its message is not signed"_s));
    if (told->tracking.isEmpty() || told->way == Way{})
        return done({});
    m_inventory.ask(query::Labels{.tracking = told->tracking}, this, [this, account, way = told->way, done = std::move(done)](const Result<query::Labels::Answer> &found) {
        if (!found)
            return done(tl::make_unexpected(found.error()));
        const auto label = std::find_if(found->begin(), found->end(), [&](const Label &one) { return one.account == account; });
        if (label == found->end())
            return done({}); // a parcel of somebody else's
        m_inventory.perform({{}, {Actor::Kind::System, account.text()}, {}, 0, command::RecordTracking{label->label, way}}, this,
                            [done](const Result<Entry> &entry) { done(entry ? Result<>() : tl::make_unexpected(entry.error())); });
    });
}

void LabelRunner::recordBought(const Step &step, const Bought &bought)
{
    const int days = step.port->traits().voidDays;
    const std::optional<Time> voidUntil = days > 0 ? std::optional(step.label.wantedAt + std::chrono::hours(24 * days)) : std::nullopt; // it was bought no sooner
    record(step, command::RecordLabel{step.label.label, command::RecordLabel::What::Bought, bought, voidUntil, {}});
}

void LabelRunner::recordOther(const Step &step, command::RecordLabel::What what, const QString &words)
{
    record(step, command::RecordLabel{step.label.label, what, {}, {}, withoutBuyer(words, step.buyer)});
}

void LabelRunner::record(const Step &step, const Command &command)
{
    m_inventory.perform({{}, runner(), {}, 0, command}, this, [this, step](const Result<Entry> &entry) {
        m_underWay.remove(step.label.label);
        if (entry)
            tell(step);
        else
            step.done(tl::make_unexpected(entry.error()));
    });
}

void LabelRunner::tell(const Step &step)
{
    labels::read(m_inventory, step.label.label, this, step.done);
}

QString withoutBuyer(QString words, const rates::Place &buyer)
{
    constexpr qsizetype shortest = 3; // of what can be told from a part of another word
    for (const QString &text : {buyer.name, buyer.street, buyer.phone, buyer.email})
        if (text.size() >= shortest)
            words.replace(text, u"…"_s, Qt::CaseInsensitive);
    return words.left(400);
}

} // namespace crossdock::labels
