#include "core/connectors/channels/amazon/amazon_market.h"

#include <utility>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace crossdock::amazon {
namespace {

using channels::Message;
using channels::StandingSeen;

constexpr auto gathering = 200ms; // messages of one receiving share a call
constexpr auto callsApart = 1s; // a fifth of the usage plan: stock and catalogue have the rest
constexpr auto trustedFor = 24h; // a listing that is new sells a known product at the latest then
constexpr auto troubleRest = 10s;
constexpr qsizetype mostWaiting = 1'000; // what comes beyond that is shown again by the queue

const StandingSeen *standingOf(const Notification &notification)
{
    return notification.message.news.isEmpty() ? nullptr : std::get_if<StandingSeen>(&notification.message.news.first());
}

} // namespace

AmazonMarket::AmazonMarket(const Account &account, SellingPartnerApi &api, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_account(account)
    , m_api(api)
    , m_clock(clock)
{
}

void AmazonMarket::take(const Notification &notification, Taken taken, const Ear &ear)
{
    Waiting waiting{notification, std::move(taken), ear};
    if (const StandingSeen *standing = standingOf(notification); standing && standing->isSuppressed) {
        if (m_wordless.size() < mostWaiting)
            m_wordless.enqueue(std::move(waiting));
        readNextWords();
        return;
    }
    if (!notification.offers)
        return ear(notification.message, waiting.taken);
    const QString asin = notification.offers->asin;
    if (const Product *product = known(asin))
        return tell(waiting, product->listings);
    if (m_waitingCount >= mostWaiting)
        return;
    ++m_waitingCount;
    m_waiting[asin].append(std::move(waiting));
    askSoon();
}

const AmazonMarket::Product *AmazonMarket::known(const QString &asin) const
{
    const auto product = m_products.constFind(asin);
    return product == m_products.cend() || m_clock.now() - product->knownSince > trustedFor ? nullptr : &*product;
}

void AmazonMarket::tell(const Waiting &waiting, const QList<OwnListing> &listings) const
{
    const ProductOffers &offers = *waiting.notification.offers;
    Message message{waiting.notification.message.eventId, {}, {}};
    for (const OwnListing &listing : listings) {
        if (listing.condition != offers.condition)
            continue;
        channels::MarketSeen seen = offers.seen;
        seen.listing = listing.sku;
        message.news.append(seen);
    }
    waiting.ear(message, waiting.taken);
}

void AmazonMarket::askSoon()
{
    if (!std::exchange(m_isAsking, true))
        m_clock.after(gathering, this, [this] { ask(); });
}

void AmazonMarket::ask()
{
    if (m_waiting.isEmpty()) {
        m_isAsking = false;
        return;
    }
    askPage(m_waiting.keys().first(std::min(m_waiting.size(), productsAtOnce)), {}, {});
}

void AmazonMarket::askPage(const QStringList &asins, const QString &token, const QHash<QString, QList<OwnListing>> &before)
{
    const auto take = [this, asins, before](const channels::Answer<http::Reply> &reply) {
        auto page = reply && reply->status == 200 ? readProducts(reply->body, m_account.marketplaceId) : Result<ProductsPage>(fail(Error::Code::Unreachable, u"listings"_s, {}));
        if (!page) {
            forget(asins);
            rest(reply ? std::max<Milliseconds>(troubleRest, failureOf(*reply, 5).retryAfter) : troubleRest);
            return;
        }
        auto all = before;
        for (auto [asin, listings] : page->listings.asKeyValueRange())
            all[asin] += listings;
        if (!page->nextToken.isEmpty() && !page->listings.isEmpty())
            return askPage(asins, page->nextToken, all);
        for (const QString &asin : asins)
            answered(asin, all.value(asin));
        rest(callsApart);
    };
    m_api.call(productsRequest(m_account, asins, token), SellingPartnerApi::Grant::Seller, this, take);
}

void AmazonMarket::answered(const QString &asin, const QList<OwnListing> &listings)
{
    m_products.insert(asin, {listings, m_clock.now()});
    const QList<Waiting> waiting = m_waiting.take(asin);
    m_waitingCount -= waiting.size();
    for (const Waiting &one : waiting)
        tell(one, listings);
}

/// The queue shows them again.
void AmazonMarket::forget(const QStringList &asins)
{
    for (const QString &asin : asins)
        m_waitingCount -= m_waiting.take(asin).size();
}

void AmazonMarket::stop()
{
    ++m_run;
    m_waiting.clear();
    m_waitingCount = 0;
    m_wordless.clear();
}

void AmazonMarket::rest(Milliseconds pause)
{
    m_clock.after(pause, this, [this] { ask(); });
}

void AmazonMarket::readNextWords()
{
    if (m_wordless.isEmpty() || std::exchange(m_isReading, true))
        return;
    const Waiting waiting = m_wordless.dequeue();
    StandingSeen standing = *standingOf(waiting.notification);
    m_api.call(issuesRequest(m_account, standing.listing), SellingPartnerApi::Grant::Seller, this, [this, waiting, standing, run = m_run](const channels::Answer<http::Reply> &reply) {
        m_clock.after(callsApart, this, [this] {
            m_isReading = false;
            readNextWords();
        });
        if (run != m_run)
            return;
        const auto words = reply && reply->status == 200 ? readIssues(reply->body) : Result<QString>(QString());
        StandingSeen told = standing;
        if (words && !words->isEmpty())
            told.words = *words;
        waiting.ear({waiting.notification.message.eventId, {}, {told}}, waiting.taken);
    });
}

} // namespace crossdock::amazon
