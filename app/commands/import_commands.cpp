#include "app/commands/commands.h"
#include "app/commands/known_names.h"
#include "app/commands/rate_import.h"
#include "core/inventory/fulfilment/cartons/carton_sheet.h"
#include "core/inventory/imports/preview.h"
#include "core/inventory/values/counted.h"

#include <QFile>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

using imports::Preview;
using imports::Row;
using imports::What;

constexpr qint64 largestFile = 512LL << 20; // some millions of rows; a larger one is not a seller's sheet

/// A file on its way into the ledger.
struct Import {
    What what = What::Skus;
    Preview preview;
};

/// Rows with one name are one command: a bad one spoils them all.
QString groupOf(What what, const Row &row)
{
    if (what == What::Orders)
        return row.cells.value(u"channel"_s) + u'/' + row.cells.value(u"order_id"_s);
    if (what == What::Purchases)
        return row.cells.value(u"purchase"_s);
    return what == What::Kits ? row.cells.value(u"sku"_s) : QString::number(row.line);
}

/// The line that a request's rows begin with: the end of its reason. Only orders and purchase orders have keys.
int lineOf(const Request &request)
{
    return request.why.section(u' ', -1).toInt();
}

/// How many rows a request was made of.
int rowsOf(const Import &import, const Request &request)
{
    const QList<Row> &rows = import.preview.rows;
    const auto first = std::find_if(rows.begin(), rows.end(), [&](const Row &row) { return row.line == lineOf(request); });
    if (first == rows.end())
        return 1;
    const QString group = groupOf(import.what, *first);
    return static_cast<int>(std::count_if(rows.begin(), rows.end(), [&](const Row &row) { return row.problem.isEmpty() && groupOf(import.what, row) == group; }));
}

Result<imports::Sheet> readSheet(const Session &session)
{
    const QString path = session.call().path(session.arguments().word(1));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(Error::Code::NotFound, path, file.errorString());
    if (file.size() > largestFile)
        return fail(Error::Code::InvalidInput, path, u"it is larger than %1 MiB"_s.arg(largestFile >> 20));
    return imports::readSheet(file.readAll(), session.arguments().value(u"sheet"_s));
}

Result<Import> readFile(Session &session, What what)
{
    const auto sheet = readSheet(session);
    if (!sheet)
        return tl::make_unexpected(sheet.error());
    const imports::Mapping mapping = imports::guessMapping(what, sheet->header);
    for (const QString &column : imports::unusedColumns(mapping, sheet->header))
        session.note(u"The column “%1” is left alone."_s.arg(column));
    return imports::preview(what, *sheet, mapping, session.actor()).map([what](const Preview &preview) { return Import{what, preview}; });
}

/// Marks rows that name what the ledger does not know, and drops their commands.
void checkNames(Import &import, const KnownNames &known)
{
    QSet<QString> spoiled;
    for (Row &row : import.preview.rows) {
        if (row.problem.isEmpty())
            row.problem = known.problemOf(import.what, row);
        if (!row.problem.isEmpty())
            spoiled.insert(groupOf(import.what, row));
    }
    QHash<int, QString> groups;
    int bad = 0;
    for (const Row &row : std::as_const(import.preview.rows)) {
        groups.insert(row.line, groupOf(import.what, row));
        bad += row.problem.isEmpty() ? 0 : 1;
    }
    import.preview.bad = bad;
    import.preview.good = static_cast<int>(import.preview.rows.size()) - bad;
    import.preview.requests.removeIf([&](const Request &request) { return spoiled.contains(groups.value(lineOf(request))); });
}

struct Taken {
    int changed = 0;
    int refused = 0; ///< rows that looked good and that the ledger did not take
};

/// The newest entry: what is answered with an older one was booked before.
qint64 newestEntry(Session &session)
{
    return session.ask(query::Totals{}).map([](const auto &totals) { return totals.entries; }).value_or(0);
}

/// One by one, so that each row is taken or refused on its own.
Taken takeEach(Session &session, const Import &import)
{
    Taken taken;
    const qint64 known = newestEntry(session);
    for (const Request &request : import.preview.requests) {
        const auto done = session.performAll({request});
        if (done) {
            taken.changed += done->first().number > known ? 1 : 0;
            continue;
        }
        taken.refused += rowsOf(import, request);
        session.output().err(u"line %1: %2: %3\n"_s.arg(lineOf(request)).arg(done.error().subject, done.error().detail));
    }
    return taken;
}

ExitCode print(Session &session, const Import &import, const Taken &taken, bool isDry)
{
    const int good = import.preview.good - taken.refused;
    if (session.wantsJson())
        session.print(QJsonObject{{u"rows"_s, import.preview.rows.size()}, {u"good"_s, good}, {u"bad"_s, import.preview.bad + taken.refused},
                                  {u"changed"_s, taken.changed}, {u"dry_run"_s, isDry}});
    else if (isDry)
        session.print(u"%1 of %2 rows are good; %3 would be made."_s.arg(good).arg(import.preview.rows.size()).arg(counted(taken.changed, u"change"_s)));
    else
        session.print(u"%1 of %2 rows are good; %3 made."_s.arg(good).arg(import.preview.rows.size()).arg(counted(taken.changed, u"change"_s)));
    return import.preview.bad + taken.refused == 0 ? ExitCode::Done : ExitCode::Refused;
}

/// All in one transaction.
tl::expected<Taken, ExitCode> takeAll(Session &session, const Import &import)
{
    if (import.preview.requests.isEmpty())
        return Taken{};
    const qint64 known = newestEntry(session);
    const auto entries = session.performAll(import.preview.requests);
    if (!entries) {
        for (const Row &row : import.preview.rows) // the ledger names what it refused, not the line
            if (row.cells.values().contains(entries.error().subject))
                session.output().err(u"line %1: %2: %3\n"_s.arg(row.line).arg(entries.error().subject, entries.error().detail));
        session.output().err(u"Nothing of the file was taken.\n"_s);
        return tl::make_unexpected(session.refuse(entries.error()));
    }
    Taken taken;
    for (const Entry &entry : *entries)
        taken.changed += entry.number > known ? 1 : 0; // others are the same operations as before
    return taken;
}

/// The file is the whole list: what is not in it is not used any more.
ExitCode importCartons(Session &session, const imports::Sheet &sheet)
{
    const Arguments &given = session.arguments();
    if (given.has(u"accept-valid"_s))
        return session.refuse(UsageError{UsageError::Kind::BadValue, u"--accept-valid"_s, u"cartons are taken as a whole: what a file leaves out is not used any more"_s, {}});
    const QString currency = given.value(u"currency"_s, u"USD"_s).toUpper();
    const auto read = cartons::readCartonSheet(sheet, currency);
    if (!read)
        return session.refuse(read.error());
    for (const QString &column : read->unused)
        session.note(u"The column “%1” is left alone."_s.arg(column));
    for (const rates::BadRow &row : read->bad)
        session.output().err(u"line %1: %2\n"_s.arg(row.line).arg(row.reason));
    const bool isDry = given.has(u"dry-run"_s), isTaken = !isDry && read->bad.isEmpty();
    if (!isDry && !isTaken)
        session.output().err(u"Nothing of the file was taken: correct these lines.\n"_s);
    if (isTaken)
        if (const auto entry = session.perform(command::TakeCartons{currency, read->values}); !entry)
            return session.refuse(entry.error());
    const int bad = static_cast<int>(read->bad.size());
    if (session.wantsJson())
        session.print(QJsonObject{{u"rows"_s, read->rows}, {u"good"_s, read->rows - bad}, {u"bad"_s, bad}, {u"dry_run"_s, isDry}});
    else
        session.print(isTaken ? u"%1 cartons are known now."_s.arg(read->rows - bad) : u"%1 of %2 rows are good; nothing was taken."_s.arg(read->rows - bad).arg(read->rows));
    return bad == 0 ? ExitCode::Done : ExitCode::Refused;
}

} // namespace

ExitCode importFile(Session &session)
{
    const Arguments &given = session.arguments();
    if (given.word(0) == u"cartons") {
        const auto sheet = readSheet(session);
        return sheet ? importCartons(session, *sheet) : session.refuse(sheet.error());
    }
    if (isRateImport(given.word(0))) {
        const auto sheet = readSheet(session);
        return sheet ? importRates(session, *sheet) : session.refuse(sheet.error());
    }
    const auto what = imports::whatFrom(given.word(0));
    if (!what)
        return session.refuse(UsageError{UsageError::Kind::BadValue, given.word(0), u"it is skus, kits, listings, stock, prices, orders, purchases, rates, zones, surcharges, invoices or cartons"_s});
    auto import = readFile(session, *what);
    if (!import)
        return session.refuse(import.error());
    const auto known = KnownNames::read(session, *what);
    if (!known)
        return session.refuse(known.error());
    checkNames(*import, *known);
    for (const Row &row : import->preview.rows)
        if (!row.problem.isEmpty())
            session.output().err(u"line %1: %2\n"_s.arg(row.line).arg(row.problem));
    import->preview.requests = known->withoutKnown(import->preview.requests);
    if (given.has(u"dry-run"_s))
        return print(session, *import, {static_cast<int>(import->preview.requests.size()), 0}, true);
    if (given.has(u"accept-valid"_s)) {
        print(session, *import, takeEach(session, *import), false);
        return ExitCode::Done;
    }
    if (import->preview.bad > 0) {
        session.output().err(u"Nothing of the file was taken: correct these lines, or take the good ones with --accept-valid.\n"_s);
        return print(session, *import, {}, false);
    }
    const auto taken = takeAll(session, *import);
    return taken ? print(session, *import, *taken, false) : taken.error();
}

} // namespace crossdock::app
