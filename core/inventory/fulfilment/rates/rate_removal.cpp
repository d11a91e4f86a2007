#include "core/inventory/fulfilment/rates/rate_store.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rates {
namespace {

using Removed = command::RemoveRates::What;

/// A condition of a statement with what is bound to it.
struct RowsNamed {
    QString sql;
    QVariantList values;
    void add(const QString &column, const QString &value)
    {
        if (value.isEmpty())
            return;
        sql += (sql.isEmpty() ? u"%1 = ?"_s : u" AND %1 = ?"_s).arg(column);
        values.append(value);
    }
};

RowsNamed rowsNamed(const command::RemoveRates &named)
{
    RowsNamed condition;
    condition.add(u"carrier"_s, named.carrier);
    condition.add(u"effective_from"_s, named.effectiveFrom.isValid() ? named.effectiveFrom.toString(Qt::ISODate) : QString());
    if (named.what != Removed::Zones) {
        condition.add(u"service"_s, named.service);
        condition.add(u"price_type"_s, named.priceType);
    }
    if (named.what == Removed::Surcharges)
        condition.add(u"kind"_s, named.kind);
    return condition;
}

} // namespace

Result<> RateStore::remove(audit::Draft &draft, const command::RemoveRates &named)
{
    if (named.carrier.isEmpty())
        return fail(Error::Code::InvalidInput, u"carrier"_s, u"one carrier is to be named"_s);
    const RowsNamed condition = rowsNamed(named);
    const bool arePrices = named.what == Removed::Prices;
    const QString table = arePrices ? u"price_list"_s : named.what == Removed::Zones ? u"zone_row"_s : u"surcharge"_s;
    const auto cells = !arePrices ? Result<qint64>(0)
                                  : m_database.execute(u"DELETE FROM price_cell WHERE list_id IN (SELECT id FROM price_list WHERE %1)"_s.arg(condition.sql), condition.values);
    if (!cells)
        return tl::make_unexpected(cells.error());
    const auto rows = m_database.execute(u"DELETE FROM %1 WHERE %2"_s.arg(table, condition.sql), condition.values);
    if (!rows)
        return tl::make_unexpected(rows.error());
    if (*rows == 0)
        return fail(Error::Code::NotFound, named.carrier, u"no imported list of it is named so"_s);
    draft.setWhat(u"rates.remove"_s);
    draft.about(u"carrier"_s, named.carrier);
    draft.say(u"list"_s, arePrices ? u"prices"_s : named.what == Removed::Zones ? u"zones"_s : u"surcharges"_s);
    for (const auto &[name, value] : {std::pair(u"service"_s, named.service), {u"price_type"_s, named.priceType}, {u"kind"_s, named.kind}, {u"effective_from"_s, named.effectiveFrom.toString(Qt::ISODate)}})
        if (!value.isEmpty())
            draft.say(name, value);
    draft.say(u"removed"_s, *rows);
    if (arePrices)
        draft.say(u"prices"_s, *cells);
    return countRevision();
}

} // namespace crossdock::rates
