#include "app/commands/rate_import.h"

#include "app/commands/column_words.h"
#include "app/commands/words.h"
#include "core/inventory/fulfilment/rates/rate_book.h"
#include "core/inventory/fulfilment/rates/rate_plan.h"
#include "core/inventory/fulfilment/rates/sheet_fields.h"
#include "core/inventory/values/counted.h"

#include <numeric>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

using rates::BadRow;
using rates::RatePlan;
using rates::SheetKind;

constexpr std::pair<QStringView, SheetKind> kinds[] = {{u"rates", SheetKind::Prices}, {u"zones", SheetKind::Zones}, {u"surcharges", SheetKind::Surcharges},
                                                           {u"invoices", SheetKind::Invoices}, {u"divisors", SheetKind::Divisors}};

std::optional<SheetKind> kindFrom(const QString &what)
{
    for (const auto &[name, kind] : kinds)
        if (what == name)
            return kind;
    return {};
}

/// The field that a person names, or the reason why there is none.
tl::expected<QString, UsageError> fieldFrom(SheetKind kind, const QString &flag, const QString &name)
{
    const QString field = rates::fieldNamed(kind, name);
    const QString more = kind == SheetKind::Prices && flag == u"column" ? u", and zone:NAME for a column of prices to a zone"_s : QString();
    if (field.isEmpty())
        return tl::make_unexpected(UsageError{UsageError::Kind::BadValue, u"--%1 %2"_s.arg(flag, name), u"there is no such field; there are: %1"_s.arg(rates::fieldsOf(kind).join(u", "_s) + more), {}});
    return field;
}

/// "price=Preis", "price=#3" by its number; invoices have "tracking=21", too.
tl::expected<void, UsageError> takeColumns(SheetKind kind, const Arguments &given, rates::SheetDefaults &defaults)
{
    const auto pairs = keyValues(given, u"column"_s);
    if (!pairs)
        return tl::make_unexpected(pairs.error());
    for (auto pair = pairs->begin(); pair != pairs->end(); ++pair) {
        const auto field = fieldFrom(kind, u"column"_s, pair.key());
        if (!field)
            return tl::make_unexpected(field.error());
        bool isNumber = false;
        const bool isSigned = pair.value().startsWith(u'#');
        const int column = pair.value().sliced(isSigned ? 1 : 0).toInt(&isNumber);
        if (pair.value().trimmed().isEmpty() || (isSigned && !isNumber) || ((isSigned || kind == SheetKind::Invoices) && isNumber && column < 1))
            return tl::make_unexpected(UsageError{UsageError::Kind::BadValue, u"--column %1=%2"_s.arg(pair.key(), pair.value()), u"it is FIELD=TITLE, or FIELD=#NUMBER with columns from 1"_s, {}});
        if (isNumber && (isSigned || kind == SheetKind::Invoices))
            defaults.columns.insert(*field, column);
        else
            defaults.titles.insert(*field, pair.value());
    }
    return {};
}

/// "currency=EUR": of rows that have nothing of it.
tl::expected<void, UsageError> takeValues(SheetKind kind, const Arguments &given, rates::SheetDefaults &defaults)
{
    const auto pairs = keyValues(given, u"set"_s);
    if (!pairs)
        return tl::make_unexpected(pairs.error());
    for (auto pair = pairs->begin(); pair != pairs->end(); ++pair) {
        const auto field = fieldFrom(kind, u"set"_s, pair.key());
        if (!field)
            return tl::make_unexpected(field.error());
        if (const auto set = rates::setValue(kind, *field, pair.value(), defaults); !set)
            return tl::make_unexpected(UsageError{UsageError::Kind::BadValue, u"--set %1=%2"_s.arg(pair.key(), pair.value()), set.error().detail, {}});
    }
    return {};
}

tl::expected<rates::SheetDefaults, UsageError> defaultsOf(SheetKind kind, const Arguments &given)
{
    rates::SheetDefaults defaults;
    const auto order = dayOrderFrom(given);
    if (!order)
        return tl::make_unexpected(order.error());
    defaults.dayOrder = *order;
    defaults.carrier = given.value(u"carrier"_s).toLower();
    defaults.service = given.value(u"service"_s);
    defaults.priceType = given.value(u"price-type"_s, defaults.priceType);
    defaults.currency = given.value(u"currency"_s, defaults.currency).toUpper();
    defaults.weightUnit = given.value(u"weight-unit"_s, defaults.weightUnit);
    const QString mark = given.value(u"decimal-mark"_s);
    if (!mark.isEmpty() && mark != u"point" && mark != u"comma")
        return tl::make_unexpected(UsageError{UsageError::Kind::BadValue, u"--decimal-mark "_s + mark, u"it is point or comma"_s, {}});
    if (!mark.isEmpty())
        defaults.decimalMark = mark == u"comma" ? rates::DecimalMark::Comma : rates::DecimalMark::Point;
    defaults.country = given.value(u"country"_s).toUpper();
    defaults.origin = given.value(u"origin"_s);
    const QString date = given.value(u"effective-from"_s);
    defaults.effectiveFrom = QDate::fromString(date, Qt::ISODate);
    if (!date.isEmpty() && !defaults.effectiveFrom.isValid())
        return tl::make_unexpected(UsageError{UsageError::Kind::BadValue, u"--effective-from"_s, u"“%1” is not a date like 2026-01-05"_s.arg(date), {}});
    for (const auto take : {takeColumns, takeValues})
        if (const auto taken = take(kind, given, defaults); !taken)
            return tl::make_unexpected(taken.error());
    return defaults;
}

ExitCode print(Session &session, const RatePlan &plan, bool isDry)
{
    const int bad = static_cast<int>(plan.bad.size());
    if (session.wantsJson())
        session.print(QJsonObject{{u"rows"_s, plan.rows}, {u"good"_s, plan.rows - bad}, {u"bad"_s, bad}, {u"changed"_s, plan.changed}, {u"dry_run"_s, isDry}});
    else if (isDry)
        session.print(u"%1 of %2 rows are good; %3 would be made."_s.arg(plan.rows - bad).arg(plan.rows).arg(counted(plan.changed, u"change"_s)));
    else
        session.print(u"%1 of %2 rows are good; %3 made."_s.arg(plan.rows - bad).arg(plan.rows).arg(counted(plan.changed, u"change"_s)));
    return bad == 0 ? ExitCode::Done : ExitCode::Refused;
}

/// The newest entry: what is answered with an older one was known before.
qint64 newestEntry(Session &session)
{
    return session.ask(query::Totals{}).map([](const auto &totals) { return totals.entries; }).value_or(0);
}

/// All in one transaction. Of invoices it counts what was new.
Result<> takeAll(Session &session, RatePlan &plan, const QString &what)
{
    const qint64 known = newestEntry(session);
    QList<Request> requests;
    for (const crossdock::Command &command : plan.commands)
        requests.append({.key = {}, .actor = session.actor(), .why = u"import of "_s + what, .cause = 0, .command = command});
    if (requests.isEmpty())
        return {};
    return session.performAll(requests).map([&](const QList<Entry> &entries) {
        if (what == u"invoices")
            plan.changed = std::accumulate(entries.begin(), entries.end(), 0LL, [known](qint64 sum, const Entry &entry) { return entry.number > known ? sum + entry.body[u"parcels"_s].toInteger() : sum; });
    });
}

} // namespace

bool isRateImport(const QString &what)
{
    return kindFrom(what).has_value();
}

ExitCode importRates(Session &session, const imports::Sheet &sheet)
{
    const Arguments &given = session.arguments();
    const QString what = given.word(0);
    const SheetKind kind = *kindFrom(what);
    const auto defaults = defaultsOf(kind, given);
    if (!defaults)
        return session.refuse(defaults.error());
    const auto book = session.ask(query::Rates{});
    if (!book)
        return session.refuse(book.error());
    auto plan = rates::planOf(kind, sheet, *defaults, **book);
    if (!plan)
        return session.refuse(plan.error());
    for (const QString &column : std::as_const(plan->unused))
        session.note(u"The column “%1” is left alone."_s.arg(column));
    for (const BadRow &row : std::as_const(plan->notes))
        session.note(u"Line %1: %2."_s.arg(row.line).arg(row.reason));
    for (const BadRow &row : std::as_const(plan->bad))
        session.output().err(u"line %1: %2\n"_s.arg(row.line).arg(row.reason));
    if (given.has(u"dry-run"_s))
        return print(session, *plan, true);
    const bool takesGood = given.has(u"accept-valid"_s);
    if (!plan->bad.isEmpty() && !takesGood) {
        session.output().err(u"Nothing of the file was taken: correct these lines, or take the good ones with --accept-valid.\n"_s);
        plan->changed = 0;
        return print(session, *plan, false);
    }
    if (const auto taken = takeAll(session, *plan, what); !taken) {
        session.output().err(u"Nothing of the file was taken.\n"_s);
        return session.refuse(taken.error());
    }
    const ExitCode code = print(session, *plan, false);
    return takesGood ? ExitCode::Done : code;
}

} // namespace crossdock::app
