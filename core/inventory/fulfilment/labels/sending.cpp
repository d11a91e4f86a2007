#include "core/inventory/fulfilment/labels/sending.h"

#include "core/inventory/fulfilment/rates/own_price.h"

#include <array>
#include <iterator>
#include <tuple>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::labels {
namespace {

// The customs union of the EU, with Monaco (Regulation (EU) No 952/2013, article 4).
constexpr std::array customsUnion{"AT"_L1, "BE"_L1, "BG"_L1, "HR"_L1, "CY"_L1, "CZ"_L1, "DK"_L1, "EE"_L1, "FI"_L1, "FR"_L1, "DE"_L1, "GR"_L1, "HU"_L1, "IE"_L1,
                                  "IT"_L1, "LV"_L1, "LT"_L1, "LU"_L1, "MT"_L1, "NL"_L1, "PL"_L1, "PT"_L1, "RO"_L1, "SK"_L1, "SI"_L1, "ES"_L1, "SE"_L1, "MC"_L1};

bool isInUnion(const QString &country)
{
    return std::any_of(customsUnion.begin(), customsUnion.end(), [&](QLatin1StringView one) { return country == one; });
}

} // namespace

Result<> checkPlace(const OrderId &order, const NodeId &node, const QString &kind)
{
    if (kind == u"warehouse")
        return {};
    return fail(Error::Code::NotAllowed, order.text(), u"%1 packs, labels and sends what lies there itself; “crossdock order reroute %2 --node NODE” moves it to a warehouse of yours, as long as %1 has not got it"_s.arg(node.text(), order.text()));
}

bool crossesCustoms(const QString &from, const QString &to)
{
    return from != to && !(isInUnion(from) && isInUnion(to));
}

std::optional<Money> soldFor(const OrderDetail &order, const Sku &sku)
{
    const auto line = std::find_if(order.lines.begin(), order.lines.end(), [&](const OrderDetail::Line &one) { return one.sku == sku && one.unitPrice; });
    return line == order.lines.end() ? std::nullopt : line->unitPrice;
}

int nextBox(const QList<Label> &labels, const NodeId &node)
{
    int number = 1;
    const auto isTaken = [&] { return std::any_of(labels.begin(), labels.end(), [&](const Label &one) { return one.isLive() && one.box.node == node && one.box.number == number; }); };
    while (isTaken())
        ++number;
    return number;
}

QString payingCurrency(const OrderDetail &order, const NodeRow &from)
{
    if (from.details.costs && !from.details.costs->currency.isEmpty())
        return from.details.costs->currency;
    const auto sold = std::find_if(order.lines.begin(), order.lines.end(), [](const OrderDetail::Line &one) { return one.unitPrice.has_value(); });
    return sold == order.lines.end() ? QString() : sold->unitPrice->currency;
}

Result<rates::Quote> unnamedChoice(const QList<rates::Quote> &quotes, const fulfilment::ShippingWish &wish, const QString &currency)
{
    QList<rates::Quote> meant;
    std::copy_if(quotes.begin(), quotes.end(), std::back_inserter(meant), [&](const rates::Quote &one) { return wish.takes(one.carrier, one.service); });
    if (meant.isEmpty())
        return quotes.isEmpty() ? fail(Error::Code::NotAllowed, u"label"_s, u"no carrier sells a label for this box"_s)
                                : fail(Error::Code::NotAllowed, u"label"_s, u"it is to go by %1, which nobody sells for this box; --service CARRIER/SERVICE takes another"_s.arg(wayText(wish)));
    const bool isNamed = !wish.carrier.isEmpty() && !wish.service.isEmpty();
    const QString wanted = currency.isEmpty() ? meant.first().total.currency : currency;
    const auto isPaid = [&](const rates::Quote &one) { return one.total.currency == wanted; };
    const auto found = std::find_if(meant.begin(), meant.end(), isPaid);
    const bool isClear = !currency.isEmpty() || std::all_of(meant.begin(), meant.end(), isPaid);
    if (found != meant.end() && (isClear || isNamed))
        return *found;
    if (isNamed)
        return meant.first();
    QStringList sold;
    for (const rates::Quote &one : std::as_const(meant))
        sold.append(u"%1/%2 for %3 %4"_s.arg(one.carrier, one.service, toDecimal(one.total), one.total.currency));
    return fail(Error::Code::NotAllowed, u"label"_s, u"%1, and amounts of other currencies are not compared: %2; --service CARRIER/SERVICE takes one"_s
                                                         .arg(currency.isEmpty() ? u"the currency to pay in is not known"_s : u"none is sold in %1"_s.arg(currency), sold.join(u", "_s)));
}

QList<rates::Quote> buyable(const rates::Rated &rated, const QString &currency)
{
    QList<rates::Quote> quotes = rates::ownPrices(rated.quotes);
    quotes.removeIf([](const rates::Quote &quote) { return quote.source != rates::Quote::Source::Live || quote.via.isEmpty(); });
    const auto rankOf = [&](const rates::Quote &one) { return std::tuple(one.total.currency != currency, one.total.currency, one.total.amount); };
    std::stable_sort(quotes.begin(), quotes.end(), [&](const rates::Quote &a, const rates::Quote &b) { return rankOf(a) < rankOf(b); });
    return quotes;
}

QList<rates::Quote> byWish(QList<rates::Quote> quotes, const fulfilment::ShippingWish &wish, QDate today)
{
    const auto others = std::stable_partition(quotes.begin(), quotes.end(), [&](const rates::Quote &quote) { return wish.takes(quote.carrier, quote.service); });
    if (wish.rate != fulfilment::ShippingWish::Rate::Fastest)
        return quotes;
    const auto arrival = [&](const rates::Quote &quote) { // who tells nothing comes last
        return quote.deliveredBy.isValid() ? quote.deliveredBy : quote.transitDays ? today.addDays(*quote.transitDays) : QDate(9999, 12, 31);
    };
    std::stable_sort(quotes.begin(), others, [&](const rates::Quote &a, const rates::Quote &b) { return arrival(a) < arrival(b); });
    return quotes;
}

std::optional<Money> valueOf(const OrderDetail &order, const Box &box)
{
    std::optional<Money> sum;
    for (const Unit &unit : box.units) {
        const auto each = soldFor(order, unit.sku);
        if (!each || (sum && sum->currency != each->currency))
            return std::nullopt;
        sum = Money{(sum ? sum->amount : 0) + each->amount * unit.quantity, each->currency};
    }
    return sum;
}

Sending::Sending(const OrderDetail &order, const NodeRow &from, const Box &box, const QList<query::StockOf::Item> &items, const QList<Goods> &goods)
    : m_box(box)
{
    readPlaces(order, from);
    m_shipment.options = rates::forCarriers(order.wish.options);
    m_shipment.value = valueOf(order, box);
    const bool areKnown = !m_shipment.from.country.isEmpty() && !m_shipment.to.country.isEmpty();
    if (areKnown && crossesCustoms(m_shipment.from.country, m_shipment.to.country))
        readCustoms(order, items, goods);
}

void Sending::readPlaces(const OrderDetail &order, const NodeRow &from)
{
    const NodeDetails &own = from.details;
    m_shipment.from = senderOf(own);
    if (own.sender.isEmpty())
        m_shipment.from.name = from.title;
    const Buyer &buyer = order.buyer;
    m_shipment.to = {.country = buyer.country, .postcode = buyer.postcode, .name = buyer.name, .street = buyer.address, .city = buyer.city, .region = buyer.region, .phone = buyer.phone, .email = buyer.email};
    m_shipment.isResidential = true; // a person's home, unless a carrier knows better
    for (const auto &[text, name] : {std::pair(own.country, u"country"_s), {own.postcode, u"postcode"_s}, {own.city, u"city"_s}, {own.street, u"street"_s}})
        if (text.isEmpty())
            m_missing.append(u"the %1 of %2 is not known"_s.arg(name, from.node.text()));
    if (order.isForgotten)
        m_missing.append(u"the buyer's data is destroyed"_s);
    else if (buyer.address.isEmpty() || buyer.country.isEmpty() || buyer.name.isEmpty())
        m_missing.append(u"the channel did not tell the buyer's name and address"_s);
}

void Sending::readCustoms(const OrderDetail &order, const QList<query::StockOf::Item> &items, const QList<Goods> &goods)
{
    rates::Customs customs;
    customs.signer = m_shipment.from.name;
    for (const Unit &unit : m_box.units) {
        const auto item = std::find_if(items.begin(), items.end(), [&](const auto &one) { return one.row.sku == unit.sku; });
        const auto told = std::find_if(goods.begin(), goods.end(), [&](const Goods &one) { return one.sku == unit.sku; });
        const Goods known = told == goods.end() ? Goods{unit.sku, {}, {}, {}} : *told;
        const QString name = item == items.end() ? QString() : item->row.name;
        const auto price = soldFor(order, unit.sku);
        const qint64 weightG = item == items.end() ? 0 : item->details.weightG;
        QStringList lacks;
        for (const auto &[isThere, what] : {std::pair(!known.hsCode.isEmpty(), u"HS code"_s), {!known.origin.isEmpty(), u"country of origin"_s}, {!known.description.isEmpty() || !name.isEmpty(), u"description"_s},
                                            {price.has_value(), u"value"_s}, {weightG > 0, u"weight"_s}})
            if (!isThere)
                lacks.append(what);
        if (!lacks.isEmpty()) {
            m_undescribed.append(unit.sku);
            m_missing.append(u"customs needs of %1: %2"_s.arg(unit.sku.text(), lacks.join(u", "_s)));
        }
        const Money each = price.value_or(Money{});
        customs.items.append({known.description.isEmpty() ? name : known.description, unit.quantity, rates::Weight::of(weightG * unit.quantity, rates::WeightUnit::Gram),
                              {each.amount * unit.quantity, each.currency}, known.hsCode, known.origin});
    }
    m_shipment.customs = customs;
}

rates::Shipment Sending::shipment(QDate shipDate) const
{
    rates::Shipment shipment = m_shipment;
    shipment.shipDate = shipDate;
    shipment.parcels = {{m_box.weight, m_box.dimensions, false}};
    return shipment;
}

} // namespace crossdock::labels
