#pragma once

#include "core/inventory/fulfilment/rates/cell_reader.h"
#include "core/inventory/fulfilment/rates/row_terms.h"
#include "core/inventory/fulfilment/rates/sheet_columns.h"

#include <map>
#include <tuple>

namespace crossdock::rates {

/// Reads prices row by row. The first thing in a row that makes no sense becomes its reason, and nothing of it is taken.
class PriceReader
{
public:
    using Record = imports::Sheet::Record;
    PriceReader(const SheetColumns &columns, const SheetDefaults &defaults, DecimalMark mark)
        : m_columns(columns)
        , m_defaults(defaults)
        , m_cellReader(mark)
    {
    }

    void take(const Record &record);
    SheetContents<PriceList> contents(int rows); ///< once, after all rows

private:
    using Key = QStringList; // carrier, service, price type, date
    using CellKey = std::tuple<Key, QString, qint64>;
    using Cells = QList<PriceList::Cell>;
    struct Known {
        PriceList::Cell cell;
        int line = 0;
    };
    /// What a row says of its weight.
    struct RowWeight {
        PriceList::Cell cell; ///< but its zone and its price
        WeightUnit unit = WeightUnit::Pound;
        bool isSaid = false; ///< the file says that unit
        bool isByPrice = false; ///< only a price cell can tell for how much it is
        bool isMinimum = false;
        QString least, price; ///< for all zones
        QString label; ///< as it stands
    };

    static CellKey keyOf(const Key &list, const PriceList::Cell &cell);
    bool hasPrices(const Record &record) const;
    bool isNoPrice(const Record &record);
    bool isNote(const Record &record);
    bool isTitle(const Record &record, const QString &label);
    bool isHeaderAgain(const Record &record);
    QString labelOf(const Record &record) const;
    std::optional<RowTerms> termsOf(const Record &record, const QString &label) const;
    std::optional<WeightUnit> saidUnit(const Record &record);
    std::optional<RowWeight> weightOf(const Record &record);
    void takePlain(const Record &record, RowWeight &row);
    void takeTerms(const RowTerms &terms, RowWeight &row);
    void readCells(const Record &record, PriceList &list, Cells &cells, const RowWeight &row);
    void addCell(const RowWeight &row, const QString &zone, const QString &text, PriceList &list, bool mayBeEmpty, Cells &cells);
    void checkCells(const Key &key, const Cells &cells, int line);
    void keep(const Key &key, const PriceList &list, const Cells &cells, int line);
    void keepLeast(const Key &key, const Cells &cells, int line);
    void closeRows(const Key &key, Cells &cells);
    void checkOnTop(const Key &key, Cells &cells);
    void applyLeast(const Key &key, Cells &cells);

    QString text(const Record &record, const QString &field, const QString &otherwise) const;
    QDate date(const Record &record);
    CellReader::Weighed weight(const QString &field, const QString &cell, WeightUnit unit, bool isSaid);
    void spoil(const QString &problem);

    const SheetColumns &m_columns;
    const SheetDefaults &m_defaults;
    CellReader m_cellReader;
    QString m_problem; ///< of the row at hand
    QList<BadRow> m_bad, m_notes;
    QList<BadRow> m_titles; ///< words between prices, or below them
    std::optional<RowTerms> m_title; ///< of rows below it: their prices are by weight
    std::optional<std::pair<int, int>> m_ends; ///< columns that say from where to where below it
    QMap<Key, PriceList> m_lists;
    QList<Key> m_order;
    std::map<CellKey, Known> m_cells;
    std::map<std::pair<Key, QString>, std::pair<qint64, int>> m_least; ///< of prices by weight, by zone: minor units, line
};

} // namespace crossdock::rates
