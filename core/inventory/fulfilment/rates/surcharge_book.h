#pragma once

#include "core/inventory/fulfilment/rates/surcharge.h"
#include "core/inventory/values/result.h"

#include <QHash>
#include <QList>

namespace crossdock::rates {

/// For what a surcharge is looked up.
struct Occasion {
    QString carrier, service, priceType;
    QDate date;
    QString zone;
    QString toPostcode;
};

/// The surcharges of all carriers: those the program brings (lists the carriers have published) and imported ones.
class SurchargeBook
{
public:
    explicit SurchargeBook(const QList<Surcharge> &imported = {});

    /// The line that holds; nullptr: none is known.
    const Surcharge *find(const QString &kind, const Occasion &occasion) const;

private:
    QHash<QString, QList<Surcharge>> m_lines; ///< by carrier and kind; the one that holds first
};

/// InvalidInput with the reason, if no quote would ever charge such a line.
Result<> checkSurcharge(const Surcharge &line);

/// Lines published by the carriers, with the dates on which they hold.
QList<Surcharge> publishedSurcharges();

} // namespace crossdock::rates
