#include "core/inventory/purchases/purchase_letter.h"
#include "core/inventory/purchases/purchase_rows.h"
#include "core/inventory/rules/engine/deeds.h"

using namespace Qt::Literals::StringLiterals;

/// What suppliers are told: messages and purchase orders. A supplier is what a product calls so, his address the contact of that name.
namespace crossdock::rules {
namespace {

/// Empty: nobody said who supplies it.
Result<QString> supplierOf(store::Database &database, const Sku &sku)
{
    const auto row = database.first(u"SELECT supplier FROM sku WHERE code = ?"_s, {sku.text()}, [](const store::Row &r) { return r.text(0); });
    if (!row)
        return tl::make_unexpected(row.error());
    return *row ? Result<QString>(**row) : fail(Error::Code::NotFound, sku.text(), u"no such SKU"_s);
}

/// The house's only warehouse; of several the one where it happened, else nobody knows which is meant.
Result<std::optional<NodeId>> whereTo(store::Database &database, const QString &happenedAt)
{
    const auto warehouses = database.select(u"SELECT name FROM node WHERE is_removed = 0 AND kind = 'warehouse'"_s, {}, [](const store::Row &row) { return row.text(0); });
    if (!warehouses)
        return tl::make_unexpected(warehouses.error());
    const QString name = warehouses->size() == 1 ? warehouses->first() : warehouses->contains(happenedAt) ? happenedAt : QString();
    return name.isEmpty() ? Result<std::optional<NodeId>>(std::nullopt) : NodeId::parse(name).map([](const NodeId &node) { return std::optional(node); });
}

} // namespace

/// Of a purchase order whom it is from, of all else who supplies its products: each once.
Result<QStringList> Deeds::suppliersOf(const Subject &subject)
{
    if (!subject.purchase.isEmpty()) {
        return purchases::purchaseCalled(m_database, subject.purchase).map([](const std::optional<purchases::PurchaseOrder> &order) {
            return order ? QStringList{order->supplier} : QStringList();
        });
    }
    const auto skus = skusOf(subject);
    if (!skus)
        return tl::make_unexpected(skus.error());
    QStringList suppliers;
    for (const Sku &sku : *skus) {
        const auto supplier = supplierOf(m_database, sku);
        if (!supplier)
            return tl::make_unexpected(supplier.error());
        if (supplier->isEmpty())
            return fail(Error::Code::NotAllowed, sku.text(), u"nothing says who supplies it"_s);
        suppliers.append(*supplier);
    }
    return suppliers;
}

Result<QList<Command>> Deeds::toSuppliers(const Action &action, const Circumstances &circumstances)
{
    const auto suppliers = suppliersOf(circumstances.subject);
    if (!suppliers)
        return tl::make_unexpected(suppliers.error());
    const QString about = u"%1: %2"_s.arg(circumstances.ruleName, circumstances.subject.text()), text = textArgument(action, u"text"_s);
    QStringList written;
    QList<Command> commands;
    for (const QString &supplier : *suppliers) {
        const auto contact = purchases::supplierContact(m_database, supplier);
        if (!contact)
            return tl::make_unexpected(contact.error());
        if (written.contains(contact->name))
            continue;
        written.append(contact->name);
        commands.append(command::PostNotice{u"message"_s, textArgument(action, u"via"_s), contact->name, about, text.isEmpty() ? about : text});
    }
    return commands;
}

/// On record, with its letter to the supplier; nothing while as many are to come already.
Result<QList<Command>> Deeds::purchase(const Action &action, const Circumstances &circumstances)
{
    const Sku sku = Sku::parse(circumstances.subject.code).value_or(Sku());
    const Quantity quantity = Quantity(numberArgument(action, u"quantity"_s).value_or(0));
    if (sku.isEmpty() || quantity < 1)
        return fail(Error::Code::NotAllowed, circumstances.subject.text(), sku.isEmpty() ? u"it is no product"_s : u"nothing says how many to order"_s);
    const QString named = textArgument(action, u"supplier"_s);
    const auto supplier = named.isEmpty() ? supplierOf(m_database, sku) : Result<QString>(named);
    const auto node = whereTo(m_database, circumstances.subject.node);
    if (!supplier || !node)
        return tl::make_unexpected(!supplier ? supplier.error() : node.error());
    if (supplier->isEmpty())
        return fail(Error::Code::NotAllowed, sku.text(), u"nothing says who supplies it"_s);
    return QList<Command>{command::CreatePurchase{{}, *supplier, *node, {{sku, quantity}}, {}, true, true}};
}

} // namespace crossdock::rules
