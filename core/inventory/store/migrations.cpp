#include "core/inventory/store/migrations.h"

#include <QDir>

using namespace Qt::Literals::StringLiterals;

static void initResources() { Q_INIT_RESOURCE(migrations); } // a static library's resources must be asked for

namespace crossdock::store {
namespace {

struct Step {
    int number = 0;
    QString name;
    QString path;
};

QList<Step> stepsFor(Source::Kind kind)
{
    initResources();
    const QDir folder(kind == Source::Kind::Sqlite ? u":/migrations/sqlite"_s : u":/migrations/postgresql"_s);
    QList<Step> steps;
    const QStringList names = folder.entryList({u"*.sql"_s}, QDir::Files, QDir::Name);
    for (const QString &name : names)
        steps.append({name.section(u'_', 0, 0).toInt(), name, folder.filePath(name)});
    return steps;
}

/// Numbers of the steps that were taken, the smallest first.
Result<QList<qint64>> takenSteps(Database &database)
{
    CROSSDOCK_TRY(database.execute(
        u"CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL, at BIGINT NOT NULL)"_s));
    return database.select(u"SELECT number FROM migration ORDER BY number"_s, {}, [](const Row &row) { return row.number(0); });
}

Result<> apply(Database &database, const Step &step, Time now)
{
    QFile file(step.path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(Error::Code::StoreFailed, step.name, file.errorString());
    auto transaction = Transaction::begin(database);
    if (!transaction)
        return tl::make_unexpected(transaction.error());
    CROSSDOCK_TRY(database.executeScript(QString::fromUtf8(file.readAll())));
    CROSSDOCK_TRY(database.execute(u"INSERT INTO migration (number, name, at) VALUES (?, ?, ?)"_s,
                                   {step.number, step.name, toMs(now)}));
    return transaction->commit();
}

} // namespace

int newestMigration(Source::Kind kind)
{
    const QList<Step> steps = stepsFor(kind);
    return steps.isEmpty() ? 0 : steps.last().number;
}

Result<> migrate(Database &database, Time now)
{
    const QList<Step> steps = stepsFor(database.kind());
    Q_ASSERT(!steps.isEmpty());
    const auto taken = takenSteps(database);
    if (!taken)
        return tl::make_unexpected(taken.error());
    const qint64 current = taken->isEmpty() ? 0 : taken->last();
    if (current > steps.last().number) {
        return fail(Error::Code::StoreNewer, database.kind() == Source::Kind::Sqlite ? database.source().place : u"PostgreSQL"_s,
                    u"the data was written by a newer Crossdock (schema %1, this program knows up to %2): start that "
                    u"version, or restore a backup made before the update"_s.arg(current).arg(steps.last().number));
    }
    for (const Step &step : steps) {
        if (!taken->contains(step.number)) // steps that were made side by side may come out of their order
            CROSSDOCK_TRY(apply(database, step, now));
    }
    return {};
}

} // namespace crossdock::store
