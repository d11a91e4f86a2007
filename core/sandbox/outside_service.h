#pragma once

#include "core/sandbox/channel.h"

namespace crossdock::sandbox {

/// Somebody outside the shop behind the wire of his kind: a node of others, a carrier. Faults of the world strike him as they
/// strike channels. Lives in the world's thread.
class OutsideService
{
public:
    OutsideService(const QString &sort, const QString &name, Surroundings around); ///< sort: "node", "carrier"
    virtual ~OutsideService() = default;

    const QString &name() const { return m_name; }
    const QString &url() const { return m_url; }
    void setUrl(const QString &url) { m_url = url; }
    virtual ChannelAccess access() const = 0; ///< the words of `crossdock node add` or `crossdock carrier add`

    /// Lets the faults strike, then answers.
    void handle(const Request &request, Respond respond);

protected:
    virtual Reply answer(const Request &request) = 0;
    virtual Reply throttledReply() const = 0;
    virtual Reply brokenReply() const = 0;

    QString secret(QStringView purpose) const; ///< always the same for the seed, the name and the purpose
    Time now() const { return m_around.clock.now(); }
    Surroundings &around() { return m_around; }
    Chance &chance() { return m_chance; }
    QObject &life() { return m_life; }
    bool hasRealLimits() const { return m_around.spec.limits == Limits::Real; }

private:
    QString m_sort, m_name, m_url;
    Surroundings m_around;
    Chance m_chance;
    QObject m_life; // ends the timers with the service
};

} // namespace crossdock::sandbox
