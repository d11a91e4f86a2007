#include "app/commands/node_rates.h"

#include "app/engine/engine.h"
#include "app/engine/node_order_maker.h"
#include "app/engine/node_room.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

Result<ChannelRules> rulesFor(Session &session, const OrderId &order)
{
    const auto channels = session.ask(query::Channels{});
    CROSSDOCK_TRY(channels);
    const auto house = session.ask(query::WavePolicy{});
    CROSSDOCK_TRY(house);
    const auto channel = std::find_if(channels->begin(), channels->end(), [&](const ChannelRow &one) { return one.details.name == order.channel; });
    return ChannelRules{channel == channels->end() ? QString() : channel->details.kind, fulfilment::withHouseRules(house->rules)};
}

Result<QList<fulfilment::NodeQuestion>> questionsOf(Session &session, const OrderId &id)
{
    const auto order = session.ask(query::Order{id});
    CROSSDOCK_TRY(order);
    const auto nodes = session.ask(query::Nodes{});
    CROSSDOCK_TRY(nodes);
    const auto rules = rulesFor(session, id);
    CROSSDOCK_TRY(rules);
    QList<Sku> skus;
    for (const OrderDetail::Line &line : order->lines)
        if (!skus.contains(line.sku) && !line.sku.isEmpty())
            skus.append(line.sku);
    const auto items = session.ask(query::StockOf{skus, {}});
    CROSSDOCK_TRY(items);
    QList<fulfilment::NodeQuestion> questions;
    for (const NodeRow &node : *nodes) {
        if (!tellsPrices(node.kind))
            continue;
        const auto question = priceQuestionOf(*order, *items, node, *rules, session.now());
        CROSSDOCK_TRY(question);
        questions.append(*question);
    }
    return questions;
}

} // namespace

Result<rates::Rated> nodeRates(Session &session, const QString &order, Milliseconds deadline)
{
    const auto id = OrderId::parse(order);
    CROSSDOCK_TRY(id);
    const auto questions = questionsOf(session, *id);
    CROSSDOCK_TRY(questions);
    const auto told = session.atEngine<QList<rates::Rated>>([questions = *questions, deadline](Engine &engine, QObject *context, auto done) { engine.quoteNodes(questions, deadline, context, done); });
    CROSSDOCK_TRY(told);
    rates::Rated all;
    for (const rates::Rated &one : *told)
        all.append(one);
    return all;
}

} // namespace crossdock::app
