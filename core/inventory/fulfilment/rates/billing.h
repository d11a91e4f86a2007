#pragma once

#include "core/inventory/fulfilment/rates/quote.h"

#include <QDate>
#include <QHash>

namespace crossdock::rates {

/// A price that was told for a parcel that then went out, kept to be compared with its invoice.
struct KeptQuote {
    QString tracking;
    QString carrier, service, zone;
    QDate shipDate;
    std::optional<Weight> billable;
    Money total;
    friend bool operator==(const KeptQuote &, const KeptQuote &) = default;
};

/// What a carrier billed for a parcel on an invoice, all charges together.
struct BilledParcel {
    QString carrier, invoice, tracking;
    QString service; ///< in the carrier's words; perhaps empty
    QDate date; ///< null: not told
    std::optional<Weight> billed;
    Money total;
    friend bool operator==(const BilledParcel &, const BilledParcel &) = default;
};

/// One parcel that was both quoted and billed.
struct Deviation {
    QString carrier, service, zone;
    qint64 basisPoints = 0; ///< billed above quoted, in hundredths of a per cent of the quote; negative: below
    friend bool operator==(const Deviation &, const Deviation &) = default;
};

/// What invoices let expect beside a quote: of ten parcels eight were billed from `low` to `high`, as many above as below `typical`.
struct Expectation {
    enum class Of { Zone, Service, Carrier }; ///< what was compared: as near to the quote as there are parcels enough
    Of of = Of::Carrier;
    int parcels = 0;
    Money low, typical, high;
};

/// What is known of billed against quoted.
class Billing
{
public:
    static constexpr int fewest = 8; ///< parcels: of fewer nothing is said

    explicit Billing(const QList<Deviation> &deviations = {});

    std::optional<Expectation> expect(const Quote &quote) const;

private:
    QHash<QString, QList<qint64>> m_sorted; ///< basis points by carrier, by service, by zone
};

} // namespace crossdock::rates
