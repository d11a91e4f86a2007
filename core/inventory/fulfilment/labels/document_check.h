#pragma once

#include "core/inventory/fulfilment/labels/label.h"

namespace crossdock::labels {

/// What shows that a file is not what it is said to be, in English, about the file: a page that asks for a password comes as a label,
/// too. Empty: it begins as such a file does. PDF: ISO 32000-1, 7.5.2; PNG: RFC 2083, 3.1; ZPL: every label stands between ^XA and ^XZ.
QString flawOf(const Document &document);

/// Whether a label cost so much more than it was quoted at that a person is to hear of it, or was charged in other money.
bool isDearer(const Label &label);

} // namespace crossdock::labels
