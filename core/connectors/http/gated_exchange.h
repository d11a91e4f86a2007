#pragma once

#include "core/connectors/http/exchange.h"

namespace crossdock::http
{

/// Passes requests on while its gate is open. Behind a closed one a request fails, and has not happened.
class GatedExchange : public Exchange
{
public:
    /// `isOpen` is asked before each request, in the exchange's thread.
    GatedExchange(Exchange &inner, std::function<bool()> isOpen)
        : m_inner(inner)
        , m_isOpen(std::move(isOpen))
    {
    }
    void send(Request request, QObject *context, std::function<void(Answer)> done) override;

private:
    Exchange &m_inner;
    std::function<bool()> m_isOpen;
};

} // namespace crossdock::http
