#include "core/inventory/values/time.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock {

QString toText(Time time)
{
    return toDateTime(time).toString(Qt::ISODateWithMs);
}

Result<Time> parseTime(QStringView text)
{
    const QString trimmed = text.trimmed().toString();
    QDateTime parsed = QDateTime::fromString(trimmed, Qt::ISODateWithMs);
    if (!parsed.isValid())
        parsed = QDateTime::fromString(trimmed, u"yyyy-MM-dd HH:mm:ss"_s);
    if (!parsed.isValid())
        return fail(Error::Code::InvalidInput, trimmed, u"not a time like 2026-11-25T09:30:00Z"_s);
    if (parsed.timeSpec() == Qt::LocalTime)
        parsed.setTimeSpec(Qt::UTC);
    return fromMs(parsed.toMSecsSinceEpoch());
}

QDateTime toDateTime(Time time)
{
    return QDateTime::fromMSecsSinceEpoch(toMs(time), Qt::UTC);
}

} // namespace crossdock
