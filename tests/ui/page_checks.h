#pragma once

#include <QWidget>

namespace crossdock::test {

/// Labels of `page` whose text is cut, as sentences; and fields that no assistive technology could name.
QStringList cutLabels(const QWidget &page);
QStringList namelessControls(const QWidget &page);

} // namespace crossdock::test
