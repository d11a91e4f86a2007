#include "core/inventory/fulfilment/rates/rate_sheet.h"

#include "core/inventory/fulfilment/rates/cell_reader.h"
#include "core/inventory/fulfilment/rates/cell_words.h"
#include "core/inventory/fulfilment/rates/sheet_columns.h"
#include "core/inventory/fulfilment/rates/zone_map.h"

#include <QHash>
#include <QRegularExpression>
#include <map>
#include <span>
#include <tuple>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rates {
namespace {

using Record = imports::Sheet::Record;

const QStringList &priceFields()
{
    static const QStringList fields{u"carrier"_s, u"service"_s, u"price_type"_s, u"effective_from"_s, u"zone"_s, u"max_weight"_s,
                                    u"min_weight"_s, u"weight_unit"_s, u"price"_s, u"currency"_s};
    return fields;
}

/// What carriers write where a weight is not offered to a zone.
bool isNotOffered(const QString &cell)
{
    return cell.isEmpty() || cell == u"-" || cell == u"–" || cell == u"—" || cell.compare(u"n/a"_s, Qt::CaseInsensitive) == 0 || cell == u"*";
}

/// The fields that neither a column nor a default fills.
QStringList missingFields(const SheetColumns &columns, const SheetDefaults &defaults)
{
    QStringList fields;
    const auto need = [&](const QString &field, bool hasDefault) {
        if (!columns.fields.contains(field) && !hasDefault)
            fields.append(field);
    };
    need(u"carrier"_s, !defaults.carrier.isEmpty());
    need(u"service"_s, !defaults.service.isEmpty());
    need(u"effective_from"_s, defaults.effectiveFrom.isValid());
    need(u"max_weight"_s, false);
    need(u"zone"_s, columns.isMatrix());
    need(u"price"_s, columns.isMatrix());
    return fields;
}

/// Does its matrix hold a price in this row?
bool hasPrices(const SheetColumns &columns, const Record &record)
{
    return std::any_of(columns.zones.begin(), columns.zones.end(), [&](const auto &zone) { return !isNotOffered(record.cells.value(zone.second)); });
}

/// Reads prices row by row. The first thing in a row that makes no sense becomes its reason, and nothing of it is taken.
class PriceReader
{
public:
    PriceReader(const SheetColumns &columns, const SheetDefaults &defaults, DecimalMark mark)
        : m_columns(columns)
        , m_defaults(defaults)
        , m_cellReader(mark)
    {
    }

    void take(const Record &record)
    {
        if (isNoPrice(record))
            return;
        m_problem = m_titles.isEmpty() ? QString() : u"it stands below the title in line %1, in a table of its own: take that from a file of its own"_s.arg(m_titles.first().line);
        QList<PriceList::Cell> cells;
        PriceList list{.carrier = text(record, u"carrier"_s, m_defaults.carrier).toLower(), .service = text(record, u"service"_s, m_defaults.service),
                       .priceType = text(record, u"price_type"_s, m_defaults.priceType).toLower(), .effectiveFrom = date(record),
                       .currency = text(record, u"currency"_s, m_columns.currency.isEmpty() ? m_defaults.currency : m_columns.currency).toUpper(), .cells = {}};
        for (const auto &[field, value] : {std::pair(u"carrier"_s, list.carrier), {u"service"_s, list.service}, {u"price_type"_s, list.priceType}})
            if (value.isEmpty())
                spoil(u"%1 is empty"_s.arg(field));
        readCells(record, list, cells);
        const Key key{list.carrier, list.service, list.priceType, list.effectiveFrom.toString(Qt::ISODate)};
        if (const QString known = m_lists.value(key).currency; !known.isEmpty() && known != list.currency)
            spoil(u"currency “%1”: the list is in %2"_s.arg(list.currency, known));
        for (const PriceList::Cell &cell : std::as_const(cells)) {
            const auto known = m_cells.find({key, cell.zone, cell.upTo.nanograms()});
            if (known != m_cells.end() && known->second.price != cell.price)
                spoil(u"zone %1 up to %2 has another price in line %3"_s.arg(cell.zone, cell.upTo.text(cell.unit)).arg(known->second.line));
        }
        if (!m_problem.isEmpty()) {
            m_bad.append({record.line, m_problem});
            return;
        }
        if (list.currency.isEmpty())
            return; // a weight that is offered to no zone
        keep(key, list, cells, record.line);
    }

    SheetContents<PriceList> contents(int rows) const
    {
        SheetContents<PriceList> contents{.values = {}, .bad = m_bad, .rows = rows, .unused = m_columns.unused, .notes = m_notes};
        if (m_bad.isEmpty() || m_titles.isEmpty() || m_bad.last().line < m_titles.first().line)
            contents.notes += m_titles; // footnotes
        for (const Key &key : m_order)
            contents.values.append(m_lists[key]);
        return contents;
    }

private:
    using Key = QStringList; // carrier, service, price type, date
    using CellKey = std::tuple<Key, QString, qint64>;
    struct Known {
        qint64 price = 0;
        int line = 0;
    };

    void keep(const Key &key, const PriceList &list, const QList<PriceList::Cell> &cells, int line)
    {
        if (!m_lists.contains(key)) {
            m_lists.insert(key, list);
            m_order.append(key);
        }
        for (const PriceList::Cell &cell : cells) {
            const CellKey name{key, cell.zone, cell.upTo.nanograms()};
            if (!m_cells.contains(name))
                m_lists[key].cells.append(cell);
            m_cells.insert({name, Known{cell.price, line}});
        }
    }

    /// Rows of a matrix without a weight: those of envelopes, and those that hold words only.
    bool isNoPrice(const Record &record)
    {
        if (!m_columns.isMatrix() || m_columns.fields.contains(u"zone"_s))
            return false;
        const QString cell = m_columns.cell(record, u"max_weight"_s);
        if (isPackaging(cell)) {
            m_notes.append({record.line, u"“%1” is no parcel by weight, and left alone"_s.arg(cell)});
            return true;
        }
        const bool isTitle = !cell.isEmpty() && !hasPrices(m_columns, record) && !m_cellReader.weight(cell, WeightUnit::Pound, false);
        if (isTitle)
            m_titles.append({record.line, u"“%1” is no price, and left alone"_s.arg(cell)});
        return isTitle;
    }

    /// What the file says of the unit of a row's weights; nothing: the cells, or the default.
    std::optional<WeightUnit> saidUnit(const Record &record)
    {
        const QString name = text(record, u"weight_unit"_s, m_columns.weightUnit);
        const auto unit = unitOfWord(name);
        if (!name.isEmpty() && !unit)
            spoil(u"weight_unit “%1”: it is none of lb, oz, kg, g"_s.arg(name));
        return unit;
    }

    void readCells(const Record &record, PriceList &list, QList<PriceList::Cell> &cells)
    {
        PriceList::Cell cell;
        const auto said = saidUnit(record), unit = said ? said : unitOfWord(m_defaults.weightUnit);
        if (!unit) {
            spoil(u"weight_unit “%1”: it is none of lb, oz, kg, g"_s.arg(m_defaults.weightUnit));
            return;
        }
        const auto upTo = weight(record, u"max_weight"_s, *unit, said.has_value());
        cell.unit = upTo.unit;
        cell.upTo = upTo.weight;
        if (cell.upTo == Weight())
            spoil(u"max_weight “%1”: not more than 0"_s.arg(m_columns.cell(record, u"max_weight"_s)));
        if (!m_columns.cell(record, u"min_weight"_s).isEmpty()) {
            cell.over = weight(record, u"min_weight"_s, said.value_or(upTo.unit), said.has_value()).weight;
            if (*cell.over >= cell.upTo)
                spoil(u"min_weight %1 is not below max_weight %2"_s.arg(m_columns.cell(record, u"min_weight"_s), m_columns.cell(record, u"max_weight"_s)));
        }
        if (m_columns.isMatrix() && !m_columns.fields.contains(u"zone"_s)) {
            for (const auto &[zones, column] : m_columns.zones)
                for (const QString &zone : zones)
                    addCell(cell, zone, record.cells.value(column), list, true, cells);
            return;
        }
        const QString zone = ZoneMap::normal(m_columns.cell(record, u"zone"_s));
        static const QRegularExpression plain(u"^[A-Z0-9][A-Z0-9 ._+*-]{0,15}$"_s);
        if (!plain.match(zone).hasMatch())
            spoil(u"zone “%1”: not the name of a zone"_s.arg(m_columns.cell(record, u"zone"_s)));
        addCell(cell, zone, m_columns.cell(record, u"price"_s), list, false, cells);
    }

    /// The first price of a row names the currency where the file does not.
    void addCell(PriceList::Cell cell, const QString &zone, const QString &text, PriceList &list, bool mayBeEmpty, QList<PriceList::Cell> &cells)
    {
        if (mayBeEmpty && isNotOffered(text))
            return;
        const auto price = m_cellReader.money(text, list.currency);
        if (!price || price->amount < 0) {
            spoil(u"price “%1” (zone %2): %3"_s.arg(text, zone, price ? u"it is below 0"_s : price.error().detail));
            return;
        }
        list.currency = price->currency;
        cell.zone = zone;
        cell.price = price->amount;
        cells.append(cell);
    }

    QString text(const Record &record, const QString &field, const QString &otherwise) const
    {
        const QString cell = m_columns.cell(record, field).trimmed();
        return cell.isEmpty() ? otherwise : cell;
    }

    QDate date(const Record &record)
    {
        const QString cell = m_columns.cell(record, u"effective_from"_s);
        if (cell.isEmpty() && m_defaults.effectiveFrom.isValid())
            return m_defaults.effectiveFrom;
        const QDate day = readDate(cell);
        if (!day.isValid())
            spoil(cell.isEmpty() ? u"effective_from is empty"_s : u"effective_from “%1”: not a date like 2026-01-05"_s.arg(cell));
        return day;
    }

    CellReader::Weighed weight(const Record &record, const QString &field, WeightUnit unit, bool isSaid)
    {
        const QString cell = m_columns.cell(record, field);
        const auto value = m_cellReader.weight(cell, unit, isSaid);
        if (!value)
            spoil(cell.isEmpty() ? u"%1 is empty"_s.arg(field) : u"%1 “%2”: %3"_s.arg(field, cell, value.error().detail));
        return value.value_or(CellReader::Weighed{Weight(1), unit}); // of a spoilt row
    }

    void spoil(const QString &problem)
    {
        if (m_problem.isEmpty())
            m_problem = problem;
    }

    const SheetColumns &m_columns;
    const SheetDefaults &m_defaults;
    CellReader m_cellReader;
    QString m_problem;
    QList<BadRow> m_bad, m_notes;
    QList<BadRow> m_titles; ///< words between prices, or below them
    QMap<Key, PriceList> m_lists;
    QList<Key> m_order;
    std::map<CellKey, Known> m_cells;
};

constexpr int titleLines = 20; // above the header of a carrier's sheet

/// What the weights and prices of a sheet tell of their decimal mark.
Result<DecimalMark> markOf(const SheetColumns &columns, std::span<const Record> records, const SheetDefaults &defaults, bool isWorkbook)
{
    if (defaults.decimalMark)
        return *defaults.decimalMark;
    MarkFinder finder;
    const QString currency = columns.currency.isEmpty() ? defaults.currency : columns.currency;
    for (const Record &record : records) {
        for (const QString &field : {u"max_weight"_s, u"min_weight"_s})
            finder.see(record.line, columns.cell(record, field));
        const QString own = columns.cell(record, u"currency"_s);
        const bool hasMinor = minorDigits(own.isEmpty() ? currency : own.toUpper()) > 0;
        finder.see(record.line, columns.cell(record, u"price"_s), hasMinor);
        for (const auto &[zones, column] : columns.zones)
            finder.see(record.line, record.cells.value(column), hasMinor);
    }
    return finder.mark(isWorkbook);
}

/// The first currency that a price names by its sign; empty: none does.
QString currencyOfCells(const SheetColumns &columns, std::span<const Record> records)
{
    for (const Record &record : records) {
        QStringList prices{columns.cell(record, u"price"_s)};
        for (const auto &[zones, column] : columns.zones)
            prices.append(record.cells.value(column));
        for (const QString &price : std::as_const(prices))
            if (const auto cut = cutNumber(price); cut && !(cut->before + cut->after).isEmpty())
                if (const auto currency = currencyOfWord(cut->before + cut->after, {}))
                    return *currency;
    }
    return {};
}

} // namespace

Result<SheetContents<PriceList>> readPrices(const imports::Sheet &sheet, const SheetDefaults &defaults)
{
    SheetColumns columns = readColumns(sheet.header, priceFields());
    qsizetype first = 0;
    const auto isHeader = [](const SheetColumns &read) { return read.isMatrix() || (read.fields.contains(u"zone"_s) && read.fields.contains(u"max_weight"_s)); };
    for (qsizetype i = 0; !isHeader(columns) && i < std::min<qsizetype>(titleLines, sheet.records.size()); ++i) {
        if (SheetColumns below = readColumns(sheet.records.at(i).cells, priceFields()); isHeader(below)) {
            columns = std::move(below);
            first = i + 1;
            break;
        }
    }
    if (const QStringList missing = missingFields(columns, defaults); !missing.isEmpty())
        return fail(Error::Code::InvalidInput, missing.first(), u"no column of the file holds it"_s);
    const std::span records = std::span(sheet.records).subspan(static_cast<size_t>(first));
    SheetDefaults given = defaults;
    if (given.currency.isEmpty())
        given.currency = currencyOfCells(columns, records);
    const auto mark = markOf(columns, records, given, sheet.delimiter.isNull());
    if (!mark)
        return tl::make_unexpected(mark.error());
    PriceReader reader(columns, given, *mark);
    for (const Record &record : records)
        reader.take(record);
    return reader.contents(static_cast<int>(records.size()));
}

} // namespace crossdock::rates
