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
    QList<LiveQuestion> questions;
    for (auto [likeness, asked] : pricer.asked().asKeyValueRange())
        if (isAnswerable(asked.shipment))
            questions.append({likeness, asked.shipment});
    const auto parcelsOf = [&](const LiveQuestion &question) { return pricer.asked()[question.likeness].parcels; };
    std::sort(questions.begin(), questions.end(), [&](const LiveQuestion &a, const LiveQuestion &b) {
        return parcelsOf(a) != parcelsOf(b) ? parcelsOf(a) > parcelsOf(b) : a.likeness < b.likeness;
    });
    return questions;
}

} // namespace crossdock::waves
