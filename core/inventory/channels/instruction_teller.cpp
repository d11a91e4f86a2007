#include "core/inventory/channels/instruction_teller.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::channels {
namespace {

/// "order 100480 was not refunded"
QString failureText(const Instruction &instruction)
{
    switch (instruction.kind) {
    case Instruction::Kind::Refund: return u"order %1 was not refunded"_s.arg(instruction.order);
    case Instruction::Kind::Capture: return u"the payment of order %1 was not captured"_s.arg(instruction.order);
    case Instruction::Kind::AskReview: return u"the buyer of order %1 was not asked for a review"_s.arg(instruction.order);
    case Instruction::Kind::ApproveReturn: return u"the return of order %1 was not approved"_s.arg(instruction.order);
    case Instruction::Kind::DeclineReturn: return u"the return of order %1 was not declined"_s.arg(instruction.order);
    case Instruction::Kind::EndListing: return u"the listing of %1 was not ended"_s.arg(instruction.listing.sku.text());
    case Instruction::Kind::PublishListing: return u"the listing of %1 was not published"_s.arg(instruction.listing.sku.text());
    }
    Q_UNREACHABLE();
}

} // namespace

InstructionTeller::InstructionTeller(ChannelId channel, ChannelPort &port, Inventory &inventory, Clock &clock)
    : Teller(clock)
    , m_channel(std::move(channel))
    , m_port(port)
    , m_inventory(inventory)
{
}

void InstructionTeller::tellNext()
{
    m_inventory.ask(query::Instructions{.channel = m_channel, .order = {}, .onlyWaiting = true, .limit = 1}, this, [this](const Result<query::Instructions::Answer> &waiting) {
        if (!waiting)
            endLater(firstPause);
        else if (waiting->isEmpty())
            endQuiet();
        else
            tell(waiting->first());
    });
}

void InstructionTeller::tell(const Instruction &instruction)
{
    m_port.carryOut(instruction, [this, instruction](const Answer<QString> &answer) {
        if (!answer && answer.error().kind != CallFailure::Kind::Rejected)
            return endSilent(answer.error());
        heard();
        record(instruction, answer.has_value(), answer ? *answer : answer.error().words);
    });
}

void InstructionTeller::record(const Instruction &instruction, bool isDone, const QString &words)
{
    const Actor actor{Actor::Kind::Channel, m_channel.text()};
    QList<Request> requests{{{}, actor, {}, 0, command::RecordInstruction{instruction.id, isDone, words}}};
    if (!isDone)
        requests.append({{}, actor, {}, 0, command::PostNotice{u"task"_s, u"app"_s, u"me"_s, u"%1: %2"_s.arg(m_channel.text(), failureText(instruction)), words}});
    m_inventory.performAll(std::move(requests), this, [this](const Result<QList<Entry>> &entries) {
        if (entries)
            endSettled();
        else // the disk does not take it: the channel is told again under the same key
            endLater(firstPause);
    });
}

} // namespace crossdock::channels
