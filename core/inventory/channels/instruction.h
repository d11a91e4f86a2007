#pragma once

#include "core/inventory/channels/channel_port.h"
#include "core/inventory/values/money.h"

namespace crossdock::channels {

/// How much of an order is paid back.
struct RefundAmount {
    enum class What { All, Shipping, Sum, Share };
    What what = What::All;
    Money sum = {}; ///< of Sum
    int basisPoints = 0; ///< of Share: of what was paid
    friend bool operator==(const RefundAmount &, const RefundAmount &) = default;
};

/// What a channel is told to do with an order or a listing of its own, once. It waits until the channel has answered.
struct Instruction {
    enum class Kind { Refund, Capture, AskReview, ApproveReturn, DeclineReturn, EndListing, PublishListing };
    enum class State { Waiting, Done, Refused };
    qint64 id = 0;
    ChannelId channel;
    Kind kind = Kind::Capture;
    QString order = {}; ///< number; of all but EndListing and PublishListing
    RefundAmount amount = {}; ///< of Refund
    ListingAddress listing = {}; ///< of the others
    QString key = {}; ///< names it: told twice under one key it happens once
    State state = State::Waiting;
    QString words = {}; ///< the channel's own
    QString returned = {}; ///< number of the return; of ApproveReturn and DeclineReturn
    friend bool operator==(const Instruction &, const Instruction &) = default;
};

QString nameOf(Instruction::Kind kind); ///< "refund", "capture", "ask_review", "approve_return", "decline_return", "end", "publish"
QString nameOf(Instruction::State state); ///< "waiting", "done", "refused"

/// Whether the connector of that kind of channel has a call for it.
bool canCarryOut(QStringView channelKind, Instruction::Kind kind);

} // namespace crossdock::channels
