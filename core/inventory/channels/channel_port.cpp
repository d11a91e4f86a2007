#include "core/inventory/channels/channel_port.h"

namespace crossdock::channels {

Error CallFailure::toError(const QString &subject) const
{
    switch (kind) {
    case Kind::Unreachable:
        return {Error::Code::Unreachable, subject, words};
    case Kind::RateLimited:
        return {Error::Code::RateLimited, subject, words};
    case Kind::Unauthorized:
        return {Error::Code::Unauthorized, subject, words};
    case Kind::Rejected:
        return {Error::Code::Rejected, subject, words};
    }
    Q_UNREACHABLE();
}

ChannelOrder goneOrder(const OrderId &id, Time now)
{
    ChannelOrder order;
    order.id = id;
    order.revision = order.createdAt = now;
    order.isAuthoritative = true;
    order.resolution = Milliseconds{1'000};
    order.state = ChannelOrder::State::Cancelled;
    return order;
}

void ChannelPort::findMissing(const QList<Sought> &, Done<Answer<QStringList>> done)
{
    QMetaObject::invokeMethod(this, [done] { done(QStringList()); }, Qt::QueuedConnection);
}

void ChannelPort::readHealth(Done<Answer<AccountHealth>> done)
{
    QMetaObject::invokeMethod(this, [done] { done(tl::make_unexpected(CallFailure{CallFailure::Kind::Rejected, QStringLiteral("it does not tell how the account does")})); }, Qt::QueuedConnection);
}

void ChannelPort::carryOut(const Instruction &, Done<Answer<QString>> done)
{
    QMetaObject::invokeMethod(this, [done] { done(tl::make_unexpected(CallFailure{CallFailure::Kind::Rejected, QStringLiteral("Crossdock has no call for it")})); }, Qt::QueuedConnection);
}

} // namespace crossdock::channels
