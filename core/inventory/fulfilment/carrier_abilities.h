#pragma once

#include "core/inventory/fulfilment/rates/option.h"

#include <QStringList>

namespace crossdock::fulfilment {

/// What the service of one kind of account can be asked for and tells, as far as Crossdock speaks it.
struct CarrierAbilities {
    QString title; ///< "FedEx"
    rates::Options options; ///< beside the service; of labels and their prices
    QString insuresIn; ///< the only currency that it insures in; empty: any
    bool countsTries = false; ///< tells how often it tried to deliver
    bool takesReturns = false; ///< sells labels for what a buyer sends back
};

CarrierAbilities abilitiesOf(const QString &kind); ///< "easypost"; of a kind that is not known: none

/// Of what an order is to be sent with: what an order to such a place, which sends by itself, cannot ask for.
rates::Options beyondNode(const QString &kind, const rates::Options &options);

// Titles of the kinds that can, for people: "FedEx, UPS and USPS".
QString titlesWith(rates::Option option);
QString titlesThatCountTries();
QString titlesThatTakeReturns();

} // namespace crossdock::fulfilment
