#include "core/connectors/channels/shopify/shopify_after_sale.h"
#include "core/connectors/channels/shopify/shopify_channel.h"

using namespace Qt::Literals::StringLiterals;

/// How a Shopify shop is asked what came after the sale of an order. Only orders that say that there is something are asked about.
namespace crossdock::shopify {

using Kind = CallFailure::Kind;

void ShopifyChannel::fillAfterSale(std::shared_ptr<QList<OrderRead>> orders, qsizetype from, Done<std::optional<CallFailure>> done)
{
    while (from < orders->size() && !orders->at(from).hasRefunds && !orders->at(from).hasReturns)
        ++from;
    if (from >= orders->size())
        return done(std::nullopt);
    OrderRead &next = (*orders)[from];
    const bool isOfRefunds = std::exchange(next.hasRefunds, false);
    if (!isOfRefunds)
        next.hasReturns = false;
    const QString number = next.order.id.number;
    m_client.ask(isOfRefunds ? readRefunds(number) : readReturns(number), [this, orders, from, isOfRefunds, done = std::move(done)](const Answer<GraphReply> &reply) {
        // Rejected: the key may not read it. The order counts all the same.
        if (!reply && reply.error().kind != Kind::Rejected)
            return done(reply.error());
        const auto told = !reply ? std::nullopt : isOfRefunds ? parseRefunds(reply->data) : parseReturns(reply->data);
        if (told)
            (*orders)[from].order.afterSale += *told;
        fillAfterSale(orders, from, done);
    });
}

/// A call whose answer was lost is not made twice.
void ShopifyChannel::answerReturn(const channels::Instruction &instruction, Done<Answer<QString>> done)
{
    m_client.ask(readReturn(instruction.returned), [this, instruction, done = std::move(done)](const Answer<GraphReply> &reply) {
        if (!reply)
            return done(tl::make_unexpected(reply.error()));
        const auto status = parseReturnStatus(reply->data);
        const bool isApproval = instruction.kind == channels::Instruction::Kind::ApproveReturn;
        const auto rejected = [](const QString &words) { return tl::make_unexpected(CallFailure{Kind::Rejected, words, Milliseconds{0}, false}); };
        if (!status)
            return done(rejected(u"Shopify knows no return %1 of order %2"_s.arg(instruction.returned, instruction.order)));
        const QString words = (isApproval ? u"Shopify approved the return of order %1 and tells the buyer."_s : u"Shopify declined the return of order %1 and tells the buyer."_s).arg(instruction.order);
        if (*status == (isApproval ? "OPEN"_L1 : "DECLINED"_L1))
            return done(words);
        if (*status != "REQUESTED"_L1)
            return done(rejected(u"Shopify shows the return of order %1 as %2"_s.arg(instruction.order, status->toLower())));
        m_client.ask(shopify::answerReturn(instruction), [words, rejected, done](const Answer<GraphReply> &answer) {
            if (!answer)
                return done(tl::make_unexpected(answer.error()));
            if (const QStringList errors = parseUserErrors(answer->data); !errors.isEmpty())
                return done(rejected(errors.join(u"; "_s)));
            done(words);
        });
    });
}

} // namespace crossdock::shopify
