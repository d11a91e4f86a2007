#pragma once

#include "core/inventory/fulfilment/labels/label_queries.h"
#include "core/inventory/store/database.h"

/// The rows of labels, printers and goods, for the book that writes them and for whoever reads.
namespace crossdock::labels {

/// A label with what only the store needs to know of it.
struct Record {
    Label label;
    qint64 sale = 0;
    QString zone;
    std::optional<rates::Weight> billable;
};

Result<Record> readLabel(store::Database &database, qint64 label); ///< NotFound
Result<QList<Label>> readLabels(store::Database &database, const query::Labels &query);
Result<> save(store::Database &database, const Label &label); ///< what may change after the wish

Result<Document> readDocument(store::Database &database, qint64 label);
Result<QList<TrackEvent>> readTrack(store::Database &database, qint64 label);
QByteArray toBytes(const QList<TrackEvent> &events);

Result<QList<Printer>> readPrinters(store::Database &database);
Result<QList<Goods>> readGoods(store::Database &database, const QList<Sku> &skus);

QJsonArray toJson(const QList<Unit> &units); ///< [{"sku","quantity"}]

} // namespace crossdock::labels
