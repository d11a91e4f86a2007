#include "core/inventory/fulfilment/order_papers.h"

#include "core/inventory/fulfilment/pick_list.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::papers {
namespace {

struct Name {
    Paper paper;
    QStringView name, title;
};
constexpr Name names[] = {{Paper::PackingSlip, u"packing_slip", u"Packing slip"}, {Paper::PickList, u"pick_list", u"Pick list"},
                          {Paper::CustomsForm, u"customs_form", u"Customs form"}, {Paper::Label, u"label", u"Label"}};

const query::StockOf::Item *itemOf(const Items &items, const Sku &sku)
{
    const auto item = std::find_if(items.begin(), items.end(), [&](const query::StockOf::Item &one) { return one.row.sku == sku; });
    return item == items.end() ? nullptr : &*item;
}

QString lineOf(Quantity units, const QString &code, const QString &name)
{
    return u"%1 x  %2  %3"_s.arg(units, 5).arg(code.leftJustified(24), name).trimmed();
}

QString lineOf(Quantity units, const Sku &sku, const Items &items)
{
    const query::StockOf::Item *item = itemOf(items, sku);
    return lineOf(units, sku.text(), item ? item->row.name : QString());
}

QStringList headOf(Paper paper, const OrderDetail &order)
{
    return {titleOf(paper), {}, u"Order %1 of %2, placed %3 (UTC)"_s.arg(order.row.id.number, order.row.id.channel.text(), toDateTime(order.row.createdAt).toString(u"yyyy-MM-dd HH:mm"_s)), {}};
}

QByteArray pageOf(const QStringList &lines)
{
    return (lines.join(u'\n') + u'\n').toUtf8();
}

Quantity leftOf(const OrderDetail::Line &line)
{
    return line.quantity - line.shipped;
}

QString firstBin(const PickLine &pick)
{
    return pick.bins.isEmpty() ? QString() : pick.bins.first().text();
}

/// Where to go on when the first is empty.
QString otherBins(const PickLine &pick)
{
    QStringList others;
    for (const stock::Bin &bin : pick.bins.mid(1))
        others.append(bin.text());
    return others.isEmpty() ? QString() : u"  (then %1)"_s.arg(others.join(u", "_s));
}

tl::unexpected<Error> nothingLeft(const OrderDetail &order)
{
    return fail(Error::Code::NotAllowed, order.row.id.text(), u"nothing of it is still to be sent"_s);
}

} // namespace

QString nameOf(Paper paper)
{
    return std::find_if(std::begin(names), std::end(names), [&](const Name &one) { return one.paper == paper; })->name.toString();
}

std::optional<Paper> paperFrom(QStringView name)
{
    const auto found = std::find_if(std::begin(names), std::end(names), [&](const Name &one) { return one.name == name; });
    return found == std::end(names) ? std::nullopt : std::optional(found->paper);
}

QString titleOf(Paper paper)
{
    return std::find_if(std::begin(names), std::end(names), [&](const Name &one) { return one.paper == paper; })->title.toString();
}

command::PostNotice printing(const OrderId &order, Paper paper)
{
    return {u"document"_s, u"printer"_s, {}, u"%1 of %2"_s.arg(titleOf(paper), order.text()), nameOf(paper), order};
}

QList<Sku> skusOf(const OrderDetail &order)
{
    QList<Sku> skus;
    const auto add = [&](const Sku &sku) {
        if (!sku.isEmpty() && !skus.contains(sku))
            skus.append(sku);
    };
    for (const OrderDetail::Line &line : order.lines) {
        add(line.sku);
        for (const OrderDetail::Reservation &held : line.reservations)
            add(held.sku);
    }
    return skus;
}

QStringList addressLines(const Buyer &buyer)
{
    QStringList lines{buyer.name, buyer.address, QStringList{buyer.postcode, buyer.city, buyer.region}.join(u' ').simplified(), buyer.country};
    lines.removeAll(QString());
    return lines;
}

Result<QByteArray> packingSlip(const OrderDetail &order, const Items &items)
{
    if (std::none_of(order.lines.begin(), order.lines.end(), [](const OrderDetail::Line &line) { return leftOf(line) > 0; }))
        return nothingLeft(order);
    QStringList lines = headOf(Paper::PackingSlip, order) + QStringList{u"Ship to"_s} + addressLines(order.buyer) + QStringList{QString()};
    if (order.wish.options.contains(rates::Option::GiftWrap))
        lines += QStringList{u"Wrap it as a gift"_s, QString()};
    for (const OrderDetail::Line &line : order.lines) {
        if (leftOf(line) > 0)
            lines.append(line.sku.isEmpty() ? lineOf(leftOf(line), line.channelSku, line.listing) : lineOf(leftOf(line), line.sku, items));
    }
    return pageOf(lines);
}

Result<QByteArray> pickList(const OrderDetail &order, const Items &items)
{
    const QList<PickLine> picks = pickLines({order}, items);
    if (picks.isEmpty())
        return fail(Error::Code::NotAllowed, order.row.id.text(), u"nothing is held for it that could be picked"_s);
    qsizetype width = 0; // of the column of bins
    for (const PickLine &pick : picks)
        width = std::max(width, firstBin(pick).size());
    QStringList lines = headOf(Paper::PickList, order);
    NodeId place;
    for (const PickLine &pick : picks) {
        if (pick.node != place)
            lines += (place.isEmpty() ? QStringList() : QStringList{QString()}) + QStringList{pick.node.text()};
        place = pick.node;
        lines.append(u"[ ] "_s + (width > 0 ? firstBin(pick).leftJustified(width) + u"  "_s : QString()) + lineOf(pick.units, pick.sku.text(), pick.name) + otherBins(pick));
    }
    return pageOf(lines + QStringList{QString()});
}

Result<QByteArray> customsForm(const OrderDetail &order, const Items &items, const QList<labels::Goods> &goods)
{
    QStringList lines = headOf(Paper::CustomsForm, order) + QStringList{u"To"_s} + addressLines(order.buyer) + QStringList{QString()};
    Money total{0, {}};
    for (const OrderDetail::Line &line : order.lines) {
        const Quantity units = leftOf(line);
        if (units <= 0)
            continue;
        const auto known = std::find_if(goods.begin(), goods.end(), [&](const labels::Goods &one) { return one.sku == line.sku; });
        const query::StockOf::Item *item = itemOf(items, line.sku);
        if (known == goods.end() || known->description.isEmpty() || known->hsCode.isEmpty() || known->origin.isEmpty())
            return fail(Error::Code::NotAllowed, line.sku.text(), u"what customs is told of “%1” is not known: “crossdock goods set %1 --description TEXT --hs-code CODE --origin COUNTRY” says it"_s.arg(line.sku.text()));
        if (!line.unitPrice || (!total.currency.isEmpty() && total.currency != line.unitPrice->currency))
            return fail(Error::Code::NotAllowed, line.sku.text(), u"the value of “%1” in this order is not known, or is in another currency"_s.arg(line.sku.text()));
        const Money value{line.unitPrice->amount * units, line.unitPrice->currency};
        total = {total.amount + value.amount, value.currency};
        const qint64 grams = item ? item->details.weightG * units : 0;
        lines.append(lineOf(units, line.sku.text(), known->description));
        lines.append(u"         HS %1, made in %2, %3, %4 %5"_s.arg(known->hsCode, known->origin, grams > 0 ? u"%1 g"_s.arg(grams) : u"weight not known"_s, toDecimal(value), value.currency));
    }
    if (total.currency.isEmpty())
        return nothingLeft(order);
    return pageOf(lines + QStringList{QString(), u"Total value %1 %2. Sale of goods."_s.arg(toDecimal(total), total.currency), QString(), u"Date and signature"_s});
}

Result<labels::Printer> printerFor(Paper paper, labels::Format format, const QList<labels::Printer> &printers)
{
    using Kind = labels::Printer::Kind;
    const bool isLabel = paper == Paper::Label;
    const QString usual = isLabel ? u"labels"_s : u"documents"_s;
    QList<labels::Printer> fitting;
    std::copy_if(printers.begin(), printers.end(), std::back_inserter(fitting), [&](const labels::Printer &one) { return isLabel ? one.format == format : one.kind == Kind::System && one.format != labels::Format::Zpl; });
    if (fitting.size() == 1)
        return fitting.first();
    const auto named = std::find_if(fitting.begin(), fitting.end(), [&](const labels::Printer &one) { return one.name == usual; });
    if (named != fitting.end())
        return *named;
    const QString set = u"“crossdock printer set %1 --queue QUEUE” gives one"_s.arg(usual);
    if (!fitting.isEmpty())
        return fail(Error::Code::NotAllowed, usual, u"several printers could print a %1, and none of them is called “%2”: %3"_s.arg(titleOf(paper).toLower(), usual, set));
    return fail(Error::Code::NotAllowed, usual, u"no printer is set up that prints a %1: %2"_s.arg(titleOf(paper).toLower(), set));
}

} // namespace crossdock::papers
