#include "ui/rates/rates_inquiry.h"

#include "core/inventory/fulfilment/rates/rate_book.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

constexpr Milliseconds deadline{5'000}; // of each carrier: who is later is a row that says so

bool isLive(const CarrierDetails &carrier)
{
    return carrier.kind != u"contract";
}

/// An account for which no price can be found says so.
rates::Rated quoteFromLists(const rates::RateBook &book, const rates::Shipment &shipment, const QList<CarrierDetails> &carriers)
{
    rates::Rated rated = book.quote(shipment);
    const QStringList priced = book.carriers();
    for (const CarrierDetails &carrier : carriers)
        if (!isLive(carrier) && !priced.contains(carrier.name.text().toLower()))
            rated.refused.append({carrier.name.text(), {}, u"no price list of this carrier is imported"_s});
    return rated;
}

} // namespace

RatesInquiry::RatesInquiry(const Context &context, QObject *parent)
    : QObject(parent)
    , m_context(context)
{
}

void RatesInquiry::start(const QList<Way> &ways)
{
    const qint64 request = ++m_request;
    m_ways = ways;
    m_open.clear();
    m_unanswered.clear();
    for (int way = 0; way < static_cast<int>(ways.size()); ++way)
        if (ways.at(way).problem.isEmpty())
            m_open.append(way);
    m_waits = 2;
    m_context.inventory.ask(query::Carriers{}, this, [this, request](const Result<query::Carriers::Answer> &carriers) {
        if (request != m_request)
            return;
        if (!carriers)
            Q_EMIT failed(carriers.error());
        askLists(carriers.value_or(query::Carriers::Answer{}));
        askLive(carriers.value_or(query::Carriers::Answer{}));
    });
}

/// Some microseconds a quote, but a large book and many places are many quotes: in another thread.
void RatesInquiry::askLists(const QList<CarrierDetails> &carriers)
{
    m_context.inventory.ask(query::Rates{}, this, [this, request = m_request, carriers](const Result<query::Rates::Answer> &book) {
        if (request != m_request)
            return;
        if (!book) {
            Q_EMIT failed(book.error());
            endPart();
            return;
        }
        m_hasLists = !(*book)->carriers().isEmpty();
        QList<rates::Shipment> shipments;
        for (const int way : std::as_const(m_open))
            shipments.append(m_ways.at(way).shipment);
        QThreadPool::globalInstance()->start([self = QPointer<RatesInquiry>(this), request, book = *book, shipments, carriers] {
            QList<rates::Rated> answers;
            for (const rates::Shipment &shipment : shipments)
                answers.append(quoteFromLists(*book, shipment, carriers));
            QMetaObject::invokeMethod(qApp, [self, request, answers] {
                if (!self || request != self->m_request)
                    return;
                for (qsizetype i = 0; i < answers.size(); ++i)
                    Q_EMIT self->answered(self->m_open.at(i), {}, answers.at(i));
                self->endPart();
            });
        });
    });
}

void RatesInquiry::askLive(const QList<CarrierDetails> &carriers)
{
    QList<rates::Shipment> shipments;
    for (const int way : std::as_const(m_open)) {
        shipments.append(m_ways.at(way).shipment);
        for (const CarrierDetails &carrier : carriers) {
            if (!isLive(carrier))
                continue;
            m_unanswered.insert({way, carrier.name.text()});
            Q_EMIT asked(way, carrier.name.text());
        }
    }
    m_hasAccounts = !carriers.isEmpty();
    if (m_unanswered.isEmpty()) {
        endPart();
        return;
    }
    const qint64 request = m_request;
    m_context.desk.quoteLive(shipments, deadline, this, [this, request](qsizetype shipment, const QString &account, const rates::Rated &rated) {
        if (request == m_request)
            take(m_open.at(shipment), account, rated);
    }, [this, request](const Result<QList<rates::Rated>> &all) {
        if (request != m_request)
            return;
        if (!all)
            Q_EMIT failed(all.error());
        const QList<rates::Rated> answers = all.value_or(QList<rates::Rated>{});
        for (qsizetype i = 0; i < answers.size(); ++i) // those that could not even be asked
            for (const rates::Silence &one : answers.at(i).silent)
                take(m_open.at(i), one.carrier, {.quotes = {}, .refused = {}, .silent = {one}});
        for (const auto &[way, account] : QSet(m_unanswered))
            take(way, account, {.quotes = {}, .refused = {}, .silent = {{account, u"it was not asked"_s}}});
        endPart();
    });
}

void RatesInquiry::take(int way, const QString &account, const rates::Rated &rated)
{
    if (m_unanswered.remove({way, account}))
        Q_EMIT answered(way, account, rated);
}

void RatesInquiry::endPart()
{
    if (--m_waits > 0)
        return;
    if (!m_hasLists && !m_hasAccounts)
        Q_EMIT nobodyToAsk();
    Q_EMIT finished();
}

} // namespace crossdock::ui
