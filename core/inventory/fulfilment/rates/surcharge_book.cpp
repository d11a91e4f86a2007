#include "core/inventory/fulfilment/rates/surcharge_book.h"

#include <algorithm>
#include <array>

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

bool isFor(const Surcharge &line, QStringView zip, std::optional<int> zone)
{
    return (line.zipFrom.isEmpty() || (line.zipFrom <= zip && zip <= line.zipTo)) && (line.zoneFrom == 0 || (zone && line.zoneFrom <= *zone && *zone <= line.zoneTo));
}

bool isZip(const QString &text)
{
    constexpr int digits = 5;
    return text.size() == digits && std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

} // namespace

Result<> checkSurcharge(const Surcharge &line)
{
    static const QStringList kinds{u"discount"_s, u"minimum"_s, u"additional_handling.dimension"_s, u"additional_handling.weight"_s, u"additional_handling.packaging"_s, u"oversize"_s,
                                   u"nonstandard.length"_s, u"nonstandard.volume"_s, u"residential"_s, u"delivery_area"_s, u"demand"_s, u"fuel"_s, u"tax"_s};
    if (!kinds.contains(line.kind))
        return fail(Error::Code::InvalidInput, u"kind"_s, u"kind “%1” is none of %2"_s.arg(line.kind, kinds.join(u", "_s)));
    if (line.kind == "minimum"_L1 && !line.amount)
        return fail(Error::Code::InvalidInput, u"amount"_s, u"a minimum is an amount"_s);
    for (const QString &zip : {line.zipFrom, line.zipTo})
        if (!zip.isEmpty() && !isZip(zip))
            return fail(Error::Code::InvalidInput, u"zip_from"_s, u"“%1” is not a ZIP code of five digits"_s.arg(zip));
    return {};
}

SurchargeBook::SurchargeBook(const QList<Surcharge> &imported)
{
    const QList<Surcharge> all = imported + publishedSurcharges(); // of equals, the imported one is found first
    for (const Surcharge &line : all)
        m_lines[keyOf(line.carrier, line.kind)].append(line);
    for (QList<Surcharge> &lines : m_lines) {
        std::stable_sort(lines.begin(), lines.end(), [](const Surcharge &a, const Surcharge &b) { return a.from != b.from ? a.from > b.from : detail(a) > detail(b); });
    }
}

const Surcharge *SurchargeBook::find(const QString &kind, const Occasion &occasion) const
{
    const auto lines = m_lines.constFind(keyOf(occasion.carrier, kind));
    if (lines == m_lines.constEnd())
        return nullptr;
    const QStringView zip = QStringView(occasion.toPostcode).left(5);
    bool isNumber = false;
    const int number = occasion.zone.toInt(&isNumber);
    const auto zone = isNumber ? std::optional(number) : std::nullopt;
    std::array<QDate, 8> areaLists; // of each detail(), when the area list that holds began
    for (const Surcharge &line : *lines) {
        if (!line.zipFrom.isEmpty()) {
            QDate &began = areaLists.at(static_cast<size_t>(detail(line)));
            const bool isReplaced = began.isValid() && line.from < began;
            if (isReplaced || (began.isValid() && !isFor(line, zip, zone)) || !isInForce(line, occasion))
                continue;
            began = line.from;
        } else if (!isInForce(line, occasion)) {
            continue;
        }
        if (isFor(line, zip, zone))
            return &line;
    }
    return nullptr;
}

} // namespace crossdock::rates
