#include "core/inventory/fulfilment/rates/sheet_columns.h"

#include "core/inventory/fulfilment/rates/zone_map.h"

#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rates {
namespace {

/// "weight_lb", "weight (lbs.)", "max weight", "Lbs.": the unit, empty where the title names none; nothing: no weight.
std::optional<QString> weightUnitOf(const QString &title)
{
    static const QRegularExpression pattern(u"^(?:weight|max_weight|upto|up_to|weight_not_over|not_over)?_?(?:in_)?(lb|lbs|oz|kg|kgs|g)?$"_s);
    const auto match = pattern.match(title);
    if (!match.hasMatch() || title.isEmpty())
        return {};
    const QString unit = match.captured(1);
    return unit == u"lbs" ? u"lb"_s : unit == u"kgs" ? u"kg"_s : unit;
}

/// "zone2", "Zones 1 & 2", "Zone 2-4", "8": the zones a column stands for; empty: none.
QStringList zonesOf(const QString &title)
{
    static const QRegularExpression named(u"^\\s*zones?[\\s_-]*([A-Za-z0-9]{1,4}(?:\\s*(?:&|,|/|and|-|–|to)\\s*[A-Za-z0-9]{1,4})*)\\s*$"_s, QRegularExpression::CaseInsensitiveOption);
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
    static const QStringList currencies{u"usd"_s, u"eur"_s, u"gbp"_s, u"cad"_s, u"aud"_s, u"inr"_s, u"jpy"_s, u"brl"_s, u"mxn"_s};
    for (int i = 0; i < titles.size(); ++i) {
        const QString title = normalTitle(titles.at(i));
        const QStringList zones = zonesOf(titles.at(i));
        const auto unit = weightUnitOf(title);
        if (known.contains(title)) {
            columns.fields.insert(title, i);
        } else if (!zones.isEmpty()) {
            columns.zones.append({zones, i});
        } else if (unit && !columns.fields.contains(u"max_weight"_s)) {
            columns.fields.insert(u"max_weight"_s, i);
            columns.weightUnit = *unit;
        } else if (!columns.fields.contains(u"price"_s) && (title == u"rate" || title == u"amount" || currencies.contains(title))) {
            columns.fields.insert(u"price"_s, i);
            columns.currency = currencies.contains(title) ? title.toUpper() : QString();
        } else if (!title.isEmpty()) {
            columns.unused.append(titles.at(i));
        }
    }
    return columns;
}

QDate readDate(const QString &text)
{
    return QDate::fromString(text.trimmed(), Qt::ISODate);
}

QString bareNumber(QString text, QChar delimiter)
{
    static const QRegularExpression around(u"^[$€£₹]\\s*|\\s*(?:lbs?\\.?|oz\\.?|kgs?|g|usd|eur|gbp|inr)$"_s, QRegularExpression::CaseInsensitiveOption);
    text.remove(around);
    const qsizetype comma = text.lastIndexOf(u','), point = text.lastIndexOf(u'.');
    const bool isAlone = point < 0 && text.count(u',') == 1;
    const bool isDecimal = point < 0 ? isAlone && (delimiter == u';' || text.size() - comma <= 3 || text.startsWith(u"0,")) : comma > point;
    if (isDecimal)
        return text.remove(u'.').replace(u',', u'.'); // a sheet saved in Germany
    return text.remove(u',');
}

} // namespace crossdock::rates
