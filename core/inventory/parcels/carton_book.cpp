#include "core/inventory/parcels/carton_book.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::parcels {
namespace {

QVariantList sidesOf(const rates::Dimensions &sides)
{
    return {sides.length.nanometres(), sides.width.nanometres(), sides.height.nanometres()};
}

rates::Dimensions sidesFrom(const store::Row &row, int column)
{
    return {rates::Length(row.number(column)), rates::Length(row.number(column + 1)), rates::Length(row.number(column + 2))};
}

QVariantList rowOf(qint64 position, const QString &currency, const cartons::Box &box)
{
    return QVariantList{position, box.name, currency, box.price, box.isBlank ? 1 : 0} + sidesOf(box.inner) + sidesOf(box.outer)
        + QVariantList{box.mostWeight ? QVariant(box.mostWeight->nanograms()) : QVariant(QMetaType(QMetaType::LongLong)), box.tare.nanograms()};
}

QList<QVariantList> rowsOf(const command::TakeCartons &command)
{
    QList<QVariantList> rows;
    for (const cartons::Box &box : command.boxes)
        rows.append(rowOf(rows.size() + 1, command.currency, box));
    return rows;
}

Result<> check(const command::TakeCartons &command)
{
    QStringList names;
    for (const cartons::Box &box : command.boxes) {
        if (box.name.isEmpty() || names.contains(box.name))
            return fail(Error::Code::InvalidInput, box.name, box.name.isEmpty() ? u"a carton has no name"_s : u"two cartons have this name"_s);
        if (box.inner.length <= rates::Length() || box.inner.width <= rates::Length() || box.inner.height <= rates::Length() || box.price < 0)
            return fail(Error::Code::InvalidInput, box.name, box.price < 0 ? u"its price is below 0"_s : u"it has no room"_s);
        names.append(box.name);
    }
    return {};
}

} // namespace

Result<> CartonBook::take(audit::Draft &draft, const command::TakeCartons &command)
{
    CROSSDOCK_TRY(check(command));
    const auto known = readCartons(m_database);
    if (!known)
        return tl::make_unexpected(known.error());
    const QList<QVariantList> rows = rowsOf(command);
    if (rowsOf(*known) == rows)
        return {};
    CROSSDOCK_TRY(m_database.execute(u"DELETE FROM carton"_s));
    for (const QVariantList &row : rows)
        CROSSDOCK_TRY(m_database.execute(u"INSERT INTO carton (position, name, currency, price, is_blank, inner_length, inner_width, inner_height, outer_length, outer_width, outer_height, most_weight, tare) "
                                         "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
                                         row));
    draft.setWhat(u"cartons.take"_s);
    draft.changed(u"cartons"_s, known->boxes.size(), command.boxes.size());
    return {};
}

Result<command::TakeCartons> readCartons(store::Database &database)
{
    command::TakeCartons cartons;
    CROSSDOCK_TRY(database.each(u"SELECT name, currency, price, is_blank, inner_length, inner_width, inner_height, outer_length, outer_width, outer_height, most_weight, tare FROM carton ORDER BY position"_s, {},
                                [&](const store::Row &row) {
                                    cartons.currency = row.text(1);
                                    cartons::Box box{row.text(0), sidesFrom(row, 4), sidesFrom(row, 7), {}, rates::Weight(row.number(11)), row.number(2), row.flag(3)};
                                    if (!row.isNull(10))
                                        box.mostWeight = rates::Weight(row.number(10));
                                    cartons.boxes.append(box);
                                }));
    return cartons;
}

} // namespace crossdock::parcels
