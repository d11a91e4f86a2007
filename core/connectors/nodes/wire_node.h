#pragma once

#include "core/inventory/environment.h"
#include "core/inventory/fulfilment/node_port.h"

namespace crossdock::nodes {

using channels::Answer;
using channels::CallFailure;

/// What every node's connector shares: answers for what its kind cannot do, and a failure's shapes.
class WireNode : public fulfilment::NodePort
{
public:
    explicit WireNode(Clock &clock)
        : m_clock(clock)
    {
    }

    void preview(const fulfilment::NodeOrder &order, Done<Answer<QList<fulfilment::NodeOffer>>> done) override;
    void checkSku(const QString &sku, const fulfilment::Handling &handling, Done<Answer<QStringList>> done) override;
    void hold(const fulfilment::NodeRef &ref, Done<Answer<QString>> done) override;
    void release(const fulfilment::NodeRef &ref, Done<Answer<QString>> done) override;
    void move(const fulfilment::NodeRef &ref, const QString &place, Done<Answer<QString>> done) override;
    void track(const QString &parcel, Done<Answer<fulfilment::NodeParcel>> done) override;

protected:
    Clock &clock() const { return m_clock; }

    /// Rejected with these words, later.
    template <class T>
    void refuse(const QString &words, Done<Answer<T>> done)
    {
        m_clock.after(Milliseconds{0}, this, [words, done = std::move(done)] { done(tl::make_unexpected(CallFailure{CallFailure::Kind::Rejected, words, Milliseconds{0}, false})); });
    }

private:
    Clock &m_clock;
};

} // namespace crossdock::nodes
