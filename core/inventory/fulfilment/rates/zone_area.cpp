#include "core/inventory/fulfilment/rates/zone_area.h"

#include <QRegularExpression>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rates {
namespace {

constexpr qsizetype zipDigits = 3; // of the US areas that carriers' charts are made of

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

/// "m5v 2t6" to "M5V2T6"; empty: it holds what no postcode does.
QString bare(QStringView postcode)
{
    QString text;
    for (const QChar c : postcode) {
        if (c.isLetterOrNumber())
            text += c.toUpper();
        else if (!c.isSpace() && c != u'-' && c != u'.')
            return {};
    }
    return text;
}

/// May what a chart names end before `at`? `outward`: of a British postcode, how long its district is; 0: it is none.
bool endsBefore(const QString &code, qsizetype at, qsizetype outward)
{
    if (at == code.size())
        return true;
    if (outward > 0 && at > outward) // "B1 1" is no district 11
        return false;
    const bool isSplit = isDigit(code.at(at - 1)) != isDigit(code.at(at));
    return isSplit || (isDigit(code.at(at)) && (outward == 0 || at >= outward));
}

/// Appends the prefixes of which the codes from `from` to `to`, digits of one length, are made.
void addPrefixes(const QString &from, const QString &to, QStringList &prefixes)
{
    qsizetype common = 0;
    while (common < from.size() && from.at(common) == to.at(common))
        ++common;
    const auto isAll = [](QStringView text, QChar digit) { return std::all_of(text.begin(), text.end(), [digit](QChar c) { return c == digit; }); };
    if (isAll(QStringView(from).sliced(common), u'0') && isAll(QStringView(to).sliced(common), u'9')) {
        prefixes.append(from.first(common));
        return;
    }
    const qsizetype rest = from.size() - common - 1;
    for (ushort digit = from.at(common).unicode(); digit <= to.at(common).unicode(); ++digit) {
        const QString begin = from.first(common) + QChar(digit);
        addPrefixes(digit == from.at(common).unicode() ? from : begin + QString(rest, u'0'), digit == to.at(common).unicode() ? to : begin + QString(rest, u'9'), prefixes);
    }
}

/// Charts of the US are made of three digits: "1" is "100" to "199".
QStringList inZipAreas(const QStringList &prefixes)
{
    QStringList areas;
    for (const QString &prefix : prefixes) {
        if (prefix.isEmpty() || prefix.size() >= zipDigits)
            areas.append(prefix);
        else
            for (int number = 0, count = prefix.size() == 1 ? 100 : 10; number < count; ++number)
                areas.append(prefix + QString::number(number).rightJustified(zipDigits - prefix.size(), u'0'));
    }
    return areas;
}

/// "005-009", "01000-000 to 05999-999", "AB31-AB38" to both ends; nothing: it is no range. A hyphen between unlike lengths is one postcode's.
std::optional<std::pair<QString, QString>> rangeOf(const QString &cell)
{
    static const QRegularExpression words(u"^(.+?)\\s+(?:-|–|—|to|a|bis|à|through|thru)\\s+(.+)$"_s, QRegularExpression::CaseInsensitiveOption), hyphen(u"^([^-–—]+)[-–—]([^-–—]+)$"_s);
    auto match = words.match(cell);
    if (!match.hasMatch())
        match = hyphen.match(cell);
    const QString from = bare(match.captured(1)), to = bare(match.captured(2));
    return match.hasMatch() && from.size() == to.size() && !from.isEmpty() ? std::optional(std::pair(from, to)) : std::nullopt;
}

} // namespace

bool isCountry(QStringView text)
{
    return text.size() == 2 && std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'A' && c <= u'Z'; });
}

QString areaOf(const QString &country, const QString &prefix)
{
    const bool isZip = country == "US"_L1 && prefix.size() == zipDigits && std::all_of(prefix.begin(), prefix.end(), isDigit);
    return isZip ? prefix : prefix.isEmpty() ? country : country + u'-' + prefix;
}

QStringList areasOf(const Place &place)
{
    constexpr qsizetype inward = 3, shortest = 5; // of a British postcode, its last part, and all of it
    const QString code = bare(place.postcode);
    const qsizetype outward = place.country != "GB"_L1 ? 0 : code.size() >= shortest ? code.size() - inward : code.size();
    QStringList areas;
    for (qsizetype length = code.size(); length > 0; --length)
        if (endsBefore(code, length, outward))
            areas.append(areaOf(place.country, code.first(length)));
    areas.append(place.country);
    return areas;
}

Result<QStringList> readAreas(const QString &cell, const QString &country)
{
    const auto problem = [&](const QString &why) { return fail(Error::Code::InvalidInput, cell, u"“%1”: %2"_s.arg(cell, why)); };
    const QString text = cell.trimmed();
    QStringList prefixes{bare(text)};
    if (!text.isEmpty() && prefixes.first().isEmpty())
        return problem(u"not what postcodes begin with"_s);
    if (const auto range = rangeOf(text)) {
        const auto &[from, to] = *range;
        const qsizetype head = std::find_if(from.rbegin(), from.rend(), [](QChar c) { return !isDigit(c); }).base() - from.begin();
        if (head == from.size() || from.first(head) != to.first(head) || from > to || !std::all_of(to.begin() + head, to.end(), isDigit))
            return problem(u"not a range of postcodes"_s);
        prefixes.clear();
        if (head == 0 || country != "GB"_L1)
            addPrefixes(from.sliced(head), to.sliced(head), prefixes);
        else // districts are counted, not begun alike
            for (int number = from.sliced(head).toInt(); number <= to.sliced(head).toInt(); ++number)
                prefixes.append(QString::number(number).rightJustified(from.size() - head, u'0'));
        for (QString &prefix : prefixes)
            prefix.prepend(from.first(head));
    }
    if (country == "US"_L1) {
        const auto isZip = [](const QString &prefix) { return std::all_of(prefix.begin(), prefix.end(), isDigit); };
        if (!std::all_of(prefixes.begin(), prefixes.end(), isZip))
            return problem(u"not the first digits of a ZIP code"_s);
        prefixes = inZipAreas(prefixes);
    }
    QStringList areas;
    for (const QString &prefix : std::as_const(prefixes))
        areas.append(areaOf(country, prefix));
    return areas;
}

} // namespace crossdock::rates
