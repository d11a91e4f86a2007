#include "core/inventory/imports/import_job.h"
#include "tests/core/workshop.h"
#include "tests/simulation/sim_inventory.h"

#include <QTest>

using namespace crossdock;
using namespace crossdock::tests;
using imports::ImportJob;

namespace {

Request requestOf(const Command &command)
{
    return {.key = {}, .actor = {Actor::Kind::Person, u"dana"_s}, .why = u"import"_s, .cause = 0, .command = command};
}

Command itemOf(const QString &code)
{
    command::DefineSku item;
    item.sku = sku(code);
    item.name = code;
    return item;
}

} // namespace

/// A file on its way into the real ledger, on both stores.
class ImportJobTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { Stores::addRows(); }
    void checksWithoutATrace();
    void aSaleComesBetweenTheLots();

private:
    Stores m_stores;
};

void ImportJobTest::checksWithoutATrace()
{
    CROSSDOCK_WORKSHOP(shop);
    shop.define(u"MUG", 5);
    shop.list(u"shop", u"MUG");
    shop.must(command::SetPrice{sku(u"MUG"), channel(u"shop"), Money{900, u"USD"_s}});
    const int before = shop.entries();
    const qint64 commands = shop.core->counters().commands;
    const auto tried = shop.core->check({requestOf(command::SetPrice{sku(u"MUG"), channel(u"shop"), Money{850, u"EUR"_s}}),
                                           requestOf(command::CountStock{sku(u"MUG"), node(u"main"), 9}),
                                           requestOf(command::SetPrice{sku(u"MUG"), channel(u"web"), Money{850, u"USD"_s}})});
    QVERIFY(tried);
    QCOMPARE(tried->changed, 1);
    const QList<Refusal> &refused = tried->refused;
    QCOMPARE(refused.size(), 2);
    QCOMPARE(refused.first().request, 0);
    QVERIFY2(refused.first().error.detail.contains(u"this one is in EUR"_s), qPrintable(refused.first().error.detail));
    QCOMPARE(refused.last().request, 2);
    QVERIFY2(refused.last().error.detail.contains(u"not listed on web"_s), qPrintable(refused.last().error.detail));
    QCOMPARE(shop.entries(), before);
    QCOMPARE(shop.core->counters().commands, commands);
    QCOMPARE(shop.available(u"MUG"), 5);
    shop.must(command::CountStock{sku(u"MUG"), node(u"main"), 7}); // the ledger goes on where it was
    QCOMPARE(shop.entries(), before + 1);
    QCOMPARE(shop.available(u"MUG"), 7);
    QVERIFY(shop.balances());
}

void ImportJobTest::aSaleComesBetweenTheLots()
{
    CROSSDOCK_WORKSHOP(shop);
    shop.define(u"MUG", 5);
    simulation::SimInventory door(*shop.core, shop.answers, shop.clock);
    QList<Request> requests;
    for (int i = 0; i <= ImportJob::smallFile; ++i)
        requests.append(requestOf(itemOf(u"NEW-%1"_s.arg(i))));
    std::optional<ImportJob::Outcome> outcome;
    qint64 first = 0, sold = 0;
    connect(shop.core.get(), &Core::happened, &door, [&] {
        if (first == 0 && shop.entries() > 0 && shop.ask(query::Totals{}).entries >= ImportJob::lot) {
            first = shop.ask(query::Totals{}).entries;
            door.perform(requestOf(command::RecordOrder{orderOf(u"1"_s, {{u"a"_s, u"MUG"}}), {}, {}}), &door, [&](const Result<Entry> &entry) { sold = entry ? entry->number : -1; });
        }
    });
    auto *job = new ImportJob(door, requests, ImportJob::Mode::All, std::make_shared<Progress>(), [&](const ImportJob::Outcome &told) { outcome = told; }, &door);
    job->start();
    for (int i = 0; i < 100 && !outcome; ++i)
        shop.passWithAnswers(Milliseconds(100));
    QVERIFY(outcome && !outcome->stopped && outcome->refused.isEmpty());
    QCOMPARE(outcome->taken, requests.size());
    QVERIFY(sold > 0);
    QVERIFY2(sold <= first + ImportJob::lot + 1, qPrintable(u"the sale is entry %1, asked for after %2"_s.arg(sold).arg(first))); // not after the last
    QVERIFY(shop.balances());
}

QTEST_GUILESS_MAIN(ImportJobTest)
#include "tst_import_job.moc"
