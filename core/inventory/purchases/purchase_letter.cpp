#include "core/inventory/purchases/purchase_letter.h"

#include "core/inventory/fulfilment/node_details.h"
#include "core/inventory/notices/notice_book.h"

#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::purchases {
namespace {

/// Empty: nothing says where the node is.
Result<QStringList> addressOf(store::Database &database, const NodeId &node)
{
    QStringList lines;
    CROSSDOCK_TRY(database.each(u"SELECT title, details FROM node WHERE name = ?"_s, {node.text()}, [&](const store::Row &row) {
        const NodeDetails details = nodeDetailsFrom(QJsonDocument::fromJson(row.text(1).toUtf8()).object());
        if (details.street.isEmpty())
            return;
        lines = {row.text(0), details.street, QStringList{details.postcode, details.city, details.region}.join(u' ').simplified(), details.country};
        lines.removeAll(QString());
    }));
    return lines;
}

} // namespace

Result<Contact> supplierContact(store::Database &database, const QString &supplier)
{
    const auto known = notices::contacts(database);
    if (!known)
        return tl::make_unexpected(known.error());
    if (const Contact *contact = notices::contactCalled(known->contacts, supplier))
        return *contact;
    return fail(Error::Code::InvalidInput, supplier, u"it has no address: “crossdock contact add \"%1\" --email ADDRESS” gives one"_s.arg(supplier));
}

Result<command::PostNotice> letterTo(store::Database &database, const Contact &supplier, const PurchaseOrder &order)
{
    QStringList letter{u"Purchase order %1"_s.arg(order.number), {}};
    for (const PurchaseOrder::Line &line : order.lines) {
        CROSSDOCK_TRY(database.each(u"SELECT name, barcode FROM sku WHERE code = ?"_s, {line.sku.text()}, [&](const store::Row &row) {
            letter.append(u"%1 x  %2  %3"_s.arg(QString::number(line.ordered), line.sku.text(), row.text(0)));
            if (!row.text(1).isEmpty())
                letter.append(u"Barcode %1"_s.arg(row.text(1)));
        }));
    }
    if (order.expectedOn)
        letter += QStringList{QString(), u"Expected on %1"_s.arg(order.expectedOn->toString(Qt::ISODate))};
    const auto address = order.node ? addressOf(database, *order.node) : Result<QStringList>(QStringList());
    if (!address)
        return tl::make_unexpected(address.error());
    if (!address->isEmpty())
        letter += QStringList{QString(), u"Deliver to"_s} + *address;
    return command::PostNotice{u"message"_s, u"email"_s, supplier.name, letter.first(), letter.join(u'\n')};
}

command::PostNotice cancellationTo(const Contact &supplier, const PurchaseOrder &order)
{
    QStringList letter{u"Purchase order %1 is cancelled"_s.arg(order.number), {}, u"We do not expect any more:"_s};
    for (const PurchaseOrder::Line &line : order.lines) {
        if (line.received < line.ordered)
            letter.append(u"%1 x  %2"_s.arg(QString::number(line.ordered - line.received), line.sku.text()));
    }
    return command::PostNotice{u"message"_s, u"email"_s, supplier.name, letter.first(), letter.join(u'\n')};
}

} // namespace crossdock::purchases
