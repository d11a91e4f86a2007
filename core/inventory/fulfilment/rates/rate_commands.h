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

/// A list of prices, whole: where one of that carrier, service, price type and day is known, it is replaced, and cells that are not in this one are
/// gone. Nothing new: no entry.
struct TakePrices {
    rates::PriceList list;
};

/// Zones of one chart: new ones are added, known ones take the new zone. Nothing new: no entry.
struct TakeZones {
    rates::ZoneChart chart;
};

/// Lines of surcharges, discounts and fuel. Those of one carrier, kind, day, service and price type are a list, and replace the known one whole.
struct TakeSurcharges {
    QList<rates::Surcharge> lines;
};

/// Takes imported lists of a carrier out. What is not named (empty, null) may be any. NotFound: there is no such list.
struct RemoveRates {
    enum class What { Prices, Zones, Surcharges };
    What what = What::Prices;
    QString carrier;
    QString service, priceType; ///< of prices and surcharges
    QString kind; ///< of surcharges
    QDate effectiveFrom;
};

/// How a carrier counts volumes, taken as prices are.
struct TakeDivisor {
    rates::DimensionalRule rule;
};

/// How a carrier rounds the weight it bills, taken as prices are.
struct TakeWeightStep {
    rates::WeightStep step;
};

/// What a carrier billed, taken as zones are: a parcel of an invoice that is known otherwise is corrected.
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
