#include "core/inventory/fulfilment/rates/sheet_columns.h"

#include "core/inventory/fulfilment/rates/cell_words.h"
#include "core/inventory/fulfilment/rates/said_columns.h"
#include "core/inventory/fulfilment/rates/zone_map.h"

#include <QDateTime>
#include <QHash>
#include <QRegularExpression>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rates {
namespace {

/// The unit that its words name; empty: none, or several.
QString unitIn(const QStringList &words)
{
    QStringList units;
    for (const QString &word : words)
        if (const auto unit = unitOfWord(word); unit && !units.contains(nameOf(*unit)))
            units.append(nameOf(*unit));
    return units.size() == 1 ? units.first() : QString();
}

/// "weight_lb", "Weight up to and including (g)", "Not over", "up to kg": the unit, empty where the title names none or several; nothing: no weight.
std::optional<QString> weightUnitOf(const QString &title)
{
    static const QRegularExpression weight(u"(?<![^_])(?:weight|wt|gewicht|peso|poids)(?![^_])"_s);
    static const QRegularExpression limit(u"(?<![^_])(?:up_?to(?:_and_incl(?:uding|usive)?|_incl(?:uding|usive)?)?|not_(?:over|above|exceeding|more_than)|bis(?:_zu)?|hasta|até|ate|fino_a|jusqu_à)(?![^_])"_s);
    static const QStringList beside{u"max"_s, u"maximum"_s, u"maximal"_s, u"to"_s, u"in"_s, u"of"_s, u"parcel"_s, u"package"_s, u"slab"_s, u"slabs"_s, u"band"_s, u"range"_s, u"step"_s, u"limit"_s};
    QString rest = title;
    rest.remove(weight);
    const bool isWeight = rest.size() < title.size(), isLimit = rest.contains(limit);
    QStringList words = rest.remove(limit).split(u'_', Qt::SkipEmptyParts);
    words.removeIf([](const QString &word) { return beside.contains(word); });
    const bool isUnits = std::all_of(words.begin(), words.end(), [](const QString &word) { return unitOfWord(word).has_value(); });
    if (!isUnits || !(isWeight || isLimit || !words.isEmpty()))
        return {};
    return unitIn(words);
}

/// A title above zones, or above what belongs to them.
bool isZoneWord(const QString &title)
{
    static const QStringList words{u"zone"_s, u"zones"_s, u"zona"_s, u"zonas"_s, u"zonen"_s};
    return words.contains(imports::plainTitle(title));
}

/// "zone2", "Zones 1 & 2", "Zone 2-4", "8": the zones a column stands for; empty: none.
QStringList zonesOf(const QString &title)
{
    if (isZoneWord(title))
        return {};
    static const QRegularExpression named(u"^\\s*zon(?:es?|as?|en)[\\s_-]*([A-Za-z0-9]{1,4}(?:\\s*(?:&|,|/|and|-|–|to)\\s*[A-Za-z0-9]{1,4})*)\\s*$"_s, QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression plain(u"^\\s*([0-9]{1,3})\\s*$"_s);
    static const QRegularExpression separator(u"\\s*(?:&|,|/|and)\\s*"_s);
    static const QRegularExpression range(u"^(\\d+)\\s*(?:-|–|to)\\s*(\\d+)$"_s);
    auto match = named.match(title);
    if (!match.hasMatch())
        match = plain.match(title);
    QStringList zones;
    if (!match.hasMatch())
        return zones;
    for (const QString &part : match.captured(1).split(separator, Qt::SkipEmptyParts)) {
        const auto ends = range.match(part);
        if (!ends.hasMatch()) {
            zones.append(ZoneMap::normal(part));
            continue;
        }
        for (int zone = ends.captured(1).toInt(); zone <= ends.captured(2).toInt(); ++zone)
            zones.append(QString::number(zone));
    }
    return zones;
}

/// What other languages call a field.
QString fieldOf(const QString &title)
{
    static const QHash<QString, QString> names{{u"zona"_s, u"zone"_s}, {u"preis"_s, u"price"_s}, {u"precio"_s, u"price"_s}, {u"preço"_s, u"price"_s}, {u"prix"_s, u"price"_s}, {u"tarif"_s, u"price"_s},
                                               {u"währung"_s, u"currency"_s}, {u"moneda"_s, u"currency"_s}, {u"moeda"_s, u"currency"_s}, {u"devise"_s, u"currency"_s},
                                               {u"effective"_s, u"effective_from"_s}, {u"effective_date"_s, u"effective_from"_s}, {u"valid_from"_s, u"effective_from"_s}, {u"gültig_ab"_s, u"effective_from"_s},
                                               {u"dienst"_s, u"service"_s}, {u"servicio"_s, u"service"_s}, {u"serviço"_s, u"service"_s}};
    return names.value(title, title);
}

/// "rate", "eur", "price_eur": the currency, empty where the title names none; nothing: no price.
std::optional<QString> currencyOfTitle(const QString &title)
{
    static const QStringList currencies{u"usd"_s, u"eur"_s, u"gbp"_s, u"cad"_s, u"aud"_s, u"nzd"_s, u"inr"_s, u"jpy"_s, u"cny"_s, u"brl"_s, u"mxn"_s, u"chf"_s, u"sek"_s, u"nok"_s, u"dkk"_s, u"pln"_s, u"czk"_s};
    static const QRegularExpression pattern(u"^(?:price|rate|amount|preis|precio|preço|prix)?_?(?:in_)?([a-z]{3})?$"_s);
    if (title == u"rate" || title == u"amount" || title == u"price")
        return QString();
    const QString code = pattern.match(title).captured(1);
    return currencies.contains(code) ? std::optional(code.toUpper()) : std::nullopt;
}

/// "€" of "Price (€)"; empty: no sign that is of one currency alone.
QString signIn(const QString &title)
{
    for (const QChar c : title)
        if (const auto currency = c.isLetterOrNumber() ? std::nullopt : currencyOfWord(QString(c), {}); currency && c != u'$')
            return *currency;
    return {};
}

/// "Netto EUR", "Netto (€)": the currency; empty: it names none.
QString currencyIn(const QString &title)
{
    for (const QString &word : imports::plainTitle(title).split(u'_', Qt::SkipEmptyParts))
        if (const auto currency = currencyOfTitle(word); currency && !currency->isEmpty())
            return *currency;
    return signIn(title);
}

/// What a person says of the columns. Answers which they are.
QList<int> takeSaid(SheetColumns &columns, const QStringList &titles, const SheetDefaults &said)
{
    columns.values = said.values;
    const QMap<QString, int> places = saidColumns(said, titles);
    for (auto place = places.begin(); place != places.end(); ++place) {
        const QString title = titles.value(place.value());
        if (place.key().startsWith(zonePrefix))
            columns.zones.append({{ZoneMap::normal(place.key().sliced(zonePrefix.size()))}, place.value()});
        else
            columns.fields.insert(place.key(), place.value());
        if (place.key() == u"max_weight")
            columns.weightUnit = unitIn(imports::plainTitle(title).split(u'_'));
        else if (place.key() == u"price")
            columns.currency = currencyIn(title);
    }
    columns.isOneZone = columns.zones.size() == 1;
    return places.values();
}

/// A sheet of UPS has its weights under the word "Zones", and their unit in a column of its own beside it.
void findWeightsBesideZones(SheetColumns &columns, const QStringList &titles)
{
    if (columns.zones.size() < 2 || columns.fields.contains(u"max_weight"_s))
        return;
    for (int i = 0; i < columns.zones.first().second; ++i) {
        if (!isZoneWord(titles.at(i)))
            continue;
        columns.fields.remove(u"zone"_s);
        columns.fields.insert(u"max_weight"_s, i);
        columns.unused.removeAll(titles.at(i));
        if (i + 1 < columns.zones.first().second && titles.at(i + 1).isEmpty())
            columns.fields.insert(u"weight_unit"_s, i + 1);
        return;
    }
}

} // namespace

SheetColumns readColumns(const QStringList &titles, const QStringList &known, const SheetDefaults &said)
{
    SheetColumns columns;
    const QList<int> taken = takeSaid(columns, titles, said);
    for (int i = 0; i < titles.size(); ++i) {
        if (taken.contains(i))
            continue;
        const QString title = fieldOf(imports::plainTitle(titles.at(i)));
        const QStringList zones = zonesOf(titles.at(i));
        const auto unit = weightUnitOf(title);
        const auto currency = currencyOfTitle(title);
        if (known.contains(title) && !isSaid(said, title)) {
            columns.fields.insert(title, i);
            if (title == u"price")
                columns.currency = signIn(titles.at(i));
        } else if (!zones.isEmpty() && !isSaid(said, u"price"_s)) { // a person who says the column of prices says that there is one
            columns.zones.append({zones, i});
        } else if (unit && !columns.fields.contains(u"max_weight"_s)) {
            columns.fields.insert(u"max_weight"_s, i);
            columns.weightUnit = *unit;
        } else if (!columns.fields.contains(u"price"_s) && currency) {
            columns.fields.insert(u"price"_s, i);
            columns.currency = currency->isEmpty() ? signIn(titles.at(i)) : *currency;
        } else if (!title.isEmpty()) {
            columns.unused.append(titles.at(i));
        }
    }
    std::stable_sort(columns.zones.begin(), columns.zones.end(), [](const auto &a, const auto &b) { return a.second < b.second; });
    columns.isOneZone = columns.isOneZone && columns.zones.size() == 1;
    findWeightsBesideZones(columns, titles);
    return columns;
}

QDate readDate(const QString &text, imports::DayOrder order)
{
    const QDate day = QDate::fromString(text.trimmed(), Qt::ISODate);
    if (day.isValid() || text.isEmpty())
        return day;
    const auto time = imports::timeFrom(text, order);
    return time ? QDateTime::fromMSecsSinceEpoch(toMs(*time), Qt::UTC).date() : QDate();
}

} // namespace crossdock::rates
