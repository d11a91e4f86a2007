#pragma once

#include "core/inventory/fulfilment/rates/surcharge_book.h"
#include "core/inventory/fulfilment/rates/measures.h"

namespace crossdock::rates {

/// Up to which weight a carrier rounds what it bills, from a date on: agreed on with a seller, or its own, and imported.
struct WeightStep {
    enum class Rounding { Up, Nearest }; ///< a half rounds up; never to nothing
    QString carrier;
    QString service, priceType; ///< empty: any
    QDate from; ///< null: since ever
    WeightUnit unit = WeightUnit::Pound; ///< of the rows it holds for: Pound, Ounce, or Kilogram for all metric ones
    Weight step;
    Rounding rounding = Rounding::Up;
    friend bool operator==(const WeightStep &, const WeightStep &) = default;

    Weight rounded(Weight weight) const;
    QString text() const; ///< "0.5 kg"
};

/// "up", "nearest"
QString nameOf(WeightStep::Rounding rounding);

/// What carriers round weights up to where no other rule is imported: a pound, an ounce, half a kilogram.
Weight stepOf(WeightUnit unit);

class WeightSteps
{
public:
    explicit WeightSteps(const QList<WeightStep> &imported = {})
        : m_imported(imported)
    {
    }

    /// The newest that holds for rows in the unit, of equals the one that names the service, then the price type; nullptr: none is imported.
    const WeightStep *find(const Occasion &occasion, WeightUnit unit) const;
    bool holds(const WeightStep &step) const { return m_imported.contains(step); }

private:
    QList<WeightStep> m_imported;
};

} // namespace crossdock::rates
