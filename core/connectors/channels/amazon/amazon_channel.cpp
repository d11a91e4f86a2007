#include "core/connectors/channels/amazon/amazon_channel.h"

#include "core/connectors/channels/amazon/subscriber.h"

#include <QLoggingCategory>
#include <QPointer>
#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace crossdock::amazon {
namespace {

using channels::Answer;
using channels::Outcome;
using channels::PushReply;

Q_LOGGING_CATEGORY(logChannel, "crossdock.connectors.amazon")

// calls a second in Amazon's usage plans, where it names no other
constexpr double pushesPerSecond = 5;
constexpr int pushBurst = 5;
constexpr double searchesPerSecond = 0.0056; // one in three minutes
constexpr double ordersPerSecond = 0.5;
constexpr double shipmentsPerSecond = 2; // usage plan of confirmShipment
constexpr double participationsPerSecond = 0.016;

constexpr auto tokenLife = 23h; // of a page token: 24 hours, less one for the clocks
constexpr auto overlap = 5min; // changes of the last minutes are searchable late; what is read twice is known

} // namespace

Result<std::unique_ptr<AmazonChannel>> AmazonChannel::make(const ChannelDetails &details,
                                                           const QMap<QString, QString> &secrets,
                                                           http::Exchange &calls, http::Exchange &polls, Clock &clock)
{
    const auto account = readAccount(details);
    CROSSDOCK_TRY(account);
    const auto known = readSecrets(secrets, *account);
    CROSSDOCK_TRY(known);
    return std::make_unique<AmazonChannel>(*account, *known, calls, polls, clock);
}

AmazonChannel::AmazonChannel(Account account, Secrets secrets, http::Exchange &calls, http::Exchange &polls,
                             Clock &clock)
    : m_account(std::move(account))
    , m_secrets(std::move(secrets))
    , m_calls(calls)
    , m_clock(clock)
    , m_api(m_account, m_secrets, calls, clock, nullptr)
    , m_market(m_account, m_api, clock, nullptr)
    , m_pushRate(pushesPerSecond)
{
    if (!m_account.queueUrl.isEmpty())
        m_queue = std::make_unique<AmazonQueue>(m_account, m_secrets, calls, polls, clock, nullptr);
}

channels::Traits AmazonChannel::traits() const
{
    channels::Traits traits;
    traits.itemsPerCall = 1;
    traits.callsAtOnce = 4;
    traits.callsPerSecond = m_pushRate;
    traits.burst = pushBurst;
    traits.confirmsLater = true;
    traits.catchUpEvery = 180s;
    return traits;
}

CallFailure AmazonChannel::clean(CallFailure failure) const
{
    failure.words = m_secrets.blackedOut(failure.words);
    return failure;
}

CallFailure AmazonChannel::failed(const http::Reply &reply, double usualRate) const
{
    return clean(failureOf(reply, usualRate));
}

void AmazonChannel::call(const http::Request &request, const Replied &done)
{
    m_api.call(request, SellingPartnerApi::Grant::Seller, this, [this, done](Answer<http::Reply> reply) {
        if (!reply)
            reply = tl::make_unexpected(clean(reply.error()));
        done(std::move(reply));
    });
}

void AmazonChannel::push(const QList<channels::Offer> &offers, Done<PushReply> done)
{
    Q_ASSERT(offers.size() == 1); // traits().itemsPerCall
    channels::Offer offer = offers.first();
    const QString currency = currencyOf(m_account.marketplaceId);
    const bool isForeign = offer.price && !currency.isEmpty() && offer.price->currency != currency;
    const QString words = isForeign ? u"The quantity is told; the price is not: it is in %1, and the marketplace sells in %2."_s.arg(offer.price->currency, currency) : QString();
    if (isForeign && offer.isPriceOnly()) {
        const PushReply refused{{}, {{offer.address.id, offer.revision, offer.quantity, Outcome::State::Refused, words}}, {}};
        m_clock.after(0ms, this, [done, refused] { done(refused); });
        return;
    }
    if (isForeign)
        offer.price.reset();
    call(patchRequest(m_account, offer), [this, offer, words, done](const Answer<http::Reply> &reply) {
        PushReply answer;
        if (!reply) {
            answer.failure = reply.error();
            done(answer);
            return;
        }
        if (const auto rate = rateOf(*reply)) {
            m_pushRate = *rate;
            if (*rate < pushesPerSecond) // less than the lane reckons with
                answer.restFor = Milliseconds(static_cast<qint64>(std::ceil(1000 / *rate)));
        }
        auto outcome = readPatchReply(*reply, offer);
        if (outcome) {
            outcome->words = m_secrets.blackedOut(outcome->words);
            if (outcome->state == Outcome::State::Accepted && !words.isEmpty()) {
                outcome->state = Outcome::State::Refused;
                outcome->words = words;
            }
            answer.outcomes.append(*outcome);
        } else {
            answer.failure = clean(outcome.error());
        }
        done(answer);
    });
}

void AmazonChannel::callForOrders(const std::function<http::Request(bool)> &request, const Replied &done)
{
    call(request(m_mayReadBuyers), [this, request, done](const Answer<http::Reply> &reply) {
        if (!m_mayReadBuyers || !reply || reply->status != 403) {
            done(reply);
            return;
        }
        call(request(false), [this, done](const Answer<http::Reply> &plain) {
            if (plain && plain->status == 200) {
                m_mayReadBuyers = false;
                qCWarning(logChannel) << m_account.channel.text()
                                      << "the application has no role for buyers' data: orders come without it";
            }
            done(plain);
        });
    });
}

void AmazonChannel::catchUp(const QString &cursor, Time since, Done<Answer<channels::CatchUpPage>> done)
{
    OrdersCursor start = OrdersCursor::fromText(cursor).value_or(OrdersCursor{since, {}, {}, {}});
    const Time now = m_clock.now();
    if (!start.askedAt || now - *start.askedAt > tokenLife || now < *start.askedAt)
        start = {start.updatedAfter, {}, now, {}}; // from the first page
    readOrders(start, std::move(done));
}

void AmazonChannel::readOrders(OrdersCursor cursor, Done<Answer<channels::CatchUpPage>> done)
{
    const auto request = [account = m_account, cursor](bool withBuyer) {
        return ordersRequest(account, cursor, withBuyer);
    };
    callForOrders(request, [this, cursor, done](const Answer<http::Reply> &reply) {
        if (!reply) {
            done(tl::make_unexpected(reply.error()));
            return;
        }
        if (reply->status == 400 && !cursor.pageToken.isEmpty()) {
            // the token is not good any more: from the first page
            readOrders({cursor.updatedAfter, {}, m_clock.now(), {}}, done);
            return;
        }
        if (reply->status != 200) {
            done(tl::make_unexpected(failed(*reply, searchesPerSecond)));
            return;
        }
        auto page = readOrdersPage(reply->body, m_account);
        if (!page) {
            done(tl::make_unexpected(clean(failureOf(page.error()))));
            return;
        }
        for (const QString &number : std::as_const(page->unreadable))
            qCWarning(logChannel) << m_account.channel.text() << "order" << number << "does not follow Amazon's model";
        done(toPage(std::move(*page), cursor, *reply));
    });
}

channels::CatchUpPage AmazonChannel::toPage(OrdersPage page, OrdersCursor cursor, const http::Reply &reply) const
{
    if (!cursor.nextStart) { // of the first page: later pages show what changed before it
        const QByteArray dateText = http::header(reply.headers, "Date").replace("GMT", "+0000"); // as Qt reads it
        const auto date = QDateTime::fromString(QString::fromLatin1(dateText), Qt::RFC2822Date);
        // Amazon's clock counts; ours may run ahead of it
        const Time asked = date.isValid() ? std::min(*cursor.askedAt, fromMs(date.toMSecsSinceEpoch())) : *cursor.askedAt;
        cursor.nextStart = std::max(page.updatedBefore.value_or(asked - overlap), cursor.updatedAfter);
    }
    channels::CatchUpPage answer;
    answer.orders = std::move(page.orders);
    answer.hasMore = !page.nextToken.isEmpty();
    if (answer.hasMore)
        cursor.pageToken = page.nextToken;
    else
        cursor = {*cursor.nextStart, {}, {}, {}};
    answer.cursor = cursor.toText();
    return answer;
}

void AmazonChannel::readOrder(const QString &number, Done<Answer<ChannelOrder>> done)
{
    const auto request = [account = m_account, number](bool withBuyer) {
        return orderRequest(account, number, withBuyer);
    };
    callForOrders(request, [this, done](const Answer<http::Reply> &reply) {
        if (!reply) {
            done(tl::make_unexpected(reply.error()));
            return;
        }
        if (reply->status != 200) {
            done(tl::make_unexpected(failed(*reply, ordersPerSecond)));
            return;
        }
        const auto order = readOrderReply(reply->body, m_account);
        if (order)
            done(*order);
        else
            done(tl::make_unexpected(clean(failureOf(order.error()))));
    });
}

void AmazonChannel::readCatalogue(const QString &cursor, Done<Answer<channels::CataloguePage>> done)
{
    const CatalogueCursor start = CatalogueCursor::fromText(cursor);
    call(catalogueRequest(m_account, start), [this, start, done](const Answer<http::Reply> &reply) {
        if (!reply) {
            done(tl::make_unexpected(reply.error()));
            return;
        }
        if (reply->status != 200) {
            done(tl::make_unexpected(failed(*reply, readsPerSecond)));
            return;
        }
        const auto page = readCataloguePage(reply->body, m_account, start);
        if (page)
            done(*page);
        else
            done(tl::make_unexpected(clean(failureOf(page.error()))));
    });
}

void AmazonChannel::test(Done<Answer<QString>> done)
{
    call(participationsRequest(m_account), [this, done](const Answer<http::Reply> &reply) {
        if (!reply) {
            done(tl::make_unexpected(reply.error()));
            return;
        }
        const CallFailure failure = failed(*reply, participationsPerSecond);
        if (reply->status != 200 && failure.kind != CallFailure::Kind::Unreachable) {
            testListings(done); // the role for reading the store is not needed for anything else
            return;
        }
        if (reply->status != 200) {
            done(tl::make_unexpected(failure));
            return;
        }
        const auto store = readStore(reply->body, m_account.marketplaceId);
        if (!store && store.error().code != Error::Code::NotFound) {
            testListings(done);
            return;
        }
        if (!store) {
            done(tl::make_unexpected(clean(failureOf(store.error()))));
            return;
        }
        QString sentence = m_secrets.blackedOut(u"Signed in to %1 on %2 (%3)."_s.arg(store->name, store->marketplace, store->currency));
        if (!store->isParticipating)
            sentence += u" Amazon says that the seller does not sell there at the moment."_s;
        testQueue(sentence, done);
    });
}

void AmazonChannel::testListings(Done<Answer<QString>> done)
{
    call(catalogueRequest(m_account, {}), [this, done](const Answer<http::Reply> &reply) {
        if (reply && reply->status == 200)
            testQueue(u"Signed in as seller %1 on marketplace %2."_s.arg(m_account.sellerId, m_account.marketplaceId),
                      done);
        else
            done(tl::make_unexpected(reply ? failed(*reply, readsPerSecond) : reply.error()));
    });
}

void AmazonChannel::testQueue(const QString &sentence, Done<Answer<QString>> done)
{
    if (!m_queue) {
        done(sentence + u" No queue_url is set, so orders are not pushed: they are read every three minutes."_s);
        return;
    }
    m_queue->countWaiting([this, sentence, done](const Answer<qint64> &waiting) {
        if (waiting)
            done(sentence + u" The queue answers; messages waiting: %1."_s.arg(*waiting));
        else
            done(tl::make_unexpected(clean(waiting.error())));
    });
}

void AmazonChannel::subscribe(const QString &, Done<Answer<QStringList>> done)
{
    const auto arn = queueArn(m_account);
    if (m_account.queueUrl.isEmpty() || !arn) {
        const QString words = m_account.queueUrl.isEmpty()
            ? u"No queue_url is set: make a standard SQS queue, set queue_url, region and the AWS keys. Until then orders"
              " are read every three minutes."_s
            : u"queue_url "_s + arn.error().detail + u'.';
        m_clock.after(0ms, this, [words, isWrong = !m_account.queueUrl.isEmpty(), done] {
            if (isWrong)
                done(tl::make_unexpected(CallFailure{CallFailure::Kind::Rejected, words}));
            else
                done(QStringList{words});
        });
        return;
    }
    auto *subscriber = new Subscriber(m_account, m_api, *arn, [this, done](Answer<QStringList> answer) {
        if (!answer)
            answer = tl::make_unexpected(clean(answer.error()));
        else // some say what Amazon said
            std::transform(answer->cbegin(), answer->cend(), answer->begin(), [this](const QString &words) { return m_secrets.blackedOut(words); });
        done(std::move(answer));
    }, this);
    subscriber->start();
}

void AmazonChannel::cancelOrder(const QString &number, const QString &reason, Payment, Done<Answer<QString>> done)
{
    const QString words = u"Amazon has no call that cancels an order. Open %1 in Seller Central (Orders, Manage Orders),"
                          " choose Cancel order and give the reason%2. The cancellation then comes back here by itself."_s
                              .arg(number, reason.isEmpty() ? QString() : u" ("_s + reason + u')');
    m_clock.after(0ms, this, [words, done] {
        done(tl::make_unexpected(CallFailure{CallFailure::Kind::Rejected, words}));
    });
}

void AmazonChannel::confirmShipment(const channels::ParcelSent &parcel, Done<Answer<QString>> done)
{
    if (parcel.carrier.isEmpty() || packagesOf(parcel).isEmpty()) {
        const QString words = u"Amazon wants the carrier and the tracking number of every parcel: give both for order %1."_s.arg(parcel.order);
        m_clock.after(0ms, this, [words, done] { done(tl::make_unexpected(CallFailure{CallFailure::Kind::Rejected, words})); });
        return;
    }
    confirmNext(parcel, 0, done);
}

void AmazonChannel::confirmNext(const channels::ParcelSent &parcel, qsizetype box, const Done<Answer<QString>> &done)
{
    const QList<Package> boxes = packagesOf(parcel);
    call(shipmentRequest(m_account, parcel, boxes.at(box)), [this, parcel, box, count = boxes.size(), done](const Answer<http::Reply> &reply) {
        if (!reply)
            done(tl::make_unexpected(reply.error()));
        else if (reply->status < 200 || reply->status >= 300)
            done(tl::make_unexpected(failed(*reply, shipmentsPerSecond)));
        else if (box + 1 < count)
            confirmNext(parcel, box + 1, done);
        else
            done(u"Amazon confirmed parcel %1 of order %2."_s.arg(parcel.number).arg(parcel.order));
    });
}

tl::expected<channels::Message, channels::Refusal> AmazonChannel::readDelivery(const channels::Delivery &, Time) const
{
    return tl::make_unexpected(channels::Refusal::BadSignature);
}

void AmazonChannel::listen(Ear ear)
{
    if (!m_queue)
        return;
    m_queue->setMarketEar([this, ear](const Notification &notification, std::function<void(bool)> taken) { m_market.take(notification, std::move(taken), ear); });
    m_queue->start(std::move(ear));
}

void AmazonChannel::stopListening()
{
    m_market.stop();
    if (m_queue)
        m_queue->stop();
}

void AmazonChannel::fence(Done<bool> done)
{
    if (m_queue)
        m_queue->fence(std::move(done));
    else
        m_clock.after(0ms, this, [done] { done(false); });
}

} // namespace crossdock::amazon
