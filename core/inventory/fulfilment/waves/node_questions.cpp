#include "core/inventory/fulfilment/waves/node_questions.h"

#include "core/inventory/fulfilment/waves/column_maker.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::waves {

QList<fulfilment::NodeQuestion> nodeQuestions(const Given &given, const fulfilment::WaveWish &wish)
{
    StoreWave made = makeStoreWave(given, wish);
    made.wave.live.reset();
    for (int node = 0; node < static_cast<int>(made.wave.nodes.size()); ++node)
        if (!made.wave.nodes[static_cast<size_t>(node)].tellsPrices)
            for (Order &order : made.wave.orders)
                order.vetoes.push_back({node, u"nobody to ask"_s, {}}); // priced for nothing
    ParcelPricer pricer(made.wave, *given.book);
    const ColumnMaker maker(made.wave, pricer); // prices every parcel that there may be
    std::vector<std::tuple<bool, int, QString>> order;
    for (auto [likeness, asked] : pricer.askedNodes().asKeyValueRange())
        order.emplace_back(!asked.isWhole, -asked.parcels, likeness);
    std::sort(order.begin(), order.end());
    QList<fulfilment::NodeQuestion> questions;
    for (const auto &[isPart, parcels, likeness] : order)
        questions.append(pricer.askedNodes().constFind(likeness)->question);
    return questions;
}

} // namespace crossdock::waves
