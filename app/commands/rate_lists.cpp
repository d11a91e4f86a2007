#include "app/command_line/json.h"
#include "app/commands/commands.h"
#include "app/commands/words.h"
#include "core/inventory/fulfilment/rates/rate_book.h"

#include <QMap>

using namespace Qt::Literals::StringLiterals;

/// What was imported of carriers' prices, list by list.
namespace crossdock::app {
namespace {

using Removed = command::RemoveRates::What;

/// A list as it is shown and named.
struct ImportedList {
    QString what, carrier, service, priceType, kind, currency;
    QDate from;
    qint64 lines = 0;
};

QList<ImportedList> importedLists(const rates::RateBook &book)
{
    QList<ImportedList> rows;
    for (const rates::PriceTable *table : book.tables())
        rows.append({.what = u"prices"_s, .carrier = table->carrier(), .service = table->service(), .priceType = table->priceType(), .kind = {}, .currency = table->currency(), .from = table->effectiveFrom(),
                     .lines = table->lackedBy({})});
    QMap<QStringList, ImportedList> surcharges;
    for (const rates::Surcharge &line : book.surcharges()) {
        ImportedList &row = surcharges[{line.carrier, line.kind, line.from.toString(Qt::ISODate), line.service, line.priceType}];
        row = {.what = u"surcharges"_s, .carrier = line.carrier, .service = line.service, .priceType = line.priceType, .kind = line.kind, .currency = line.amount ? line.amount->currency : row.currency, .from = line.from,
               .lines = row.lines + 1};
    }
    return rows + surcharges.values();
}

std::optional<Removed> removedFrom(const QString &name)
{
    static const QStringList names{u"prices"_s, u"zones"_s, u"surcharges"_s};
    const qsizetype at = names.indexOf(name);
    return at < 0 ? std::nullopt : std::optional(static_cast<Removed>(at));
}

} // namespace

ExitCode ratesList(Session &session)
{
    const auto book = session.ask(query::Rates{});
    if (!book)
        return session.refuse(book.error());
    QJsonArray array;
    QList<QStringList> table{{u"LIST"_s, u"CARRIER"_s, u"SERVICE"_s, u"PRICE"_s, u"KIND"_s, u"EFFECTIVE FROM"_s, u"CURRENCY"_s, u"LINES"_s}};
    for (const ImportedList &row : importedLists(**book)) {
        const QString day = row.from.toString(Qt::ISODate);
        array.append(QJsonObject{{u"list"_s, row.what}, {u"carrier"_s, row.carrier}, {u"service"_s, row.service}, {u"price_type"_s, row.priceType}, {u"kind"_s, row.kind}, {u"effective_from"_s, day}, {u"currency"_s, row.currency},
                                 {u"lines"_s, row.lines}});
        table.append({row.what, row.carrier, row.service, row.priceType, row.kind, day, row.currency, QString::number(row.lines)});
    }
    if (session.wantsJson())
        session.print(QJsonValue(array));
    else if (table.size() > 1)
        printTable(session, table);
    return ExitCode::Done;
}

ExitCode ratesRemove(Session &session)
{
    const Arguments &given = session.arguments();
    const auto what = removedFrom(given.word(0));
    if (!what)
        return session.refuse(UsageError{UsageError::Kind::BadValue, given.word(0), u"it is prices, zones or surcharges"_s, {}});
    const QString date = given.value(u"effective-from"_s);
    const QDate day = QDate::fromString(date, Qt::ISODate);
    if (!date.isEmpty() && !day.isValid())
        return session.refuse(UsageError{UsageError::Kind::BadValue, u"--effective-from "_s + date, u"it is written like 2026-01-05"_s, {}});
    const bool isMisplaced = (*what == Removed::Zones && (given.has(u"service"_s) || given.has(u"price-type"_s))) || (*what != Removed::Surcharges && given.has(u"kind"_s));
    if (isMisplaced)
        return session.refuse(UsageError{UsageError::Kind::BadValue, given.word(0), u"--kind is of surcharges; --service and --price-type are of prices and surcharges"_s, {}});
    const auto entry = session.perform(command::RemoveRates{*what, given.word(1).toLower(), given.value(u"service"_s), given.value(u"price-type"_s).toLower(), given.value(u"kind"_s).toLower(), day});
    return entry ? printEntry(session, *entry) : session.refuse(entry.error());
}

} // namespace crossdock::app
