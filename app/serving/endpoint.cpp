#include "app/serving/endpoint.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {

tl::expected<Endpoint, UsageError> Endpoint::of(const Arguments &arguments, const QString &flag)
{
    if (!arguments.has(flag))
        return Endpoint{};
    const QString text = arguments.value(flag);
    const qsizetype colon = text.lastIndexOf(u':');
    QString host = text.first(qMax<qsizetype>(0, colon));
    if (host.startsWith(u'[') && host.endsWith(u']'))
        host = host.sliced(1, host.size() - 2);
    bool isNumber = false;
    const uint port = text.sliced(colon + 1).toUInt(&isNumber);
    if (colon < 1 || host.isEmpty() || !isNumber || port > 65'535)
        return tl::make_unexpected(UsageError{UsageError::Kind::BadValue, u"--%1 %2"_s.arg(flag, text), u"it is written HOST:PORT, for example 127.0.0.1:0"_s, {}});
    return Endpoint{host, static_cast<quint16>(port)};
}

} // namespace crossdock::app
