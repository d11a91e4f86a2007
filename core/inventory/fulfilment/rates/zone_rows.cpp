#include "core/inventory/fulfilment/rates/rate_sheet.h"
#include "core/inventory/fulfilment/rates/sheet_columns.h"
#include "core/inventory/fulfilment/rates/zone_area.h"
#include "core/inventory/fulfilment/rates/zone_map.h"

#include <QRegularExpression>
#include <QSet>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rates {
namespace {

constexpr int mostZones = 255; // a chart keeps a byte for each pair
constexpr int mostTitles = 20; // above the header of a carrier's chart

/// Which column of a sheet of zones holds what.
struct ZoneColumns {
    QMap<QString, int> fields;
    QMap<QString, QString> titles; ///< of the fields, as `normalTitle()` has them
    QList<QPair<QString, int>> others; ///< by title; without a column of zones: services

    bool has(const QString &field) const { return fields.contains(field); }
    bool isHeader() const { return (has(u"dest"_s) || has(u"dest_country"_s)) && (has(u"zone"_s) || !others.isEmpty()); }
    QString cell(const imports::Sheet::Record &record, const QString &field) const { return has(field) ? record.cells.value(fields[field]).trimmed() : QString(); }
};

QString zoneField(const QString &title)
{
    static const QHash<QString, QString> known = [] {
        QHash<QString, QString> fields;
        const std::pair<QString, QStringList> words[] = {
            {u"carrier"_s, {u"carrier"_s}},
            {u"service"_s, {u"service"_s}},
            {u"effective_from"_s, {u"effective_from"_s}},
            {u"zone"_s, {u"zone"_s}},
            {u"origin"_s, {u"origin_zip3"_s, u"origin"_s, u"origin_zip"_s, u"origin_prefix"_s, u"origin_postcode"_s}},
            {u"origin_country"_s, {u"origin_country"_s, u"from_country"_s}},
            {u"dest"_s, {u"dest_zip3"_s, u"dest"_s, u"dest_zip"_s, u"dest_prefix"_s, u"dest_postcode"_s, u"destination"_s, u"destination_zip"_s, u"destination_postcode"_s, u"zip"_s, u"zip_code"_s,
                         u"postcode"_s, u"postal_code"_s, u"prefix"_s, u"cep"_s, u"plz"_s}},
            {u"dest_to"_s, {u"dest_to"_s}},
            {u"dest_country"_s, {u"dest_country"_s, u"destination_country"_s, u"to_country"_s, u"country"_s}},
        };
        for (const auto &[field, titles] : words)
            for (const QString &one : titles)
                fields.insert(one, field);
        return fields;
    }();
    return known.value(title);
}

ZoneColumns zoneColumns(const QStringList &titles)
{
    ZoneColumns columns;
    for (int i = 0; i < titles.size(); ++i) {
        const QString title = normalTitle(titles.at(i)), field = zoneField(title);
        if (!field.isEmpty() && !columns.has(field)) {
            columns.fields.insert(field, i);
            columns.titles.insert(field, title);
        } else if (!title.isEmpty()) {
            columns.others.append({titles.at(i).trimmed(), i});
        }
    }
    return columns;
}

/// "For shipments originating in ZIP Codes 100-01 to 103-99" to "100-103"; empty: the line does not say it.
QString originIn(const QStringList &titleLine)
{
    static const QRegularExpression codes(u"\\b(\\d{3})-?\\d{2}\\b\\s*(?:-|–|to|through)\\s*\\b(\\d{3})-?\\d{2}\\b"_s, QRegularExpression::CaseInsensitiveOption);
    const QString line = titleLine.join(u' ');
    const auto match = codes.match(line);
    return line.contains(u"origin"_s, Qt::CaseInsensitive) && match.hasMatch() ? match.captured(1) + u'-' + match.captured(2) : QString();
}

/// Reads zones row by row, as PriceReader reads prices.
class ZoneReader
{
public:
    ZoneReader(ZoneColumns columns, const SheetDefaults &defaults)
        : m_columns(std::move(columns))
        , m_defaults(defaults)
    {
    }

    void take(const imports::Sheet::Record &record)
    {
        m_problem.clear();
        if (isNote(record))
            return;
        ++m_contents.rows;
        const QString carrier = m_columns.cell(record, u"carrier"_s).isEmpty() ? m_defaults.carrier : m_columns.cell(record, u"carrier"_s).toLower();
        const QString dateText = m_columns.cell(record, u"effective_from"_s);
        const QDate date = dateText.isEmpty() ? m_defaults.effectiveFrom : readDate(dateText);
        if (carrier.isEmpty())
            spoil(u"carrier is empty"_s);
        if (!dateText.isEmpty() && !date.isValid())
            spoil(u"effective_from “%1”: not a date like 2026-01-05"_s.arg(dateText));
        const QString home = country(record, u"origin_country"_s, m_defaults.country.isEmpty() ? u"US"_s : m_defaults.country);
        const QString abroad = country(record, u"dest_country"_s, home);
        const QStringList origins = areas(record, u"origin"_s, m_columns.has(u"origin"_s) ? m_columns.cell(record, u"origin"_s) : m_defaults.origin, home);
        const QString to = m_columns.cell(record, u"dest_to"_s), dest = m_columns.cell(record, u"dest"_s);
        const QStringList destinations = areas(record, u"dest"_s, to.isEmpty() ? dest : dest + u" to "_s + to, abroad);
        QList<QPair<QString, QString>> zones; // of services
        if (m_columns.has(u"zone"_s))
            zones.append({m_columns.cell(record, u"service"_s).isEmpty() ? m_defaults.service : m_columns.cell(record, u"service"_s), zoneOf(m_columns.cell(record, u"zone"_s))});
        else
            for (const auto &[title, column] : m_columns.others)
                if (const QString cell = record.cells.value(column).trimmed(); !cell.isEmpty())
                    zones.append({title, isNoZone(cell) ? QString(ZoneChart::notServed) : zoneOf(cell)});
        for (const auto &[service, zone] : std::as_const(zones))
            keep({carrier, service, date}, origins, destinations, zone);
        if (!m_problem.isEmpty())
            m_contents.bad.append({record.line, m_problem});
    }

    SheetContents<ZoneChart> contents()
    {
        for (const Known &known : std::as_const(m_charts))
            m_contents.values.append(known.chart);
        if (m_columns.has(u"zone"_s))
            for (const auto &[title, column] : std::as_const(m_columns.others))
                m_contents.unused.append(title);
        m_contents.isCountryAssumed = m_defaults.country.isEmpty() && !m_columns.has(u"origin_country"_s);
        return m_contents;
    }

private:
    using Key = std::tuple<QString, QString, QDate>; // carrier, service, date
    struct Known {
        ZoneChart chart;
        QSet<QString> names;
    };

    /// Below their charts, carriers write in one cell what goes for all of it.
    bool isNote(const imports::Sheet::Record &record) const
    {
        return !m_columns.has(u"zone"_s) && std::count_if(record.cells.begin(), record.cells.end(), [](const QString &cell) { return !cell.trimmed().isEmpty(); }) <= 1;
    }

    static bool isName(const QString &zone)
    {
        constexpr int longest = 8;
        return !zone.isEmpty() && zone.size() <= longest && zone.at(0).isLetterOrNumber()
            && std::all_of(zone.begin(), zone.end(), [](QChar c) { return c.isLetterOrNumber() || c == u'+' || c == u'*' || c == u'-' || c == u'_'; });
    }

    /// What charts have where a service does not go, or where a note below tells more.
    static bool isNoZone(const QString &cell)
    {
        static const QRegularExpression note(u"^(?:-+|–|—|n/?a|\\[\\d+\\]|\\*+)$"_s, QRegularExpression::CaseInsensitiveOption);
        return note.match(cell).hasMatch();
    }

    QString zoneOf(const QString &cell)
    {
        const QString zone = ZoneMap::normal(cell);
        if (!isName(zone))
            spoil(u"zone “%1”: not the name of a zone"_s.arg(cell));
        return zone;
    }

    QString country(const imports::Sheet::Record &record, const QString &field, const QString &otherwise)
    {
        const QString cell = m_columns.cell(record, field).toUpper();
        if (cell.isEmpty())
            return otherwise;
        if (!isCountry(cell))
            spoil(u"%1 “%2”: not a country of two letters, like DE"_s.arg(field, m_columns.cell(record, field)));
        return cell == "UK"_L1 ? u"GB"_s : cell;
    }

    /// Of the US at least three digits: "5" may have been "005", and have lost its zeros in a workbook.
    QStringList areas(const imports::Sheet::Record &record, const QString &field, const QString &cell, const QString &home)
    {
        static const QRegularExpression zips(u"^(?:\\d{3}(?:\\s*(?:-|–|to)\\s*\\d{3})?|\\d{5}(?:\\s*(?:-|–|to)\\s*\\d{5})?)$"_s);
        const QString title = m_columns.titles.value(field, field), otherCountry = m_columns.cell(record, field + u"_country"_s);
        if (cell.isEmpty() && otherCountry.isEmpty() && (field == "dest"_L1 || m_defaults.country.isEmpty()))
            spoil(u"%1 is empty"_s.arg(title));
        if (home == "US"_L1 && !cell.isEmpty() && !zips.match(cell).hasMatch())
            spoil(u"%1 “%2”: not three digits or five of a US ZIP code; of another country: say it in a column %3_country, or with --country"_s.arg(title, cell, field));
        const auto read = readAreas(cell, home);
        if (!read)
            spoil(title + u' ' + read.error().detail);
        return read.value_or(QStringList());
    }

    void keep(const Key &key, const QStringList &origins, const QStringList &destinations, const QString &zone)
    {
        if (!m_problem.isEmpty())
            return;
        Known &known = m_charts[key];
        std::tie(known.chart.carrier, known.chart.service, known.chart.effectiveFrom) = key;
        known.names.insert(zone);
        if (known.names.size() > mostZones)
            return spoil(u"zone “%1”: a chart has at most %2 zones"_s.arg(zone).arg(mostZones));
        for (const QString &origin : origins) {
            for (const QString &destination : destinations) {
                QString &kept = known.chart.zones[origin][destination];
                if (!kept.isEmpty() && kept != zone)
                    return spoil(u"%1 to %2 is zone %3 in a line above"_s.arg(origin, destination, kept));
                kept = zone;
            }
        }
    }

    void spoil(const QString &problem)
    {
        if (m_problem.isEmpty())
            m_problem = problem;
    }

    ZoneColumns m_columns;
    const SheetDefaults &m_defaults;
    QString m_problem; ///< of the row at hand
    QMap<Key, Known> m_charts;
    SheetContents<ZoneChart> m_contents;
};

/// Of a chart that has no column for it: the origin that a title line says.
QString originOf(const imports::Sheet &sheet, qsizetype titleLines)
{
    QString origin = originIn(sheet.header);
    for (qsizetype i = 0; origin.isEmpty() && i < titleLines; ++i)
        origin = originIn(sheet.records.at(i).cells);
    return origin;
}

} // namespace

Result<SheetContents<ZoneChart>> readZones(const imports::Sheet &sheet, const SheetDefaults &defaults)
{
    ZoneColumns columns = zoneColumns(sheet.header);
    qsizetype first = 0;
    for (qsizetype i = 0; !columns.isHeader() && i < std::min<qsizetype>(mostTitles, sheet.records.size()); ++i) {
        if (ZoneColumns below = zoneColumns(sheet.records.at(i).cells); below.isHeader()) {
            columns = std::move(below);
            first = i + 1;
        }
    }
    SheetDefaults given = defaults;
    if (given.origin.isEmpty())
        given.origin = originOf(sheet, first > 0 ? first - 1 : 0);
    if ((given.country.isEmpty() || given.country == "US"_L1) && given.origin.size() == 5 && zip3(given.origin))
        given.origin.truncate(3); // whose chart it is, the carriers say by areas
    if (!columns.isHeader())
        return fail(Error::Code::InvalidInput, columns.has(u"dest"_s) || columns.has(u"dest_country"_s) ? u"zone"_s : u"dest_zip3"_s, u"no column of the file holds it"_s);
    if (!columns.has(u"carrier"_s) && defaults.carrier.isEmpty())
        return fail(Error::Code::InvalidInput, u"carrier"_s, u"no column of the file holds it"_s);
    if (!columns.has(u"origin"_s) && !columns.has(u"origin_country"_s) && given.origin.isEmpty() && given.country.isEmpty())
        return fail(Error::Code::InvalidInput, u"origin_zip3"_s, u"no column and no title of the file says where the chart begins: say it with --origin, or --country for all of a country"_s);
    if (given.country == "UK"_L1)
        given.country = u"GB"_s;
    if (!given.country.isEmpty() && !isCountry(given.country))
        return fail(Error::Code::InvalidInput, u"country"_s, u"“%1” is not a country of two letters, like DE"_s.arg(given.country));
    ZoneReader reader(std::move(columns), given);
    for (qsizetype i = first; i < sheet.records.size(); ++i)
        reader.take(sheet.records.at(i));
    return reader.contents();
}

} // namespace crossdock::rates
