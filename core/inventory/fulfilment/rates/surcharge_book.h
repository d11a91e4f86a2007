#pragma once

#include "core/inventory/fulfilment/rates/surcharge.h"
#include "core/inventory/fulfilment/rates/zip_ranges.h"
#include "core/inventory/values/result.h"

#include <QHash>
#include <QList>
#include <vector>

namespace crossdock::rates {

/// For what a surcharge is looked up.
struct Occasion {
    QString carrier, service, priceType;
    QDate date;
    QString zone;
    QString toPostcode;
    QString toCountry = {}; ///< two letters
    QString fromCountry = {};
};

/// The surcharges of all carriers: those the program brings (lists the carriers have published) and imported ones. A look-up
/// in lists of tens of thousands of areas costs some microseconds.
class SurchargeBook
{
public:
    explicit SurchargeBook(const QList<Surcharge> &imported = {});

    /// The line that holds; nullptr: none is known.
    const Surcharge *find(const QString &kind, const Occasion &occasion) const;

    /// Whether there is any line of the kind, whenever and wherever it holds.
    bool knows(const QString &carrier, const QString &kind) const;

    /// The line that was in force last, where none is and lines of that kind ended before; nullptr: none was.
    const Surcharge *findLast(const QString &kind, const Occasion &occasion) const;

private:
    /// Lines that differ in their ZIP codes and their price only.
    struct Section {
        size_t first = 0; ///< of its lines; in what it holds for it stands for all
        std::optional<ZipRanges> areas; ///< nothing: any ZIP code
    };
    /// Lines that begin on one day and say equally much of what they hold for.
    struct Group {
        QDate from;
        std::vector<Section> sections;
    };
    struct Shelf {
        std::vector<Surcharge> lines; ///< the one that holds first
        std::vector<Group> groups; ///< in the order of their lines
    };
    static std::vector<Group> groupsOf(const std::vector<Surcharge> &lines);

    QHash<QString, Shelf> m_shelves; ///< by carrier and kind
};

/// What a carrier asks for each parcel that goes where a line holds, whatever the parcel is.
const QStringList &areaKinds();

/// What a carrier asks where it is asked for something beside the service; the names of such options.
const QStringList &optionKinds();

/// "GB:IV2" of a country and a postcode, or what postcodes begin with.
QString surchargeArea(const QString &country, const QString &postcode);

/// InvalidInput with the reason, if no quote would ever charge such a line.
Result<> checkSurcharge(const Surcharge &line);

/// Lines published by the carriers, with the dates on which they hold.
QList<Surcharge> publishedSurcharges();

} // namespace crossdock::rates
