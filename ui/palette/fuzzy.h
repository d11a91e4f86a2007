#pragma once

#include <QStringView>

namespace crossdock::ui {

/// How well `text` fits what was typed: all its letters in order, better at the starts of words and in a row.
/// 0: not at all.
int fuzzyScore(QStringView typed, QStringView text);

} // namespace crossdock::ui
