#include "app/bench/real_orders.h"

#include "core/inventory/imports/sheet.h"

#include <QFile>
#include <QHash>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

/// A file of the set, row by row.
class Table
{
public:
    static Result<Table> read(const QString &folder, const QString &name)
    {
        QFile file(folder + u'/' + name);
        if (!file.open(QFile::ReadOnly))
            return fail(Error::Code::NotFound, file.fileName(), file.errorString());
        return imports::readSheet(file.readAll()).map([](imports::Sheet sheet) { return Table(std::move(sheet)); });
    }

    int column(const QString &name) const { return static_cast<int>(m_sheet.header.indexOf(name)); }
    const QList<imports::Sheet::Record> &rows() const { return m_sheet.records; }

private:
    explicit Table(imports::Sheet sheet)
        : m_sheet(std::move(sheet))
    {
    }

    imports::Sheet m_sheet;
};

using Places = QHash<QString, std::pair<double, double>>; ///< by city and state

const QStringList nodeCities{u"sao paulo/SP"_s, u"rio de janeiro/RJ"_s, u"belo horizonte/MG"_s, u"curitiba/PR"_s, u"salvador/BA"_s, u"recife/PE"_s};

Places placesOf(const Table &table)
{
    const int city = table.column(u"city"_s), state = table.column(u"state"_s), latitude = table.column(u"lat"_s), longitude = table.column(u"lon"_s);
    Places places;
    for (const auto &row : table.rows())
        places.insert(row.cells.value(city) + u'/' + row.cells.value(state), {row.cells.value(latitude).toDouble(), row.cells.value(longitude).toDouble()});
    return places;
}

/// First column named to second.
QHash<QString, QString> pairsOf(const Table &table, const QString &key, const QStringList &values)
{
    QHash<QString, QString> pairs;
    for (const auto &row : table.rows()) {
        QStringList texts;
        for (const QString &value : values)
            texts.append(row.cells.value(table.column(value)));
        pairs.insert(row.cells.value(table.column(key)), texts.join(u'/'));
    }
    return pairs;
}

} // namespace

Result<RealOrders> readRealOrders(const QString &folder)
{
    const auto orders = Table::read(folder, u"orders.csv"_s), items = Table::read(folder, u"order_items.csv"_s), customers = Table::read(folder, u"customers.csv"_s);
    const auto products = Table::read(folder, u"products.csv"_s), places = Table::read(folder, u"places.csv"_s);
    for (const auto *table : {&orders, &items, &customers, &products, &places})
        if (!*table)
            return tl::make_unexpected(table->error());
    const Places known = placesOf(*places);
    const auto cities = pairsOf(*customers, u"customer_id"_s, {u"customer_city"_s, u"customer_state"_s}), grams = pairsOf(*products, u"product_id"_s, {u"product_weight_g"_s});
    QHash<QString, std::vector<RealOrder::Line>> lines;
    for (const auto &row : items->rows()) {
        const QString sku = row.cells.value(items->column(u"product_id"_s));
        auto &own = lines[row.cells.value(items->column(u"order_id"_s))];
        const auto same = std::find_if(own.begin(), own.end(), [&](const RealOrder::Line &line) { return line.sku == sku; });
        if (same != own.end())
            ++same->quantity;
        else
            own.push_back({sku, 1, grams.value(sku).toDouble() / 1'000});
    }
    std::vector<std::pair<QString, RealOrder>> timed;
    for (const auto &row : orders->rows()) {
        RealOrder order{row.cells.value(orders->column(u"order_id"_s)), 0, 0, {}};
        const auto place = known.constFind(cities.value(row.cells.value(orders->column(u"customer_id"_s))));
        order.lines = lines.value(order.id);
        if (place == known.constEnd() || order.lines.empty())
            continue;
        std::tie(order.latitude, order.longitude) = *place;
        timed.emplace_back(row.cells.value(orders->column(u"order_purchase_timestamp"_s)), std::move(order));
    }
    std::stable_sort(timed.begin(), timed.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    RealOrders real;
    for (auto &[time, order] : timed)
        real.orders.push_back(std::move(order));
    for (const QString &city : nodeCities)
        real.nodes.push_back(known.value(city));
    return real;
}

} // namespace crossdock::app
