#include "core/inventory/fulfilment/labels/label_work.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::labels {

using State = Label::State;

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
        return fail(Error::Code::NotAllowed, number, u"its carrier has given no document for it"_s);
    if (label.prints > 0 && why.trimmed().isEmpty())
        return fail(Error::Code::NotAllowed, number, u"it was printed before, at %1: a reason is needed"_s.arg(toText(label.printedAt)));
    ++label.prints;
    label.printedAt = draft.at();
    draft.say(u"print"_s, label.prints);
    draft.say(u"printer"_s, command.printer.name);
    draft.setWhat(label.prints == 1 ? u"label.print"_s : u"label.reprint"_s);
    return write(m_database, draft, label);
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
    if (command.what == What::Asked && label.words == command.words)
        return {};
    label.state = command.what == What::Asked ? State::RefundAsked : command.what == What::Voided ? State::Voided : command.what == What::Refunded ? State::Refunded : State::Bought;
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
    if (command.events.isEmpty() || command.events == *known)
        return {};
    const TrackEvent &newest = command.events.last();
    if (newest.progress == label.progress && newest.at == label.progressAt && known->isEmpty())
        return {}; // the buyer's data is destroyed: its way is not kept any more
    if (newest.at != Time{} && newest.at < label.progressAt)
        return {}; // told before, and late on its way
    const auto kept = m_privacy.keepOfLabel(record->sale, label.label, u"way"_s, toBytes(command.events));
    if (!kept)
        return tl::make_unexpected(kept.error());
    draft.changed(u"progress"_s, nameOf(label.progress), nameOf(newest.progress));
    label.progress = newest.progress;
    label.progressAt = newest.at;
    draft.setWhat(u"label.track"_s);
    return write(m_database, draft, label);
}

} // namespace crossdock::labels
