#include "core/connectors/channels/amazon/account_report.h"

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace crossdock::amazon {
namespace {

constexpr double reportsPerSecond = 0.0167; // usage plan of createReport; the others have more
constexpr Milliseconds looksApart = 15s;
constexpr int mostLooks = 60; // a quarter of an hour

} // namespace

AccountReport::AccountReport(const Account &account, SellingPartnerApi &api, http::Exchange &plain, Clock &clock, Done done, QObject *parent)
    : QObject(parent)
    , m_account(account)
    , m_api(api)
    , m_plain(plain)
    , m_clock(clock)
    , m_done(std::move(done))
{
}

void AccountReport::start()
{
    call(createReportRequest(m_account), [this](const http::Reply &reply) {
        const auto report = readCreatedReport(reply.body);
        if (reply.status != 202 && reply.status != 200)
            return fail(reply);
        if (!report)
            return refuse(report.error());
        m_report = *report;
        lookLater();
    });
}

void AccountReport::lookLater()
{
    m_clock.after(looksApart, this, [this] { look(); });
}

void AccountReport::look()
{
    call(reportRequest(m_account, m_report), [this](const http::Reply &reply) {
        const bool isLast = ++m_looks >= mostLooks;
        if (reply.status == 429 && !isLast)
            return lookLater();
        if (reply.status != 200)
            return fail(reply);
        const auto state = readReportState(reply.body);
        if (!state)
            return refuse(state.error());
        if (state->isOver && !state->document.isEmpty())
            return findDocument(state->document);
        if (state->isOver || isLast)
            return finish(tl::make_unexpected(CallFailure{CallFailure::Kind::Unreachable, state->isOver ? state->words : u"Amazon's report of the account's rates is not ready"_s}));
        lookLater();
    });
}

void AccountReport::findDocument(const QString &document)
{
    call(reportDocumentRequest(m_account, document), [this](const http::Reply &reply) {
        if (reply.status != 200)
            return fail(reply);
        const auto found = readReportDocument(reply.body, m_account);
        if (!found)
            return refuse(found.error());
        fetch(*found);
    });
}

void AccountReport::fetch(const ReportDocument &document)
{
    m_plain.send({"GET", document.url, {}, {}}, this, [this, isPacked = document.isPacked](const http::Answer &reply) {
        if (!reply)
            return finish(tl::make_unexpected(failureOf(reply.error())));
        if (reply->status != 200)
            return fail(*reply);
        const auto health = readAccountReport(reply->body, isPacked, m_account.marketplaceId, m_clock.now());
        if (!health)
            return refuse(health.error());
        finish(*health);
    });
}

void AccountReport::call(const http::Request &request, const std::function<void(const http::Reply &)> &take)
{
    m_api.call(request, SellingPartnerApi::Grant::Seller, this, [this, take](const channels::Answer<http::Reply> &reply) {
        if (reply)
            take(*reply);
        else
            finish(tl::make_unexpected(reply.error()));
    });
}

/// Without its role an application is refused until somebody gives it the role: nothing to wait for.
void AccountReport::fail(const http::Reply &reply)
{
    CallFailure failure = failureOf(reply, reportsPerSecond);
    if (reply.status == 403) {
        failure.kind = CallFailure::Kind::Rejected;
        failure.words = u"%1 (the account's rates need the role “Selling Partner Insights”)"_s.arg(failure.words);
    }
    finish(tl::make_unexpected(failure));
}

void AccountReport::refuse(const Error &error)
{
    finish(tl::make_unexpected(failureOf(error)));
}

void AccountReport::finish(channels::Answer<channels::AccountHealth> answer)
{
    deleteLater();
    const Done done = std::exchange(m_done, nullptr);
    done(std::move(answer));
}

} // namespace crossdock::amazon
