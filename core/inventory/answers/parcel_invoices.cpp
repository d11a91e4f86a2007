#include "core/inventory/answers/parcel_invoices.h"

#include "core/inventory/channels/parcel_sent.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::answers {
namespace {

/// As invoices may name its carrier: "fedex" of "FedEx", "fedex" of "fedex/ground".
QStringList carriersOf(const fulfilment::Parcel &parcel)
{
    QStringList names;
    for (const QString &text : {parcel.carrier, parcel.plan.service})
        for (const QString &one : text.split(u',', Qt::SkipEmptyParts)) {
            const QString name = one.section(u'/', 0, 0).trimmed().toLower();
            names << name << QString(name).replace(u' ', u'-');
        }
    names.removeAll(QString());
    names.removeDuplicates();
    return names;
}

/// A sum by currency.
Result<QMap<QString, qint64>> invoicedFor(store::Database &database, const fulfilment::Parcel &parcel)
{
    QMap<QString, qint64> sums;
    const QStringList carriers = carriersOf(parcel);
    for (const QString &tracking : channels::trackingNumbers(parcel.tracking))
        for (const QString &carrier : carriers)
            CROSSDOCK_TRY(database.each(u"SELECT currency, SUM(amount) FROM billed_parcel WHERE carrier = ? AND tracking = ? GROUP BY currency"_s, {carrier, tracking},
                                        [&](const store::Row &row) { sums[row.text(0)] += row.number(1); }));
    return sums;
}

} // namespace

Result<> addInvoices(store::Database &database, QList<fulfilment::Parcel> &parcels)
{
    for (fulfilment::Parcel &parcel : parcels) {
        const auto sums = invoicedFor(database, parcel);
        if (!sums)
            return tl::make_unexpected(sums.error());
        if (sums->size() == 1)
            parcel.invoiced = Money{sums->first(), sums->firstKey()};
    }
    return {};
}

} // namespace crossdock::answers
