#include "core/inventory/fulfilment/rates/said_columns.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rates {
namespace {

constexpr qsizetype mostLinesAbove = 20; // title lines of a carrier's sheet

qsizetype indexOfTitle(const QStringList &titles, const QString &title)
{
    const QString said = title.trimmed(), plain = imports::plainTitle(said);
    const auto same = std::find_if(titles.begin(), titles.end(), [&](const QString &one) { return one.trimmed().compare(said, Qt::CaseInsensitive) == 0; });
    if (same != titles.end() || plain.isEmpty())
        return same == titles.end() ? -1 : same - titles.begin();
    const auto alike = std::find_if(titles.begin(), titles.end(), [&](const QString &one) { return imports::plainTitle(one) == plain; });
    return alike == titles.end() ? -1 : alike - titles.begin();
}

bool holdsAll(const QStringList &titles, const SheetDefaults &said)
{
    return std::all_of(said.titles.begin(), said.titles.end(), [&](const QString &title) { return indexOfTitle(titles, title) >= 0; });
}

/// "12.90", "EUR 12,90", "5 kg", but no "Tarif 2026".
bool isNumber(const QString &cell)
{
    constexpr qsizetype mostSigns = 5; // of a currency or a unit
    const auto cut = cutNumber(cell);
    return cut && (cut->before + cut->after).size() <= mostSigns;
}

/// Fields that hold numbers, and stand in columns that are said by their numbers.
QStringList numberedAmounts(const SheetDefaults &said)
{
    static const QStringList amounts{u"price"_s, u"charges"_s, u"amount"_s, u"percent"_s, u"divisor"_s, u"max_weight"_s};
    QStringList found;
    for (auto column = said.columns.begin(); column != said.columns.end(); ++column)
        if (amounts.contains(column.key()) || column.key().startsWith(zonePrefix))
            found.append(column.key());
    if (found.size() > 1)
        found.removeAll(u"max_weight"_s); // it may stand in words
    return found;
}

/// Of a file whose columns are said by their numbers alone: what is above the first line that has a number in each.
Result<SaidSheet> byNumbers(const imports::Sheet &sheet, const SheetDefaults &said)
{
    SaidSheet found{sheet, {}};
    const QStringList amounts = numberedAmounts(said);
    if (amounts.isEmpty())
        return found;
    const auto isData = [&](const QStringList &cells) { return std::all_of(amounts.begin(), amounts.end(), [&](const QString &field) { return isNumber(cells.value(said.columns[field] - 1)); }); };
    if (isData(sheet.header)) {
        found.sheet.records.prepend({1, sheet.header});
        found.sheet.header.clear();
        found.first = 0;
        return found;
    }
    for (qsizetype i = 0; i < std::min(mostLinesAbove, sheet.records.size()); ++i) {
        if (isData(sheet.records.at(i).cells)) {
            found.first = i;
            return found;
        }
    }
    return fail(Error::Code::InvalidInput, u"--column "_s + amounts.first(), u"none of the first lines of the file has a number in column %1"_s.arg(said.columns[amounts.first()]));
}

} // namespace

bool isSaid(const SheetDefaults &said, const QString &field)
{
    return said.titles.contains(field) || said.columns.contains(field);
}

QMap<QString, int> saidColumns(const SheetDefaults &said, const QStringList &titles)
{
    QMap<QString, int> places;
    for (auto column = said.columns.begin(); column != said.columns.end(); ++column)
        places.insert(column.key(), column.value() - 1);
    for (auto title = said.titles.begin(); title != said.titles.end(); ++title)
        if (const qsizetype at = indexOfTitle(titles, title.value()); at >= 0)
            places.insert(title.key(), static_cast<int>(at));
    return places;
}

QStringList titlesAbove(const imports::Sheet &sheet, qsizetype first)
{
    return first == 0 ? sheet.header : sheet.records.at(first - 1).cells;
}

QStringList likelyTitles(const imports::Sheet &sheet)
{
    const auto filled = [&](qsizetype first) {
        const QStringList titles = titlesAbove(sheet, first);
        return std::count_if(titles.begin(), titles.end(), [](const QString &title) { return !title.isEmpty(); });
    };
    const qsizetype last = std::min(mostLinesAbove, sheet.records.size());
    qsizetype most = 0;
    for (qsizetype first = 0; first <= last; ++first)
        most = std::max<qsizetype>(most, filled(first));
    for (qsizetype first = 0; first <= last; ++first)
        if (filled(first) + 1 >= most) // the corner of a table is often empty
            return titlesAbove(sheet, first);
    return sheet.header;
}

Result<SaidSheet> saidSheet(const imports::Sheet &sheet, const SheetDefaults &said)
{
    if (said.titles.isEmpty())
        return byNumbers(sheet, said);
    QMap<QString, QString> absent = said.titles; // from every line
    for (qsizetype first = 0; first <= std::min(mostLinesAbove, sheet.records.size()); ++first) {
        const QStringList titles = titlesAbove(sheet, first);
        if (holdsAll(titles, said))
            return SaidSheet{sheet, first};
        absent.removeIf([&](const auto &one) { return indexOfTitle(titles, one.value()) >= 0; });
    }
    QStringList titles = likelyTitles(sheet);
    titles.removeAll(QString());
    if (absent.isEmpty())
        return fail(Error::Code::InvalidInput, u"--column "_s + said.titles.firstKey(), u"no line of the file holds all of these titles: %1; its columns: %2"_s.arg(said.titles.values().join(u", "_s), titles.join(u", "_s)));
    return fail(Error::Code::InvalidInput, u"--column "_s + absent.firstKey(), u"the file has no column “%1”; its columns: %2"_s.arg(absent.first(), titles.join(u", "_s)));
}

} // namespace crossdock::rates
