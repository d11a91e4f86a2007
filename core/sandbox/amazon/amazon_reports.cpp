#include "core/sandbox/amazon/amazon_channel.h"

#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

/// The one report that is played: how the seller's account does. Ready a few seconds after it was asked for.
namespace crossdock::sandbox {
namespace {

constexpr double createsPerSecond = 0.0167, looksPerSecond = 2, documentsPerSecond = 0.0167; // usage plans of the reports
constexpr double reportsBurst = 15;
constexpr Milliseconds writingTakes{3'000};

QJsonObject metric(double rate, double target)
{
    return {{u"rate"_s, rate}, {u"targetValue"_s, target}, {u"targetCondition"_s, u"LESS_THAN"_s}, {u"status"_s, rate < target ? u"GOOD"_s : u"BAD"_s}};
}

} // namespace

Result<> AmazonChannel::setAccount(const AccountState &state)
{
    const QString before = std::exchange(m_account, state).status;
    if (before != state.status)
        notify(u"ACCOUNT_STATUS_CHANGED"_s, {{u"accountStatusChangeNotification"_s, QJsonObject{{u"previousAccountStatus"_s, before}, {u"currentAccountStatus"_s, state.status}}}});
    return {};
}

/// Cancelled orders are counted; the other two are what the account was set to.
QByteArray AmazonChannel::accountReport() const
{
    const QString marketplace = access().account.value(u"marketplace_id"_s);
    const auto &all = shop().orders();
    const auto cancelled = std::count_if(all.begin(), all.end(), [](const Order &order) { return order.state == OrderState::Cancelled; });
    const double share = all.isEmpty() ? 0 : double(cancelled) / double(all.size());
    const QJsonObject metrics{{u"marketplaceId"_s, marketplace},
                              {u"orderDefectRate"_s, QJsonObject{{u"mfn"_s, metric(m_account.orderDefectRate, 0.01)}}},
                              {u"lateShipmentRate"_s, metric(m_account.lateShipmentRate, 0.04)},
                              {u"prefulfillmentCancelRate"_s, metric(share, 0.025)}};
    return QJsonDocument(QJsonObject{{u"accountStatuses"_s, QJsonArray{QJsonObject{{u"marketplaceId"_s, marketplace}, {u"status"_s, m_account.status}}}},
                                     {u"performanceMetrics"_s, QJsonArray{metrics}}}).toJson(QJsonDocument::Compact);
}

Reply AmazonChannel::reports(const Request &request, const QStringList &path)
{
    const bool isCreation = request.method == "POST", isDocument = path.value(0) == u"documents";
    const double perSecond = isCreation ? createsPerSecond : isDocument ? documentsPerSecond : looksPerSecond;
    if (auto refusal = refuseHurry(u"reports/%1%2"_s.arg(path.value(0), isCreation ? u"+"_s : QString()), perSecond, reportsBurst))
        return *refusal;
    if (isCreation) {
        const QJsonObject wish = QJsonDocument::fromJson(request.body).object();
        if (wish.value(u"reportType").toString() != u"GET_V2_SELLER_PERFORMANCE_REPORT")
            return spError(400, u"InvalidInput"_s, u"Invalid Report Type"_s);
        const QString report = QString::number(50'000 + m_reports.size());
        m_reports.insert(report, now() + writingTakes);
        return withLimit(jsonReply(202, QJsonObject{{u"reportId"_s, report}}), perSecond);
    }
    const QString name = path.value(1);
    if (!m_reports.contains(name))
        return spError(404, u"NotFound"_s, u"NotFound"_s, u"There is no such report."_s);
    const bool isReady = m_reports.value(name) <= now();
    if (isDocument && isReady)
        return withLimit(jsonReply(200, QJsonObject{{u"reportDocumentId"_s, name}, {u"url"_s, url() + u"/report-documents/"_s + name}}), perSecond);
    QJsonObject report{{u"reportId"_s, name}, {u"reportType"_s, u"GET_V2_SELLER_PERFORMANCE_REPORT"_s}, {u"processingStatus"_s, isReady ? u"DONE"_s : u"IN_PROGRESS"_s}};
    if (isReady)
        report.insert(u"reportDocumentId"_s, name);
    return withLimit(jsonReply(200, report), perSecond);
}

} // namespace crossdock::sandbox
