#include "core/inventory/fulfilment/rates/surcharge_book.h"

#include "core/inventory/fulfilment/rates/option.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <tuple>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rates {
namespace {

QString keyOf(const QString &carrier, const QString &kind)
{
    return carrier + u'\n' + kind;
}

int detail(const Surcharge &line)
{
    return (line.service.isEmpty() ? 0 : 4) + (line.priceType.isEmpty() ? 0 : 2) + (line.zoneFrom > 0 ? 1 : 0);
}

/// Whether the line is in force on the day, for the service and the price.
bool isInForce(const Surcharge &line, const Occasion &occasion)
{
    const bool isNow = line.from <= occasion.date && (!line.until.isValid() || occasion.date <= line.until);
    return isNow && (line.service.isEmpty() || line.service.compare(occasion.service, Qt::CaseInsensitive) == 0) && (line.priceType.isEmpty() || line.priceType == occasion.priceType);
}

bool isForZone(const Surcharge &line, std::optional<int> zone)
{
    return line.zoneFrom == 0 || (zone && line.zoneFrom <= *zone && *zone <= line.zoneTo);
}

/// What lines of one day must have in common to differ in their ZIP codes and price only.
auto termsOf(const Surcharge &line)
{
    return std::tuple(line.until, line.service.toCaseFolded(), line.priceType, line.zoneFrom, line.zoneTo, line.zipFrom.isEmpty());
}

bool isZip(const QString &text)
{
    constexpr int digits = 5;
    return text.size() == digits && std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

/// "GB:IV"
bool isArea(const QString &text)
{
    return text.size() >= 3 && text.at(2) == u':' && text.at(0).isLetter() && text.at(1).isLetter();
}

} // namespace

const QStringList &areaKinds()
{
    static const QStringList kinds{u"delivery_area"_s, u"island"_s, u"remote_area"_s, u"toll"_s, u"demand"_s};
    return kinds;
}

const QStringList &optionKinds()
{
    static const QStringList kinds{nameOf(Option::Signature), nameOf(Option::AdultSignature), nameOf(Option::SaturdayDelivery), nameOf(Option::Insurance)};
    return kinds;
}

QString surchargeArea(const QString &country, const QString &postcode)
{
    QString area = country.trimmed().toUpper() + u':';
    for (const QChar c : postcode)
        if (c.isLetterOrNumber())
            area += c.toUpper();
    return area;
}

Result<> checkSurcharge(const Surcharge &line)
{
    static const QStringList kinds{u"discount"_s, u"minimum"_s, u"additional_handling.dimension"_s, u"additional_handling.weight"_s, u"additional_handling.packaging"_s, u"oversize"_s,
                                   u"nonstandard.length"_s, u"nonstandard.volume"_s, u"residential"_s, u"fuel"_s, u"tax"_s};
    static const QStringList all = kinds + areaKinds() + optionKinds();
    if (!all.contains(line.kind))
        return fail(Error::Code::InvalidInput, u"kind"_s, u"kind “%1” is none of %2"_s.arg(line.kind, all.join(u", "_s)));
    if (!line.shareOf.isEmpty() && (line.amount || line.kind == "discount"_L1))
        return fail(Error::Code::InvalidInput, u"share_of"_s, u"share_of is of a percentage that is no discount"_s);
    if (!line.shareOf.isEmpty() && line.kind == nameOf(Option::Insurance))
        return fail(Error::Code::InvalidInput, u"share_of"_s, u"a percentage of insurance is of what is insured: it has no share_of"_s);
    for (const QString &kind : line.shareOf)
        if (kind != u"base" && !all.contains(kind))
            return fail(Error::Code::InvalidInput, u"share_of"_s, u"share_of “%1” is none of base, %2"_s.arg(kind, all.join(u", "_s)));
    if (line.kind == "minimum"_L1 && !line.amount)
        return fail(Error::Code::InvalidInput, u"amount"_s, u"a minimum is an amount"_s);
    if ((line.kind == "minimum"_L1 || line.kind == "discount"_L1) && line.amount && line.amount->amount < 0)
        return fail(Error::Code::InvalidInput, u"amount"_s, u"a %1 is not below 0: what is written is taken off already"_s.arg(line.kind));
    if (line.zoneFrom == 0 && line.zoneTo > 0)
        return fail(Error::Code::InvalidInput, u"zone_from"_s, u"zone_to is said and zone_from is not"_s);
    if (line.zoneTo < line.zoneFrom)
        return fail(Error::Code::InvalidInput, u"zone_to"_s, u"zone_to %1 is below zone_from %2"_s.arg(line.zoneTo).arg(line.zoneFrom));
    if (line.zipFrom.isEmpty() && !line.zipTo.isEmpty())
        return fail(Error::Code::InvalidInput, u"zip_from"_s, u"zip_to is said and zip_from is not"_s);
    if (line.zipTo < line.zipFrom)
        return fail(Error::Code::InvalidInput, u"zip_to"_s, u"the range of postcodes from “%1” to “%2” runs backwards"_s.arg(line.zipFrom, line.zipTo));
    const QStringList order = kinds.first(8) + QStringList{u"residential"_s} + areaKinds() + QStringList{u"fuel"_s, u"tax"_s}; // in which they are reckoned
    for (const QString &kind : line.shareOf)
        if (order.indexOf(kind) >= order.indexOf(line.kind))
            return fail(Error::Code::InvalidInput, u"share_of"_s, u"share_of “%1”: it is reckoned after %2, and not known yet there"_s.arg(kind, line.kind));
    for (const QString &zip : {line.zipFrom, line.zipTo})
        if (!zip.isEmpty() && !isZip(zip) && !isArea(zip))
            return fail(Error::Code::InvalidInput, u"zip_from"_s, u"“%1” is not a ZIP code of five digits, and no country is said whose postcodes begin so"_s.arg(zip));
    return {};
}

SurchargeBook::SurchargeBook(const QList<Surcharge> &imported)
{
    const QList<Surcharge> all = imported + publishedSurcharges(); // of equals, the imported one is found first
    for (const Surcharge &line : all)
        m_shelves[keyOf(line.carrier, line.kind)].lines.push_back(line);
    for (Shelf &shelf : m_shelves) {
        std::stable_sort(shelf.lines.begin(), shelf.lines.end(), [](const Surcharge &a, const Surcharge &b) { return a.from != b.from ? a.from > b.from : detail(a) > detail(b); });
        shelf.groups = groupsOf(shelf.lines);
    }
}

std::vector<SurchargeBook::Group> SurchargeBook::groupsOf(const std::vector<Surcharge> &lines)
{
    std::vector<Group> groups;
    for (auto begin = lines.begin(); begin != lines.end();) {
        const auto end = std::find_if(begin, lines.end(), [&](const Surcharge &line) { return line.from != begin->from || detail(line) != detail(*begin); });
        std::map<decltype(termsOf(*begin)), std::vector<size_t>> sections;
        for (auto line = begin; line != end; ++line)
            sections[termsOf(*line)].push_back(static_cast<size_t>(line - lines.begin()));
        Group group{.from = begin->from, .sections = {}};
        for (const auto &[terms, numbers] : sections) {
            std::vector<ZipRanges::Range> areas;
            for (const size_t number : numbers)
                if (const Surcharge &line = lines[number]; !line.zipFrom.isEmpty())
                    areas.push_back({line.zipFrom, isArea(line.zipTo) ? line.zipTo + QChar(0xFFFF) : line.zipTo, number}); // all that begins so
            group.sections.push_back({numbers.front(), areas.empty() ? std::nullopt : std::optional<ZipRanges>(areas)});
        }
        groups.push_back(std::move(group));
        begin = end;
    }
    return groups;
}

const Surcharge *SurchargeBook::find(const QString &kind, const Occasion &occasion) const
{
    const auto shelf = m_shelves.constFind(keyOf(occasion.carrier, kind));
    if (shelf == m_shelves.constEnd())
        return nullptr;
    const std::vector<Surcharge> &lines = shelf->lines;
    const bool isZipThere = occasion.toCountry.isEmpty() || occasion.toCountry == "US"_L1 || occasion.toCountry == occasion.fromCountry; // other countries have five digits, too
    const QStringView zip = isZipThere ? QStringView(occasion.toPostcode).trimmed().left(5) : QStringView();
    const QString area = surchargeArea(occasion.toCountry, occasion.toPostcode);
    bool isNumber = false;
    const int number = occasion.zone.toInt(&isNumber);
    const auto zone = isNumber ? std::optional(number) : std::nullopt;
    std::array<bool, 8> isReplaced{}; // of each detail(): a newer list of areas is in force
    const auto begun = std::partition_point(shelf->groups.begin(), shelf->groups.end(), [&](const Group &group) { return group.from > occasion.date; });
    for (auto group = begun; group != shelf->groups.end(); ++group) {
        bool &areReplaced = isReplaced.at(static_cast<size_t>(detail(lines[group->sections.front().first])));
        bool hasAreas = false;
        std::optional<size_t> found;
        for (const Section &section : group->sections) {
            const Surcharge &terms = lines[section.first];
            if ((section.areas && areReplaced) || !isInForce(terms, occasion))
                continue;
            hasAreas = hasAreas || section.areas;
            const auto own = section.areas ? section.areas->find(area) : std::nullopt;
            const auto line = !section.areas ? std::optional(section.first) : own ? own : section.areas->find(zip);
            if (line && isForZone(terms, zone))
                found = std::min(found.value_or(*line), *line);
        }
        if (found)
            return &lines[*found];
        areReplaced = areReplaced || hasAreas;
    }
    return nullptr;
}

bool SurchargeBook::knows(const QString &carrier, const QString &kind) const
{
    return m_shelves.contains(keyOf(carrier, kind));
}

const Surcharge *SurchargeBook::findLast(const QString &kind, const Occasion &occasion) const
{
    const auto shelf = m_shelves.constFind(keyOf(occasion.carrier, kind));
    if (shelf == m_shelves.constEnd())
        return nullptr;
    std::vector<QDate> ends;
    for (const Surcharge &line : shelf->lines)
        if (line.until.isValid() && line.until < occasion.date)
            ends.push_back(line.until);
    std::sort(ends.begin(), ends.end(), std::greater<>());
    ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
    for (const QDate &end : ends) {
        Occasion then = occasion;
        then.date = end;
        if (const Surcharge *line = find(kind, then))
            return line;
    }
    return nullptr;
}

} // namespace crossdock::rates
