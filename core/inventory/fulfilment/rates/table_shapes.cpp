#include "core/inventory/fulfilment/rates/table_shapes.h"

#include "core/inventory/fulfilment/rates/cell_words.h"
#include "core/inventory/fulfilment/rates/country_names.h"
#include "core/inventory/fulfilment/rates/row_terms.h"
#include "core/inventory/fulfilment/rates/said_columns.h"
#include "core/inventory/fulfilment/rates/sheet_columns.h"
#include "core/inventory/fulfilment/rates/zone_area.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rates {
namespace {

constexpr qsizetype mostAbove = 20; // title lines of a carrier's sheet

qsizetype filledCells(const QStringList &cells)
{
    return std::count_if(cells.begin(), cells.end(), [](const QString &cell) { return !cell.isEmpty(); });
}

/// "up to 2 kg", "0-500 g", "each additional kg".
bool isWeightTitle(const QString &title)
{
    const auto cut = cutNumber(title);
    if (cut && unitOfWord(cut->after) && (cut->before.isEmpty() || meansUpTo(cut->before)))
        return true;
    const auto terms = readRowTerms(title);
    return terms && (terms->kind == RowTerms::Kind::OnTop || (terms->kind == RowTerms::Kind::Range && !terms->unit.isEmpty() && !terms->upTo.isEmpty()));
}

/// "Zone", "Zone / Gewicht", but no "Zone 1".
bool isZoneTitle(const QString &title)
{
    static const QStringList zones{u"zone"_s, u"zones"_s, u"zonen"_s, u"zona"_s, u"zonas"_s}, beside{u"weight"_s, u"gewicht"_s, u"peso"_s, u"poids"_s};
    const QStringList words = imports::plainTitle(title).split(u'_', Qt::SkipEmptyParts);
    return std::any_of(words.begin(), words.end(), [](const QString &word) { return zones.contains(word); })
        && std::all_of(words.begin(), words.end(), [](const QString &word) { return zones.contains(word) || beside.contains(word); });
}

/// The columns of a table with weights as titles.
struct WeightsAcross {
    int zone = -1;
    QList<int> weights, kept; ///< kept: those of a field of their own
};

WeightsAcross weightsIn(const QStringList &titles)
{
    static const QStringList fields{u"carrier"_s, u"service"_s, u"price_type"_s, u"effective_from"_s, u"currency"_s};
    WeightsAcross across;
    for (int i = 0; i < titles.size(); ++i) {
        if (isZoneTitle(titles.at(i)) && across.zone < 0)
            across.zone = i;
        else if (isWeightTitle(titles.at(i)))
            across.weights.append(i);
        else if (fields.contains(imports::plainTitle(titles.at(i))))
            across.kept.append(i);
    }
    return across;
}

/// In place of the titles above the record `first` and of what is below them.
imports::Sheet replaced(const imports::Sheet &sheet, qsizetype first, const QStringList &titles, const QList<imports::Sheet::Record> &below)
{
    imports::Sheet made = sheet;
    if (first == 0)
        made.header = titles;
    else
        made.records[first - 1].cells = titles;
    made.records = made.records.first(first) + below;
    return made;
}

} // namespace

QList<QStringList> joinedTitles(const QStringList &upper, const QStringList &lower)
{
    QStringList byLower, byUpper;
    for (qsizetype i = 0; i < std::max(upper.size(), lower.size()); ++i) {
        const QString above = upper.value(i), below = lower.value(i);
        byLower.append(below.isEmpty() ? above : below);
        byUpper.append(above.isEmpty() ? below : above);
    }
    return {byLower, byUpper};
}

imports::Sheet withWeightsBelow(const imports::Sheet &sheet)
{
    for (qsizetype first = 0; first <= std::min(mostAbove, sheet.records.size()); ++first) {
        const QStringList titles = titlesAbove(sheet, first);
        const WeightsAcross across = weightsIn(titles);
        if (across.zone < 0 || across.weights.size() < 2)
            continue;
        QStringList made{u"zone"_s, u"max_weight"_s, u"price"_s};
        for (const int kept : across.kept)
            made.append(titles.at(kept));
        QList<imports::Sheet::Record> rows;
        for (const imports::Sheet::Record &record : sheet.records.sliced(first)) {
            if (filledCells(record.cells) <= 1) {
                rows.append(record); // a note
                continue;
            }
            for (const int weight : across.weights) {
                if (isNotOffered(record.cells.value(weight)))
                    continue;
                QStringList cells{record.cells.value(across.zone), titles.at(weight), record.cells.value(weight)};
                for (const int kept : across.kept)
                    cells.append(record.cells.value(kept));
                rows.append({record.line, cells});
            }
        }
        return replaced(sheet, first, made, rows);
    }
    return sheet;
}

imports::Sheet withZonesBeside(const imports::Sheet &sheet)
{
    for (qsizetype first = 0; first <= std::min(mostAbove, sheet.records.size()); ++first) {
        const QStringList titles = titlesAbove(sheet, first);
        const SheetColumns columns = readColumns(titles, {});
        const bool areZones = columns.zones.size() > 1 && columns.zones.size() == filledCells(titles) && std::all_of(columns.zones.begin(), columns.zones.end(), [&](const auto &zone) { return zone.first.size() == 1 && titles.at(zone.second).at(0).isLetter(); });
        if (!areZones)
            continue;
        bool areCountries = true;
        QList<imports::Sheet::Record> rows;
        for (const imports::Sheet::Record &record : sheet.records.sliced(first)) {
            for (const auto &[zones, column] : columns.zones) {
                const QString cell = record.cells.value(column);
                if (cell.isEmpty())
                    continue;
                areCountries = areCountries && (isCountry(cell.toUpper()) || !countryNamed(cell).isEmpty());
                rows.append({record.line, {cell, zones.first()}});
            }
        }
        return replaced(sheet, first, {areCountries ? u"dest_country"_s : u"dest"_s, u"zone"_s}, rows);
    }
    return sheet;
}

} // namespace crossdock::rates
