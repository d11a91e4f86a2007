#include "core/inventory/stock/catalogue.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::stock {
namespace {

Item readItem(const store::Row &row)
{
    return {row.number(0), *Sku::parse(row.text(1)), row.flag(2)};
}

QVariantList valuesOf(const command::DefineSku &d)
{
    const QVariant none;
    return {d.sku.text(), d.name, d.barcode, d.category, d.brand, d.supplier, d.tags.join(u'\n'),
            d.cost ? QVariant(d.cost->amount) : none, d.cost ? QVariant(d.cost->currency) : none, d.weightG,
            d.lengthMm, d.widthMm, d.heightMm, d.safetyStock, d.reorderPoint};
}

/// Old and new value of every detail that differs.
void sayDifferences(audit::Draft &draft, const command::DefineSku &before, const command::DefineSku &after)
{
    const auto money = [](const std::optional<Money> &m) { return m ? toDecimal(*m) + u' ' + m->currency : QString(); };
    draft.changed(u"name"_s, before.name, after.name);
    draft.changed(u"barcode"_s, before.barcode, after.barcode);
    draft.changed(u"category"_s, before.category, after.category);
    draft.changed(u"brand"_s, before.brand, after.brand);
    draft.changed(u"supplier"_s, before.supplier, after.supplier);
    draft.changed(u"tags"_s, before.tags.join(u", "_s), after.tags.join(u", "_s));
    draft.changed(u"cost"_s, money(before.cost), money(after.cost));
    draft.changed(u"weight_g"_s, before.weightG, after.weightG);
    draft.changed(u"length_mm"_s, before.lengthMm, after.lengthMm);
    draft.changed(u"width_mm"_s, before.widthMm, after.widthMm);
    draft.changed(u"height_mm"_s, before.heightMm, after.heightMm);
    draft.changed(u"safety_stock"_s, before.safetyStock, after.safetyStock);
    draft.changed(u"reorder_point"_s, before.reorderPoint, after.reorderPoint);
}

} // namespace

QString detailColumns()
{
    return u"code, name, barcode, category, brand, supplier, tags, cost, cost_currency, weight_g, length_mm, width_mm, "
           "height_mm, safety_stock, reorder_point"_s;
}

command::DefineSku readDetails(const store::Row &row, int c)
{
    command::DefineSku d;
    d.sku = *Sku::parse(row.text(c));
    d.name = row.text(c + 1);
    d.barcode = row.text(c + 2);
    d.category = row.text(c + 3);
    d.brand = row.text(c + 4);
    d.supplier = row.text(c + 5);
    d.tags = row.text(c + 6).split(u'\n', Qt::SkipEmptyParts);
    if (!row.isNull(c + 7))
        d.cost = Money{row.number(c + 7), row.text(c + 8)};
    d.weightG = row.number(c + 9);
    d.lengthMm = row.number(c + 10);
    d.widthMm = row.number(c + 11);
    d.heightMm = row.number(c + 12);
    d.safetyStock = row.number(c + 13);
    d.reorderPoint = row.number(c + 14);
    return d;
}

Result<Item> Catalogue::item(const Sku &sku)
{
    const auto found = m_database.first(u"SELECT id, code, is_kit FROM sku WHERE code = ?"_s, {sku.text()}, readItem);
    if (!found)
        return tl::make_unexpected(found.error());
    if (!*found)
        return fail(Error::Code::NotFound, sku.text(), u"no such SKU"_s);
    return **found;
}

Result<Item> Catalogue::item(qint64 id)
{
    if (const auto known = m_items.find(id); known != m_items.end())
        return known->second;
    const auto found = m_database.first(u"SELECT id, code, is_kit FROM sku WHERE id = ?"_s, {id}, readItem);
    if (!found)
        return tl::make_unexpected(found.error());
    Q_ASSERT(found->has_value());
    return m_items.emplace(id, **found).first->second;
}

Result<QList<Part>> Catalogue::partsOf(qint64 kit)
{
    return m_database.select(u"SELECT s.id, s.code, s.is_kit, p.quantity FROM kit_part p JOIN sku s ON s.id = p.part_id "
                             "WHERE p.kit_id = ? ORDER BY s.id"_s,
                             {kit}, [](const store::Row &row) { return Part{readItem(row), row.number(3)}; });
}

Result<QList<qint64>> Catalogue::kitsWith(qint64 part)
{
    return m_database.select(u"SELECT kit_id FROM kit_part WHERE part_id = ? ORDER BY kit_id"_s, {part},
                             [](const store::Row &row) { return row.number(0); });
}

Result<command::DefineSku> Catalogue::details(qint64 id)
{
    const auto found = m_database.first(u"SELECT "_s + detailColumns() + u" FROM sku WHERE id = ?"_s, {id},
                                        [](const store::Row &row) { return readDetails(row); });
    if (!found)
        return tl::make_unexpected(found.error());
    return **found;
}

Result<> Catalogue::define(audit::Draft &draft, const command::DefineSku &wanted)
{
    const auto known = item(wanted.sku);
    if (!known && known.error().code != Error::Code::NotFound)
        return tl::make_unexpected(known.error());
    draft.about(wanted.sku);
    if (!known) {
        const auto id = m_database.insert(
            u"INSERT INTO sku ("_s + detailColumns()
                + u") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id"_s,
            valuesOf(wanted));
        if (!id)
            return tl::make_unexpected(id.error());
        draft.setWhat(u"sku.define"_s);
        sayDifferences(draft, {}, wanted);
        draft.touchSku(*id);
        return {};
    }
    const auto before = details(known->id);
    if (!before)
        return tl::make_unexpected(before.error());
    draft.setWhat(u"sku.change"_s);
    sayDifferences(draft, *before, wanted);
    draft.touchSku(known->id);
    QVariantList values = valuesOf(wanted);
    values.removeFirst();
    values.append(known->id);
    CROSSDOCK_TRY(m_database.execute(
        u"UPDATE sku SET name = ?, barcode = ?, category = ?, brand = ?, supplier = ?, tags = ?, cost = ?, "
        "cost_currency = ?, weight_g = ?, length_mm = ?, width_mm = ?, height_mm = ?, safety_stock = ?, "
        "reorder_point = ? WHERE id = ?"_s,
        values));
    return {};
}

Result<> Catalogue::define(audit::Draft &draft, const command::DefineKit &wanted)
{
    const auto kit = item(wanted.kit);
    if (!kit)
        return tl::make_unexpected(kit.error());
    const auto held = m_database.first(
        u"SELECT 1 FROM position WHERE sku_id = ? AND free + reserved + picked + in_transit + quarantine > 0 LIMIT 1"_s,
        {kit->id}, [](const store::Row &row) { return row.number(0); });
    if (!held)
        return tl::make_unexpected(held.error());
    if (*held)
        return fail(Error::Code::NotAllowed, wanted.kit.text(), u"it has stock of its own; a kit holds none"_s);
    const auto open = m_database.first(
        u"SELECT 1 FROM sale_line l JOIN sale s ON s.id = l.sale_id WHERE l.sku_id = ? AND l.quantity > l.shipped AND "
        "s.state NOT IN ('cancelled', 'shipped') LIMIT 1"_s,
        {kit->id}, [](const store::Row &row) { return row.number(0); });
    if (!open)
        return tl::make_unexpected(open.error());
    if (*open)
        return fail(Error::Code::NotAllowed, wanted.kit.text(), u"open orders hold it; change it when they are shipped"_s);
    const auto inKits = kitsWith(kit->id);
    if (!inKits)
        return tl::make_unexpected(inKits.error());
    if (!wanted.parts.isEmpty() && !inKits->isEmpty())
        return fail(Error::Code::NotAllowed, wanted.kit.text(), u"it is itself part of a kit"_s);
    const auto before = partsOf(kit->id);
    if (!before)
        return tl::make_unexpected(before.error());
    CROSSDOCK_TRY(m_database.execute(u"DELETE FROM kit_part WHERE kit_id = ?"_s, {kit->id}));
    QStringList parts;
    for (const command::DefineKit::Part &part : wanted.parts) {
        const auto component = item(part.sku);
        if (!component)
            return tl::make_unexpected(component.error());
        if (component->isKit || component->id == kit->id)
            return fail(Error::Code::NotAllowed, part.sku.text(), u"a kit is made of plain SKUs"_s);
        if (part.quantity < 1 || part.quantity > maxQuantity)
            return fail(Error::Code::InvalidInput, part.sku.text(), u"a kit needs at least one of each component"_s);
        CROSSDOCK_TRY(m_database.execute(
            u"INSERT INTO kit_part (kit_id, part_id, quantity) VALUES (?, ?, ?) "
            "ON CONFLICT (kit_id, part_id) DO UPDATE SET quantity = kit_part.quantity + excluded.quantity"_s,
            {kit->id, component->id, part.quantity}));
        draft.about(component->sku);
        parts << u"%1 x %2"_s.arg(part.quantity).arg(part.sku.text());
    }
    CROSSDOCK_TRY(m_database.execute(u"UPDATE sku SET is_kit = ? WHERE id = ?"_s, {wanted.parts.isEmpty() ? 0 : 1, kit->id}));
    m_items.erase(kit->id);
    QStringList old;
    for (const Part &part : *before)
        old << u"%1 x %2"_s.arg(part.quantity).arg(part.item.sku.text());
    draft.setWhat(u"kit.define"_s);
    draft.about(wanted.kit);
    draft.changed(u"parts"_s, old.join(u", "_s), parts.join(u", "_s));
    QJsonArray components;
    for (const auto &part : wanted.parts)
        components.append(QJsonObject{{u"sku"_s, part.sku.text()}, {u"quantity"_s, part.quantity}});
    draft.say(u"parts"_s, components);
    draft.touchSku(kit->id);
    return {};
}

Result<> Catalogue::tag(audit::Draft &draft, const command::TagProduct &wanted)
{
    constexpr qsizetype longest = 100;
    const QString tag = wanted.tag.simplified();
    if (tag.isEmpty() || tag.size() > longest)
        return fail(Error::Code::InvalidInput, tag, u"a tag is a short line"_s);
    const auto known = item(wanted.sku);
    if (!known)
        return tl::make_unexpected(known.error());
    const auto before = details(known->id);
    if (!before)
        return tl::make_unexpected(before.error());
    if (before->tags.contains(tag, Qt::CaseInsensitive) != wanted.isRemoved)
        return fail(Error::Code::NotAllowed, wanted.sku.text(), wanted.isRemoved ? u"it has no such tag"_s : u"it has that tag already"_s);
    command::DefineSku after = *before;
    if (wanted.isRemoved)
        after.tags.removeIf([&](const QString &one) { return one.compare(tag, Qt::CaseInsensitive) == 0; });
    else
        after.tags.append(tag);
    return define(draft, after);
}

} // namespace crossdock::stock
