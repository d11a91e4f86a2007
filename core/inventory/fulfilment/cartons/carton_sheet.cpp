#include "core/inventory/fulfilment/cartons/carton_sheet.h"

#include "core/inventory/fulfilment/rates/sheet_columns.h"
#include "core/inventory/values/money.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::cartons {
namespace {

const QStringList &fields()
{
    static const QStringList names{u"name"_s, u"length"_s, u"width"_s, u"height"_s, u"unit"_s, u"price"_s, u"outer_length"_s, u"outer_width"_s, u"outer_height"_s, u"max_weight"_s, u"tare"_s, u"weight_unit"_s, u"blank"_s};
    return names;
}

/// Reads one row; the first thing that is wrong with it is its reason.
class RowReader
{
public:
    RowReader(const imports::Sheet::Record &record, const QMap<QString, int> &columns)
        : m_record(record)
        , m_columns(columns)
    {
    }

    std::optional<Box> read(const QString &currency)
    {
        Box box;
        box.name = cell(u"name"_s);
        const auto unit = rates::lengthUnitFrom(cell(u"unit"_s, u"in"_s).toLower());
        const auto weightUnit = rates::weightUnitFrom(cell(u"weight_unit"_s, u"lb"_s).toLower());
        if (box.name.isEmpty() || !unit || !weightUnit)
            return spoil(box.name.isEmpty() ? u"it has no name"_s : !unit ? u"“%1” is no unit of length: in or cm"_s.arg(cell(u"unit"_s)) : u"“%1” is no unit of weight: lb, oz, kg or g"_s.arg(cell(u"weight_unit"_s)));
        box.inner = sides({}, *unit);
        box.outer = cell(u"outer_length"_s).isEmpty() ? box.inner : sides(u"outer_"_s, *unit);
        if (!cell(u"max_weight"_s).isEmpty())
            box.mostWeight = weight(u"max_weight"_s, *weightUnit);
        if (!cell(u"tare"_s).isEmpty())
            box.tare = weight(u"tare"_s, *weightUnit);
        const auto price = parseMoney(cell(u"price"_s), currency);
        if (!price || price->amount < 0)
            return spoil(u"“%1” is no price in %2"_s.arg(cell(u"price"_s), currency));
        box.price = price->amount;
        box.isBlank = cell(u"blank"_s, u"yes"_s).toLower() != u"no";
        return m_reason.isEmpty() ? std::optional(box) : std::nullopt;
    }
    const QString &reason() const { return m_reason; }

private:
    QString cell(const QString &field, const QString &preset = {}) const
    {
        const QString text = m_columns.contains(field) ? m_record.cells.value(m_columns[field]).trimmed() : QString();
        return text.isEmpty() ? preset : text;
    }
    std::optional<Box> spoil(const QString &reason)
    {
        m_reason = m_reason.isEmpty() ? reason : m_reason;
        return {};
    }
    rates::Length side(const QString &field, rates::LengthUnit unit)
    {
        const auto length = rates::Length::parse(cell(field), unit);
        if (!length || *length <= rates::Length())
            spoil(u"%1 “%2” is no length"_s.arg(field, cell(field)));
        return length.value_or(rates::Length());
    }
    rates::Dimensions sides(const QString &prefix, rates::LengthUnit unit)
    {
        return {side(prefix + u"length"_s, unit), side(prefix + u"width"_s, unit), side(prefix + u"height"_s, unit)};
    }
    rates::Weight weight(const QString &field, rates::WeightUnit unit)
    {
        const auto weight = rates::Weight::parse(cell(field), unit);
        if (!weight)
            spoil(u"%1 “%2” is no weight"_s.arg(field, cell(field)));
        return weight.value_or(rates::Weight());
    }

    const imports::Sheet::Record &m_record;
    const QMap<QString, int> &m_columns;
    QString m_reason;
};

} // namespace

Result<rates::SheetContents<Box>> readCartonSheet(const imports::Sheet &sheet, const QString &currency)
{
    rates::SheetContents<Box> contents;
    QMap<QString, int> columns;
    for (int i = 0; i < static_cast<int>(sheet.header.size()); ++i) {
        const QString title = imports::plainTitle(sheet.header[i]);
        if (fields().contains(title))
            columns[title] = i;
        else
            contents.unused.append(sheet.header[i]);
    }
    for (const QString &needed : {u"name"_s, u"length"_s, u"width"_s, u"height"_s, u"price"_s})
        if (!columns.contains(needed))
            return fail(Error::Code::InvalidInput, needed, u"the file has no such column"_s);
    if (sheet.records.isEmpty())
        return fail(Error::Code::InvalidInput, u"cartons"_s, u"the file holds none, so nothing would be left to pack into"_s);
    QStringList names;
    for (const imports::Sheet::Record &record : sheet.records) {
        ++contents.rows;
        RowReader reader(record, columns);
        const auto box = reader.read(currency);
        const bool isRepeated = box && names.contains(box->name);
        if (box && !isRepeated) {
            contents.values.append(*box);
            names.append(box->name);
        } else {
            contents.bad.append({record.line, isRepeated ? u"“%1” stands there twice"_s.arg(box->name) : reader.reason()});
        }
    }
    return contents;
}

} // namespace crossdock::cartons
