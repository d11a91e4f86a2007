#pragma once

class QDialog;
class QFormLayout;

namespace crossdock::ui {

/// Puts each label of a form at the middle of its field: QFormLayout leaves them some pixels above. Call once it is filled.
void centreLabels(QFormLayout &form);

/// For what a dialog says or asks after it was opened: nothing that stands in it is squeezed.
void makeRoom(QDialog &dialog);

} // namespace crossdock::ui
