#include "core/connectors/channels/amazon/account_report.h"
#include "core/connectors/channels/amazon/amazon_channel.h"

/// How the seller's account does.
namespace crossdock::amazon {

using channels::Answer;

void AmazonChannel::readHealth(Done<Answer<channels::AccountHealth>> done)
{
    auto *report = new AccountReport(m_account, m_api, m_calls, m_clock, [this, done](Answer<channels::AccountHealth> answer) {
        if (!answer)
            answer = tl::make_unexpected(clean(answer.error()));
        done(std::move(answer));
    }, this);
    report->start();
}

} // namespace crossdock::amazon
