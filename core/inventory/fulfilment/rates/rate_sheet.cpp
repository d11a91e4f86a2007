#include "core/inventory/fulfilment/rates/rate_sheet.h"

#include "core/inventory/fulfilment/rates/sheet_columns.h"
#include "core/inventory/fulfilment/rates/zone_map.h"

#include <QHash>
#include <QRegularExpression>
#include <map>
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

/// Reads prices row by row. The first thing in a row that makes no sense becomes its reason, and nothing of it is taken.
class PriceReader
{
public:
    PriceReader(SheetColumns columns, const SheetDefaults &defaults, QChar delimiter)
        : m_columns(std::move(columns))
        , m_defaults(defaults)
        , m_delimiter(delimiter)
    {
    }

    /// The fields that neither a column nor a default fills.
    QStringList missing() const
    {
        QStringList fields;
        const auto need = [&](const QString &field, bool hasDefault) {
            if (!m_columns.fields.contains(field) && !hasDefault)
                fields.append(field);
        };
        need(u"carrier"_s, !m_defaults.carrier.isEmpty());
        need(u"service"_s, !m_defaults.service.isEmpty());
        need(u"effective_from"_s, m_defaults.effectiveFrom.isValid());
        need(u"max_weight"_s, false);
        need(u"zone"_s, m_columns.isMatrix());
        need(u"price"_s, m_columns.isMatrix());
        return fields;
    }

    void take(const Record &record)
    {
        m_problem.clear();
        QList<PriceList::Cell> cells;
        PriceList list{.carrier = text(record, u"carrier"_s, m_defaults.carrier).toLower(), .service = text(record, u"service"_s, m_defaults.service),
                       .priceType = text(record, u"price_type"_s, m_defaults.priceType).toLower(), .effectiveFrom = date(record),
                       .currency = text(record, u"currency"_s, m_columns.currency.isEmpty() ? m_defaults.currency : m_columns.currency).toUpper(), .cells = {}};
        for (const auto &[field, value] : {std::pair(u"carrier"_s, list.carrier), {u"service"_s, list.service}, {u"price_type"_s, list.priceType}})
            if (value.isEmpty())
                spoil(u"%1 is empty"_s.arg(field));
        readCells(record, list.currency, cells);
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
        keep(key, list, cells, record.line);
    }

    SheetContents<PriceList> contents(int rows) const
    {
        SheetContents<PriceList> contents{.values = {}, .bad = m_bad, .rows = rows, .unused = m_columns.unused};
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

    void readCells(const Record &record, const QString &currency, QList<PriceList::Cell> &cells)
    {
        PriceList::Cell cell;
        const QString unitName = text(record, u"weight_unit"_s, m_columns.weightUnit.isEmpty() ? m_defaults.weightUnit : m_columns.weightUnit).toLower();
        const auto unit = weightUnitFrom(unitName);
        if (!unit) {
            spoil(u"weight_unit “%1”: it is none of lb, oz, kg, g"_s.arg(unitName));
            return;
        }
        cell.unit = *unit;
        cell.upTo = weight(record, u"max_weight"_s, *unit);
        if (cell.upTo == Weight())
            spoil(u"max_weight “%1”: not more than 0"_s.arg(m_columns.cell(record, u"max_weight"_s)));
        if (!m_columns.cell(record, u"min_weight"_s).isEmpty()) {
            cell.over = weight(record, u"min_weight"_s, *unit);
            if (*cell.over >= cell.upTo)
                spoil(u"min_weight %1 is not below max_weight %2"_s.arg(m_columns.cell(record, u"min_weight"_s), m_columns.cell(record, u"max_weight"_s)));
        }
        if (m_columns.isMatrix() && !m_columns.fields.contains(u"zone"_s)) {
            for (const auto &[zones, column] : m_columns.zones)
                for (const QString &zone : zones)
                    addCell(cell, zone, record.cells.value(column), currency, true, cells);
            return;
        }
        const QString zone = ZoneMap::normal(m_columns.cell(record, u"zone"_s));
        static const QRegularExpression plain(u"^[A-Z0-9][A-Z0-9 ._+*-]{0,15}$"_s);
        if (!plain.match(zone).hasMatch())
            spoil(u"zone “%1”: not the name of a zone"_s.arg(m_columns.cell(record, u"zone"_s)));
        addCell(cell, zone, m_columns.cell(record, u"price"_s), currency, false, cells);
    }

    void addCell(PriceList::Cell cell, const QString &zone, const QString &text, const QString &currency, bool mayBeEmpty, QList<PriceList::Cell> &cells)
    {
        if (mayBeEmpty && isNotOffered(text))
            return;
        const auto price = parseMoney(bareNumber(text, m_delimiter), currency);
        if (!price || price->amount < 0) {
            spoil(u"price “%1” (zone %2): %3"_s.arg(text, zone, price ? u"it is below 0"_s : price.error().detail));
            return;
        }
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

    Weight weight(const Record &record, const QString &field, WeightUnit unit)
    {
        const QString cell = m_columns.cell(record, field);
        const auto value = Weight::parse(bareNumber(cell, m_delimiter), unit);
        if (!value || cell.startsWith(u'-'))
            spoil(cell.isEmpty() ? u"%1 is empty"_s.arg(field) : u"%1 “%2”: not a weight"_s.arg(field, cell));
        return value.value_or(Weight(1)); // of a spoilt row
    }

    void spoil(const QString &problem)
    {
        if (m_problem.isEmpty())
            m_problem = problem;
    }

    SheetColumns m_columns;
    const SheetDefaults &m_defaults;
    QChar m_delimiter;
    QString m_problem;
    QList<BadRow> m_bad;
    QMap<Key, PriceList> m_lists;
    QList<Key> m_order;
    std::map<CellKey, Known> m_cells;
};

constexpr int titleLines = 20; // above the header of a carrier's sheet

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
    PriceReader reader(std::move(columns), defaults, sheet.delimiter);
    if (const QStringList missing = reader.missing(); !missing.isEmpty())
        return fail(Error::Code::InvalidInput, missing.first(), u"no column of the file holds it"_s);
    for (qsizetype i = first; i < sheet.records.size(); ++i)
        reader.take(sheet.records.at(i));
    return reader.contents(static_cast<int>(sheet.records.size() - first));
}

} // namespace crossdock::rates
