#include "app/practice/purchase_seed.h"

#include <numeric>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

struct Supplier {
    QString name, email;
    int leadDays = 0;
};

const QList<Supplier> &suppliers()
{
    static const QList<Supplier> all{{u"Harbor Trading"_s, u"orders@harbor-trading.example"_s, 12},
                                     {u"Summit Wholesale"_s, u"sales@summit-wholesale.example"_s, 21},
                                     {u"Lakeside Makers"_s, u"hello@lakeside-makers.example"_s, 0}};
    return all;
}

constexpr qsizetype mostLines = 3; // of one order: enough to look at
constexpr int daysFromNow[] = {4, -2, 11}; // when each supplier's order is to come

} // namespace

/// All of a brand come from one.
QString supplierOf(const sandbox::CatalogueItem &item)
{
    const int sum = std::accumulate(item.brand.begin(), item.brand.end(), 0, [](int soFar, QChar letter) { return soFar + letter.unicode(); });
    return suppliers().at(sum % suppliers().size()).name;
}

QList<Command> purchaseCommands(const sandbox::World &world, QDate today)
{
    QList<Command> commands;
    const QStringList nodes = world.spec().nodes;
    for (qsizetype i = 0; i < suppliers().size(); ++i) {
        const Supplier &supplier = suppliers().at(i);
        commands.append(command::DefineContact{supplier.name, {supplier.name.toLower()}, supplier.email, {}});
        if (supplier.leadDays > 0)
            commands.append(command::SetLeadTime{supplier.name, supplier.leadDays});
        command::CreatePurchase order{.number = {}, .supplier = supplier.name, .expectedOn = today.addDays(daysFromNow[i])};
        if (!nodes.isEmpty())
            order.node = NodeId::parse(nodes.at(i % nodes.size())).value();
        for (const sandbox::CatalogueItem &item : world.catalogue()) {
            if (order.lines.size() < mostLines && !item.isKit() && supplierOf(item) == supplier.name)
                order.lines.append({Sku::parse(item.sku).value(), std::max<Quantity>(10, item.onHand() / 2)});
        }
        if (!order.lines.isEmpty())
            commands.append(order);
    }
    return commands;
}

} // namespace crossdock::app
