#pragma once

#include "core/inventory/fulfilment/parcel.h"
#include "core/inventory/store/database.h"

/// The rows of parcels and of their lines.
namespace crossdock::parcels {

/// A parcel with what only the store needs of it.
struct ParcelRow {
    struct Line {
        qint64 id = 0; ///< of the order's line
        Quantity quantity = 0, shipped = 0;
    };
    fulfilment::Parcel parcel;
    qint64 sale = 0, node = 0;
    bool isOwn = false; ///< at a warehouse of the seller's
    QList<Line> lines; ///< as those of the parcel
};

/// Which: "p.sale_id = ?". By id.
Result<QList<ParcelRow>> readParcels(store::Database &database, const QString &where, const QVariantList &values);
Result<QList<fulfilment::Parcel>> parcelsOf(store::Database &database, qint64 sale);

/// Units of a line that a node of others has, or may have, in these parcels, and that have not left it.
Quantity unitsTaken(const QList<ParcelRow> &rows, qint64 line, qint64 node);
/// What may still be planned of units held at a node: they are reserved, and none of those that the node may have.
Quantity unitsToPlan(Quantity reserved, Quantity picked, Quantity taken);

/// Units that are picked, by line and node: of a kit, as many as the part of which most are picked makes.
using PickedUnits = QHash<QPair<qint64, qint64>, Quantity>;
/// The ids of those that a new plan may replace: nobody has picked for them. What is picked is for those that a node has taken, and then for
/// the oldest.
QSet<qint64> notBegun(const QList<ParcelRow> &rows, const PickedUnits &picked);

QString stateText(fulfilment::Parcel::State state); ///< as the store has it

/// Answers its id.
Result<qint64> addParcel(store::Database &database, qint64 sale, qint64 node, const fulfilment::PlannedParcel &plan, Time at);
/// Everything that changes of a parcel after it was planned, its lines too. A line without units goes.
Result<> saveParcel(store::Database &database, const ParcelRow &row, Time at);

} // namespace crossdock::parcels
