#pragma once

#include "core/inventory/command.h"
#include "core/inventory/imports/cell_time.h"
#include "core/inventory/imports/sheet.h"

#include <QMap>

/// From the cells of a CSV file to commands. Pure: asks nobody; what is not known to the ledger is refused there.
namespace crossdock::imports {

enum class What { Skus, Kits, Listings, Stock, Prices, Orders, Purchases, Bins, Nodes };

/// "skus": as on the command line.
QString nameOf(What what);
std::optional<What> whatFrom(const QString &name);

struct Field {
    QString name; ///< "order_id"
    bool isRequired = false;
};
QList<Field> fieldsOf(What what);

/// Which column of the file holds which field: field name to column number.
using Mapping = QMap<QString, int>;

/// By name, then by what sellers' exports call it ("Variant SKU", "order-id").
Mapping guessMapping(What what, const QStringList &header);

/// Columns of the file that no field uses.
QStringList unusedColumns(const Mapping &mapping, const QStringList &header);

/// One row of the file and what is wrong with it.
struct Row {
    int line = 0;
    QMap<QString, QString> cells; ///< by field name; only those mapped
    QString problem; ///< facts in English, as Error::detail; empty: none
};

/// What a file would do.
struct Preview {
    QList<Row> rows;
    int good = 0, bad = 0; ///< bad: with a problem of their own; good: to be taken. Neither: left out beside a bad row of their group
    /// One for each good row, or for each group of rows (an order, a kit, a purchase order, a SKU's bins in a warehouse). A group with a bad row is left out whole.
    /// The key of an order's and a purchase order's comes from the file, so that the same file twice is the same event; the others have none: what
    /// they set may have been changed since.
    QList<Request> requests;
};

/// What the file does not say by itself.
struct Reading {
    QMap<QString, QString> values = {}; ///< by field: in rows that have nothing of it
    DayOrder dayOrder = DayOrder::Unknown; ///< of its dates, where no row tells
};

/// InvalidInput if a required field has no column and no value.
Result<Preview> preview(What what, const Sheet &sheet, const Mapping &mapping, const Actor &actor, const Reading &reading = {});

/// The line of the file that a request's rows begin with; 0: it tells none.
int lineOf(const Request &request);

/// The rows that are one command have one name: a bad one spoils them all.
QString groupOf(What what, const Row &row);

/// Leaves out the groups of rows that hold a problem, and counts anew.
void leaveOutBad(What what, Preview &preview);

/// Writes the reasons beside the rows of the refused requests, and leaves them out. `refused` numbers the preview's requests.
void markRefused(What what, Preview &preview, const QList<Refusal> &refused);

/// The rows of the file before the request of that number: so many are in when the requests before it are.
int rowsBefore(const Preview &preview, qsizetype request);

} // namespace crossdock::imports
