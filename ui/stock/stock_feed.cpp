#include "ui/stock/stock_feed.h"

namespace crossdock::ui {
namespace {

qint64 numberOf(const QList<Event> &events)
{
    qint64 number = 0;
    for (const Event &event : events) {
        if (const auto *appended = std::get_if<event::EntryAppended>(&event))
            number = std::max(number, appended->entry.number);
    }
    return number == 0 ? StockModel::live : number;
}

} // namespace

StockFeed::StockFeed(Inventory &inventory, StockModel &model, QObject *parent)
    : QObject(parent)
    , m_inventory(inventory)
    , m_model(model)
{
    connect(&inventory, &Inventory::happened, this, &StockFeed::hear);
}

void StockFeed::start()
{
    m_isLoading = true;
    m_startsAgain = false;
    m_progress = std::make_shared<Progress>();
    m_inventory.ask(query::Totals{}, this, [this](const Result<query::Totals::Answer> &totals) { m_expected = totals ? totals->skus : 0; });
    askChannels();
}

void StockFeed::askChannels()
{
    m_inventory.ask(
        query::Channels{}, this,
        [this](const Result<query::Channels::Answer> &channels) {
            if (channels) {
                QList<ChannelId> names;
                for (const ChannelRow &channel : *channels)
                    names.append(channel.details.name);
                m_model.setChannels(names);
            }
            askPage(0, firstPage); // without channels the stock is still worth showing
        },
        m_progress);
}

void StockFeed::askPage(qint64 afterId, int limit)
{
    m_inventory.ask(
        query::Stock{.afterId = afterId, .limit = limit}, this,
        [this](const Result<query::Stock::Answer> &page) {
            if (page) {
                take(*page);
                return;
            }
            m_isLoading = false;
            Q_EMIT loadFailed(page.error());
        },
        m_progress);
}

void StockFeed::take(const query::Stock::Answer &page)
{
    m_model.addRows(page.rows, page.stamp);
    const bool isEnd = page.isEnd || page.rows.isEmpty();
    m_isLoading = !isEnd;
    if (m_expected > 0)
        m_progress->permille = static_cast<int>(std::min<qint64>(999, m_model.table().rowCount() * 1'000LL / m_expected));
    replayEarly();
    if (!isEnd)
        return askPage(page.rows.last().id, laterPage);
    Q_EMIT loaded();
    if (m_startsAgain)
        start();
}

void StockFeed::hear(const Events &events)
{
    const qint64 number = numberOf(*events);
    for (const Event &event : *events)
        hearOne(event, number);
}

void StockFeed::hearOne(const Event &event, qint64 number)
{
    if (const auto *changed = std::get_if<event::StockChanged>(&event)) {
        if (m_isLoading && !m_model.knows(changed->row.sku))
            m_early.append({number, event});
        else
            m_model.apply(changed->row, number);
    } else if (const auto *offer = std::get_if<event::OfferChanged>(&event)) {
        if (m_isLoading && !m_model.knows(offer->sku))
            m_early.append({number, event});
        else
            m_model.applyOffer(offer->sku, offer->offer, number);
    } else if (const auto *channel = std::get_if<event::ChannelChanged>(&event)) {
        if (channel->isRemoved)
            m_model.removeChannel(channel->row.details.name);
        else
            m_model.addChannel(channel->row.details.name);
    } else if (const auto *others = std::get_if<event::OthersWrote>(&event)) {
        if (!others->kinds.testFlag(event::OthersWrote::Kind::Everything) || !m_progress)
            return;
        if (m_isLoading)
            m_startsAgain = true; // the first pages may be older
        else
            start(); // rows that are there take what is new
    }
}

void StockFeed::replayEarly()
{
    const auto early = std::exchange(m_early, {});
    for (const auto &[number, event] : early)
        hearOne(event, number); // what is still unknown waits again
}

} // namespace crossdock::ui
