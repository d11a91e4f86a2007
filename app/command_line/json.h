#pragma once

#include "core/inventory/desk.h"

#include "core/inventory/fulfilment/wave_view.h"

#include <QJsonArray>
#include <QJsonObject>

/// What the command line's JSON looks like. A contract with operators' scripts: keys are added, never changed.
namespace crossdock::app {

QJsonObject toJson(const Entry &entry);
QJsonObject toJson(const Money &money);
QJsonValue toJson(const std::optional<Money> &money); ///< null: none
QJsonValue toJson(const std::optional<Time> &time);
QJsonArray namesJson(const rates::Options &options); ///< ["signature","insurance"]
QJsonValue toJson(const std::optional<Quantity> &quantity);
QJsonObject toJson(const query::StockOf::Item &item, Time now);
QJsonObject toJson(const OrderRow &order);
QJsonObject toJson(const OrderDetail &order);
QJsonObject toJson(const ReturnRow &row);
QJsonObject toJson(const fulfilment::PlannedParcel &parcel);
QJsonObject toJson(const fulfilment::Parcel &parcel);
QJsonObject toJson(const fulfilment::WaveView &wave);
QJsonObject toJson(const fulfilment::WaveExplanation &explanation);
QJsonObject toJson(const purchases::PurchaseOrder &order, Time now); ///< `now`: whether it is late
QJsonObject toJson(const Incident &incident);
QJsonObject toJson(const ChannelRow &channel, const std::optional<ChannelHealth> &health);
QJsonObject toJson(const NodeRow &node, Time now); ///< `now`: how old what it says of its stock is
QJsonObject toJson(const fulfilment::StockLevel &level);
QJsonObject toJson(const CarrierDetails &carrier);
QJsonObject toJson(const labels::Label &label);
QJsonObject toJson(const labels::TrackEvent &event);
QJsonObject toJson(const labels::Printer &printer);
QJsonObject toJson(const labels::Goods &goods);
QJsonObject toJson(const Explanation &explanation);
QJsonObject toJson(const Verification &verification);

QJsonValue orNull(const QString &text); ///< null: empty
QJsonValue orNull(Time at); ///< null: the epoch, which is never

QString nameOf(OfferState::State state); ///< "acknowledged"
QString nameOf(OrderRow::State state); ///< "on_hold"
QString nameOf(ChannelHealth::State state); ///< "rate_limited"
std::optional<OrderRow::State> orderStateFrom(const QString &name);

template <class List>
QJsonArray toJsonArray(const List &list)
{
    QJsonArray array;
    for (const auto &one : list)
        array.append(toJson(one));
    return array;
}

} // namespace crossdock::app
