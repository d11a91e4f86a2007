#include "core/inventory/fulfilment/rates/sheet_columns.h"

#include "core/inventory/fulfilment/rates/zone_map.h"

#include <QHash>
#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rates {
namespace {

/// "weight_lb", "weight (lbs.)", "max weight", "Lbs.": the unit, empty where the title names none; nothing: no weight.
std::optional<QString> weightUnitOf(const QString &title)
{
    static const QRegularExpression pattern(u"^(?:(?:max_)?(?:weight|gewicht|peso|poids)(?:_max|_not_over|_bis|_hasta|_até)?|upto|up_to|not_over|bis|hasta)?_?(?:in_)?(lb|lbs|oz|kg|kgs|g)?$"_s);
    const auto match = pattern.match(title);
    if (!match.hasMatch() || title.isEmpty())
        return {};
    const QString unit = match.captured(1);
    return unit == u"lbs" ? u"lb"_s : unit == u"kgs" ? u"kg"_s : unit;
}

/// A title above zones, or above what belongs to them.
bool isZoneWord(const QString &title)
{
    static const QStringList words{u"zone"_s, u"zones"_s, u"zona"_s, u"zonas"_s, u"zonen"_s};
    return words.contains(normalTitle(title));
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
                                               {u"dienst"_s, u"service"_s}, {u"servicio"_s, u"service"_s}, {u"serviço"_s, u"service"_s}};
    return names.value(title, title);
}

/// "rate", "eur", "price_eur": the currency, empty where the title names none; nothing: no price.
std::optional<QString> currencyOfTitle(const QString &title)
{
    static const QStringList currencies{u"usd"_s, u"eur"_s, u"gbp"_s, u"cad"_s, u"aud"_s, u"nzd"_s, u"inr"_s, u"jpy"_s, u"cny"_s, u"brl"_s, u"mxn"_s, u"chf"_s, u"sek"_s, u"nok"_s, u"dkk"_s, u"pln"_s, u"czk"_s};
    static const QRegularExpression pattern(u"^(?:price|rate|amount|preis|precio|preço|prix)?_?(?:in_)?([a-z]{3})?$"_s);
    if (title == u"rate" || title == u"amount")
        return QString();
    const QString code = pattern.match(title).captured(1);
    return currencies.contains(code) ? std::optional(code.toUpper()) : std::nullopt;
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

QString normalTitle(const QString &title)
{
    QString text;
    for (const QChar c : title.trimmed().toLower()) {
        if (c.isLetterOrNumber())
            text += c;
        else if (!text.endsWith(u'_') && !text.isEmpty())
            text += u'_';
    }
    return text.endsWith(u'_') ? text.chopped(1) : text;
}

SheetColumns readColumns(const QStringList &titles, const QStringList &known)
{
    SheetColumns columns;
    for (int i = 0; i < titles.size(); ++i) {
        const QString title = fieldOf(normalTitle(titles.at(i)));
        const QStringList zones = zonesOf(titles.at(i));
        const auto unit = weightUnitOf(title);
        const auto currency = currencyOfTitle(title);
        if (known.contains(title)) {
            columns.fields.insert(title, i);
        } else if (!zones.isEmpty()) {
            columns.zones.append({zones, i});
        } else if (unit && !columns.fields.contains(u"max_weight"_s)) {
            columns.fields.insert(u"max_weight"_s, i);
            columns.weightUnit = *unit;
        } else if (!columns.fields.contains(u"price"_s) && currency) {
            columns.fields.insert(u"price"_s, i);
            columns.currency = *currency;
        } else if (!title.isEmpty()) {
            columns.unused.append(titles.at(i));
        }
    }
    findWeightsBesideZones(columns, titles);
    return columns;
}

QDate readDate(const QString &text)
{
    return QDate::fromString(text.trimmed(), Qt::ISODate);
}

} // namespace crossdock::rates
