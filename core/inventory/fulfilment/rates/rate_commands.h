#pragma once

#include "core/inventory/fulfilment/carrier_details.h"
#include "core/inventory/fulfilment/rates/billing.h"
#include "core/inventory/fulfilment/rates/dimensional_rules.h"
#include "core/inventory/fulfilment/rates/price_list.h"
#include "core/inventory/fulfilment/rates/surcharge.h"
#include "core/inventory/fulfilment/rates/zone_chart.h"

/// Commands about carriers and what they charge. See command.h.
namespace crossdock::command {

/// AlreadyExists if the name is taken.
struct AddCarrier {
    CarrierDetails details;
};

/// Forgets the account; imported price lists stay.
struct RemoveCarrier {
    CarrierId carrier;
};

/// Prices of one list: new cells are added, known ones take the new price. Nothing new: no entry.
struct TakePrices {
    rates::PriceList list;
};

/// Zones of one chart, taken as prices are.
struct TakeZones {
    rates::ZoneChart chart;
};

/// Lines of surcharges, discounts and fuel, taken as prices are.
struct TakeSurcharges {
    QList<rates::Surcharge> lines;
};

/// How a carrier counts volumes, taken as prices are.
struct TakeDivisor {
    rates::DimensionalRule rule;
};

/// What a carrier billed, taken as prices are: a parcel of an invoice that is known otherwise is corrected.
struct TakeInvoice {
    QList<rates::BilledParcel> parcels;
};

/// Keeps what accounts answered, for when they are late another time. It is no news: there is no entry.
struct NoteAnswers {
    QList<rates::LastAnswer> answers;
};

/// Keeps what was told for a parcel that goes out, to be compared with its invoice. AlreadyExists if another price is kept for it.
struct KeepQuote {
    rates::KeptQuote quote;
};

} // namespace crossdock::command
