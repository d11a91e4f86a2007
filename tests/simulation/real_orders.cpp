#include "tests/simulation/real_orders.h"

#include "core/inventory/imports/preview.h"

#include <QFile>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::simulation {
namespace {

imports::Sheet sheetOf(const QString &file)
{
    QFile source(file);
    if (!source.open(QIODevice::ReadOnly))
        qFatal("%s: %s", qPrintable(file), qPrintable(source.errorString()));
    const auto sheet = imports::readSheet(source.readAll());
    if (!sheet)
        qFatal("%s: %s", qPrintable(file), qPrintable(sheet.error().detail));
    return *sheet;
}

/// What the shop's export lacks: where the order was sold, and in which money.
void addChannels(imports::Sheet &sheet, int orderColumn, const QString &currency, const QStringList &channels, int most)
{
    sheet.header << u"channel"_s << u"currency"_s;
    QHash<QString, QString> channelOf;
    QList<imports::Sheet::Record> kept;
    for (imports::Sheet::Record &record : sheet.records) {
        const QString order = record.cells.at(orderColumn);
        if (!channelOf.contains(order)) {
            if (channelOf.size() == most)
                continue;
            channelOf.insert(order, channels.at(channelOf.size() % channels.size()));
        }
        record.cells << channelOf.value(order) << currency;
        kept.append(record);
    }
    sheet.records = kept;
}

RealOrders importAll(const imports::Sheet &sheet, const QMap<QString, QString> &columns)
{
    RealOrders orders;
    imports::Mapping mapping = imports::guessMapping(imports::What::Orders, sheet.header);
    for (auto it = columns.begin(); it != columns.end(); ++it)
        mapping.insert(it.key(), static_cast<int>(sheet.header.indexOf(it.value())));
    const auto preview = imports::preview(imports::What::Orders, sheet, mapping, {Actor::Kind::Person, u"import"_s});
    if (!preview) {
        orders.problem = preview.error().subject + u": "_s + preview.error().detail;
        return orders;
    }
    for (const imports::Row &row : preview->rows) {
        if (!row.problem.isEmpty() && orders.problem.isEmpty())
            orders.problem = u"line %1: %2"_s.arg(row.line).arg(row.problem);
    }
    orders.requests = preview->requests;
    for (const Request &request : std::as_const(orders.requests)) {
        for (const ChannelOrder::Line &line : std::get<command::RecordOrder>(request.command).order.lines)
            orders.units[line.sku] += line.quantity;
    }
    return orders;
}

} // namespace

RealOrders readMarketplace(const QString &folder, const QStringList &channels, int most)
{
    QHash<QString, QString> boughtAt;
    const imports::Sheet orders = sheetOf(folder + u"/orders.csv"_s);
    const auto number = static_cast<int>(orders.header.indexOf(u"order_id"_s));
    const auto time = static_cast<int>(orders.header.indexOf(u"order_purchase_timestamp"_s));
    for (const imports::Sheet::Record &record : orders.records)
        boughtAt.insert(record.cells.at(number), record.cells.at(time));
    imports::Sheet items = sheetOf(folder + u"/order_items.csv"_s);
    const auto order = static_cast<int>(items.header.indexOf(u"order_id"_s));
    items.header << u"created_at"_s << u"quantity"_s;
    for (imports::Sheet::Record &record : items.records)
        record.cells << boughtAt.value(record.cells.at(order)) << u"1"_s;
    addChannels(items, order, u"BRL"_s, channels, most);
    return importAll(items, {{u"sku"_s, u"product_id"_s}, {u"line_id"_s, u"order_item_id"_s}});
}

RealOrders readWholesaler(const QString &folder, const QStringList &channels, int most)
{
    imports::Sheet sheet = sheetOf(folder + u"/online_retail_10000.csv"_s);
    addChannels(sheet, static_cast<int>(sheet.header.indexOf(u"invoice_no"_s)), u"GBP"_s, channels, most);
    return importAll(sheet, {{u"order_id"_s, u"invoice_no"_s}, {u"created_at"_s, u"invoice_date"_s}, {u"sku"_s, u"stock_code"_s}});
}

} // namespace crossdock::simulation
