#pragma once

#include "core/inventory/fulfilment/rates/shipment.h"
#include "core/inventory/fulfilment/routing/strict_json.h"

#include <QStringList>

namespace crossdock::waves {

/// Reads the values that stand in a wave file. A function that answers false has failed for good, and named the place.
class FieldReader
{
public:
    explicit FieldReader(routing::StrictJson &json)
        : m_json(json)
    {
    }

    bool text(QString &value);
    bool names(QStringList &names);
    bool name(QString &name, const QStringList &known, const char *what); ///< one of these
    bool date(QDate &date); ///< "2026-01-05"
    bool time(QTime &time); ///< "14:00"
    bool weight(std::optional<rates::Weight> &weight); ///< {"value": 3.2, "unit": "lb"}
    bool dimensions(std::optional<rates::Dimensions> &sides); ///< {"length": 12, "width": 9, "height": 4, "unit": "in"}
    bool basisPoints(int &points); ///< a percentage of at most two digits behind the point
    bool cost(qint64 &cost); ///< minor units; at most 10^15, so that no sum overflows
    bool country(QString &country);
    bool place(rates::Place &place, bool *isResidential);
    bool zones(QMap<QString, QString> &zones); ///< {"fedex": 5}
    bool require(std::initializer_list<const char *> keys, const QList<QByteArray> &seen);
    bool unknownKey(const char *what);

private:
    template <class Measure, class Parse>
    bool measure(const QByteArray &digits, Measure &value, const Parse &parse);

    routing::StrictJson &m_json;
};

} // namespace crossdock::waves
