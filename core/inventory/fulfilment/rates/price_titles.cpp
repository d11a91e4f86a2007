#include "core/inventory/fulfilment/rates/cell_words.h"
#include "core/inventory/fulfilment/rates/price_reader.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

/// The rows of a price list that hold no price: titles, notes, and tables within tables.
namespace crossdock::rates {

/// Does its matrix hold a price in this row?
bool PriceReader::hasPrices(const Record &record) const
{
    return std::any_of(m_columns.zones.begin(), m_columns.zones.end(), [&](const auto &zone) { return !isNotOffered(record.cells.value(zone.second)); });
}

/// Rows of a matrix without a weight: those of envelopes, and those that hold words only.
bool PriceReader::isNoPrice(const Record &record)
{
    if (!m_columns.isMatrix() || m_columns.fields.contains(u"zone"_s))
        return isNote(record);
    const QString cell = m_columns.cell(record, u"max_weight"_s);
    if (isPackaging(cell)) {
        m_notes.append({record.line, u"“%1” is no parcel by weight, and left alone"_s.arg(cell)});
        return true;
    }
    return isHeaderAgain(record) || isTitle(record, labelOf(record));
}

/// Below rows of prices, carriers write in one cell what goes for all of them.
bool PriceReader::isNote(const Record &record)
{
    constexpr qsizetype sentence = 20; // letters: no zone, weight or price is so long
    QStringList said = record.cells;
    said.removeAll(QString());
    if (said.size() != 1 || said.first().size() <= sentence)
        return false;
    m_titles.append({record.line, u"“%1” is no price, and left alone"_s.arg(said.first())});
    return true;
}

bool PriceReader::isTitle(const Record &record, const QString &label)
{
    if (label.isEmpty() || hasPrices(record) || m_ends || m_cellReader.weight(label, WeightUnit::Pound, false))
        return false;
    const auto terms = readRowTerms(label);
    if (terms && !terms->price.isEmpty())
        return false;
    if (terms && terms->kind == RowTerms::Kind::ByWeight) {
        m_title = terms;
        m_notes.append({record.line, u"“%1”: the prices below are by weight"_s.arg(label)});
        return true;
    }
    m_titles.append({record.line, u"“%1” is no price, and left alone"_s.arg(label)});
    return true;
}

/// Below a title, carriers repeat their zones beside "From" and "To".
bool PriceReader::isHeaderAgain(const Record &record)
{
    if (!m_title)
        return false;
    const SheetColumns again = readColumns(record.cells, {u"from"_s, u"to"_s});
    const bool isAgain = std::any_of(again.zones.begin(), again.zones.end(), [&](const auto &zone) { return m_columns.zones.contains(zone); })
        && std::none_of(record.cells.begin(), record.cells.end(), [](const QString &cell) { return cell.contains(u'.'); });
    const int from = again.fields.value(u"from"_s, -1), to = again.fields.value(u"to"_s, -1);
    if (from >= 0 && to >= 0)
        m_ends = {from, to};
    return (from >= 0 && to >= 0) || (isAgain && again.isMatrix());
}

} // namespace crossdock::rates
