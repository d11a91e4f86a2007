#include "core/inventory/fulfilment/waves/live_questions.h"

#include "core/inventory/fulfilment/waves/column_maker.h"

namespace crossdock::waves {
namespace {

/// Who does not know from where to where says no price. Some countries have no postcodes: a buyer's may be empty.
bool isAnswerable(const rates::Shipment &shipment)
{
    return !shipment.from.country.isEmpty() && !shipment.from.postcode.isEmpty() && !shipment.to.country.isEmpty();
}

} // namespace

QList<LiveQuestion> liveQuestions(const Given &given, const fulfilment::WaveWish &wish)
{
    const StoreWave made = makeStoreWave(given, wish);
    ParcelPricer pricer(made.wave, *given.book);
    const ColumnMaker maker(made.wave, pricer); // prices every parcel that there may be
    std::vector<std::pair<int, QString>> order; // fewer parcels are later
    for (auto [likeness, asked] : pricer.asked().asKeyValueRange())
        if (isAnswerable(asked.shipment))
            order.emplace_back(-asked.parcels, likeness);
    std::sort(order.begin(), order.end());
    QList<LiveQuestion> questions;
    for (const auto &[parcels, likeness] : order)
        questions.append({likeness, pricer.asked().constFind(likeness)->shipment});
    return questions;
}

} // namespace crossdock::waves
