#include "tests/core/workshop.h"

#include "core/inventory/store/migrations.h"

#include <QCoreApplication>
#include <QTest>

namespace crossdock::tests {
namespace {

constexpr qint64 dayBegins = 1'790'000'000'000;

std::unique_ptr<store::Database> openMigrated(const store::Source &source, Time now, bool isFirst)
{
    auto database = store::Database::open(source);
    if (!database)
        qFatal("%s", qPrintable(database.error().detail));
    if (isFirst) {
        const auto migrated = store::migrate(**database, now);
        if (!migrated)
            qFatal("%s", qPrintable(migrated.error().detail));
    }
    return *std::move(database);
}

} // namespace

void Stores::addRows()
{
    QTest::addColumn<bool>("isPostgresql");
    QTest::newRow("sqlite") << false;
    QTest::newRow("postgresql") << true;
}

std::optional<store::Source> Stores::fresh()
{
    QFETCH_GLOBAL(bool, isPostgresql);
    if (!isPostgresql) {
        if (!m_folder)
            m_folder = std::make_unique<QTemporaryDir>();
        return store::Source{store::Source::Kind::Sqlite, m_folder->filePath(u"test-%1.db"_s.arg(++m_files)), false};
    }
    if (!m_cluster && m_whyNot.isEmpty()) {
        m_cluster = std::make_unique<PostgresCluster>();
        m_whyNot = m_cluster->start();
    }
    return m_whyNot.isEmpty() ? std::optional(m_cluster->freshSource()) : std::nullopt;
}

Workshop::Workshop(const store::Source &source, bool isFirst)
    : database(openMigrated(source, clock.now(), isFirst))
    , key(audit::ShopKey::fromSeed(QByteArray(32, 'k')))
    , answers(*database)
    , core(std::make_unique<Core>(*database, key, clock))
{
    database->setShopKey(&key);
    QObject::connect(core.get(), &Core::happened, core.get(), [this](const Events &news) { events += *news; });
    if (!isFirst)
        return;
    for (const QStringView name : {u"main", u"east"})
        must(command::DefineNode{node(name), u"warehouse"_s, {}});
    for (const QStringView name : {u"web", u"shop"}) {
        ChannelDetails details;
        details.name = channel(name);
        details.kind = u"woocommerce"_s;
        details.url = u"http://localhost"_s;
        must(command::AddChannel{details});
    }
}

Result<Entry> Workshop::perform(const Command &command, const QString &operation, qint64 cause)
{
    Result<Entry> answer = fail(Error::Code::Cancelled, u"core"_s, u"it did not answer"_s);
    core->perform({Request{operation, {Actor::Kind::Person, u"tester"_s}, u"a test"_s, cause, command}},
                  [&](const Result<QList<Entry>> &done) { answer = done.map([](const QList<Entry> &all) { return all.first(); }); });
    clock.settle();
    return answer;
}

QList<Result<Entry>> Workshop::performTogether(const QList<Command> &commands)
{
    QList<Result<Entry>> all;
    for (const Command &command : commands)
        core->perform({Request{{}, {Actor::Kind::Person, u"tester"_s}, {}, 0, command}},
                      [&](const Result<QList<Entry>> &done) { all << done.map([](const QList<Entry> &e) { return e.first(); }); });
    clock.settle();
    return all;
}

Entry Workshop::must(const Command &command)
{
    const auto done = perform(command);
    if (!done)
        qFatal("%s: %s", qPrintable(done.error().subject), qPrintable(done.error().detail));
    return *done;
}

void Workshop::define(QStringView code, Quantity atMain, Quantity atEast)
{
    command::DefineSku details;
    details.sku = sku(code);
    details.name = code.toString();
    must(details);
    if (atMain > 0)
        must(command::ReceiveStock{details.sku, node(u"main"), atMain});
    if (atEast > 0)
        must(command::ReceiveStock{details.sku, node(u"east"), atEast});
}

void Workshop::kit(QStringView code, const QList<command::DefineKit::Part> &parts)
{
    define(code, 0);
    must(command::DefineKit{sku(code), parts});
}

void Workshop::list(QStringView channelName, QStringView code, Quantity buffer, std::optional<Quantity> cap)
{
    command::MapListing map;
    map.address.id = {channel(channelName), code.toString()};
    map.address.sku = sku(code);
    map.buffer = buffer;
    map.cap = cap;
    must(map);
}

QString Workshop::at(QStringView code, QStringView nodeName)
{
    const auto items = ask(query::StockOf{{sku(code)}, {}});
    for (const NodeStock &there : items.first().nodes) {
        if (there.node == node(nodeName))
            return u"%1/%2/%3/%4/%5"_s.arg(there.free).arg(there.reserved).arg(there.picked).arg(there.inTransit).arg(there.quarantine);
    }
    return u"nothing"_s;
}

OfferState Workshop::offer(QStringView channelName, QStringView code)
{
    const StockRow shown = row(code);
    for (const OfferState &offer : shown.offers) {
        if (offer.listing.channel == channel(channelName))
            return offer;
    }
    qFatal("no such listing");
}

bool Workshop::mustSend(QStringView channelName, QStringView code)
{
    for (const query::Listings::Item &item : ask(query::Listings{channel(channelName), true, false})) {
        if (item.address.sku == sku(code))
            return item.mustSend;
    }
    return false;
}

OrderDetail Workshop::order(QStringView number, QStringView channelName)
{
    return ask(query::Order{{channel(channelName), number.toString()}});
}

void Workshop::passWithAnswers(Milliseconds span)
{
    const Time end = clock.now() + span;
    do
        QCoreApplication::sendPostedEvents();
    while (clock.step(end));
    clock.pass(end - clock.now());
}

bool Workshop::balances()
{
    const auto books = ask(query::Books{});
    for (const QString &problem : books.problems)
        qWarning("%s", qPrintable(problem));
    return books.balance;
}

Time second(double number)
{
    return fromMs(dayBegins + static_cast<qint64>(number * 1000));
}

ChannelOrder orderOf(const QString &number, const QList<Part> &parts, int atSecond, QStringView channelName)
{
    ChannelOrder order;
    order.id = {channel(channelName), number};
    order.createdAt = order.revision = second(atSecond);
    order.buyer.name = u"Wilhelmina Featherstone"_s;
    order.buyer.country = u"NL"_s;
    for (const Part &part : parts)
        order.lines.append({part.id, part.code.toString(), part.code.toString(), part.quantity, part.shipped, Money{1000, u"EUR"_s}});
    return order;
}

command::RecordOutcomes told(QStringView channelName, QStringView code, Quantity quantity, double sentAt, double answeredAt,
                             qint64 revision, channels::Outcome::State state)
{
    const bool hasWords = state == channels::Outcome::State::Refused;
    channels::Outcome outcome{{channel(channelName), code.toString()}, revision, quantity, state, hasWords ? u"not so"_s : QString()};
    return {channel(channelName), {{outcome, second(sentAt), second(answeredAt), false}}};
}

} // namespace crossdock::tests
