#pragma once

#include "core/connectors/http/exchange.h"
#include "core/connectors/nodes/pacer.h"
#include "core/inventory/channels/channel_port.h"

namespace crossdock::nodes {

/// Asks a node one thing at a time within its limits, and reads its refusals. Lives in one thread.
class NodeClient : public QObject
{
public:
    using Done = std::function<void(channels::Answer<http::Reply>)>;

    /// What is in `secrets` is blotted out of whatever the node says.
    NodeClient(http::Exchange &exchange, Clock &clock, double burst, double perSecond, QStringList secrets, QObject *parent);

    /// `done` gets answers 2xx alone, and 404 where `mayBeAbsent`; others are failures in the node's own words.
    enum class Absent { Fails, IsAnswer };
    void ask(http::Request request, Absent absent, Done done, double cost = 1);

    Pacer &pacer() { return m_pacer; }
    channels::CallFailure clean(channels::CallFailure failure) const;
    QByteArray clean(const QByteArray &body) const; ///< of an answer that is nothing but words

private:
    http::Exchange &m_exchange;
    Clock &m_clock;
    Pacer m_pacer;
    QStringList m_secrets;
};

/// An answer that came and cannot be read: what was asked may have happened.
channels::CallFailure unreadable(const Error &error);

/// Hands on what `read` finds in a reply: a Result<T> of its body.
template <class T, class Read>
NodeClient::Done reading(std::function<void(channels::Answer<T>)> done, Read read)
{
    return [done = std::move(done), read = std::move(read)](const channels::Answer<http::Reply> &reply) {
        if (!reply) {
            done(tl::make_unexpected(reply.error()));
            return;
        }
        const Result<T> value = read(reply->body);
        if (value)
            done(*value);
        else
            done(tl::make_unexpected(unreadable(value.error())));
    };
}

/// Why an answer of a node is none: as channels::failureOf(), with the node's own words and ShipBob's x-retry-after.
std::optional<channels::CallFailure> failureOf(const http::Answer &answer, Time now);

} // namespace crossdock::nodes
