#pragma once

#include "core/inventory/fulfilment/rates/quote.h"
#include "ui/words.h"

/// What the screen calls the parts of a carrier's price.
namespace crossdock::ui {

QString chargeText(const QString &kind); ///< "additional_handling.dimension" to "Additional handling (dimensions)"
QString triggerText(const QString &trigger); ///< what about the shipment leads to a surcharge

/// One line of arithmetic: "zone 5, up to 4 lb", "17.50 % of 12.99 USD", "per parcel".
QString arithmetic(const rates::Charge &charge, const rates::Quote &quote);

QString zoneSourceText(rates::Quote::ZoneSource source); ///< how the zone is known
QString billedText(const rates::Quote &quote); ///< "by volume"; empty: the carrier does not say
QString weightRoundingText(const rates::Quote &quote); ///< "up to the next 0.5 kg, by the imported rule of 1 Mar 2026"; empty: as carriers do
QString priceTypeText(const QString &type);
QString transitText(const rates::Quote &quote); ///< empty: not known
QString ageText(const rates::Quote &quote, Time now); ///< of which day the list is, or when the carrier was asked

QString gramsText(qint64 grams); ///< of CO2e: "850 g", "1.24 kg"

/// Days until it is there, to compare; nothing: not known.
std::optional<int> daysUnderWay(const rates::Quote &quote, const QDate &shipDate);

} // namespace crossdock::ui
