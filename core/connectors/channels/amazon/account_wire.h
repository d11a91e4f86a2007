#pragma once

#include "core/connectors/channels/amazon/amazon_wire.h"

/// How Amazon says that the seller's account does, bytes <-> values, no I/O. Sources: Amazon's model reports_2021-06-30, the schema
/// accountHealthReport-2020-11-18 of GET_V2_SELLER_PERFORMANCE_REPORT, "Notification Type Values" for ACCOUNT_STATUS_CHANGED (2021-01-01).
namespace crossdock::amazon {

http::Request createReportRequest(const Account &account);
Result<QString> readCreatedReport(const QByteArray &body);

http::Request reportRequest(const Account &account, const QString &report);
struct ReportState {
    bool isOver = false;
    QString document; ///< empty: it brought none
    QString words; ///< why
};
Result<ReportState> readReportState(const QByteArray &body);

http::Request reportDocumentRequest(const Account &account, const QString &document);
struct ReportDocument {
    QByteArray url; ///< https, or on the machine that `root` names; good for five minutes, and wants no token
    bool isPacked = false;
};
Result<ReportDocument> readReportDocument(const QByteArray &body, const Account &account);

/// Of this marketplace, orders that the seller ships himself. `bytes` as they came.
Result<channels::AccountHealth> readAccountReport(const QByteArray &bytes, bool isPacked, const QString &marketplaceId, Time now);

/// The payload of an ACCOUNT_STATUS_CHANGED; nothing if it does not follow its description.
std::optional<channels::AccountHealth> readAccountStatus(const QJsonObject &payload, const QString &eventTime);

} // namespace crossdock::amazon
