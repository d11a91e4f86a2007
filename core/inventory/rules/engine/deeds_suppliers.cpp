#include "core/inventory/fulfilment/node_details.h"
#include "core/inventory/notices/notice_book.h"
#include "core/inventory/rules/engine/deeds.h"

#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

/// What suppliers are told: messages and purchase orders. A supplier is what a product calls so, his address the contact of that name.
namespace crossdock::rules {
namespace {

struct SuppliedGoods {
    QString name, barcode, supplier;
    bool isKit = false;
};

Result<SuppliedGoods> goodsOf(store::Database &database, const Sku &sku)
{
    const auto row = database.first(u"SELECT name, barcode, supplier, is_kit FROM sku WHERE code = ?"_s, {sku.text()},
                                    [](const store::Row &r) { return SuppliedGoods{r.text(0), r.text(1), r.text(2), r.flag(3)}; });
    if (!row)
        return tl::make_unexpected(row.error());
    return *row ? Result<SuppliedGoods>(**row) : fail(Error::Code::NotFound, sku.text(), u"no such SKU"_s);
}

Result<Contact> contactOf(store::Database &database, const QString &supplier)
{
    const auto known = notices::contacts(database);
    if (!known)
        return tl::make_unexpected(known.error());
    if (const Contact *contact = notices::contactCalled(known->contacts, supplier))
        return *contact;
    return fail(Error::Code::NotFound, supplier, u"it has no address: “crossdock contact add \"%1\" --email ADDRESS” gives one"_s.arg(supplier));
}

/// The house's only warehouse, if it says where it is: of several nobody knows which is meant.
Result<QStringList> whereTo(store::Database &database)
{
    QList<QStringList> places;
    CROSSDOCK_TRY(database.each(u"SELECT title, details FROM node WHERE is_removed = 0 AND kind = 'warehouse'"_s, {}, [&](const store::Row &row) {
        const NodeDetails details = nodeDetailsFrom(QJsonDocument::fromJson(row.text(1).toUtf8()).object());
        QStringList lines{row.text(0), details.street, QStringList{details.postcode, details.city, details.region}.join(u' ').simplified(), details.country};
        lines.removeAll(QString());
        places.append(details.street.isEmpty() ? QStringList() : lines);
    }));
    return places.size() == 1 ? places.first() : QStringList();
}

} // namespace

/// Each supplier of what it is about once.
Result<QList<Command>> Deeds::toSuppliers(const Action &action, const Circumstances &circumstances)
{
    const auto skus = skusOf(circumstances.subject);
    if (!skus)
        return tl::make_unexpected(skus.error());
    const QString about = u"%1: %2"_s.arg(circumstances.ruleName, circumstances.subject.text()), text = textArgument(action, u"text"_s);
    QStringList written;
    QList<Command> commands;
    for (const Sku &sku : *skus) {
        const auto wanted = goodsOf(m_database, sku);
        if (!wanted)
            return tl::make_unexpected(wanted.error());
        if (wanted->supplier.isEmpty())
            return fail(Error::Code::NotFound, sku.text(), u"nothing says who supplies it"_s);
        const auto contact = contactOf(m_database, wanted->supplier);
        if (!contact)
            return tl::make_unexpected(contact.error());
        if (written.contains(contact->name))
            continue;
        written.append(contact->name);
        commands.append(command::PostNotice{u"message"_s, textArgument(action, u"via"_s), contact->name, about, text.isEmpty() ? about : text});
    }
    return commands;
}

/// A letter to the supplier, and a task for the house until the goods are there.
Result<QList<Command>> Deeds::purchase(const Action &action, const Circumstances &circumstances)
{
    const Sku sku = Sku::parse(circumstances.subject.code).value_or(Sku());
    const Quantity quantity = Quantity(numberArgument(action, u"quantity"_s).value_or(0));
    if (sku.isEmpty() || quantity < 1)
        return fail(Error::Code::NotAllowed, circumstances.subject.text(), sku.isEmpty() ? u"it is no product"_s : u"nothing says how many to order"_s);
    const auto wanted = goodsOf(m_database, sku);
    if (!wanted)
        return tl::make_unexpected(wanted.error());
    if (wanted->isKit)
        return fail(Error::Code::NotAllowed, sku.text(), u"a kit is made of its parts, not bought"_s);
    const QString named = textArgument(action, u"supplier"_s), supplier = named.isEmpty() ? wanted->supplier : named;
    if (supplier.isEmpty())
        return fail(Error::Code::NotFound, sku.text(), u"nothing says who supplies it"_s);
    const auto contact = contactOf(m_database, supplier);
    const auto place = whereTo(m_database);
    if (!contact || !place)
        return tl::make_unexpected(!contact ? contact.error() : place.error());
    const QString number = u"%1 %2"_s.arg(toText(circumstances.at).left(10), sku.text());
    QStringList letter{u"Purchase order %1"_s.arg(number), {}, u"%1 x  %2  %3"_s.arg(quantity).arg(sku.text(), wanted->name)};
    if (!wanted->barcode.isEmpty())
        letter.append(u"Barcode %1"_s.arg(wanted->barcode));
    if (!place->isEmpty())
        letter += QStringList{QString(), u"Deliver to"_s} + *place;
    return QList<Command>{command::PostNotice{u"message"_s, u"email"_s, contact->name, letter.first(), letter.join(u'\n')},
                          command::PostNotice{u"task"_s, u"app"_s, u"purchasing"_s, u"%1 x %2 are ordered from %3"_s.arg(quantity).arg(sku.text(), supplier), letter.join(u'\n')}};
}

} // namespace crossdock::rules
