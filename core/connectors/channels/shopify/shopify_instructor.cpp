#include "core/connectors/channels/shopify/shopify_after_sale.h"
#include "core/connectors/channels/shopify/shopify_channel.h"
#include "core/connectors/channels/shopify/shopify_instructions.h"

using namespace Qt::Literals::StringLiterals;

/// How a Shopify shop carries out what it is told to do with orders and listings. Each looks first at what is done already.
namespace crossdock::shopify {
namespace {

using channels::Instruction;
using Kind = CallFailure::Kind;

tl::unexpected<CallFailure> rejected(const QString &words)
{
    return tl::make_unexpected(CallFailure{Kind::Rejected, words, Milliseconds{0}, false});
}

tl::unexpected<CallFailure> unreadable(const QString &what)
{
    return rejected(u"Shopify did not tell of %1 what was asked"_s.arg(what));
}

/// Ends with `words`, or with the shop's own.
ShopifyClient::Done finishing(channels::ChannelPort::Done<Answer<QString>> done, const QString &words)
{
    return [done = std::move(done), words](const Answer<GraphReply> &reply) {
        if (!reply)
            return done(tl::make_unexpected(reply.error()));
        if (const QStringList errors = parseUserErrors(reply->data); !errors.isEmpty())
            return done(rejected(errors.join(u"; "_s)));
        done(words);
    };
}

} // namespace

void ShopifyChannel::carryOut(const Instruction &instruction, Done<Answer<QString>> done)
{
    if (instruction.kind == Instruction::Kind::Refund)
        refundOrder(instruction, std::move(done));
    else if (instruction.kind == Instruction::Kind::Capture)
        captureOrder(instruction, std::move(done));
    else if (instruction.kind == Instruction::Kind::ApproveReturn || instruction.kind == Instruction::Kind::DeclineReturn)
        answerReturn(instruction, std::move(done));
    else if (instruction.kind == Instruction::Kind::AskReview)
        ChannelPort::carryOut(instruction, std::move(done));
    else
        changeStatus(instruction, std::move(done));
}

void ShopifyChannel::refundOrder(const Instruction &instruction, Done<Answer<QString>> done)
{
    m_client.ask(readMoney(instruction.order, instruction.amount), [this, instruction, done = std::move(done)](const Answer<GraphReply> &reply) {
        if (!reply)
            return done(tl::make_unexpected(reply.error()));
        const auto money = parseMoneyRead(reply->data);
        if (!money)
            return done(unreadable(u"order "_s + instruction.order));
        if (isRefunded(instruction, *money))
            return done(u"Shopify has paid order %1 back already."_s.arg(instruction.order));
        const auto body = refund(instruction, *money);
        if (!body)
            return done(rejected(body.error().detail));
        m_client.ask(*body, finishing(done, u"Shopify pays order %1 back and tells the buyer."_s.arg(instruction.order)));
    });
}

void ShopifyChannel::captureOrder(const Instruction &instruction, Done<Answer<QString>> done)
{
    m_client.ask(readMoney(instruction.order, {}), [this, instruction, done = std::move(done)](const Answer<GraphReply> &reply) {
        if (!reply)
            return done(tl::make_unexpected(reply.error()));
        const auto money = parseMoneyRead(reply->data);
        if (!money)
            return done(unreadable(u"order "_s + instruction.order));
        if (money->capturable.amount <= 0 && money->received.amount > 0)
            return done(u"Shopify has the payment of order %1 already."_s.arg(instruction.order));
        if (money->capturable.amount <= 0 || !money->authorization)
            return done(rejected(u"order %1 has no authorized payment that could be captured"_s.arg(instruction.order)));
        m_client.ask(capture(instruction.order, *money->authorization, money->capturable), finishing(done, u"Shopify captured the payment of order %1."_s.arg(instruction.order)));
    });
}

/// A product is on sale with all of its variants or not at all: one listing of several is not ended alone.
void ShopifyChannel::changeStatus(const Instruction &instruction, Done<Answer<QString>> done)
{
    m_client.ask(readProductOf(instruction.listing.id.listing), [this, instruction, done = std::move(done)](const Answer<GraphReply> &reply) {
        if (!reply)
            return done(tl::make_unexpected(reply.error()));
        const QString sku = instruction.listing.sku.text();
        const auto product = parseProduct(reply->data);
        if (!product)
            return done(unreadable(u"the listing of "_s + sku));
        const bool isEnd = instruction.kind == Instruction::Kind::EndListing;
        const QString wanted = isEnd ? u"ARCHIVED"_s : u"ACTIVE"_s;
        const QString words = isEnd ? u"Shopify archived the product of %1."_s.arg(sku) : u"Shopify shows the product of %1."_s.arg(sku);
        if (product->status == wanted)
            return done(words);
        if (isEnd && product->variants > 1)
            return done(rejected(u"the product of %1 has %2 variants, and Shopify would end them all"_s.arg(sku).arg(product->variants)));
        m_client.ask(setStatus(product->id, wanted), finishing(done, words));
    });
}

void ShopifyChannel::answerReturn(const Instruction &instruction, Done<Answer<QString>> done)
{
    m_client.ask(readReturn(instruction.returned), [this, instruction, done = std::move(done)](const Answer<GraphReply> &reply) {
        if (!reply)
            return done(tl::make_unexpected(reply.error()));
        const auto status = parseReturnStatus(reply->data);
        if (!status)
            return done(rejected(u"Shopify knows no return %1 of order %2"_s.arg(instruction.returned, instruction.order)));
        const bool isApproval = instruction.kind == Instruction::Kind::ApproveReturn;
        const QString words = (isApproval ? u"Shopify approved the return of order %1 and tells the buyer."_s : u"Shopify declined the return of order %1 and tells the buyer."_s).arg(instruction.order);
        if (*status == (isApproval ? "OPEN"_L1 : "DECLINED"_L1))
            return done(words);
        if (*status != "REQUESTED"_L1)
            return done(rejected(u"Shopify shows the return of order %1 as %2"_s.arg(instruction.order, status->toLower())));
        m_client.ask(shopify::answerReturn(instruction), finishing(done, words));
    });
}

} // namespace crossdock::shopify
