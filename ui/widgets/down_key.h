#pragma once

class QAbstractItemView;
class QLineEdit;

namespace crossdock::ui {

/// Down in a filter goes into the list that it filters: to its current row, else its first.
void leadDown(QLineEdit *filter, QAbstractItemView *list);

} // namespace crossdock::ui
