#pragma once

#include "core/inventory/fulfilment/rates/measures.h"
#include "core/inventory/fulfilment/rates/option.h"
#include "core/inventory/values/money.h"
#include "core/inventory/values/quantity.h"

#include <QDate>
#include <QList>
#include <QMap>

namespace crossdock::rates {

/// One end of a shipment. Price lists need country and postcode; some carriers' own questions need the rest.
struct Place {
    QString country; ///< two letters
    QString postcode;
    QString name, street, city, region;
    QString phone = {}, email = {}; ///< for labels
    friend bool operator==(const Place &, const Place &) = default;
};

struct Dimensions {
    Length length, width, height; ///< in any order
    friend bool operator==(const Dimensions &, const Dimensions &) = default;
};

struct Parcel {
    Weight weight;
    std::optional<Dimensions> dimensions; ///< nothing: never billed by volume
    bool isUnboxed = false; ///< not a closed box of cardboard: carriers handle it by hand
    friend bool operator==(const Parcel &, const Parcel &) = default;
};

/// What a parcel that crosses a border holds.
struct Customs {
    struct Item {
        QString description;
        Quantity quantity = 0;
        Weight weight; ///< of all units
        Money value; ///< of all units
        QString hsCode, origin; ///< origin: two letters
        friend bool operator==(const Item &, const Item &) = default;
    };
    QString contents = QStringLiteral("merchandise"); ///< "gift", "documents", "sample", "returned_goods"
    QString signer; ///< who declares it
    QList<Item> items;
    friend bool operator==(const Customs &, const Customs &) = default;
};

/// What is to be sent, and when: the day decides which lists and rules hold.
struct Shipment {
    QDate shipDate;
    Place from, to;
    bool isResidential = false;
    QList<Parcel> parcels; ///< at least one
    QMap<QString, QString> zones; ///< by carrier; before every look-up
    std::optional<Customs> customs = {}; ///< nothing: it crosses no border, or only prices are asked
    Options options = {}; ///< of carriers
    std::optional<Money> value = {}; ///< of the goods: what is insured
    bool isReturn = false; ///< it goes back, from `to` to `from`, and who gets it pays
};

} // namespace crossdock::rates
