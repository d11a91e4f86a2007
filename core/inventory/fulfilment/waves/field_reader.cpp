#include "core/inventory/fulfilment/waves/field_reader.h"

#include "core/inventory/fulfilment/rates/zone_map.h"

#include <QTime>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::waves {

bool FieldReader::text(QString &value)
{
    QByteArray utf8;
    const bool isRead = m_json.text(utf8);
    value = QString::fromUtf8(utf8);
    return isRead;
}

bool FieldReader::names(QStringList &names)
{
    return m_json.array([&](qsizetype) {
        names.emplace_back();
        return text(names.back());
    });
}

bool FieldReader::name(QString &name, const QStringList &known, const char *what)
{
    if (!text(name))
        return false;
    return known.contains(name) || m_json.fail(u"there is no %1 “%2”"_s.arg(QLatin1StringView(what), name));
}

bool FieldReader::date(QDate &date)
{
    QString written;
    if (!text(written))
        return false;
    date = QDate::fromString(written, Qt::ISODate);
    return date.isValid() || m_json.fail(u"“%1” is not a date like 2026-01-05"_s.arg(written));
}

bool FieldReader::time(QTime &time)
{
    QString written;
    if (!text(written))
        return false;
    time = QTime::fromString(written, u"HH:mm"_s);
    return time.isValid() || m_json.fail(u"“%1” is not a time like 14:00"_s.arg(written));
}

template <class Measure, class Parse>
bool FieldReader::measure(const QByteArray &digits, Measure &value, const Parse &parse)
{
    const Result<Measure> parsed = parse(QString::fromLatin1(digits));
    if (!parsed || *parsed == Measure())
        return m_json.fail(u"%1 is not a measure above 0"_s.arg(QString::fromLatin1(digits)));
    value = *parsed;
    return true;
}

bool FieldReader::weight(std::optional<rates::Weight> &weight)
{
    QByteArray digits;
    std::optional<rates::WeightUnit> unit;
    QList<QByteArray> seen;
    const bool isRead = m_json.object([&](const QByteArray &key) {
        seen.append(key);
        if (key == "value")
            return m_json.decimal(digits);
        if (key != "unit")
            return unknownKey("a weight");
        QString written;
        if (!text(written))
            return false;
        unit = rates::weightUnitFrom(written);
        return unit.has_value() || m_json.fail(u"“%1” is none of lb, oz, kg, g"_s.arg(written));
    });
    return isRead && require({"value", "unit"}, seen) && measure(digits, weight.emplace(), [&](const QString &written) { return rates::Weight::parse(written, *unit); });
}

bool FieldReader::dimensions(std::optional<rates::Dimensions> &sides)
{
    QByteArray length, width, height;
    std::optional<rates::LengthUnit> unit;
    QList<QByteArray> seen;
    const bool isRead = m_json.object([&](const QByteArray &key) {
        seen.append(key);
        if (key == "length")
            return m_json.decimal(length);
        if (key == "width")
            return m_json.decimal(width);
        if (key == "height")
            return m_json.decimal(height);
        if (key != "unit")
            return unknownKey("a size");
        QString written;
        if (!text(written))
            return false;
        unit = rates::lengthUnitFrom(written);
        return unit.has_value() || m_json.fail(u"“%1” is neither in nor cm"_s.arg(written));
    });
    if (!isRead || !require({"length", "width", "height", "unit"}, seen))
        return false;
    const auto parse = [&](const QString &written) { return rates::Length::parse(written, *unit); };
    auto &value = sides.emplace();
    return measure(length, value.length, parse) && measure(width, value.width, parse) && measure(height, value.height, parse);
}

bool FieldReader::basisPoints(int &points)
{
    constexpr double most = 1'000; // per cent
    QByteArray digits;
    if (!m_json.decimal(digits))
        return false;
    const qsizetype point = digits.indexOf('.');
    if (point >= 0 && digits.size() - point > 3)
        return m_json.fail(u"%1 has more than two digits behind the point"_s.arg(QString::fromLatin1(digits)));
    if (digits.toDouble() > most)
        return m_json.fail(u"%1 is above 1000 %"_s.arg(QString::fromLatin1(digits)));
    points = qRound(digits.toDouble() * 100);
    return true;
}

bool FieldReader::cost(qint64 &cost)
{
    constexpr qint64 most = 1'000'000'000'000'000;
    return m_json.count(cost, 0) && (cost <= most || m_json.fail(u"%1 is above 10^15"_s.arg(cost)));
}

bool FieldReader::country(QString &country)
{
    if (!text(country))
        return false;
    country = country.toUpper();
    const bool isCode = country.size() == 2 && std::all_of(country.begin(), country.end(), [](QChar c) { return c >= u'A' && c <= u'Z'; });
    return isCode || m_json.fail(u"“%1” is not a country's two letters"_s.arg(country));
}

bool FieldReader::place(rates::Place &place, bool *isResidential)
{
    QList<QByteArray> seen;
    const bool isRead = m_json.object([&](const QByteArray &key) {
        seen.append(key);
        if (key == "country")
            return country(place.country);
        if (key == "postcode")
            return text(place.postcode);
        return key == "residential" && isResidential != nullptr ? m_json.flag(*isResidential) : m_json.skip();
    });
    return isRead && require({"country", "postcode"}, seen);
}

bool FieldReader::zones(QMap<QString, QString> &zones)
{
    return m_json.object([&](const QByteArray &key) {
        qint64 number = 0;
        QString &zone = zones[QString::fromUtf8(key).toLower()];
        if (m_json.isText())
            return text(zone);
        const bool isRead = m_json.count(number, 0);
        zone = QString::number(number);
        return isRead;
    });
}

bool FieldReader::require(std::initializer_list<const char *> keys, const QList<QByteArray> &seen)
{
    for (const char *key : keys) {
        if (!seen.contains(QByteArrayView(key)))
            return m_json.fail(u"“%1” is missing"_s.arg(QLatin1StringView(key)));
    }
    return true;
}

bool FieldReader::unknownKey(const char *what)
{
    return m_json.fail(u"is no key of %1"_s.arg(QLatin1StringView(what)));
}

} // namespace crossdock::waves
