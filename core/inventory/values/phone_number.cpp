#include "core/inventory/values/phone_number.h"

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace crossdock {
namespace {

/// How a country writes its own numbers.
struct Plan {
    QLatin1StringView country, code;
    QLatin1StringView trunk; ///< dialled in front within the country, and left out from abroad
    qsizetype shortest, longest; ///< without code and trunk
};

constexpr Plan plans[] = {
    {"US"_L1, "1"_L1, "1"_L1, 10, 10},   {"CA"_L1, "1"_L1, "1"_L1, 10, 10},   {"GB"_L1, "44"_L1, "0"_L1, 9, 10},  {"IE"_L1, "353"_L1, "0"_L1, 7, 9},
    {"DE"_L1, "49"_L1, "0"_L1, 6, 11},   {"AT"_L1, "43"_L1, "0"_L1, 7, 12},   {"CH"_L1, "41"_L1, "0"_L1, 9, 9},   {"FR"_L1, "33"_L1, "0"_L1, 9, 9},
    {"BE"_L1, "32"_L1, "0"_L1, 8, 9},    {"NL"_L1, "31"_L1, "0"_L1, 9, 9},    {"IT"_L1, "39"_L1, ""_L1, 9, 11},   {"ES"_L1, "34"_L1, ""_L1, 9, 9},
    {"PT"_L1, "351"_L1, ""_L1, 9, 9},    {"PL"_L1, "48"_L1, ""_L1, 9, 9},     {"SE"_L1, "46"_L1, "0"_L1, 7, 9},   {"DK"_L1, "45"_L1, ""_L1, 8, 8},
    {"NO"_L1, "47"_L1, ""_L1, 8, 8},     {"FI"_L1, "358"_L1, "0"_L1, 5, 11},  {"IN"_L1, "91"_L1, "0"_L1, 10, 10}, {"AE"_L1, "971"_L1, "0"_L1, 8, 9},
    {"SG"_L1, "65"_L1, ""_L1, 8, 8},     {"MY"_L1, "60"_L1, "0"_L1, 8, 10},   {"JP"_L1, "81"_L1, "0"_L1, 9, 10},  {"AU"_L1, "61"_L1, "0"_L1, 9, 9},
    {"NZ"_L1, "64"_L1, "0"_L1, 8, 10},   {"ZA"_L1, "27"_L1, "0"_L1, 9, 9},    {"MX"_L1, "52"_L1, ""_L1, 10, 10},  {"BR"_L1, "55"_L1, "0"_L1, 10, 11},
};

/// Digits, behind a + if there is one, without the trunk that some write in parentheses behind the country: +44 (0)20. Empty: something else is in it.
QString digitsOf(const QString &typed)
{
    QString text = typed.trimmed(), plain;
    if (text.startsWith(u'+'))
        text.remove(u"(0)"_s);
    for (const QChar c : std::as_const(text)) {
        const bool isDigit = c >= u'0' && c <= u'9';
        if (isDigit || (c == u'+' && plain.isEmpty()))
            plain += c;
        else if (!QStringView(u" -()./\u00a0").contains(c))
            return {};
    }
    return plain;
}

QString worldwide(const QString &number)
{
    const bool isWhole = number.startsWith(u'+') && number.size() >= 9 && number.size() <= 16 && number[1] != u'0';
    return isWhole ? number : QString();
}

QString ofCountry(const QString &digits, const Plan &plan)
{
    const auto fits = [&](QStringView national) { return national.size() >= plan.shortest && national.size() <= plan.longest && !national.isEmpty(); };
    const QStringView all(digits);
    const QStringView withoutTrunk = !plan.trunk.isEmpty() && all.startsWith(plan.trunk) ? all.mid(plan.trunk.size()) : QStringView();
    const QStringView withoutCode = all.startsWith(plan.code) ? all.mid(plan.code.size()) : QStringView();
    const QStringView national = fits(withoutTrunk) ? withoutTrunk : fits(withoutCode) ? withoutCode : fits(all) ? all : QStringView();
    return national.isEmpty() ? QString() : u'+' + plan.code + national.toString();
}

} // namespace

QString internationalPhone(const QString &typed, QStringView country)
{
    const QString digits = digitsOf(typed);
    if (digits.startsWith(u'+'))
        return worldwide(digits);
    const auto plan = std::find_if(std::begin(plans), std::end(plans), [&](const Plan &one) { return country.compare(one.country, Qt::CaseInsensitive) == 0; });
    if (plan == std::end(plans))
        return {};
    const QLatin1StringView abroad = plan->code == "1"_L1 ? "011"_L1 : "00"_L1;
    return worldwide(digits.startsWith(abroad) ? u'+' + digits.mid(abroad.size()) : ofCountry(digits, *plan));
}

} // namespace crossdock
