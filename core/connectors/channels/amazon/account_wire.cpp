#include "core/connectors/channels/amazon/account_wire.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <cmath>
#include <zlib.h>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::amazon {
namespace {

constexpr uInt mostUnpacked = 4 << 20; // a report of rates has some kilobytes

QByteArray reportsUrl(const Account &account)
{
    return account.root + "/reports/2021-06-30";
}

Result<QString> textIn(const QByteArray &body, QLatin1StringView name)
{
    const auto answer = readObject(body, u"report"_s);
    CROSSDOCK_TRY(answer);
    const QString text = answer->value(name).toString();
    if (text.isEmpty())
        return fail(Error::Code::Rejected, u"report"_s, u"the answer holds no "_s + name);
    return text;
}

Result<QByteArray> unpacked(const QByteArray &packed)
{
    QByteArray bytes(mostUnpacked, Qt::Uninitialized);
    z_stream stream{};
    if (inflateInit2(&stream, 16 + MAX_WBITS) != Z_OK) // gzip
        return fail(Error::Code::Rejected, u"report"_s, u"it cannot be unpacked"_s);
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(packed.constData())); // zlib reads it only
    stream.avail_in = static_cast<uInt>(packed.size());
    stream.next_out = reinterpret_cast<Bytef *>(bytes.data());
    stream.avail_out = mostUnpacked;
    const int ending = inflate(&stream, Z_FINISH);
    bytes.resize(static_cast<qsizetype>(mostUnpacked - stream.avail_out));
    inflateEnd(&stream);
    return ending == Z_STREAM_END ? Result<QByteArray>(bytes) : fail(Error::Code::Rejected, u"report"_s, u"it cannot be unpacked"_s);
}

std::optional<qint64> rateIn(const QJsonValue &metric)
{
    const double rate = metric["rate"_L1].toDouble(-1);
    return rate >= 0 && rate <= 1 ? std::optional<qint64>(std::llround(rate * 1'000'000)) : std::nullopt;
}

QJsonValue ofMarketplace(const QJsonValue &rows, const QString &marketplaceId)
{
    const QJsonArray all = rows.toArray();
    const auto found = std::find_if(all.begin(), all.end(), [&](const QJsonValue &row) { return row["marketplaceId"_L1].toString() == marketplaceId; });
    return found == all.end() ? QJsonValue() : QJsonValue(*found);
}

} // namespace

http::Request createReportRequest(const Account &account)
{
    const QJsonObject body{{u"reportType"_s, u"GET_V2_SELLER_PERFORMANCE_REPORT"_s}, {u"marketplaceIds"_s, QJsonArray{account.marketplaceId}}};
    return {"POST", reportsUrl(account) + "/reports", {{"Content-Type", "application/json"}}, QJsonDocument(body).toJson(QJsonDocument::Compact)};
}

Result<QString> readCreatedReport(const QByteArray &body)
{
    return textIn(body, "reportId"_L1);
}

http::Request reportRequest(const Account &account, const QString &report)
{
    return {"GET", reportsUrl(account) + "/reports/" + encoded(report), {}, {}};
}

Result<ReportState> readReportState(const QByteArray &body)
{
    const auto answer = readObject(body, u"report"_s);
    CROSSDOCK_TRY(answer);
    const QString status = answer->value("processingStatus"_L1).toString();
    if (status == "IN_QUEUE"_L1 || status == "IN_PROGRESS"_L1)
        return ReportState{};
    if (status != "DONE"_L1)
        return ReportState{true, {}, u"Amazon ended the report of the account's rates as "_s + status.left(40)};
    const QString document = answer->value("reportDocumentId"_L1).toString();
    if (document.isEmpty())
        return fail(Error::Code::Rejected, u"report"_s, u"the answer holds no reportDocumentId"_s);
    return ReportState{true, document, {}};
}

http::Request reportDocumentRequest(const Account &account, const QString &document)
{
    return {"GET", reportsUrl(account) + "/documents/" + encoded(document), {}, {}};
}

Result<ReportDocument> readReportDocument(const QByteArray &body, const Account &account)
{
    const auto answer = readObject(body, u"report"_s);
    CROSSDOCK_TRY(answer);
    const QByteArray url = answer->value("url"_L1).toString().toUtf8();
    if (!url.startsWith("https://") && !url.startsWith(account.root + '/'))
        return fail(Error::Code::Rejected, u"report"_s, u"its address is not one that can be read safely"_s);
    return ReportDocument{url, answer->value("compressionAlgorithm"_L1).toString() == "GZIP"_L1};
}

Result<channels::AccountHealth> readAccountReport(const QByteArray &bytes, bool isPacked, const QString &marketplaceId, Time now)
{
    const auto text = isPacked ? unpacked(bytes) : Result<QByteArray>(bytes);
    CROSSDOCK_TRY(text);
    const auto report = readObject(*text, u"report"_s);
    CROSSDOCK_TRY(report);
    const QJsonValue metrics = ofMarketplace(report->value("performanceMetrics"_L1), marketplaceId);
    channels::AccountHealth health;
    health.status = ofMarketplace(report->value("accountStatuses"_L1), marketplaceId)["status"_L1].toString().left(40);
    health.orderDefects = rateIn(metrics["orderDefectRate"_L1]["mfn"_L1]);
    health.lateShipments = rateIn(metrics["lateShipmentRate"_L1]);
    health.cancellations = rateIn(metrics["prefulfillmentCancelRate"_L1]); // as the schema's example has it
    if (!health.cancellations)
        health.cancellations = rateIn(metrics["preFulfillmentCancellationRate"_L1]); // as its text has it
    health.at = now;
    if (!health.isKnown())
        return fail(Error::Code::Rejected, u"report"_s, u"it holds no rates of this marketplace"_s);
    return health;
}

std::optional<channels::AccountHealth> readAccountStatus(const QJsonObject &payload, const QString &eventTime)
{
    const QString status = payload.value("accountStatusChangeNotification"_L1)["currentAccountStatus"_L1].toString().left(40);
    const auto at = parseTime(eventTime);
    if (status.isEmpty() || !at)
        return std::nullopt;
    return channels::AccountHealth{status, {}, {}, {}, *at};
}

} // namespace crossdock::amazon
