#pragma once

#include <QString>

namespace crossdock {

/// "box" as "boxes", "entry" as "entries"; a verb's third person alike.
QString plural(const QString &word);

/// "1 entry", "12 entries".
QString counted(qint64 number, const QString &word);

} // namespace crossdock
