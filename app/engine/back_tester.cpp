#include "app/engine/back_tester.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

using namespace fulfilment;

constexpr int mostOrders = 5'000; // some seconds of reading

QDate dayOf(Time time)
{
    return toDateTime(time).date();
}

QDate spanOf(QDate day, BackTestWish::Span span)
{
    return span == BackTestWish::Span::Week ? day.addDays(1 - day.dayOfWeek()) : day;
}

WaitingOrder waitingOf(const OrderDetail &order, const ChannelDetails &channel)
{
    WaitingOrder waiting;
    waiting.order = order.row.id;
    waiting.channelKind = channel.kind;
    waiting.pool = channel.pool;
    waiting.createdAt = order.row.createdAt;
    waiting.promisedBy = order.row.shipBy;
    waiting.country = order.buyer.country.isEmpty() ? order.row.shipTo.section(u',', -1).trimmed() : order.buyer.country;
    waiting.region = order.buyer.region;
    waiting.city = order.buyer.city;
    waiting.postcode = order.buyer.postcode;
    for (const OrderDetail::Line &line : order.lines)
        if (!line.sku.isEmpty() && line.quantity > 0)
            waiting.lines.append({line.id, line.sku, line.quantity, line.unitPrice, {}});
    return waiting;
}

WaitingItem itemOf(const query::StockOf::Item &item)
{
    WaitingItem made{item.row.sku, item.row.category, item.details.tags, item.details.weightG, item.details.lengthMm, item.details.widthMm, item.details.heightMm, {}};
    for (const command::DefineKit::Part &part : item.parts)
        made.parts.append({part.sku, part.quantity});
    return made;
}

waves::SpanOutcome::Side sideOf(const WaveView &wave)
{
    waves::SpanOutcome::Side side;
    side.cost = wave.total;
    side.orders = wave.orders.size();
    for (const WaveOrder &order : wave.orders) {
        side.parcels += order.plan.parcels.size();
        side.waitingLines += order.plan.waiting.size();
        std::optional<int> percent;
        for (const PlannedParcel &parcel : order.plan.parcels)
            if (parcel.percentInTime)
                percent = std::min(percent.value_or(100), *parcel.percentInTime);
        if (percent) {
            ++side.judged;
            side.late += (100 - *percent) / 100.0;
        }
    }
    return side;
}

} // namespace

void BackTester::run(Inventory &inventory, const BackTestWish &wish, std::shared_ptr<Progress> progress, QObject *context, Desk::Done<BackTest> done)
{
    (new BackTester(inventory, wish, std::move(progress), context, std::move(done)))->listOrders(0);
}

BackTester::BackTester(Inventory &inventory, const BackTestWish &wish, std::shared_ptr<Progress> progress, QObject *context, Desk::Done<BackTest> done)
    : QObject(context)
    , m_inventory(inventory)
    , m_wish(wish)
    , m_progress(std::move(progress))
    , m_done(std::move(done))
{
}

template <class Query>
void BackTester::ask(const Query &query, std::function<void(typename Query::Answer)> go)
{
    m_inventory.ask(query, this, [this, go = std::move(go)](const Result<typename Query::Answer> &answer) {
        if (m_progress->isCancelled)
            finish(fail(Error::Code::Cancelled, u"back-test"_s, u"it was stopped"_s));
        else if (!answer)
            finish(tl::make_unexpected(answer.error()));
        else
            go(*answer);
    });
}

void BackTester::listOrders(int offset)
{
    constexpr int page = 500;
    ask(query::Orders{.channel = {}, .state = {}, .text = {}, .onlyShort = false, .offset = offset, .limit = page}, [this, offset](const query::Orders::Answer &orders) {
        bool isPast = orders.isEnd;
        for (const OrderRow &row : orders.rows) {
            isPast = isPast || row.createdAt < m_wish.from;
            const bool counts = row.createdAt >= m_wish.from && row.createdAt < m_wish.to && !row.isByChannel && row.state != OrderRow::State::Cancelled && row.state != OrderRow::State::AwaitingPayment;
            if (counts && m_ids.size() < mostOrders)
                m_ids.append(row.id);
            else
                m_isCut = m_isCut || counts;
        }
        if (!isPast && !m_isCut)
            listOrders(offset + page);
        else
            readOrder(0);
    });
}

void BackTester::readOrder(qsizetype index)
{
    m_progress->permille = static_cast<int>(500 * index / std::max<qsizetype>(1, m_ids.size()));
    if (index == m_ids.size()) {
        readPlaces();
        return;
    }
    ask(query::Order{m_ids[index]}, [this, index](const OrderDetail &order) {
        m_days[dayOf(order.row.createdAt)].append(order);
        readOrder(index + 1);
    });
}

void BackTester::readPlaces()
{
    m_dayCount = m_days.size();
    ask(query::Channels{}, [this](const query::Channels::Answer &channels) {
        for (const ChannelRow &channel : channels)
            m_channels[channel.details.name.text()] = channel.details;
        ask(query::Nodes{}, [this](const query::Nodes::Answer &nodes) {
            m_nodes = nodes;
            ask(query::Cartons{}, [this](const query::Cartons::Answer &cartons) {
                m_cartons = cartons;
                ask(query::Transit{}, [this](const query::Transit::Answer &transit) {
                    m_transit = transit;
                    ask(query::Rates{}, [this](const query::Rates::Answer &book) {
                        m_book = book;
                        nextDay();
                    });
                });
            });
        });
    });
}

void BackTester::nextDay()
{
    m_progress->permille = static_cast<int>(500 + 500 * (m_dayCount - m_days.size()) / std::max<qsizetype>(1, m_dayCount));
    if (m_days.isEmpty()) {
        BackTest test = waves::summed(m_spans.values());
        test.currency = m_currency;
        test.doubts = m_doubts;
        test.doubts.append(u"what arrived during a day counts from the next one on"_s);
        if (m_isCut)
            test.doubts.append(u"only the newest %1 orders are planned again"_s.arg(mostOrders));
        finish(test);
        return;
    }
    QList<Sku> skus;
    for (const OrderDetail &order : m_days.first())
        for (const OrderDetail::Line &line : order.lines)
            if (!line.sku.isEmpty() && !skus.contains(line.sku))
                skus.append(line.sku);
    readStock(m_days.firstKey(), skus);
}

/// Of kits their parts too.
void BackTester::readStock(const QDate &day, const QList<Sku> &skus)
{
    const Time beginning = fromMs(day.startOfDay(Qt::UTC).toMSecsSinceEpoch());
    ask(query::StockOf{skus, {}}, [this, day, skus, beginning](const query::StockOf::Answer &items) {
        QList<Sku> all = skus;
        for (const query::StockOf::Item &item : items)
            for (const command::DefineKit::Part &part : item.parts)
                if (!all.contains(part.sku))
                    all.append(part.sku);
        ask(query::StockOf{all, beginning}, [this, day](const query::StockOf::Answer &stock) { planDay(day, stock); });
    });
}

void BackTester::planDay(const QDate &day, const query::StockOf::Answer &stock)
{
    Waiting waiting;
    for (const query::StockOf::Item &item : stock) {
        waiting.items.append(itemOf(item));
        for (const NodeStock &there : item.nodes)
            waiting.stock.append({there.node, item.row.sku, there.free});
    }
    for (const NodeRow &node : std::as_const(m_nodes))
        waiting.nodes.append({node.node, node.kind, node.title, node.details, {}});
    const QList<OrderDetail> orders = m_days.take(day);
    for (auto order = orders.rbegin(); order != orders.rend(); ++order) // the oldest first
        waiting.orders.append(waitingOf(*order, m_channels.value(order->row.id.channel.text())));
    const auto planned = [&](const WavePolicy &policy) {
        return waves::PlannedWave(0, waves::Given{waiting, m_book, m_cartons, fromMs(day.startOfDay(Qt::UTC).toMSecsSinceEpoch()), m_transit}, WaveWish{policy, {}}).view();
    };
    const auto first = planned(m_wish.first), second = planned(m_wish.second);
    m_currency = first->currency;
    for (const QString &doubt : first->doubts)
        if (!m_doubts.contains(doubt))
            m_doubts.append(doubt);
    waves::SpanOutcome &span = m_spans[spanOf(day, m_wish.span)];
    span.first += sideOf(*first);
    span.second += sideOf(*second);
    QMetaObject::invokeMethod(this, [this] { nextDay(); }, Qt::QueuedConnection); // whoever asks meanwhile is answered first
}

void BackTester::finish(Result<BackTest> answer)
{
    const auto done = std::exchange(m_done, {});
    deleteLater();
    if (done)
        done(std::move(answer));
}

} // namespace crossdock::app
