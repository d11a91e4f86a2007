#include "core/inventory/fulfilment/rates/cell_words.h"
#include "core/inventory/fulfilment/rates/row_terms.h"
#include "core/inventory/fulfilment/rates/sheet_columns.h"
#include "core/inventory/fulfilment/rates/zone_map.h"

#include <QRegularExpression>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rates {
namespace {

/// "£2.85", "15", "1.10 per kg".
bool isAmount(const QString &cell)
{
    const auto cut = cutNumber(readPriceTerms(cell).amount);
    const QString word = cut ? cut->before + cut->after : QString();
    return cut && !cut->isNegative && (word.isEmpty() || currencyOfWord(word, u"JPY"_s) || currencyOfWord(word, u"SEK"_s));
}

/// Numbers beside a weight that are no prices.
bool isOther(const QString &title)
{
    static const QRegularExpression other(u"(?<![^_])(?:days?|transit|length|width|height|depth|girth|size|volume|vat|tax|code|id|no|nr|number|min|minimum|from|cm|mm|kg|kgs|lb|lbs|oz|g|gms?|grams?)(?![^_])"_s);
    return imports::plainTitle(title).contains(other);
}

/// Of the rows that have a weight.
bool holdsAmounts(const SheetColumns &columns, int column, std::span<const imports::Sheet::Record> records)
{
    bool isAny = false;
    for (const imports::Sheet::Record &record : records) {
        const QString weight = columns.cell(record, u"max_weight"_s), cell = record.cells.value(column);
        if (isNotOffered(cell) || std::none_of(weight.begin(), weight.end(), [](QChar c) { return c.isDigit(); }))
            continue;
        if (!isAmount(cell))
            return false;
        isAny = true;
    }
    return isAny;
}

} // namespace

QString takeOneZone(SheetColumns &columns, const QStringList &titles)
{
    const bool hasPrice = columns.fields.contains(u"price"_s);
    if (!columns.fields.contains(u"max_weight"_s) || columns.fields.contains(u"zone"_s) || hasPrice != columns.zones.isEmpty() || columns.zones.size() > 1)
        return {};
    if (!hasPrice && columns.zones.first().second < columns.fields[u"max_weight"_s])
        return {}; // of a row of prices
    columns.isOneZone = true;
    if (!hasPrice)
        return u"the column “%1” is the only one of a zone"_s.arg(titles.value(columns.zones.first().second));
    columns.zones.append({{u"1"_s}, columns.fields.take(u"price"_s)});
    return u"no column says a zone, so all of the list is taken as one zone, “1”"_s;
}

QString takeNamedZones(SheetColumns &columns, const QStringList &titles, std::span<const imports::Sheet::Record> records)
{
    if (!columns.fields.contains(u"max_weight"_s) || columns.fields.contains(u"zone"_s) || columns.fields.contains(u"price"_s) || !columns.zones.isEmpty())
        return {};
    QStringList names;
    for (int i = 0; i < titles.size(); ++i) {
        const QString &title = titles.at(i);
        if (!columns.unused.contains(title) || isOther(title) || !holdsAmounts(columns, i, records))
            continue;
        columns.zones.append({{ZoneMap::normal(title.simplified())}, i});
        names.append(u'“' + title + u'”');
    }
    columns.unused.removeIf([&](const QString &title) { return names.contains(u'“' + title + u'”'); });
    columns.isOneZone = columns.zones.size() == 1;
    return names.isEmpty() ? QString() : u"no column says a zone or a price, so these are taken as zones by their names: "_s + names.join(u", "_s);
}

} // namespace crossdock::rates
