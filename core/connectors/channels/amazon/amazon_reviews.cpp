#include "core/connectors/channels/amazon/amazon_channel.h"
#include "core/connectors/channels/amazon/solicitations_wire.h"
#include "core/inventory/channels/instruction.h"

using namespace Qt::Literals::StringLiterals;

/// What Amazon is told to do with an order: it may be asked to ask for a review.
namespace crossdock::amazon {

using namespace channels;

namespace {

constexpr double solicitationsPerSecond = 0.1; // the lower of what Amazon's model has named

/// Without its role an application is refused until somebody gives it the role: nothing to wait for.
CallFailure withRole(CallFailure failure, int status)
{
    if (status == 403) {
        failure.kind = CallFailure::Kind::Rejected;
        failure.words = u"%1 (the application needs the role “Buyer Solicitation”)"_s.arg(failure.words);
    }
    return failure;
}

} // namespace

/// Looks first whether Amazon takes it: after a silence the buyer may have been asked already, and a second message is refused.
void AmazonChannel::carryOut(const Instruction &instruction, Done<Answer<QString>> done)
{
    if (instruction.kind != Instruction::Kind::AskReview)
        return ChannelPort::carryOut(instruction, std::move(done));
    call(solicitationsRequest(m_account, instruction.order), [this, order = instruction.order, done = std::move(done)](const Answer<http::Reply> &reply) {
        if (!reply)
            return done(tl::make_unexpected(reply.error()));
        if (reply->status != 200)
            return done(tl::make_unexpected(withRole(failed(*reply, solicitationsPerSecond), reply->status)));
        const auto mayAsk = mayAskForReview(reply->body);
        if (!mayAsk || !*mayAsk) {
            const QString words = mayAsk ? u"Amazon takes no request for a review of order %1: it takes one, from 5 to 30 days after the delivery."_s.arg(order) : mayAsk.error().detail;
            return done(tl::make_unexpected(CallFailure{CallFailure::Kind::Rejected, words}));
        }
        askForReview(order, done);
    });
}

void AmazonChannel::askForReview(const QString &order, const Done<Answer<QString>> &done)
{
    call(reviewRequest(m_account, order), [this, order, done](const Answer<http::Reply> &reply) {
        if (!reply)
            done(tl::make_unexpected(reply.error()));
        else if (reply->status < 200 || reply->status >= 300)
            done(tl::make_unexpected(withRole(failed(*reply, solicitationsPerSecond), reply->status)));
        else
            done(u"Amazon asks the buyer of order %1 for a review."_s.arg(order));
    });
}

} // namespace crossdock::amazon
