#pragma once

#include <QString>

namespace crossdock::rules {

/// The one spelling of a word that has several (canceled, cancelled); the word itself where it has one. Takes small letters.
QString spelled(const QString &word);

} // namespace crossdock::rules
