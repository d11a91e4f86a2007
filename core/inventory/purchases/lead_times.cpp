#include "core/inventory/purchases/lead_times.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::purchases {
namespace {

constexpr int longestDays = 730; // two years: more is a typing error
constexpr qsizetype longestName = 100;

} // namespace

Result<QString> supplierName(const QString &text)
{
    const QString name = text.simplified();
    if (name.isEmpty() || name.size() > longestName)
        return fail(Error::Code::InvalidInput, name.isEmpty() ? u"supplier"_s : name, u"a supplier's name has 1 to %1 characters"_s.arg(longestName));
    return name;
}

/// Of any case: products write it as they like.
Result<int> LeadTimes::daysOf(const QString &supplier)
{
    return m_database.first(u"SELECT days FROM supplier_lead WHERE name = ?"_s, {supplier.toLower()}, [](const store::Row &row) { return static_cast<int>(row.number(0)); })
        .map([](const std::optional<int> &days) { return days.value_or(0); });
}

Result<std::optional<QDate>> LeadTimes::arrivalOf(const QString &supplier, QDate ordered)
{
    return daysOf(supplier).map([&](int days) { return days > 0 ? std::optional(ordered.addDays(days)) : std::nullopt; });
}

Result<> LeadTimes::set(audit::Draft &draft, const command::SetLeadTime &command)
{
    const auto name = supplierName(command.supplier);
    if (!name)
        return tl::make_unexpected(name.error());
    if (command.days < 0 || command.days > longestDays)
        return fail(Error::Code::InvalidInput, u"%1 days"_s.arg(command.days), u"a supplier takes from 1 to %1 days, and 0 says that it is not known how many"_s.arg(longestDays));
    const auto before = daysOf(*name);
    if (!before)
        return tl::make_unexpected(before.error());
    draft.setWhat(u"supplier.lead_time"_s);
    draft.about(u"supplier"_s, *name);
    draft.changed(u"days"_s, *before, command.days);
    return m_database
        .execute(u"INSERT INTO supplier_lead (name, days) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET days = excluded.days"_s, {name->toLower(), command.days})
        .map([](qint64) {});
}

} // namespace crossdock::purchases
