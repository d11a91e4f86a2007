#pragma once

#include "core/inventory/environment.h"

#include <QStringList>

namespace crossdock::sandbox {

/// The lines of resources/catalogue/NAME.txt without comments and blanks. Read once, then kept.
const QStringList &wordList(QStringView name);

inline const QString &pick(const QStringList &words, Random &random)
{
    return words.at(qsizetype(random.below(quint64(words.size()))));
}

} // namespace crossdock::sandbox
