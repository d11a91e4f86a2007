#include "core/inventory/fulfilment/rates/price_reader.h"

#include "core/inventory/fulfilment/rates/cell_words.h"
#include "core/inventory/fulfilment/rates/zone_map.h"

#include <QRegularExpression>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rates {
namespace {

using Growth = PriceList::Growth;

QString endText(const PriceList::Cell &cell)
{
    return cell.upTo == Weight::most() ? u"without an end"_s : u"up to "_s + cell.upTo.text(cell.unit);
}

} // namespace

void PriceReader::take(const Record &record)
{
    m_problem.clear();
    if (isNoPrice(record))
        return;
    m_problem = m_titles.isEmpty() ? QString() : u"it stands below the title in line %1, in a table of its own: take that from a file of its own"_s.arg(m_titles.first().line);
    Cells cells;
    PriceList list{.carrier = text(record, u"carrier"_s, m_defaults.carrier).toLower(), .service = text(record, u"service"_s, m_defaults.service),
                   .priceType = text(record, u"price_type"_s, m_defaults.priceType).toLower(), .effectiveFrom = date(record),
                   .currency = text(record, u"currency"_s, m_columns.currency.isEmpty() ? m_defaults.currency : m_columns.currency).toUpper(), .cells = {}};
    for (const auto &[field, value] : {std::pair(u"carrier"_s, list.carrier), {u"service"_s, list.service}, {u"price_type"_s, list.priceType}})
        if (value.isEmpty())
            spoil(u"%1 is empty"_s.arg(field));
    const auto row = weightOf(record);
    if (row)
        readCells(record, list, cells, *row);
    const Key key{list.carrier, list.service, list.priceType, list.effectiveFrom.toString(Qt::ISODate)};
    if (const QString known = m_lists.value(key).currency; !known.isEmpty() && known != list.currency)
        spoil(u"currency “%1”: the list is in %2"_s.arg(list.currency, known));
    if (row && !row->isMinimum)
        checkCells(key, cells, record.line);
    if (!m_problem.isEmpty()) {
        m_bad.append({record.line, m_problem});
        return;
    }
    if (cells.isEmpty())
        return; // a weight that is offered to no zone
    if (std::any_of(cells.begin(), cells.end(), [](const PriceList::Cell &cell) { return cell.price == 0; }))
        m_notes.append({record.line, u"a price of 0 is taken as it stands: where a weight is not offered, leave its cell empty"_s});
    if (row->isMinimum)
        keepLeast(key, cells, record.line);
    else
        keep(key, list, cells, record.line);
}

SheetContents<PriceList> PriceReader::contents(int rows)
{
    for (const Key &key : std::as_const(m_order)) {
        Cells &cells = m_lists[key].cells;
        closeRows(key, cells);
        checkOnTop(key, cells);
        applyLeast(key, cells);
    }
    for (const auto &[name, least] : m_least)
        m_bad.append({least.second, u"a minimum of prices by weight, and the list has none for zone %1"_s.arg(name.second)});
    std::stable_sort(m_bad.begin(), m_bad.end(), [](const BadRow &a, const BadRow &b) { return a.line < b.line; });
    m_bad.erase(std::unique(m_bad.begin(), m_bad.end(), [](const BadRow &a, const BadRow &b) { return a.line == b.line; }), m_bad.end());
    SheetContents<PriceList> contents{.values = {}, .bad = m_bad, .rows = rows, .unused = m_columns.unused, .notes = m_notes};
    if (m_bad.isEmpty() || m_titles.isEmpty() || m_bad.last().line < m_titles.first().line)
        contents.notes += m_titles; // footnotes
    for (const Key &key : std::as_const(m_order))
        contents.values.append(m_lists[key]);
    return contents;
}

/// Rows without an end are told apart by where they begin.
PriceReader::CellKey PriceReader::keyOf(const Key &list, const PriceList::Cell &cell)
{
    return {list, cell.zone, cell.upTo == Weight::most() ? -1 - cell.over.value_or(Weight()).nanograms() : cell.upTo.nanograms()};
}

void PriceReader::checkCells(const Key &key, const Cells &cells, int line)
{
    std::map<CellKey, PriceList::Cell> own;
    for (const PriceList::Cell &cell : cells) {
        const CellKey name = keyOf(key, cell);
        if (const auto known = m_cells.find(name); known != m_cells.end() && known->second.cell != cell)
            spoil(u"zone %1 %2 has another price in line %3"_s.arg(cell.zone, endText(cell)).arg(known->second.line));
        if (const auto [twin, isNew] = own.insert({name, cell}); !isNew && twin->second != cell)
            spoil(u"zone %1 has two prices in line %2"_s.arg(cell.zone).arg(line));
    }
}

void PriceReader::keep(const Key &key, const PriceList &list, const Cells &cells, int line)
{
    if (!m_lists.contains(key)) {
        m_lists.insert(key, list);
        m_order.append(key);
    }
    for (const PriceList::Cell &cell : cells)
        if (m_cells.insert({keyOf(key, cell), Known{cell, line}}).second)
            m_lists[key].cells.append(cell);
}

void PriceReader::keepLeast(const Key &key, const Cells &cells, int line)
{
    for (const PriceList::Cell &cell : cells)
        m_least.insert({{key, cell.zone}, {cell.price, line}});
}

/// "45+" ends where "71+" begins.
void PriceReader::closeRows(const Key &key, Cells &cells)
{
    QMap<QString, QList<PriceList::Cell *>> open;
    for (PriceList::Cell &cell : cells)
        if (cell.upTo == Weight::most())
            open[cell.zone].append(&cell);
    for (QList<PriceList::Cell *> &rows : open) {
        std::sort(rows.begin(), rows.end(), [](const auto *a, const auto *b) { return a->over.value_or(Weight()) < b->over.value_or(Weight()); });
        for (qsizetype i = 0; i + 1 < rows.size(); ++i) { // at most the first has no beginning
            const Known known = m_cells.at(keyOf(key, *rows.at(i)));
            rows.at(i)->upTo = Weight(rows.at(i + 1)->over->nanograms() - 1);
            m_cells[keyOf(key, *rows.at(i))] = known;
        }
    }
}

void PriceReader::checkOnTop(const Key &key, Cells &cells)
{
    cells.removeIf([&](const PriceList::Cell &cell) {
        if (cell.growth.kind != Growth::Kind::OnTop)
            return false;
        const bool hasBase = std::any_of(m_lists[key].cells.begin(), m_lists[key].cells.end(), [&](const PriceList::Cell &one) { return one.zone == cell.zone && one.upTo < cell.upTo; });
        if (!hasBase)
            m_bad.append({m_cells.at(keyOf(key, cell)).line, u"it goes on from the row before, and zone %1 has none"_s.arg(cell.zone)});
        return !hasBase;
    });
}

void PriceReader::applyLeast(const Key &key, Cells &cells)
{
    QSet<QString> used;
    for (PriceList::Cell &cell : cells) {
        const auto least = cell.growth.kind == Growth::Kind::ByWeight ? m_least.find({key, cell.zone}) : m_least.end();
        if (least == m_least.end())
            continue;
        if (cell.growth.least == 0)
            cell.growth.least = least->second.first;
        used.insert(cell.zone);
    }
    for (const QString &zone : std::as_const(used))
        m_least.erase({key, zone});
}

/// The weight, with what stands in the column of units, where that is no unit.
QString PriceReader::labelOf(const Record &record) const
{
    const QString cell = m_columns.cell(record, u"max_weight"_s), beside = m_columns.cell(record, u"weight_unit"_s).trimmed();
    return beside.isEmpty() || unitOfWord(beside) ? cell : cell + u' ' + beside;
}

/// What the row says of how its prices go on; nothing: it is of one weight.
std::optional<RowTerms> PriceReader::termsOf(const Record &record, const QString &label) const
{
    if (m_ends) {
        RowTerms terms = *m_title;
        terms.from = record.cells.value(m_ends->first);
        terms.upTo = record.cells.value(m_ends->second);
        return terms;
    }
    const bool isWeight = m_cellReader.weight(label, WeightUnit::Pound, false).has_value();
    auto terms = isWeight ? std::nullopt : readRowTerms(label);
    if (!m_title || (terms && terms->kind != RowTerms::Kind::Range))
        return terms;
    RowTerms below = *m_title;
    if (terms) {
        below.from = terms->from;
        below.upTo = terms->upTo;
        below.unit = terms->unit;
        below.fromUnit = terms->fromUnit;
        below.isOver = terms->isOver;
    } else if (isWeight) {
        below.upTo = label;
        below.from.clear();
        below.fromUnit.clear();
    } else {
        return {};
    }
    return below;
}

/// What the file says of the unit of a row's weights; nothing: the cells, or the default.
std::optional<WeightUnit> PriceReader::saidUnit(const Record &record)
{
    const QString name = text(record, u"weight_unit"_s, m_columns.weightUnit);
    const auto unit = unitOfWord(name);
    const bool isLabel = !unit && readRowTerms(labelOf(record));
    if (!name.isEmpty() && !unit && !isLabel)
        spoil(u"weight_unit “%1”: it is none of lb, oz, kg, g"_s.arg(name));
    return unit;
}

std::optional<PriceReader::RowWeight> PriceReader::weightOf(const Record &record)
{
    RowWeight row;
    const auto said = saidUnit(record), unit = said ? said : unitOfWord(m_defaults.weightUnit);
    if (!unit) {
        spoil(u"weight_unit “%1”: it is none of lb, oz, kg, g"_s.arg(m_defaults.weightUnit));
        return {};
    }
    row.unit = *unit;
    row.isSaid = said.has_value();
    row.label = labelOf(record);
    if (const auto terms = termsOf(record, row.label))
        takeTerms(*terms, row);
    else
        takePlain(record, row);
    return row;
}

void PriceReader::takePlain(const Record &record, RowWeight &row)
{
    const QString cell = m_columns.cell(record, u"max_weight"_s), beginning = m_columns.cell(record, u"min_weight"_s);
    const auto upTo = weight(u"max_weight"_s, cell, row.unit, row.isSaid);
    row.cell.unit = upTo.unit;
    row.cell.upTo = upTo.weight;
    if (row.cell.upTo == Weight())
        spoil(u"max_weight “%1”: not more than 0"_s.arg(cell));
    if (beginning.isEmpty())
        return;
    row.cell.over = weight(u"min_weight"_s, beginning, row.isSaid ? row.unit : upTo.unit, row.isSaid).weight;
    if (*row.cell.over >= row.cell.upTo)
        spoil(u"min_weight %1 is not below max_weight %2"_s.arg(beginning, cell));
}

void PriceReader::takeTerms(const RowTerms &terms, RowWeight &row)
{
    const auto read = [&](const QString &number, const QString &unit) {
        const auto value = m_cellReader.weight(unit.isEmpty() ? number : number + u' ' + unit, row.unit, row.isSaid);
        if (!value)
            spoil(u"max_weight “%1”: %2"_s.arg(row.label, value.error().detail));
        return value.value_or(CellReader::Weighed{Weight(1), row.unit});
    };
    const QString unit = terms.unit.isEmpty() ? terms.stepUnit : terms.unit;
    row.isMinimum = terms.kind == RowTerms::Kind::Minimum;
    row.isByPrice = terms.kind == RowTerms::Kind::Range;
    row.least = terms.least;
    row.price = terms.price;
    if (row.isMinimum)
        return;
    row.cell.growth.kind = terms.kind == RowTerms::Kind::OnTop ? Growth::Kind::OnTop : Growth::Kind::ByWeight;
    const auto step = read(terms.step.isEmpty() ? u"1"_s : terms.step, terms.stepUnit);
    row.cell.growth.step = step.weight;
    const auto end = terms.upTo.isEmpty() ? CellReader::Weighed{Weight::most(), step.unit} : read(terms.upTo, unit);
    row.cell.upTo = end.weight;
    row.cell.unit = row.isByPrice ? end.unit : step.unit;
    if (!terms.from.isEmpty())
        row.cell.over = Weight(read(terms.from, terms.fromUnit.isEmpty() ? unit : terms.fromUnit).weight.nanograms() + (terms.isOver ? 1 : 0));
    if (row.cell.over && *row.cell.over >= row.cell.upTo)
        spoil(u"max_weight “%1”: it begins where it ends, or above that"_s.arg(row.label));
    if (step.weight == Weight())
        spoil(u"max_weight “%1”: a step of 0"_s.arg(row.label));
}

void PriceReader::readCells(const Record &record, PriceList &list, Cells &cells, const RowWeight &row)
{
    if (m_columns.isMatrix() && !m_columns.fields.contains(u"zone"_s)) {
        const bool isForAll = !row.price.isEmpty() && !hasPrices(record);
        for (const auto &[zones, column] : m_columns.zones)
            for (const QString &zone : zones)
                addCell(row, zone, isForAll ? row.price : record.cells.value(column), list, true, cells);
        return;
    }
    const QString zone = ZoneMap::normal(m_columns.cell(record, u"zone"_s));
    static const QRegularExpression plain(u"^[A-Z0-9][A-Z0-9 ._+*-]{0,15}$"_s);
    if (!plain.match(zone).hasMatch())
        spoil(u"zone “%1”: not the name of a zone"_s.arg(m_columns.cell(record, u"zone"_s)));
    addCell(row, zone, m_columns.cell(record, u"price"_s), list, false, cells);
}

/// The first price of a row names the currency where the file does not.
void PriceReader::addCell(const RowWeight &row, const QString &zone, const QString &text, PriceList &list, bool mayBeEmpty, Cells &cells)
{
    if (mayBeEmpty && isNotOffered(text))
        return;
    const PriceTerms terms = readPriceTerms(text);
    const bool isBand = row.isByPrice && terms.stepUnit.isEmpty() && row.cell.upTo != Weight::most(); // "51 to 200 g"
    if (row.isByPrice && terms.stepUnit.isEmpty() && !isBand)
        spoil(u"max_weight “%1”: not a weight, and nothing says for how much its prices are, like “per kg”"_s.arg(row.label));
    if (!row.isByPrice && row.cell.growth.kind == Growth::Kind::None && !terms.stepUnit.isEmpty())
        spoil(u"price “%1” (zone %2): a price by weight, and the row is of one weight"_s.arg(text, zone));
    const auto price = m_cellReader.money(terms.amount, list.currency);
    if (!price || price->amount < 0) {
        spoil(u"price “%1” (zone %2): %3"_s.arg(text, zone, price ? u"it is below 0"_s : price.error().detail));
        return;
    }
    list.currency = price->currency;
    PriceList::Cell cell = row.cell;
    cell.zone = zone;
    cell.price = price->amount;
    if (isBand) {
        cell.growth = {};
        cell.over.reset(); // the row before ends where it begins, or a unit below
    }
    if (!terms.stepUnit.isEmpty() && cell.growth.kind != Growth::Kind::None) {
        const auto step = weight(u"price"_s, terms.step + u' ' + terms.stepUnit, row.unit, row.isSaid);
        cell.growth.step = step.weight;
        cell.unit = step.unit;
    }
    if (const QString said = terms.least.isEmpty() ? row.least : terms.least; !said.isEmpty()) {
        const auto least = m_cellReader.money(said, list.currency);
        if (!least)
            spoil(u"minimum “%1” (zone %2): %3"_s.arg(said, zone, least.error().detail));
        else
            cell.growth.least = least->amount;
    }
    cells.append(cell);
}

QString PriceReader::text(const Record &record, const QString &field, const QString &otherwise) const
{
    const QString cell = m_columns.cell(record, field).trimmed();
    return cell.isEmpty() ? otherwise : cell;
}

QDate PriceReader::date(const Record &record)
{
    const QString cell = m_columns.cell(record, u"effective_from"_s);
    if (cell.isEmpty() && m_defaults.effectiveFrom.isValid())
        return m_defaults.effectiveFrom;
    const QDate day = readDate(cell, m_defaults.dayOrder);
    if (!day.isValid())
        spoil(cell.isEmpty() ? u"effective_from is empty"_s : u"effective_from “%1”: not a date like 2026-01-05, or its order of day and month is not told"_s.arg(cell));
    return day;
}

CellReader::Weighed PriceReader::weight(const QString &field, const QString &cell, WeightUnit unit, bool isSaid)
{
    const auto value = m_cellReader.weight(cell, unit, isSaid);
    if (!value)
        spoil(cell.isEmpty() ? u"%1 is empty"_s.arg(field) : u"%1 “%2”: %3"_s.arg(field, cell, value.error().detail));
    return value.value_or(CellReader::Weighed{Weight(1), unit}); // of a spoilt row
}

void PriceReader::spoil(const QString &problem)
{
    if (m_problem.isEmpty())
        m_problem = problem;
}

} // namespace crossdock::rates
