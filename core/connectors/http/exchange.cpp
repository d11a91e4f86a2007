#include "core/connectors/http/exchange.h"

namespace crossdock::http
{

QByteArray header(const Headers &headers, QByteArrayView name)
{
    for (const Header &candidate : headers) {
        if (candidate.name.compare(name, Qt::CaseInsensitive) == 0)
            return candidate.value;
    }
    return {};
}

} // namespace crossdock::http
