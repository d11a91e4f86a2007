#include "tests/ui/fake_desk.h"

namespace crossdock::test {

using namespace Qt::Literals::StringLiterals;

FakeDesk::FakeDesk(FakeInventory &inventory, const Clock &clock, QObject *parent)
    : Desk(parent)
    , m_inventory(inventory)
{
    int number = 0;
    for (const ChannelRow &channel : inventory.channels) {
        ChannelHealth lane{.channel = channel.details.name, .state = ChannelHealth::State::Idle, .told = 4'812 + number * 31,
                           .calls = 950, .failedCalls = number == 3 ? 12 : 0, .superseded = 211,
                           .lagP50Ms = 1.8 + number * 0.4, .lagP99Ms = 9.5 + number * 2.0, .callsPerSecond = 10,
                           .lastEventAt = clock.now() - Milliseconds(2'000), .lastAnswerAt = clock.now()};
        if (number == 3) {
            lane.state = ChannelHealth::State::Down;
            lane.queued = 42;
            lane.lastError = u"503 Service Unavailable"_s;
            lane.lastErrorAt = clock.now() - Milliseconds(31'000);
            lane.retryAt = clock.now() + Milliseconds(14'000);
        }
        lanes.append(lane);
        ++number;
    }
}

QList<Desk::Kind> FakeDesk::kinds() const
{
    return {{.kind = u"shopify"_s, .title = u"Shopify"_s, .urlHint = u"https://your-shop.myshopify.com"_s,
             .help = u"Make a custom app in the shop's admin and copy its access token."_s,
             .fields = {{.key = u"location"_s, .label = u"Location"_s, .hint = u"gid://shopify/Location/1"_s},
                        {.key = u"version"_s, .label = u"API version"_s, .isRequired = false, .preset = u"2026-10"_s},
                        {.key = u"access_token"_s, .label = u"Access token"_s, .isSecret = true},
                        {.key = u"webhook_secret"_s, .label = u"Webhook secret"_s, .isSecret = true}}},
            {.kind = u"woocommerce"_s, .title = u"WooCommerce"_s, .urlHint = u"https://shop.example"_s,
             .help = u"WooCommerce, Settings, Advanced, REST API: make a key with read and write access."_s,
             .fields = {{.key = u"consumer_key"_s, .label = u"Consumer key"_s, .isSecret = true},
                        {.key = u"consumer_secret"_s, .label = u"Consumer secret"_s, .isSecret = true},
                        {.key = u"webhook_secret"_s, .label = u"Webhook secret"_s, .isSecret = true, .isRequired = false}}}};
}

void FakeDesk::testConnection(const ChannelDetails &details, const QMap<QString, QString> &secrets, QObject *context,
                              Done<QString> done)
{
    lastSecrets = secrets;
    answer(u"testConnection "_s + details.url, context, done, u"Signed in to Harbour Outfitters (USD)."_s);
}

void FakeDesk::addChannel(const ChannelDetails &details, const QMap<QString, QString> &secrets, QObject *context,
                          Done<Entry> done)
{
    lastSecrets = secrets;
    if (!nextError) {
        m_inventory.channels.append({.details = details});
        m_inventory.tell({event::ChannelChanged{m_inventory.channels.last(), false}});
    }
    answer(u"addChannel "_s + details.name.text(), context, done, Entry{.number = 1, .what = u"channel.add"_s});
}

void FakeDesk::testChannel(const ChannelId &channel, QObject *context, Done<QString> done)
{
    answer(u"testChannel "_s + channel.text(), context, done, u"Signed in to Harbour Outfitters (USD)."_s);
}

void FakeDesk::readCatalogue(const ChannelId &channel, std::shared_ptr<Progress>, QObject *context,
                             Done<CatalogueReport> done)
{
    answer(u"readCatalogue "_s + channel.text(), context, done, CatalogueReport{196, {u"LEGACY-1"_s}, {u"Gift card"_s}});
}

void FakeDesk::catchUp(const ChannelId &channel, QObject *context, Done<int> done)
{
    answer(u"catchUp "_s + channel.text(), context, done, 3);
}

void FakeDesk::cancelOrder(const OrderId &order, const QString &, QObject *context, Done<QString> done)
{
    answer(u"cancelOrder "_s + order.text(), context, done, u"The channel cancelled the order."_s);
}

void FakeDesk::exportAudit(const QString &file, std::optional<Time>, std::optional<Time>, std::shared_ptr<Progress>,
                           QObject *context, Done<QString> done)
{
    answer(u"exportAudit "_s + file, context, done, u"Sealed 481 entries."_s);
}

void FakeDesk::quoteLive(const QList<rates::Shipment> &shipments, Milliseconds, QObject *, Heard heard, Done<QList<rates::Rated>> done)
{
    shipmentsAsked = shipments;
    m_heard = std::move(heard);
    m_live = std::move(done);
    m_rated = QList<rates::Rated>(shipments.size());
    m_openAccounts = liveAccounts;
    if (liveAccounts.isEmpty())
        endLive();
}

void FakeDesk::answerLive(const QString &account, const rates::Rated &rated)
{
    m_openAccounts.removeAll(account);
    for (qsizetype i = 0; i < m_rated.size(); ++i) {
        m_rated[i].append(rated);
        m_heard(i, account, rated);
    }
}

void FakeDesk::endLive()
{
    for (const QString &account : QStringList(m_openAccounts))
        answerLive(account, {.quotes = {}, .refused = {}, .silent = {{account, u"no answer in 1500 ms"_s}}});
    m_live(m_rated);
}

void FakeDesk::releaseAnswers()
{
    holdsAnswers = false;
    for (const auto &deliver : std::exchange(m_held, {}))
        deliver();
}

void FakeDesk::planWave(const fulfilment::WaveWish &wish, QObject *context, Done<Wave> done)
{
    lastWish = wish;
    answer(u"planWave"_s, context, done, wave);
}

void FakeDesk::explainOrder(qint64 number, const OrderId &order, QObject *context, Done<fulfilment::WaveExplanation> done)
{
    answer(u"explainOrder %1 %2"_s.arg(number).arg(order.text()), context, done, explanation);
}

void FakeDesk::pinOrder(qint64 number, const fulfilment::WavePin &pin, QObject *context, Done<fulfilment::PinEffect> done)
{
    lastPin = pin;
    answer(u"pinOrder %1 %2 %3"_s.arg(number).arg(pin.order.text(), pin.node.text()), context, done, pinEffect);
}

void FakeDesk::publishWave(qint64 number, const QString &reason, QObject *context, Done<Entry> done)
{
    answer(u"publishWave %1 %2"_s.arg(number).arg(reason), context, done, Entry{.number = 1, .what = u"plan.record"_s});
}

void FakeDesk::backTest(const fulfilment::BackTestWish &wish, std::shared_ptr<Progress>, QObject *context, Done<fulfilment::BackTest> done)
{
    lastBackTest = wish;
    answer(u"backTest"_s, context, done, backTested);
}

void FakeDesk::buyLabel(const Request &want, const rates::Shipment &, QObject *context, Done<labels::Label> done)
{
    const auto &wish = std::get<command::WantLabel>(want.command);
    labelRequests.append(want);
    label = {.label = 7, .order = wish.order, .box = wish.box, .carrier = wish.quote.carrier, .service = wish.quote.service, .quoted = wish.quote.total, .state = afterPurchase};
    label.tracking = afterPurchase == labels::Label::State::Bought ? u"9400123"_s : QString();
    label.hasDocument = afterPurchase == labels::Label::State::Bought;
    label.words = afterPurchase == labels::Label::State::Bought ? QString() : u"no answer in 30 s"_s;
    answer(u"buyLabel "_s + wish.quote.service, context, done, label);
}

void FakeDesk::printLabel(const Request &print, QObject *context, Done<labels::Label> done)
{
    labelRequests.append(print);
    ++label.prints;
    answer(u"printLabel "_s + std::get<command::PrintLabel>(print.command).printer.name, context, done, label);
}

void FakeDesk::voidLabel(const Request &take, QObject *context, Done<labels::Label> done)
{
    labelRequests.append(take);
    label.state = labels::Label::State::RefundAsked;
    answer(u"voidLabel"_s, context, done, label);
}

void FakeDesk::suggestRules(const QString &talk, QObject *context, Done<QList<RuleProposal>> done)
{
    answer(u"suggestRules "_s + talk, context, done, proposals);
}

} // namespace crossdock::test
