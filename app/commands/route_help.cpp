#include "app/commands/commands.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {

QString routeKeys()
{
    return uR"(
  The problem file is one JSON object; money is in whole minor units of its currency.
    currency, orders, nodes, stock, columns
      orders   id, lines [{id, sku, quantity, unfilled_cost}], max_parcels
      nodes    id, capacity (parcels in this wave)
      stock    node, sku, available
      columns  order, node, lines [id], cost: the parcels that may be chosen, with their prices; carbon_g: grams of CO2e of one
  What a node sends of an order is one parcel for max_parcels and capacity, however many cartons it takes.
  Without “columns” the parcels are priced here, and the file holds besides:
    ship_date  "2026-01-05", or now "2026-01-05T13:30:00Z" with the nodes' cut-offs
    items      sku, weight {value, unit lb|oz|kg|g}, dimensions {length, width, height, unit in|cm}, upright, hazmat;
               the same keys in a line hold for that line
    boxes      id, inner and outer {length, width, height, unit}, max_weight (of what is in it), tare, filler (weights), price, blank;
               without boxes parcels are weighed only
    nodes      country, postcode, boxes [id], carriers ["fedex", "ups/ground"], order_fee, first_pick, pick_fee, free_picks (1), insert_fee,
               box_fee (where the file has no boxes),
               fuel_percent (on lists that have none), cut_off "14:00", time_zone, work_days [1…7], holidays [date];
               unit_fees [595, 395, …]: paid by the unit, freight included, by the number of units in the parcel
    orders     to {country, postcode, residential}, channel, promised_by (a date), late_cost, zones {node: {carrier: zone}}
    stock      worth: what a unit there is worth to later orders
    rates      carrier, service, effective_from, prices [{zone, max_weight, min_weight, weight_unit, price}], weight_unit, price_type, currency;
               without “rates”, those imported into the folder of --data. Of several price types the first of contract, negotiated, account,
               commercial, list, retail counts
    zones      carrier, origin_zip3, dest_zip3, zone, effective_from
    surcharges carrier, kind, effective_from, effective_until, service, price_type, zone_from, zone_to, zip_from, zip_to, amount or percent
    transit    carrier, service, node, days [{days, percent}]: in so many working days so likely
    rules      name, and where it holds: channels, nodes, countries, skus, hazmat; and what it does: forbid, blank_box, blocked_carriers,
               surcharge_percent (on the freight), surcharge
  A parcel costs order_fee + first_pick + (units - free_picks) x pick_fee + insert_fee + box or box_fee + freight + fuel + surcharges
  + late_cost x (100 - percent in time) / 100 + carbon_price x estimated kg of CO2e + worth.
  A key that is none of these is left alone, and named on stderr.
  Carbon stands beside every parcel as an estimate with its arithmetic, or with the reason why it is not known; it costs nothing unless the
  policy file gives it a price. That file is one JSON object, all keys may be absent: max_parcels, parcel_fee, carbon_price (of a kilogram),
  late_costs {channel: cost}, vetoes [{name, nodes, orders, skus}].
  --explain adds “explained”: of each order, or of those named, the chosen, the next best and the naive plan in parts that add up; why no other
  node; and of named orders (or all of at most 25) what everything solved again says: below what price a parcel would win, what one more unit
  saves, what the order gives up for others. --pin ORDER=NODE adds “pinned”: what it costs to have it so, and which orders move.
)"_s;
}

} // namespace crossdock::app
