#include "core/inventory/fulfilment/rates/country_names.h"
#include "core/inventory/fulfilment/rates/rate_sheet.h"
#include "core/inventory/fulfilment/rates/said_columns.h"
#include "core/inventory/fulfilment/rates/sheet_columns.h"
#include "core/inventory/fulfilment/rates/table_shapes.h"
#include "core/inventory/fulfilment/rates/zone_area.h"
#include "core/inventory/fulfilment/rates/zone_columns.h"
#include "core/inventory/fulfilment/rates/zone_map.h"

#include <QRegularExpression>
#include <QSet>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rates {
namespace {

constexpr int mostZones = 255; // a chart keeps a byte for each pair
constexpr int mostTitles = 20; // above the header of a carrier's chart

/// Charts with columns side by side, "Destination ZIP, Zone, Destination ZIP, Zone", as if they stood one below the other.
imports::Sheet unfolded(const imports::Sheet &sheet, qsizetype headerAt)
{
    const QStringList &titles = headerAt < 0 ? sheet.header : sheet.records.at(headerAt).cells;
    const auto fieldAt = [&](qsizetype i) { return zoneFieldOf(imports::plainTitle(titles.at(i))); };
    QMap<QString, QList<qsizetype>> places;
    for (qsizetype i = 0; i < titles.size(); ++i)
        places[fieldAt(i)].append(i);
    const QList<qsizetype> starts = places.contains(u"dest"_s) ? places.value(u"dest"_s) : places.value(u"dest_country"_s);
    if (starts.size() < 2)
        return sheet;
    const auto blockOf = [&](const QStringList &cells, qsizetype block) {
        const qsizetype end = block + 1 < starts.size() ? starts.at(block + 1) : titles.size();
        QStringList part = cells.mid(starts.at(block), end - starts.at(block));
        while (!part.isEmpty() && part.last().trimmed().isEmpty())
            part.removeLast(); // columns between the blocks
        return part;
    };
    for (qsizetype block = 1; block < starts.size(); ++block)
        if (blockOf(titles, block) != blockOf(titles, 0))
            return sheet;
    imports::Sheet below = sheet;
    QStringList &header = headerAt < 0 ? below.header : below.records[headerAt].cells;
    header = titles.first(starts.first()) + blockOf(titles, 0);
    below.records = below.records.first(headerAt + 1);
    for (qsizetype block = 0; block < starts.size(); ++block)
        for (const imports::Sheet::Record &record : sheet.records.mid(headerAt + 1)) {
            const QStringList part = blockOf(record.cells, block);
            if (!part.isEmpty())
                below.records.append({record.line, record.cells.mid(0, starts.first()) + part});
        }
    return below;
}

/// How many digits the longest code of a column has: numbers of a workbook have lost the zeros they begin with.
qsizetype longestNumber(const imports::Sheet &sheet, qsizetype first, int column)
{
    qsizetype most = 0;
    for (const imports::Sheet::Record &record : sheet.records.mid(first)) {
        const QString cell = record.cells.value(column).trimmed();
        const bool isNumber = !cell.isEmpty() && std::all_of(cell.begin(), cell.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
        most = isNumber ? std::max(most, cell.size()) : most;
    }
    return most;
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

    /// Of a workbook: to how many digits its numbers are filled up, by field.
    void fillUp(const QString &field, qsizetype digits) { m_digits.insert(field, digits); }

    void take(const imports::Sheet::Record &record)
    {
        m_problem.clear();
        if (isNote(record))
            return;
        ++m_contents.rows;
        const int column = m_columns.fields.value(u"dest_country"_s, -1);
        const QStringList countries = listedCountries(record.cells.value(column));
        if (countries.isEmpty())
            return takeOne(record);
        for (const QString &one : countries) // nothing of a line with a country that nobody knows
            if (!isCountry(one.toUpper()) && countryNamed(one).isEmpty())
                return m_contents.bad.append({record.line, u"%1 “%2”: no country is called so, say it in two letters, like DE"_s.arg(m_columns.titles.value(u"dest_country"_s), one)});
        for (const QString &one : countries) {
            imports::Sheet::Record part = record;
            part.cells[column] = one;
            takeOne(part);
        }
    }

    SheetContents<ZoneChart> contents()
    {
        for (const Known &known : std::as_const(m_charts))
            m_contents.values.append(known.chart);
        if (m_columns.has(u"zone"_s))
            for (const auto &[title, column] : std::as_const(m_columns.others))
                m_contents.unused.append(title);
        std::stable_sort(m_contents.bad.begin(), m_contents.bad.end(), [](const BadRow &a, const BadRow &b) { return a.line < b.line; });
        m_contents.isCountryAssumed = m_defaults.country.isEmpty() && !m_columns.has(u"origin_country"_s);
        return m_contents;
    }

private:
    using Key = std::tuple<QString, QString, QDate>; // carrier, service, date
    struct Known {
        ZoneChart chart;
        QSet<QString> names;
    };

    /// "Belgium, Luxembourg; NL"; empty: the cell is no list.
    static QStringList listedCountries(const QString &cell)
    {
        static const QRegularExpression separator(u"\\s*[,;]\\s*"_s);
        const QStringList parts = cell.split(separator, Qt::SkipEmptyParts);
        return parts.size() > 1 && countryNamed(cell).isEmpty() ? parts : QStringList();
    }

    void takeOne(const imports::Sheet::Record &record)
    {
        m_problem.clear();
        const QString carrier = m_columns.cell(record, u"carrier"_s).isEmpty() ? m_defaults.carrier : m_columns.cell(record, u"carrier"_s).toLower();
        const QString dateText = m_columns.cell(record, u"effective_from"_s);
        const QDate date = dateText.isEmpty() ? m_defaults.effectiveFrom : readDate(dateText, m_defaults.dayOrder);
        if (carrier.isEmpty())
            spoil(u"carrier is empty"_s);
        if (!dateText.isEmpty() && !date.isValid())
            spoil(u"effective_from “%1”: not a date like 2026-01-05"_s.arg(dateText));
        const QString home = country(record, u"origin_country"_s, m_defaults.country.isEmpty() ? u"US"_s : m_defaults.country);
        const QString abroad = destination(record, home);
        const QStringList origins = areas(record, u"origin"_s, m_columns.has(u"origin"_s) ? m_columns.cell(record, u"origin"_s) : m_defaults.origin, home);
        const QString to = m_columns.cell(record, u"dest_to"_s), dest = m_columns.cell(record, u"dest"_s);
        const QStringList destinations = areas(record, u"dest"_s, to.isEmpty() ? dest : dest + u" to "_s + to, abroad);
        QList<QPair<QString, QString>> zones; // of services
        if (m_columns.has(u"zone"_s))
            zones.append({m_columns.cell(record, u"service"_s).isEmpty() ? m_defaults.service : m_columns.cell(record, u"service"_s), zoneOf(m_columns.cell(record, u"zone"_s), record.line)});
        else
            for (const auto &[title, column] : m_columns.others)
                if (const QString cell = record.cells.value(column).trimmed(); !cell.isEmpty())
                    zones.append({title, zoneOf(cell, record.line)});
        for (const auto &[service, zone] : std::as_const(zones))
            keep({carrier, service, date}, origins, destinations, zone);
        if (!m_problem.isEmpty())
            m_contents.bad.append({record.line, m_problem});
    }

    /// Below their charts, carriers write in one cell what goes for all of it.
    bool isNote(const imports::Sheet::Record &record) const
    {
        constexpr qsizetype sentence = 20; // letters: no zone and no postcode is so long
        const QStringList said = QStringList(record.cells).filter(QRegularExpression(u"\\S"_s));
        return said.size() <= 1 && (!m_columns.has(u"zone"_s) || (!said.isEmpty() && said.first().size() > sentence));
    }

    /// "2", "AK", "UP TO 200 KMS", but no "SEE NOTE".
    static bool isName(const QString &zone)
    {
        static const QRegularExpression remark(u"\\b(?:NOT?|NOTES?|SEE|CALL|CONTACT|UNAVAILABLE|EXCLUDED|REQUEST)\\b"_s);
        constexpr int mostLetters = 24;
        return !zone.isEmpty() && zone.size() <= mostLetters && zone.at(0).isLetterOrNumber() && !remark.match(zone).hasMatch()
            && std::all_of(zone.begin(), zone.end(), [](QChar c) { return c.isLetterOrNumber() || c == u'+' || c == u'*' || c == u'-' || c == u'_' || c == u' '; });
    }

    /// What charts have where a service does not go, or where a note below tells more.
    static bool isNoZone(const QString &cell)
    {
        static const QRegularExpression note(u"^(?:-+|–|—|n/?a|\\[\\d+\\]|\\*+)$"_s, QRegularExpression::CaseInsensitiveOption);
        return note.match(cell).hasMatch();
    }

    QString zoneOf(const QString &cell, int line)
    {
        if (isNoZone(cell))
            return ZoneChart::notServed;
        QString zone = ZoneMap::normal(cell.simplified());
        while (zone.size() > 1 && zone.endsWith(u'*')) // a note below tells more of it; its prices are those of the zone
            zone.chop(1);
        if (zone.size() < cell.size() && cell.endsWith(u'*'))
            m_contents.notes.append({line, u"zone “%1” is taken as %2: a note of the chart says more of it"_s.arg(cell, zone)});
        if (!isName(zone))
            spoil(u"zone “%1”: not the name of a zone"_s.arg(cell));
        return zone;
    }

    QString country(const imports::Sheet::Record &record, const QString &field, const QString &otherwise)
    {
        const QString cell = m_columns.cell(record, field);
        if (cell.isEmpty())
            return otherwise;
        if (const QString code = cell.toUpper(); isCountry(code))
            return code == "UK"_L1 ? u"GB"_s : code;
        const QString named = countryNamed(cell);
        if (named.isEmpty())
            spoil(u"%1 “%2”: no country is called so, say it in two letters, like DE"_s.arg(m_columns.titles.value(field, field), cell));
        return named;
    }

    /// By its code where that has a column of its own beside the name.
    QString destination(const imports::Sheet::Record &record, const QString &home)
    {
        if (m_columns.cell(record, u"dest_country_code"_s).isEmpty())
            return country(record, u"dest_country"_s, home);
        const QString code = country(record, u"dest_country_code"_s, home), name = m_columns.cell(record, u"dest_country"_s);
        const QString named = isCountry(name.toUpper()) ? name.toUpper() : countryNamed(name);
        if (!named.isEmpty() && !code.isEmpty() && named != code)
            spoil(u"%1 is not the code of “%2”"_s.arg(code, name));
        return code;
    }

    /// Of the US at least three digits: "5" may have been "005", and have lost its zeros in a workbook.
    QStringList areas(const imports::Sheet::Record &record, const QString &field, const QString &written, const QString &home)
    {
        static const QRegularExpression zips(u"^(?:\\d{3}(?:\\s*(?:-|–|—|to|through|thru)\\s*\\d{3})?|\\d{5}(?:\\s*(?:-|–|—|to|through|thru)\\s*\\d{5})?)$"_s);
        static const QRegularExpression separator(u"[,;]"_s), digitsOnly(u"^[0-9]+$"_s);
        if (const QStringList parts = written.split(separator, Qt::SkipEmptyParts); parts.size() > 1) {
            QStringList all;
            for (const QString &part : parts)
                all += areas(record, field, part.trimmed(), home);
            all.removeDuplicates();
            return all;
        }
        const bool isShort = home == "US"_L1 && digitsOnly.match(written).hasMatch() && written.size() < m_digits.value(field);
        const QString cell = isShort ? written.rightJustified(m_digits.value(field), u'0') : written;
        const QString title = m_columns.titles.value(field, field), otherCountry = m_columns.cell(record, field + u"_country"_s) + m_columns.cell(record, field + u"_country_code"_s);
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
        for (const QString &origin : origins)
            for (const QString &destination : destinations)
                if (const QString kept = known.chart.zones.value(origin).value(destination); !kept.isEmpty() && kept != zone)
                    return spoil(u"%1 to %2 is zone %3 in a line above"_s.arg(origin, destination, kept));
        for (const QString &origin : origins) // nothing of a row that contradicts
            for (const QString &destination : destinations)
                known.chart.zones[origin][destination] = zone;
    }

    void spoil(const QString &problem)
    {
        if (m_problem.isEmpty())
            m_problem = problem;
    }

    ZoneColumns m_columns;
    const SheetDefaults &m_defaults;
    QString m_problem; ///< of the row at hand
    QMap<QString, qsizetype> m_digits;
    QMap<Key, Known> m_charts;
    SheetContents<ZoneChart> m_contents;
};

/// Of a chart that has no column for it: the origin that a title line says.
QString originOf(const imports::Sheet &sheet, qsizetype above)
{
    QString origin = originIn(sheet.header);
    for (qsizetype i = 0; origin.isEmpty() && i < above; ++i)
        origin = originIn(sheet.records.at(i).cells);
    return origin;
}

} // namespace

Result<SheetContents<ZoneChart>> readZones(const imports::Sheet &file, const SheetDefaults &defaults)
{
    const auto said = saidSheet(file, defaults);
    if (!said)
        return tl::make_unexpected(said.error());
    const imports::Sheet folded = said->first || !defaults.columns.isEmpty() ? said->sheet : withZonesBeside(file);
    qsizetype first = said->first.value_or(0);
    ZoneColumns columns = zoneColumns(titlesAbove(folded, first), defaults);
    for (qsizetype i = 0; !said->first && !columns.isHeader() && i < std::min<qsizetype>(mostTitles, folded.records.size()); ++i) {
        if (ZoneColumns below = zoneColumns(folded.records.at(i).cells, defaults); below.isHeader()) {
            columns = std::move(below);
            first = i + 1;
        }
    }
    const bool isSaidWhere = said->first || !defaults.columns.isEmpty();
    const imports::Sheet sheet = columns.isHeader() && !isSaidWhere ? unfolded(folded, first - 1) : folded;
    if (columns.isHeader())
        columns = zoneColumns(titlesAbove(sheet, first), defaults);
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
    constexpr qsizetype zip3Digits = 3, zipDigits = 5;
    ZoneReader reader(columns, given);
    for (const QString &field : {u"origin"_s, u"dest"_s})
        if (sheet.delimiter.isNull() && columns.fields.contains(field))
            reader.fillUp(field, longestNumber(sheet, first, columns.fields[field]) > zip3Digits ? zipDigits : zip3Digits);
    for (qsizetype i = first; i < sheet.records.size(); ++i)
        reader.take(sheet.records.at(i));
    return reader.contents();
}

} // namespace crossdock::rates
