#include "core/connectors/http/gated_exchange.h"

#include <QObject>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::http
{

void GatedExchange::send(Request request, QObject *context, std::function<void(Answer)> done)
{
    if (m_isOpen()) {
        m_inner.send(std::move(request), context, std::move(done));
        return;
    }
    const Failure closed{{Error::Code::Unreachable, QString(), u"another engine may speak now: nothing was sent from here"_s}, false};
    QMetaObject::invokeMethod(context, [done = std::move(done), closed] { done(tl::make_unexpected(closed)); }, Qt::QueuedConnection);
}

} // namespace crossdock::http
