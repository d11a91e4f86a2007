#include "core/inventory/fulfilment/labels/label_work.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::labels {

using State = Label::State;

namespace {

constexpr Milliseconds refundTakes{42LL * 24 * 3'600'000}; // USPS, the slowest, says two to four weeks

} // namespace

Result<> LabelWork::print(audit::Draft &draft, const command::PrintLabel &command, const QString &why)
{
    auto record = readLabel(m_database, command.label);
    if (!record)
        return tl::make_unexpected(record.error());
    Label &label = record->label;
    const QString number = QString::number(label.label);
    if (label.state != State::Bought && label.state != State::Used)
        return fail(Error::Code::NotAllowed, number, u"it is %1"_s.arg(nameOf(label.state)));
    if (!label.hasDocument)
        return fail(Error::Code::NotAllowed, number, u"its carrier has given no document for it"_s + (label.words.isEmpty() ? QString() : u": "_s + label.words));
    if (why.trimmed().isEmpty())
        CROSSDOCK_TRY(checkOrder(label, record->sale));
    if (label.prints > 0 && why.trimmed().isEmpty())
        return fail(Error::Code::NotAllowed, number, u"it was printed before, at %1: a reason is needed"_s.arg(toText(label.printedAt)));
    ++label.prints;
    label.printedAt = draft.at();
    draft.say(u"print"_s, label.prints);
    draft.say(u"printer"_s, command.printer.name);
    draft.setWhat(label.prints == 1 ? u"label.print"_s : u"label.reprint"_s);
    return write(m_database, draft, label);
}

/// A parcel of an order that is cancelled is not sent for want of a look.
Result<> LabelWork::checkOrder(const Label &label, qint64 sale)
{
    if (!label.returned.isEmpty())
        return {};
    const auto isCancelled = m_database.first(u"SELECT 1 FROM sale WHERE id = ? AND state = 'cancelled'"_s, {sale}, [](const store::Row &) { return true; });
    if (!isCancelled)
        return tl::make_unexpected(isCancelled.error());
    return *isCancelled ? fail(Error::Code::NotAllowed, QString::number(label.label), u"its order %1 is cancelled: void it, or give a reason to print it"_s.arg(label.order.text())) : Result<>();
}

Result<> LabelWork::noteFailure(audit::Draft &draft, const command::NotePrintFailure &command)
{
    auto record = readLabel(m_database, command.label);
    if (!record)
        return tl::make_unexpected(record.error());
    draft.say(u"print"_s, record->label.prints);
    draft.say(u"words"_s, command.words);
    draft.setWhat(u"label.print_failed"_s);
    tell(draft, record->label);
    return {};
}

Result<> LabelWork::takeBack(audit::Draft &draft, const command::VoidLabel &command)
{
    auto record = readLabel(m_database, command.label);
    if (!record)
        return tl::make_unexpected(record.error());
    Label &label = record->label;
    if (label.state != State::Bought)
        return fail(Error::Code::NotAllowed, QString::number(label.label), label.state == State::Used ? u"its box has left"_s : u"it is %1"_s.arg(nameOf(label.state)));
    label.state = State::RefundAsked;
    label.words.clear();
    label.askedAt = draft.at();
    label.delayedAt = Time{}; // from now on its refund's
    draft.say(u"tracking"_s, label.tracking);
    draft.setWhat(u"label.void"_s);
    return write(m_database, draft, label);
}

Result<> LabelWork::record(audit::Draft &draft, const command::RecordRefund &command)
{
    using What = command::RecordRefund::What;
    auto record = readLabel(m_database, command.label);
    if (!record)
        return tl::make_unexpected(record.error());
    Label &label = record->label;
    if (label.state != State::RefundAsked) {
        const bool isTwice = (command.what == What::Voided && label.state == State::Voided) || (command.what == What::Refunded && label.state == State::Refunded);
        return isTwice ? Result<>() : fail(Error::Code::NotAllowed, QString::number(label.label), u"it is %1"_s.arg(nameOf(label.state)));
    }
    const State before = label.state;
    const bool isOpen = command.what == What::Asked || command.what == What::Unclear;
    const bool isOverdue = isOpen && label.delayedAt == Time{} && label.askedAt + refundTakes < draft.at();
    if (isOpen && label.words == command.words && !isOverdue)
        return {};
    if (isOverdue || command.what == What::Refused)
        label.delayedAt = isOverdue ? draft.at() : Time{};
    for (const auto &[isSo, news] : {std::pair(isOverdue, u"overdue"_s), {command.what == What::Unclear, u"unclear"_s}, {command.what == What::Refused && !label.words.isEmpty(), u"late"_s}})
        if (isSo)
            draft.say(news, true);
    label.state = isOpen ? State::RefundAsked : command.what == What::Voided ? State::Voided : command.what == What::Refunded ? State::Refunded : State::Bought;
    label.words = command.words;
    draft.changed(u"state"_s, nameOf(before), nameOf(label.state));
    if (!command.words.isEmpty())
        draft.say(u"words"_s, command.words);
    draft.setWhat(command.what == What::Refused ? u"label.refund_refused"_s : u"label.refund"_s);
    return write(m_database, draft, label);
}

Result<> LabelWork::record(audit::Draft &draft, const command::RecordTracking &command)
{
    auto record = readLabel(m_database, command.label);
    const auto known = readTrack(m_database, command.label);
    if (!record || !known)
        return tl::make_unexpected(!record ? record.error() : known.error());
    Label &label = record->label;
    const QList<TrackEvent> &events = command.way.events;
    const bool isLate = !events.isEmpty() && events.last().at != Time{} && events.last().at < label.progressAt;
    if (isLate)
        return {}; // told before, and late on its way
    if (const auto told = takeEvents(draft, *record, *known, events); !told)
        return told;
    takeExpectation(draft, label, command.way);
    noteDelay(draft, label);
    return draft.isEmpty() ? Result<>() : write(m_database, draft, label);
}

/// What is known already changes nothing.
Result<> LabelWork::takeEvents(audit::Draft &draft, Record &record, const QList<TrackEvent> &known, const QList<TrackEvent> &events)
{
    Label &label = record.label;
    if (events.isEmpty() || events == known)
        return {};
    const TrackEvent &newest = events.last();
    if (newest.progress == label.progress && newest.at == label.progressAt && known.isEmpty())
        return {}; // the buyer's data is destroyed: its way is not kept any more
    const auto kept = m_privacy.keepOfLabel(record.sale, label.label, u"way"_s, toBytes(events));
    if (!kept)
        return tl::make_unexpected(kept.error());
    draft.changed(u"progress"_s, nameOf(label.progress), nameOf(newest.progress));
    draft.say(u"told_at"_s, toText(newest.at));
    label.progress = newest.progress;
    label.progressAt = newest.at;
    draft.setWhat(u"label.track"_s);
    return {};
}

void LabelWork::takeExpectation(audit::Draft &draft, Label &label, const Way &way)
{
    const auto text = [](const std::optional<Time> &time) { return time ? QJsonValue(toText(*time)) : QJsonValue(); };
    const auto take = [&](const QString &what, std::optional<Time> &kept, const std::optional<Time> &told) {
        if (!told || told == kept)
            return;
        draft.changed(what, text(kept), text(told));
        kept = told;
        draft.setWhat(u"label.track"_s);
    };
    if (!label.promisedBy)
        take(u"promised_by"_s, label.promisedBy, way.promisedBy ? way.promisedBy : way.expectedBy);
    take(u"expected_by"_s, label.expectedBy, way.expectedBy);
    if (!way.tries || way.tries == label.tries)
        return;
    draft.changed(u"tries"_s, label.tries ? QJsonValue(*label.tries) : QJsonValue(), *way.tries);
    label.tries = way.tries;
    draft.setWhat(u"label.track"_s);
}

/// Once for each delay: a parcel that is expected in time again can be late anew.
void LabelWork::noteDelay(audit::Draft &draft, Label &label)
{
    const auto delay = delayOf(label, draft.at());
    const bool wasDelayed = label.delayedAt != Time{}, isDelayed = delay && *delay > Milliseconds{0};
    if (!isOnTheWay(label) || isDelayed == wasDelayed)
        return;
    draft.changed(u"delayed"_s, wasDelayed, isDelayed);
    label.delayedAt = isDelayed ? draft.at() : Time{};
    if (draft.isEmpty())
        draft.setWhat(u"label.delay"_s);
}

} // namespace crossdock::labels
