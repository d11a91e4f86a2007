#include "app/command_line/json.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {

QJsonObject toJson(const labels::Label &label)
{
    QJsonArray units;
    for (const labels::Unit &unit : label.box.units)
        units.append(QJsonObject{{u"sku"_s, unit.sku.text()}, {u"quantity"_s, unit.quantity}});
    const QJsonObject box{{u"node"_s, label.box.node.text()}, {u"number"_s, label.box.number}, {u"weight_g"_s, label.box.weight.in(rates::WeightUnit::Gram)}, {u"units"_s, units}, {u"verified_by"_s, label.verifiedBy}};
    return {{u"id"_s, label.label}, {u"order"_s, label.order.text()}, {u"return"_s, orNull(label.returned)}, {u"state"_s, nameOf(label.state)}, {u"words"_s, orNull(label.words)}, {u"box"_s, box}, {u"account"_s, label.account.text()},
            {u"carrier"_s, label.carrier}, {u"service"_s, label.service}, {u"tracking"_s, orNull(label.tracking)}, {u"quoted"_s, toJson(label.quoted)}, {u"cost"_s, toJson(label.cost)},
            {u"format"_s, nameOf(label.format)}, {u"has_document"_s, label.hasDocument}, {u"reference"_s, label.reference}, {u"prints"_s, label.prints}, {u"wanted_at"_s, orNull(label.wantedAt)},
            {u"bought_at"_s, orNull(label.boughtAt)}, {u"printed_at"_s, orNull(label.printedAt)}, {u"void_until"_s, toJson(label.voidUntil)}, {u"progress"_s, nameOf(label.progress)},
            {u"progress_at"_s, orNull(label.progressAt)}, {u"promised_by"_s, toJson(label.promisedBy)}, {u"expected_by"_s, toJson(label.expectedBy)},
            {u"attempts"_s, label.tries ? QJsonValue(*label.tries) : QJsonValue()}, {u"late_since"_s, orNull(label.delayedAt)},
            {u"options"_s, namesJson(label.options)}};
}

QJsonObject toJson(const labels::TrackEvent &event)
{
    return {{u"at"_s, toText(event.at)}, {u"progress"_s, nameOf(event.progress)}, {u"words"_s, event.words}, {u"place"_s, orNull(event.place)}};
}

QJsonObject toJson(const labels::Printer &printer)
{
    return {{u"name"_s, printer.name}, {u"kind"_s, printer.kind == labels::Printer::Kind::Raw ? u"socket"_s : u"queue"_s}, {u"address"_s, printer.address}, {u"format"_s, nameOf(printer.format)}};
}

QJsonObject toJson(const labels::Goods &goods)
{
    return {{u"sku"_s, goods.sku.text()}, {u"description"_s, orNull(goods.description)}, {u"hs_code"_s, orNull(goods.hsCode)}, {u"origin"_s, orNull(goods.origin)}};
}

} // namespace crossdock::app
