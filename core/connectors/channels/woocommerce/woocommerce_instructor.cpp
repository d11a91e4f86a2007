#include "core/connectors/channels/woocommerce/woocommerce_channel.h"
#include "core/connectors/channels/woocommerce/woocommerce_instructions.h"

#include <QJsonObject>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

/// How a WooCommerce shop carries out what it is told to do with orders and listings.
namespace crossdock::woocommerce {
namespace {

using channels::CallFailure;
using channels::Instruction;

tl::unexpected<CallFailure> rejected(const QString &words)
{
    return tl::make_unexpected(CallFailure{CallFailure::Kind::Rejected, words, Milliseconds{0}, false});
}

QByteArray refundsPath(const QString &order)
{
    return "/orders/" + QUrl::toPercentEncoding(order) + "/refunds";
}

/// A variation is hidden by "private", a product by "draft".
QByteArray pathOf(const ProductRef &ref)
{
    const QByteArray product = "/products/" + QByteArray::number(ref.product);
    return ref.variation == 0 ? product : product + "/variations/" + QByteArray::number(ref.variation);
}

} // namespace

void WooCommerceChannel::carryOut(const Instruction &instruction, Done<Answer<QString>> done)
{
    if (instruction.kind == Instruction::Kind::Refund)
        refundOrder(instruction, std::move(done));
    else if (instruction.kind == Instruction::Kind::EndListing || instruction.kind == Instruction::Kind::PublishListing)
        changeStatus(instruction, std::move(done));
    else
        ChannelPort::carryOut(instruction, std::move(done));
}

/// Looks first at the refunds that were made: after a silence this one may be among them.
void WooCommerceChannel::refundOrder(const Instruction &instruction, Done<Answer<QString>> done)
{
    m_client.get(refundsPath(instruction.order), {{"per_page", "100"}}, [this, instruction, done = std::move(done)](const WooReply &made) {
        if (!made)
            return done(tl::make_unexpected(made.error().failure));
        if (isRefunded(instruction, made->body))
            return done(u"WooCommerce has refunded order %1 already."_s.arg(instruction.order));
        m_client.get("/orders/" + QUrl::toPercentEncoding(instruction.order), {}, [this, instruction, done](const WooReply &order) {
            if (!order)
                return done(tl::make_unexpected(order.error().failure));
            const auto money = parseOrderMoney(order->body);
            if (!money)
                return done(rejected(u"the shop did not tell what order %1 cost"_s.arg(instruction.order)));
            const auto body = refund(instruction, *money);
            if (!body)
                return done(rejected(body.error().detail));
            m_client.ask("POST", refundsPath(instruction.order), {}, *body, [instruction, done](const WooReply &reply) {
                if (!reply)
                    return done(tl::make_unexpected(reply.error().failure));
                done(u"WooCommerce refunded order %1."_s.arg(instruction.order));
            });
        });
    });
}

void WooCommerceChannel::changeStatus(const Instruction &instruction, Done<Answer<QString>> done)
{
    const auto ref = ProductRef::parse(instruction.listing.id.listing);
    const bool isEnd = instruction.kind == Instruction::Kind::EndListing;
    const QString sku = instruction.listing.sku.text();
    if (!ref) {
        m_clock.after(Milliseconds{0}, this, [done] { done(rejected(u"A WooCommerce listing is named \"product\" or \"product/variation\"."_s)); });
        return;
    }
    const QString status = !isEnd ? u"publish"_s : ref->variation == 0 ? u"draft"_s : u"private"_s;
    m_client.ask("PUT", pathOf(*ref), {}, statusChange(status), [isEnd, sku, status, done = std::move(done)](const WooReply &reply) {
        if (!reply)
            return done(tl::make_unexpected(reply.error().failure));
        const auto json = parseJson(reply->body);
        if (!json || (*json)["status"_L1].toString() != status)
            return done(rejected(u"the shop did not take the status “%1” for %2"_s.arg(status, sku)));
        done(isEnd ? u"WooCommerce took %1 off sale."_s.arg(sku) : u"WooCommerce shows %1."_s.arg(sku));
    });
}

} // namespace crossdock::woocommerce
