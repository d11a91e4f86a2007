#include "app/engine/paper_runner.h"
#include "tests/core/workshop.h"
#include "tests/simulation/sim_inventory.h"

#include <QTemporaryDir>
#include <QTest>

using namespace crossdock;
using namespace crossdock::tests;
using app::PaperRunner;
using papers::Paper;

namespace {

constexpr int patienceMs = 10'000;

/// A shop with one order and a printer whose queue is a script that keeps what it gets.
struct Scene {
    explicit Scene(const store::Source &source)
        : shop(source)
        , inventory(*shop.core, shop.answers, shop.clock)
        , runner(inventory, shop.clock, printer)
    {
        QObject::connect(&inventory, &Inventory::happened, &inventory, [this](const Events &events) {
            for (const Event &event : *events)
                if (const auto *notice = std::get_if<event::NoticeChanged>(&event); notice && isHeard)
                    runner.take(notice->notice);
        });
        shop.define(u"MUG-1", 10);
        shop.must(command::RecordOrder{orderOf(u"1"_s, {{u"1"_s, u"MUG-1", 2}}), {}, {}});
        shop.must(command::DefinePrinter{{u"office"_s, labels::Printer::Kind::System, u"Office"_s, labels::Format::Pdf}, false});
    }

    /// The script stands in front of the path while this lives.
    void setQueue(int code)
    {
        QFile lp(folder.filePath(u"lp"_s));
        if (!lp.open(QIODevice::WriteOnly))
            qFatal("no script");
        lp.write("#!/bin/sh\ncat >> " + folder.path().toUtf8() + "/printed\n[ " + QByteArray::number(code) + " = 0 ] || echo 'lp: no such queue' >&2\nexit " + QByteArray::number(code) + "\n");
        lp.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
        qputenv("PATH", folder.path().toUtf8() + ':' + path);
    }
    Scene(const Scene &) = delete;
    ~Scene() { qputenv("PATH", path); }

    QByteArray printed() const
    {
        QFile file(folder.filePath(u"printed"_s));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    Notice newest() { return shop.ask(query::Notices{}).first(); }
    /// Real time for the printer, no virtual time for us.
    bool waitFor(Notice::State state)
    {
        return QTest::qWaitFor([&] {
            shop.clock.settle();
            return newest().state == state;
        }, patienceMs);
    }

    const QByteArray path = qgetenv("PATH");
    QTemporaryDir folder;
    Workshop shop;
    simulation::SimInventory inventory;
    printing::DocumentPrinter printer;
    PaperRunner runner;
    const OrderId order{channel(u"web"), u"1"_s};
    bool isHeard = true;
};

} // namespace

/// Papers of orders on their way to a printer, without a window.
class PapersTest : public QObject
{
    Q_OBJECT

private:
    Stores m_stores;

private Q_SLOTS:
    void initTestCase_data() { Stores::addRows(); }

    void aSlipIsPrintedAndNoted()
    {
        CROSSDOCK_OPEN(Scene, scene);
        scene.setQueue(0);
        scene.shop.must(papers::printing(scene.order, Paper::PackingSlip));
        QVERIFY(scene.waitFor(Notice::State::Sent));
        QVERIFY2(scene.printed().contains("Wilhelmina Featherstone") && scene.printed().contains("2 x  MUG-1"), scene.printed());
        QCOMPARE(scene.printed().count("Packing slip"), 1);
        scene.shop.clock.settle();
        QVERIFY(scene.shop.order(u"1").tags.contains(papers::slipTag.toString()));
    }

    void whatCannotBePrintedIsSaid_data()
    {
        QTest::addColumn<Paper>("paper");
        QTest::addColumn<QString>("words");
        QTest::newRow("the queue refuses") << Paper::PackingSlip << u"no such queue"_s;
        QTest::newRow("customs know nothing") << Paper::CustomsForm << u"crossdock goods set"_s;
        QTest::newRow("no label") << Paper::Label << u"no label is bought"_s;
    }
    void whatCannotBePrintedIsSaid()
    {
        QFETCH(Paper, paper);
        QFETCH(QString, words);
        CROSSDOCK_OPEN(Scene, scene);
        scene.setQueue(1);
        scene.shop.must(papers::printing(scene.order, paper));
        QVERIFY(scene.waitFor(Notice::State::Failed));
        QVERIFY2(scene.newest().words.contains(words), qPrintable(scene.newest().words));
        QVERIFY(!scene.shop.order(u"1").tags.contains(papers::slipTag.toString()));
    }

    /// The program ended between the claim and the printer's answer: nobody knows what came out.
    void nothingIsPrintedTwiceSilently()
    {
        CROSSDOCK_OPEN(Scene, scene);
        scene.setQueue(0);
        scene.isHeard = false;
        scene.shop.must(papers::printing(scene.order, Paper::PackingSlip));
        scene.shop.must(command::SettleNotice{scene.newest().notice, command::SettleNotice::What::Retry, {}, 0});
        scene.isHeard = true;
        scene.runner.start();
        scene.shop.passWithAnswers(std::chrono::minutes(2));
        QCOMPARE(scene.newest().state, Notice::State::Failed);
        QVERIFY2(scene.newest().words.contains(u"look whether it came out"_s), qPrintable(scene.newest().words));
        QVERIFY(scene.printed().isEmpty());
    }
};

QTEST_GUILESS_MAIN(PapersTest)
#include "tst_papers.moc"
