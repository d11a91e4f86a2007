#include "app/engine/catalogue_reader.h"
#include "tests/core/workshop.h"
#include "tests/simulation/sim_inventory.h"

#include <QTemporaryDir>
#include <QTest>

using namespace crossdock;
using namespace crossdock::channels;
using namespace crossdock::tests;
using namespace std::chrono_literals;
using Kind = CallFailure::Kind;

namespace {

/// Two listings on two pages. The second page is not had at once.
class SlowPort : public ChannelPort
{
public:
    explicit SlowPort(Clock &clock)
        : m_clock(clock)
    {
    }

    Kind trouble = Kind::RateLimited;
    Milliseconds pause{0};
    int failures = 0; ///< of the second page, before it is there
    QStringList asked; ///< the cursors

    Traits traits() const override { return {}; }
    void push(const QList<Offer> &, Done<PushReply>) override {}
    void readQuantities(const QList<ListingAddress> &, Done<Answer<QHash<QString, Quantity>>>) override {}
    void catchUp(const QString &, Time, Done<Answer<CatchUpPage>>) override {}
    void readOrder(const QString &, Done<Answer<ChannelOrder>>) override {}
    void readCatalogue(const QString &cursor, Done<Answer<CataloguePage>> done) override
    {
        asked << cursor;
        const bool isSecond = !cursor.isEmpty();
        Answer<CataloguePage> answer = pageOf(isSecond ? u"CUP"_s : u"MUG"_s, !isSecond);
        if (isSecond && failures-- > 0)
            answer = tl::make_unexpected(CallFailure{trouble, u"not now"_s, pause, false});
        m_clock.after(1ms, this, [answer, done = std::move(done)] { done(answer); });
    }
    void test(Done<Answer<QString>>) override {}
    void subscribe(const QString &, Done<Answer<QStringList>>) override {}
    void cancelOrder(const QString &, const QString &, Payment, Done<Answer<QString>>) override {}
    void confirmShipment(const ParcelSent &, Done<Answer<QString>>) override {}
    tl::expected<Message, channels::Refusal> readDelivery(const Delivery &, Time) const override { return tl::make_unexpected(channels::Refusal::Unreadable); }

private:
    static CataloguePage pageOf(const QString &sku, bool hasMore)
    {
        CataloguePage page;
        page.items.append({{ListingId{channel(u"web"), sku}, *Sku::parse(sku), {}, {}, {}}, sku, 0, {}});
        page.hasMore = hasMore;
        page.cursor = hasMore ? u"2"_s : QString();
        return page;
    }

    Clock &m_clock;
};

struct Scene {
    Scene()
        : shop(store::Source{store::Source::Kind::Sqlite, folder.filePath(u"shop.db"_s)})
        , inventory(*shop.core, shop.answers, shop.clock)
        , port(shop.clock)
    {
        shop.define(u"MUG", 1);
        shop.define(u"CUP", 1);
    }
    void read()
    {
        auto *reader = new app::CatalogueReader(channel(u"web"), port, inventory, shop.clock, progress, [this](const Result<Desk::CatalogueReport> &report) { answer = report; }, nullptr);
        reader->start();
    }
    QString words() const
    {
        return !answer ? u"still reads"_s : *answer ? u"mapped %1"_s.arg((*answer)->mapped) : answer->error().code == Error::Code::Cancelled ? u"cancelled"_s : u"failed"_s;
    }

    QTemporaryDir folder;
    Workshop shop;
    simulation::SimInventory inventory;
    SlowPort port;
    std::shared_ptr<Progress> progress = std::make_shared<Progress>();
    std::optional<Result<Desk::CatalogueReport>> answer;
};

} // namespace

/// A catalogue larger than what a channel gives at once is read to its end.
class CatalogueReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void waitsAndGoesOn_data()
    {
        QTest::addColumn<Kind>("trouble");
        QTest::addColumn<int>("pauseMs");
        QTest::addColumn<int>("failures");
        QTest::addColumn<int>("afterMs");
        QTest::addColumn<QString>("words");
        QTest::addColumn<int>("calls");
        QTest::newRow("no trouble") << Kind::RateLimited << 0 << 0 << 100 << u"mapped 2"_s << 2;
        QTest::newRow("too fast, it says for how long") << Kind::RateLimited << 5'000 << 1 << 4'900 << u"still reads"_s << 2;
        QTest::newRow("that long is over") << Kind::RateLimited << 5'000 << 1 << 5'300 << u"mapped 2"_s << 3;
        QTest::newRow("too fast again and again") << Kind::RateLimited << 0 << 6 << 60'000 << u"mapped 2"_s << 8;
        QTest::newRow("too fast for ever") << Kind::RateLimited << 0 << 1'000 << 600'000 << u"failed"_s << 13;
        QTest::newRow("silent twice") << Kind::Unreachable << 0 << 2 << 10'000 << u"mapped 2"_s << 4;
        QTest::newRow("silent for ever") << Kind::Unreachable << 0 << 1'000 << 60'000 << u"failed"_s << 5;
        QTest::newRow("not signed in") << Kind::Unauthorized << 0 << 1 << 100 << u"failed"_s << 2;
    }
    void waitsAndGoesOn()
    {
        QFETCH(Kind, trouble);
        QFETCH(int, pauseMs);
        QFETCH(int, failures);
        QFETCH(int, afterMs);
        Scene scene;
        scene.port.trouble = trouble;
        scene.port.pause = Milliseconds(pauseMs);
        scene.port.failures = failures;
        scene.read();
        scene.shop.passWithAnswers(Milliseconds(afterMs));
        QTEST(scene.words(), "words");
        QTEST(int(scene.port.asked.size()), "calls");
    }

    void isCancelledWhileItWaits()
    {
        Scene scene;
        scene.port.pause = 60s;
        scene.port.failures = 1;
        scene.read();
        scene.shop.passWithAnswers(1s);
        scene.progress->isCancelled = true;
        scene.shop.passWithAnswers(1s);
        QCOMPARE(scene.words(), u"cancelled"_s);
        QCOMPARE(scene.port.asked.size(), 2);
    }
};

QTEST_GUILESS_MAIN(CatalogueReaderTest)
#include "tst_catalogue_reader.moc"
