#include "core/inventory/fulfilment/labels/return_parcel.h"

#include "core/inventory/fulfilment/labels/sending.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::labels {
namespace {

const OrderDetail::Line *lineOf(const OrderDetail &order, const QString &id)
{
    const auto found = std::find_if(order.lines.begin(), order.lines.end(), [&](const OrderDetail::Line &one) { return one.id == id; });
    return found == order.lines.end() ? nullptr : &*found;
}

/// The units by SKU, and what they weigh.
void fillBox(ReturnParcel &parcel, const OrderDetail &order, const ReturnRow &what, const QList<query::StockOf::Item> &items)
{
    qint64 grams = 0;
    for (const channels::Return::Line &returned : what.what.lines) {
        const OrderDetail::Line *line = lineOf(order, returned.line);
        const auto item = std::find_if(items.begin(), items.end(), [&](const query::StockOf::Item &one) { return line != nullptr && one.row.sku == line->sku; });
        if (item == items.end()) {
            parcel.missing.append(u"line %1 is of nothing that the stock knows"_s.arg(returned.line));
            continue;
        }
        if (item->details.weightG <= 0)
            parcel.missing.append(u"nobody said what %1 weighs: crossdock import skus FILE takes a column weight_g"_s.arg(item->row.sku.text()));
        grams += item->details.weightG * returned.quantity;
        parcel.box.units.append({item->row.sku, returned.quantity});
        const command::DefineSku &goods = item->details;
        if (what.what.lines.size() == 1 && returned.quantity == 1 && goods.lengthMm > 0 && goods.widthMm > 0 && goods.heightMm > 0) {
            const auto side = [](qint64 millimetres) { return rates::Length(millimetres * 1'000'000); };
            parcel.box.dimensions = rates::Dimensions{side(goods.lengthMm), side(goods.widthMm), side(goods.heightMm)};
        }
    }
    if (what.what.lines.isEmpty())
        parcel.missing.append(u"its channel did not tell what comes back"_s);
    parcel.box.weight = rates::Weight::of(grams, rates::WeightUnit::Gram);
}

} // namespace

QList<Sku> skusOf(const OrderDetail &order, const ReturnRow &what)
{
    QList<Sku> skus;
    for (const channels::Return::Line &returned : what.what.lines)
        if (const OrderDetail::Line *line = lineOf(order, returned.line); line != nullptr && !line->sku.text().isEmpty() && !skus.contains(line->sku))
            skus.append(line->sku);
    return skus;
}

std::optional<NodeId> nodeOf(const OrderDetail &order, const ReturnRow &what)
{
    std::optional<NodeId> holder;
    for (const channels::Return::Line &returned : what.what.lines) {
        const OrderDetail::Line *line = lineOf(order, returned.line);
        for (const OrderDetail::Reservation &one : line == nullptr ? QList<OrderDetail::Reservation>() : line->reservations) {
            if (one.shipped > 0)
                return one.node;
            if (!holder)
                holder = one.node;
        }
    }
    return holder;
}

ReturnParcel returnParcel(const OrderDetail &order, const ReturnRow &what, const NodeRow &to, const QList<query::StockOf::Item> &items, QDate shipDate)
{
    ReturnParcel parcel;
    parcel.box.node = to.node;
    if (!to.details.country.isEmpty() && !order.buyer.country.isEmpty() && crossesCustoms(order.buyer.country, to.details.country)) {
        parcel.missing.append(u"what comes back from %1 to %2 meets customs, and papers for that are not written here: buy the label on the carrier's own site"_s.arg(order.buyer.country, to.details.country));
        return parcel;
    }
    fillBox(parcel, order, what, items);
    const Sending out(order, to, parcel.box, items, {});
    parcel.missing += out.missing();
    if (!order.isForgotten && order.buyer.email.trimmed().isEmpty())
        parcel.missing.append(u"the channel did not tell the buyer's e-mail address, to which the label would go"_s);
    parcel.shipment = out.shipment(shipDate);
    parcel.shipment.options.clear();
    parcel.shipment.isReturn = true;
    return parcel;
}

} // namespace crossdock::labels
