#pragma once

#include "core/connectors/channels/amazon/account_wire.h"
#include "core/connectors/channels/amazon/selling_partner_api.h"

namespace crossdock::amazon {

/// Has Amazon write its report of the account's rates, waits until it is there, and reads it. Deletes itself when done.
class AccountReport : public QObject
{
public:
    using Done = std::function<void(channels::Answer<channels::AccountHealth>)>;

    /// `plain` fetches the document itself, without a token.
    AccountReport(const Account &account, SellingPartnerApi &api, http::Exchange &plain, Clock &clock, Done done, QObject *parent);
    void start();

private:
    void lookLater();
    void look();
    void findDocument(const QString &document);
    void fetch(const ReportDocument &document);
    void call(const http::Request &request, const std::function<void(const http::Reply &)> &take);
    void finish(channels::Answer<channels::AccountHealth> answer);
    void fail(const http::Reply &reply);
    void refuse(const Error &error);

    const Account &m_account;
    SellingPartnerApi &m_api;
    http::Exchange &m_plain;
    Clock &m_clock;
    Done m_done;
    QString m_report;
    int m_looks = 0;
};

} // namespace crossdock::amazon
