#pragma once

#include "core/inventory/query.h"

namespace crossdock::labels {

/// What carriers are told of a box: who sends it, who gets it, and what customs is to know where it crosses a border.
class Sending
{
public:
    /// `items`: what the store knows of the SKUs in the box; `goods`: what customs may be told of them.
    Sending(const OrderDetail &order, const NodeRow &from, const Box &box, const QList<query::StockOf::Item> &items, const QList<Goods> &goods);

    /// What is missing, each a sentence of facts in English; empty: a label can be bought.
    const QStringList &missing() const { return m_missing; }
    /// SKUs of which customs would have to be told more than is known; value included.
    const QList<Sku> &undescribed() const { return m_undescribed; }
    rates::Shipment shipment(QDate shipDate) const;

private:
    void readPlaces(const OrderDetail &order, const NodeRow &from);
    void readCustoms(const OrderDetail &order, const QList<query::StockOf::Item> &items, const QList<Goods> &goods);

    Box m_box;
    rates::Shipment m_shipment;
    QStringList m_missing;
    QList<Sku> m_undescribed;
};

/// NotAllowed for a place of others: they pack, label and send what lies there. `kind`: as in NodeRow.
Result<> checkPlace(const OrderId &order, const NodeId &node, const QString &kind);

/// Whether goods that go from one country to the other meet customs. Countries: two letters.
bool crossesCustoms(const QString &from, const QString &to);

/// What one unit was sold for; nothing: it was sold inside a kit, or its channel did not tell.
std::optional<Money> soldFor(const OrderDetail &order, const Sku &sku);

/// What all units of a box were sold for; nothing: of one that is not known, or in several currencies.
std::optional<Money> valueOf(const OrderDetail &order, const Box &box);

/// The number of the next box of an order at a node: the first that no label stands for. `labels`: of that order.
int nextBox(const QList<Label> &labels, const NodeId &node);

/// What labels from a place are paid in: what its cost card is in, else what the order was sold for; empty: neither is known.
QString payingCurrency(const OrderDetail &order, const NodeRow &from);

/// What services sell for a box: quotes that can be bought, of several prices for one service the house's own. Those in `currency` stand in front,
/// cheapest first; amounts of two currencies are not compared: no rate of exchange is known.
QList<rates::Quote> buyable(const rates::Rated &rated, const QString &currency);

/// The quote to buy where nobody names one: the first that the wish takes, of byWish(). NotAllowed: none is sold; or none in `currency`, or in
/// several and that is empty, and the wish does not name the service either: a person is to choose.
Result<rates::Quote> unnamedChoice(const QList<rates::Quote> &quotes, const fulfilment::ShippingWish &wish, const QString &currency);

/// Those that an order is to go by in front, as its wish ranks them; the others behind them, cheapest first. `quotes`: of buyable().
QList<rates::Quote> byWish(QList<rates::Quote> quotes, const fulfilment::ShippingWish &wish, QDate today);

} // namespace crossdock::labels
