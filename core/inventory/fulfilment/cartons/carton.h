#pragma once

#include "core/inventory/fulfilment/rates/shipment.h"

#include <vector>

/// Which box takes what is sent, and where each thing lies in it.
namespace crossdock::cartons {

/// One thing to pack: a unit of an order's line.
struct Item {
    QString name;
    rates::Dimensions sides;
    rates::Weight weight;
    bool keepsUpright = false; ///< its height stays up; else it may lie on any side
};

/// A kind of carton.
struct Box {
    QString name;
    rates::Dimensions inner; ///< what the items find
    rates::Dimensions outer; ///< what the carrier measures
    std::optional<rates::Weight> mostWeight; ///< of what is in it; nothing: no limit
    rates::Weight tare; ///< of the carton and its filler
    qint64 price = 0; ///< minor units, filler included
    bool isBlank = true; ///< bears nobody's brand
};

/// Where an item lies: its corner nearest to the box's own, and how far it reaches along length, width and height.
struct Placement {
    int item = 0;
    rates::Length x, y, z;
    rates::Length dx, dy, dz;
    friend bool operator==(const Placement &, const Placement &) = default;
};

} // namespace crossdock::cartons
