#pragma once

#include "core/inventory/environment.h"
#include "core/sandbox/carriers/tariff.h"

#include <QMap>
#include <memory>
#include <tl/expected.hpp>
#include <vector>

namespace crossdock::sandbox {

/// How a carrier of the sandbox works. Much faster than in the world outside.
struct CarrierWork {
    Milliseconds rateLives{0}; ///< what was quoted is sold so long; 0: for ever
    Milliseconds refundTakes{30'000}; ///< weeks, in the world outside
    double waits = 0; ///< of sales, where the wire knows of it: answered before they are done, and done or refused later
    Milliseconds worksFor{5'000}; ///< on such a sale
    double refuses = 0; ///< of parcels sold: not taken at the counter after all
    double delays = 0; ///< of parcels: held up on the way
    int billsOffEvery = 3; ///< each so many-th parcel is billed for other than it was sold; 0: none
};

enum class ParcelStage { Announced, Accepted, Delayed, OutForDelivery, Delivered, Refused };

struct ParcelScan {
    Time at{};
    ParcelStage stage = ParcelStage::Announced;
    PostalPlace place;
};

struct ParcelSale {
    enum class State { Working, Sold, Failed };
    enum class Refund { None, Asked, Done, Refused };

    QString id, shipment, offer, tracking, reference, format; ///< shipment, offer: of one that was quoted; format: in the wire's words
    ParcelWish wish;
    TariffPrice price, billed;
    Time boughtAt{}, doneAt{}; ///< doneAt: when it is known how the sale went
    bool failsLater = false, isDelayed = false;
    std::optional<Time> refusedAt; ///< from then on the carrier does not carry it
    bool isTakenBack = false, isRefundRefused = false;
    Time takenBackAt{};
};

/// What was quoted and may be sold.
struct ParcelShipment {
    struct Offer {
        QString id;
        TariffPrice price;
    };
    QString id;
    ParcelWish wish;
    QList<Offer> offers; ///< none: see the objection
    std::optional<Objection> objection;
    Time quotedAt{};
};

/// Why nothing was sold.
struct SaleRefusal {
    enum class Why { NoSuchRate, RateExpired, SoldBefore, NoSuchService, AddressLacks, Objection };
    Why why = Why::NoSuchRate;
    QString side, field; ///< of AddressLacks: "to" or "from"; "name", "street" or "city"
    std::optional<Objection> objection;
};

/// Quotes, sales and parcels of one carrier: sells what it quoted once, for as long as the quote lives; gives money back later,
/// unless the parcel was seen on its way; carries, delays or refuses parcels; bills some otherwise than it sold. Lives in one thread.
class ParcelBook
{
public:
    ParcelBook(Clock &clock, Random &random, Tariff tariff, CarrierWork work);

    const Tariff &tariff() const { return m_tariff; }
    QDate today() const;

    const ParcelShipment &quote(const ParcelWish &wish); ///< kept, to be sold from
    const ParcelShipment *shipment(const QString &id) const;
    const ParcelShipment *shipmentOf(const QString &offer) const { return shipment(m_offers.value(offer)); }

    using Sold = tl::expected<ParcelSale *, SaleRefusal>;
    Sold sellOffer(const QString &offer, const QString &reference = {});
    Sold sell(const ParcelWish &wish, const QString &service, const QString &reference = {}); ///< at the price of the moment

    ParcelSale *find(const QString &name) const; ///< by id, tracking number or offer
    ParcelSale *ofShipment(const QString &shipment) const;
    ParcelSale *ofReference(const QString &reference) const;
    int sold() const { return static_cast<int>(m_sales.size()); } ///< taken back or not
    const std::vector<std::unique_ptr<ParcelSale>> &sales() const { return m_sales; } ///< oldest first

    ParcelSale::State stateOf(const ParcelSale &sale) const;
    ParcelSale::Refund refundOf(const ParcelSale &sale) const;
    ParcelSale::Refund takeBack(ParcelSale &sale); ///< a second time: as it stands
    void refuse(ParcelSale &sale); ///< from now on the carrier does not carry it
    QDate expectedOn(const ParcelSale &sale) const; ///< as it was sold, and later once it is held up
    QList<ParcelScan> way(const ParcelSale &sale) const; ///< oldest first

    /// All that is to be paid for, one line a parcel, in the words of `crossdock import invoices`.
    QByteArray invoice() const;

    QString made(const QString &pattern); ///< '#' becomes a digit, '@' one of sixteen

private:
    ParcelSale &add(const ParcelWish &wish, const TariffPrice &price, const QString &reference);
    TariffPrice billedFor(const ParcelSale &sale);
    bool isOnItsWay(const ParcelSale &sale) const;
    Time now() const { return m_clock.now(); }

    Clock &m_clock;
    Random &m_random;
    Tariff m_tariff;
    CarrierWork m_work;
    QMap<QString, ParcelShipment> m_shipments;
    QMap<QString, QString> m_offers; ///< to their shipments
    std::vector<std::unique_ptr<ParcelSale>> m_sales;
};

} // namespace crossdock::sandbox
