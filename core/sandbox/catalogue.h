#pragma once

#include "core/inventory/environment.h"
#include "core/inventory/values/money.h"
#include "core/inventory/values/quantity.h"

#include <QList>
#include <QStringList>

namespace crossdock::sandbox {

struct KitPart {
    QString sku;
    int quantity = 1;
};

struct NodeStock {
    QString node;
    Quantity quantity = 0;
};

/// One thing that the shops sell.
struct CatalogueItem {
    QString sku;
    QString name;
    QString brand;
    QString model; ///< the same for the variants (colour, size) of one product
    QString category;
    QString barcode; ///< EAN-13 with its check digit
    int weightG = 0;
    int lengthMm = 0;
    int widthMm = 0;
    int heightMm = 0;
    Money cost;
    Money price;
    QList<KitPart> parts; ///< a kit if not empty; a kit has no stock of its own
    QList<NodeStock> stock; ///< one entry per node

    bool isKit() const { return !parts.isEmpty(); }
    Quantity onHand() const; ///< over all nodes
};

/// `count` items that a real shop could have: some 4 % of them kits, every SKU and barcode once, the most popular first.
/// The same random numbers make the same catalogue. Takes about 2 µs an item.
QList<CatalogueItem> makeCatalogue(int count, const QStringList &nodes, Random &random);

/// 12 digits to a valid EAN-13.
QString withCheckDigit(const QString &twelve);

} // namespace crossdock::sandbox
