#pragma once

#include "core/inventory/fulfilment/rates/rate_book.h"
#include "core/inventory/fulfilment/waves/field_reader.h"

namespace crossdock::waves {

/// Reads the price lists, zones and surcharges that a wave file brings.
class RateReader
{
public:
    RateReader(routing::StrictJson &json, const QString &currency, rates::RateBook::Contents &contents)
        : m_json(json)
        , m_field(json)
        , m_currency(currency)
        , m_contents(contents)
    {
    }

    bool lists();
    bool zones();
    bool surcharges();

private:
    bool list();
    bool price(rates::PriceList::Cell &cell, const std::optional<rates::WeightUnit> &unit);
    bool unit(std::optional<rates::WeightUnit> &unit);
    bool zone(QString &zone);
    bool zip3(QString &zip);

    routing::StrictJson &m_json;
    FieldReader m_field;
    const QString &m_currency;
    rates::RateBook::Contents &m_contents;
};

} // namespace crossdock::waves
