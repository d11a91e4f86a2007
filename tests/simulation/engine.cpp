#include "tests/simulation/engine.h"

#include "core/connectors/channels/amazon/amazon_channel.h"
#include "core/connectors/channels/shopify/shopify_channel.h"
#include "core/connectors/channels/woocommerce/woocommerce_channel.h"
#include "core/inventory/store/migrations.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::simulation {
namespace {

std::unique_ptr<store::Database> openStore(const QString &file, bool isReadOnly)
{
    auto database = store::Database::open({store::Source::Kind::Sqlite, file, isReadOnly});
    if (!database)
        qFatal("%s: %s", qPrintable(file), qPrintable(database.error().detail));
    return *std::move(database);
}

} // namespace

Engine::Engine(const Surroundings &around)
    : m_around(around)
    , m_writer(openStore(around.file, false))
{
    if (const auto migrated = store::migrate(*m_writer, {}); !migrated)
        qFatal("%s", qPrintable(migrated.error().detail));
    m_reader = openStore(around.file, true);
    m_answers = std::make_unique<answers::StoreAnswers>(*m_reader);
    m_core = std::make_unique<Core>(*m_writer, m_around.key, m_around.clock);
    m_inventory = std::make_unique<SimInventory>(*m_core, *m_answers, m_around.clock);
    connect(m_inventory.get(), &Inventory::happened, this, [this](const Events &events) {
        for (const Event &event : *events) {
            if (const auto *offer = std::get_if<event::OfferChanged>(&event)) {
                if (channels::ChannelLink *to = link(offer->offer.listing.channel.text()))
                    to->take(*offer);
            } else if (const auto *telling = std::get_if<event::TellingWaits>(&event)) {
                if (channels::ChannelLink *to = link(telling->channel.text()))
                    to->teller().look();
            }
        }
    });
}

Engine::~Engine() = default;

std::unique_ptr<channels::ChannelPort> Engine::makePort(const ChannelDetails &details)
{
    QMap<QString, QString> secrets;
    for (const sandbox::ChannelAccess &access : m_around.world.access()) {
        if (access.name == details.name.text())
            secrets = access.secrets;
    }
    if (details.kind == u"amazon"_s) {
        auto port = amazon::AmazonChannel::make(details, secrets, m_around.exchange, m_around.exchange, m_around.clock);
        if (!port)
            qFatal("%s", qPrintable(port.error().detail));
        return *std::move(port);
    }
    if (details.kind == u"shopify"_s)
        return std::make_unique<shopify::ShopifyChannel>(
            details,
            shopify::Secrets{secrets.value(u"access_token"_s), secrets.value(u"client_id"_s), secrets.value(u"client_secret"_s), secrets.value(u"webhook_secret"_s)},
            m_around.exchange, m_around.clock, nullptr);
    return std::make_unique<woocommerce::WooCommerceChannel>(
        details,
        woocommerce::Secrets{secrets.value(u"consumer_key"_s), secrets.value(u"consumer_secret"_s), secrets.value(u"webhook_secret"_s)},
        m_around.exchange, m_around.clock, nullptr);
}

void Engine::connectChannels(Milliseconds catchUpEvery, Sweeping sweeping)
{
    Progress progress;
    const auto rows = m_answers->answer(query::Channels{}, progress);
    if (!rows)
        qFatal("%s", qPrintable(rows.error().detail));
    for (const ChannelRow &row : *rows)
        m_links.push_back(std::make_unique<channels::ChannelLink>(row, makePort(row.details), *m_inventory, m_around.clock, m_around.random));
    for (const auto &link : m_links)
        link->start(catchUpEvery);
    for (const auto &link : m_links) {
        if (sweeping == Sweeping::Off)
            link->sweep().start(std::chrono::hours(1'000));
    }
    m_core->start();
}

channels::ChannelLink *Engine::link(const QString &channel)
{
    for (const auto &link : m_links) {
        if (link->name().text() == channel)
            return link.get();
    }
    return nullptr;
}

bool Engine::isQuiet() const
{
    return std::all_of(m_links.begin(), m_links.end(), [](const auto &link) { return link->lane().isQuiet() && link->teller().isQuiet(); });
}

} // namespace crossdock::simulation
