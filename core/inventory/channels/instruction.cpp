#include "core/inventory/channels/instruction.h"

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::channels {

QString nameOf(Instruction::Kind kind)
{
    switch (kind) {
    case Instruction::Kind::Refund: return u"refund"_s;
    case Instruction::Kind::Capture: return u"capture"_s;
    case Instruction::Kind::AskReview: return u"ask_review"_s;
    case Instruction::Kind::ApproveReturn: return u"approve_return"_s;
    case Instruction::Kind::DeclineReturn: return u"decline_return"_s;
    case Instruction::Kind::EndListing: return u"end"_s;
    case Instruction::Kind::PublishListing: return u"publish"_s;
    }
    Q_UNREACHABLE();
}

QString nameOf(Instruction::State state)
{
    switch (state) {
    case Instruction::State::Waiting: return u"waiting"_s;
    case Instruction::State::Done: return u"done"_s;
    case Instruction::State::Refused: return u"refused"_s;
    }
    Q_UNREACHABLE();
}

bool canCarryOut(QStringView channelKind, Instruction::Kind kind)
{
    struct Row {
        QStringView channelKind;
        Instruction::Kind kind;
    };
    using Kind = Instruction::Kind;
    static constexpr std::array rows = {
        Row{u"shopify", Kind::Refund},      Row{u"shopify", Kind::Capture}, Row{u"shopify", Kind::EndListing},     Row{u"shopify", Kind::PublishListing},
        Row{u"shopify", Kind::ApproveReturn}, Row{u"shopify", Kind::DeclineReturn},
        Row{u"woocommerce", Kind::Refund}, // its payments are taken by gateways of the shop's own, with no call for it
        Row{u"woocommerce", Kind::EndListing}, Row{u"woocommerce", Kind::PublishListing},
        Row{u"amazon", Kind::AskReview},
    };
    return std::any_of(rows.begin(), rows.end(), [&](const Row &row) { return row.channelKind == channelKind && row.kind == kind; });
}

} // namespace crossdock::channels
