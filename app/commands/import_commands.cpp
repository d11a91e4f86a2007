#include "app/commands/column_words.h"
#include "app/commands/commands.h"
#include "app/commands/known_names.h"
#include "app/commands/policy_import.h"
#include "app/commands/rate_import.h"
#include "core/inventory/fulfilment/cartons/carton_sheet.h"
#include "core/inventory/imports/import_job.h"
#include "core/inventory/imports/preview.h"
#include "core/inventory/values/counted.h"

#include <QFile>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

using imports::ImportJob;
using imports::Preview;
using imports::Row;
using imports::What;

constexpr qint64 largestFile = 512LL << 20; // some millions of rows; a larger one is not a seller's sheet

/// A file on its way into the ledger.
struct Import {
    What what = What::Skus;
    Preview preview;
};

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

Result<Import> readFile(Session &session, What what, const ColumnWords &words)
{
    const auto sheet = readSheet(session);
    if (!sheet)
        return tl::make_unexpected(sheet.error());
    const auto mapping = words.mapping(what, sheet->header);
    if (!mapping)
        return tl::make_unexpected(mapping.error());
    for (const QString &column : imports::unusedColumns(*mapping, sheet->header))
        session.note(u"The column “%1” is left alone."_s.arg(column));
    return imports::preview(what, *sheet, *mapping, session.actor(), words.reading).map([what](const Preview &preview) { return Import{what, preview}; });
}

/// Marks rows that name what the ledger does not know, and drops their commands.
void checkNames(Import &import, const KnownNames &known)
{
    for (Row &row : import.preview.rows)
        if (row.problem.isEmpty())
            row.problem = known.problemOf(import.what, row);
    imports::leaveOutBad(import.what, import.preview);
}

void printProblems(Session &session, const Preview &preview)
{
    for (const Row &row : preview.rows)
        if (!row.problem.isEmpty())
            session.output().err(u"line %1: %2\n"_s.arg(row.line).arg(row.problem));
    if (const qsizetype beside = preview.rows.size() - preview.good - preview.bad; beside > 0)
        session.output().err(u"Left out beside these lines: %1 of the same order, kit, purchase order or SKU.\n"_s.arg(counted(beside, u"row"_s)));
}

ExitCode print(Session &session, const Preview &preview, qsizetype changed, bool isDry)
{
    if (session.wantsJson())
        session.print(QJsonObject{{u"rows"_s, preview.rows.size()}, {u"good"_s, preview.good}, {u"bad"_s, preview.bad}, {u"changed"_s, changed}, {u"dry_run"_s, isDry}});
    else
        session.print((isDry ? u"%1 of %2 rows are good; %3 would be made."_s : u"%1 of %2 rows are good; %3 made."_s)
                          .arg(preview.good).arg(preview.rows.size()).arg(counted(changed, u"change"_s)));
    return preview.bad == 0 ? ExitCode::Done : ExitCode::Refused;
}

/// Waits for the whole of it. Who stops the verb stops the import after the lot that is on its way.
Result<ImportJob::Outcome> runJob(Session &session, const QList<Request> &requests, ImportJob::Mode mode)
{
    const auto progress = std::make_shared<Progress>();
    const auto ended = std::make_shared<std::promise<ImportJob::Outcome>>();
    auto outcome = session.atEngine<ImportJob::Outcome>([requests, mode, progress, ended](Engine &engine, QObject *context, const Desk::Done<ImportJob::Outcome> &done) {
        const auto end = [done, ended](const ImportJob::Outcome &told) {
            ended->set_value(told);
            done(told);
        };
        auto *job = new ImportJob(engine.inventory(), requests, mode, progress, end, context);
        job->start();
    });
    progress->isCancelled = true; // of no meaning once it is done
    if (outcome || outcome.error().code != Error::Code::Cancelled)
        return outcome;
    constexpr auto patience = std::chrono::seconds(2); // a lot takes some 50 ms; an engine that ends answers no more
    auto last = ended->get_future();
    return last.wait_for(patience) == std::future_status::ready ? Result<ImportJob::Outcome>(last.get()) : outcome;
}

/// What a large file left when something came between.
ExitCode sayStopped(Session &session, const Preview &preview, ImportJob::Mode mode, const ImportJob::Outcome &outcome)
{
    if (outcome.taken == 0)
        session.output().err(u"Nothing of the file was taken.\n"_s);
    else if (mode == ImportJob::Mode::WhatIsGood)
        session.output().err(u"Booked: %1; the rest was not taken. Import the same file again: what is in stays as it is.\n"_s.arg(counted(outcome.changed, u"change"_s)));
    else
        session.output().err(u"The first %1 are in; the rest was not taken. Import the same file again: what is in stays as it is.\n"_s
                                 .arg(counted(imports::rowsBefore(preview, outcome.taken), u"row"_s)));
    return outcome.stopped->code == Error::Code::Cancelled ? ExitCode::Refused : session.refuse(*outcome.stopped);
}

ImportJob::Mode modeOf(const Arguments &given, const Preview &preview)
{
    if (given.has(u"accept-valid"_s) && !given.has(u"dry-run"_s))
        return ImportJob::Mode::WhatIsGood;
    return given.has(u"dry-run"_s) || preview.bad > 0 ? ImportJob::Mode::Check : ImportJob::Mode::All; // with bad rows the others are only looked at
}

/// Every bad row is told with its own reason before anything is said of the whole.
ExitCode takeFile(Session &session, Import import)
{
    Preview &preview = import.preview;
    const Arguments &given = session.arguments();
    const ImportJob::Mode mode = modeOf(given, preview);
    const auto outcome = runJob(session, preview.requests, mode);
    if (!outcome)
        return session.refuse(outcome.error());
    if (outcome->stopped)
        return sayStopped(session, preview, mode, *outcome);
    imports::markRefused(import.what, preview, outcome->refused);
    printProblems(session, preview);
    if (given.has(u"dry-run"_s))
        return print(session, preview, outcome->changed, true);
    const bool isTaken = mode == ImportJob::Mode::WhatIsGood || preview.bad == 0;
    if (!isTaken)
        session.output().err(u"Nothing of the file was taken: correct these lines, or take the good ones with --accept-valid.\n"_s);
    const ExitCode code = print(session, preview, isTaken ? outcome->changed : 0, false);
    return mode == ImportJob::Mode::WhatIsGood ? ExitCode::Done : code;
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
    if (given.word(0) == u"policy")
        return importPolicy(session);
    if (isRateImport(given.word(0))) {
        const auto sheet = readSheet(session);
        return sheet ? importRates(session, *sheet) : session.refuse(sheet.error());
    }
    const auto what = imports::whatFrom(given.word(0));
    if (!what)
        return session.refuse(UsageError{UsageError::Kind::BadValue, given.word(0), u"it is skus, kits, listings, stock, bins, prices, orders, purchases, nodes, rates, zones, surcharges, divisors, invoices, cartons or policy"_s});
    const auto words = ColumnWords::read(given, *what);
    if (!words)
        return session.refuse(words.error());
    auto import = readFile(session, *what, *words);
    if (!import)
        return session.refuse(import.error());
    const auto known = KnownNames::read(session, *what, import->preview.requests);
    if (!known)
        return session.refuse(known.error());
    checkNames(*import, *known);
    import->preview.requests = known->withoutKnown(import->preview.requests);
    const QStringList keyless = known->withoutKeys(import->preview.requests);
    const ExitCode code = takeFile(session, *std::move(import));
    if (code == ExitCode::Done && !given.has(u"dry-run"_s))
        for (const QString &note : keyless)
            session.note(note);
    return code;
}

} // namespace crossdock::app
