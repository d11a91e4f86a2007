#pragma once

#include "core/sandbox/world.h"

#include <QJsonValue>

namespace crossdock::sandbox {

/// What a channel shares with its world.
struct Surroundings {
    Clock &clock;
    Random &random; ///< the channel's own numbers: tokens, delays, faults
    const Faults &faults;
    const WorldSpec &spec;
    const WebhookSender &send;
};

/// How the seller's account does; rates are shares of orders.
struct AccountState {
    QString status = QStringLiteral("NORMAL");
    double orderDefectRate = 0.004, lateShipmentRate = 0.012;
};

/// One simulated channel: a shop behind the wire of its kind.
class Channel : public ShopListener
{
public:
    Channel(const ChannelSpec &spec, Surroundings around);

    const QString &name() const { return m_spec.name; }
    const ChannelSpec &spec() const { return m_spec; }
    Shop &shop() { return m_shop; }
    const Shop &shop() const { return m_shop; }
    const QString &url() const { return m_url; }
    void setUrl(const QString &url) { m_url = url; }

    /// Lets the faults strike, then answers.
    void handle(const Request &request, Respond respond);

    virtual ChannelAccess access() const = 0;
    virtual QString location() const { return {}; } ///< what `location_id` is in `import listings`
    virtual void subscribe(const QString &url) = 0;
    virtual void startRivals() {} ///< where others sell beside us
    virtual void stopRivals() {}
    virtual Result<> setRival(qsizetype listing, const Money &price);
    /// Keeps the listing from buyers; no words: not any more.
    virtual Result<> suppress(qsizetype listing, const QString &words);
    virtual Result<> setAccount(const AccountState &state);
    /// Names the listing of an item: numbers, listing id, inventory id, product type. `family` is the same for variants of
    /// one product, `familySize` how many of them are listed here.
    virtual void nameListing(Listing &listing, quint64 item, quint64 family, int familySize) const = 0;

protected:
    virtual void answer(const Request &request, Respond respond) = 0;
    virtual Reply throttledReply() const = 0;
    virtual Reply brokenReply() = 0;

    Time now() const { return m_around.clock.now(); }
    void after(Milliseconds delay, std::function<void()> action) { m_around.clock.after(delay, &m_life, std::move(action)); }
    /// Delivers an event, unless the faults lose it: once or twice, now, late, or after the next one.
    void publish(std::function<void()> deliver);
    QByteArray randomHex(int digits);
    QString secret(QStringView purpose) const; ///< always the same for the seed, the channel and the purpose
    Surroundings &around() { return m_around; }
    Chance &chance() { return m_chance; }

    QObject &life() { return m_life; }

private:
    void deliverHeld();

    ChannelSpec m_spec;
    mutable QHash<QString, QString> m_secrets; ///< by purpose, once asked for
    Surroundings m_around;
    Chance m_chance;
    Shop m_shop;
    QString m_url;
    QList<std::function<void()>> m_held; // events that wait for the next one to overtake them
    QObject m_life; // ends the timers with the channel
};

Reply jsonReply(int status, const QJsonValue &body, Headers headers = {});
std::unique_ptr<Channel> makeChannel(const ChannelSpec &spec, Surroundings around);

} // namespace crossdock::sandbox
