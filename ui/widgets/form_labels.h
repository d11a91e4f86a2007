#pragma once

class QFormLayout;

namespace crossdock::ui {

/// Puts each label of a form at the middle of its field: QFormLayout leaves them some pixels above. Call once it is filled.
void centreLabels(QFormLayout &form);

} // namespace crossdock::ui
