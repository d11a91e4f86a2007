#pragma once

#include "core/inventory/inventory.h"

#include <QImage>

class QPagedPaintDevice;

namespace crossdock::ui {

class PackBox;

/// Code 128 of `text`, black on white, without quiet zone; null if the text has characters that it cannot hold.
QImage barcode(const QString &text);

/// Draws the slip that goes into the box: who gets it, what is in it, the order's number to scan. No prices.
void drawPackingSlip(const PackBox &box, QPagedPaintDevice &paper);

/// The same as a page of HTML with the barcode as "barcode:order"; what drawPackingSlip() lays out.
QString packingSlipHtml(const PackBox &box);

} // namespace crossdock::ui
