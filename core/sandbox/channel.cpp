#include "core/sandbox/channel.h"

#include "core/sandbox/amazon/amazon_channel.h"
#include "core/sandbox/shopify/shopify_channel.h"
#include "core/sandbox/woocommerce/woo_channel.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox {
namespace {

constexpr Milliseconds longestHold{5000}; // an event held back for the next one goes alone after this
constexpr Milliseconds shortestDelay{5000};
constexpr quint64 delaySpreadMs = 115'000;

} // namespace

Channel::Channel(const ChannelSpec &spec, Surroundings around)
    : m_spec(spec)
    , m_around(around)
    , m_chance(m_around.random, m_around.faults)
    , m_shop(spec.currency, around.clock, *this)
    , m_url(u"http://%1.sandbox"_s.arg(spec.name))
{
}

void Channel::handle(const Request &request, Respond respond)
{
    const RequestFault fault = m_chance.ofRequest();
    const Milliseconds delay{static_cast<qint64>(m_around.random.below(quint64(m_around.spec.replyDelay.count()) + 1))};
    if (m_around.spec.replyDelay.count() > 0) {
        respond = [this, delay, respond = std::move(respond)](std::optional<Reply> reply) {
            after(delay, [respond, reply = std::move(reply)] { respond(reply); });
        };
    }
    switch (fault) {
    case RequestFault::None:
        return answer(request, std::move(respond));
    case RequestFault::Throttled:
        return respond(throttledReply());
    case RequestFault::Broken:
        return respond(brokenReply());
    case RequestFault::SilentBefore:
        return respond(std::nullopt);
    case RequestFault::SilentAfter:
        return answer(request, [respond = std::move(respond)](const std::optional<Reply> &) { respond(std::nullopt); });
    }
}

Result<> Channel::setRival(qsizetype, const Money &)
{
    return fail(Error::Code::NotAllowed, name(), u"nobody else sells there"_s);
}

Result<> Channel::suppress(qsizetype, const QString &)
{
    return fail(Error::Code::NotAllowed, name(), u"it keeps no listing from its buyers"_s);
}

Result<> Channel::setAccount(const AccountState &)
{
    return fail(Error::Code::NotAllowed, name(), u"it does not judge accounts"_s);
}

void Channel::publish(std::function<void()> deliver)
{
    const bool isLost = m_chance.happens(&Faults::lost);
    const bool isDoubled = m_chance.happens(&Faults::doubled);
    const bool isLate = m_chance.happens(&Faults::late);
    const bool isReordered = m_chance.happens(&Faults::reordered);
    const Milliseconds delay = shortestDelay + Milliseconds{static_cast<qint64>(m_around.random.below(delaySpreadMs))};
    if (isLost)
        return;
    if (isDoubled)
        after(isLate ? Milliseconds{0} : delay / 10, deliver);
    if (isLate)
        return after(delay, std::move(deliver));
    if (isReordered) {
        m_held.append(std::move(deliver));
        return after(longestHold, [this] { deliverHeld(); });
    }
    after(Milliseconds{0}, [this, deliver = std::move(deliver)] {
        deliver();
        deliverHeld();
    });
}

void Channel::deliverHeld()
{
    for (const auto &deliver : std::exchange(m_held, {}))
        deliver();
}

QByteArray Channel::randomHex(int digits)
{
    QByteArray text;
    while (text.size() < digits)
        text += QByteArray::number(m_around.random.next(), 16).rightJustified(16, '0');
    return text.first(digits);
}

QString Channel::secret(QStringView purpose) const
{
    QString &secret = m_secrets[purpose.toString()];
    if (secret.isEmpty()) {
        const QString source = u"%1/%2/%3"_s.arg(m_around.spec.seed).arg(m_spec.name, purpose);
        secret = QString::fromLatin1(QCryptographicHash::hash(source.toUtf8(), QCryptographicHash::Sha256).toHex().first(40));
    }
    return secret;
}

Reply jsonReply(int status, const QJsonValue &body, Headers headers)
{
    const QJsonDocument document = body.isArray() ? QJsonDocument(body.toArray()) : QJsonDocument(body.toObject());
    headers.prepend({"Content-Type", "application/json; charset=utf-8"});
    return {status, std::move(headers), document.toJson(QJsonDocument::Compact)};
}

std::unique_ptr<Channel> makeChannel(const ChannelSpec &spec, Surroundings around)
{
    switch (spec.kind) {
    case ChannelKind::Shopify:
        return std::make_unique<ShopifyChannel>(spec, around);
    case ChannelKind::Amazon:
        return std::make_unique<AmazonChannel>(spec, around);
    case ChannelKind::WooCommerce:
        return std::make_unique<WooChannel>(spec, around);
    }
    Q_UNREACHABLE();
}

} // namespace crossdock::sandbox
