#include "app/engine/node_notices.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

Request task(const QString &key, const fulfilment::Parcel &parcel, const QString &title, const QString &text)
{
    return {u"%1-%2"_s.arg(key).arg(parcel.id), {Actor::Kind::System, parcel.plan.node.text()}, {}, 0, command::PostNotice{u"task"_s, u"app"_s, {}, title, text}};
}

} // namespace

Request noticeOf(const fulfilment::NodeDeadline &deadline, const fulfilment::Parcel &parcel)
{
    const bool isHold = deadline.kind == fulfilment::NodeDeadline::Kind::HoldEnds;
    const QString order = parcel.order.text(), node = parcel.plan.node.text();
    const QString text = isHold ? u"%1 cancels its part of order %2 by itself at %3, unless it is released"_s : u"%1 decides by itself at %3 what becomes of the missing units of order %2"_s;
    Request request = task(u"deadline"_s, parcel, u"Order %1 waits at %2"_s.arg(order, node), text.arg(node, order, toText(deadline.at)));
    request.key += isHold ? u"-hold"_s : u"-wait"_s;
    return request;
}

Request noticeOfSilence(const fulfilment::Parcel &parcel, const QString &words)
{
    const QString order = parcel.order.text(), node = parcel.plan.node.text();
    const QString text = u"%1 does not take its part of order %2, and does not refuse it: %3. It is asked again and again, and as long as it may have it, the part goes from nowhere else."_s;
    return task(u"silence"_s, parcel, u"%1 does not answer"_s.arg(node), text.arg(node, order, words.isEmpty() ? u"it says nothing"_s : words));
}

Request noticeOfNoAddress(const fulfilment::Parcel &parcel)
{
    const QString order = parcel.order.text();
    const QString text = u"Nobody has told yet where order %1 goes. %2 sends its part of it as soon as %3 tells the address. Send it from elsewhere if it must go before."_s;
    return task(u"address"_s, parcel, u"Order %1 has no address"_s.arg(order), text.arg(order, parcel.plan.node.text(), parcel.order.channel.text()));
}

} // namespace crossdock::app
