#include "core/inventory/values/money.h"

#include <QLocale>
#include <QSet>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace crossdock {
namespace {

constexpr std::array withoutMinor = {"BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "PYG",
                                     "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"};
constexpr std::array withThree = {"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"};

bool isCurrency(QStringView text)
{
    return text.size() == 3 && std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'A' && c <= u'Z'; });
}

bool areDigits(QStringView text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

} // namespace

int minorDigits(QStringView currency)
{
    const auto isThis = [&](const char *code) { return currency == QLatin1StringView(code); };
    if (std::any_of(withoutMinor.begin(), withoutMinor.end(), isThis))
        return 0;
    return std::any_of(withThree.begin(), withThree.end(), isThis) ? 3 : 2;
}

bool isInUse(const QString &currency)
{
    static const QSet<QString> codes = [] {
        QSet<QString> found{u"SLE"_s, u"XCG"_s, u"ZWG"_s}; // younger than Qt 6.4
        const auto locales = QLocale::matchingLocales(QLocale::AnyLanguage, QLocale::AnyScript, QLocale::AnyCountry);
        for (const QLocale &locale : locales)
            found.insert(locale.currencySymbol(QLocale::CurrencyIsoCode));
        return found;
    }();
    return codes.contains(currency.trimmed().toUpper());
}

Result<Money> parseMoney(QStringView decimal, QStringView currency)
{
    const QString code = currency.trimmed().toString().toUpper();
    if (!isCurrency(code))
        return fail(Error::Code::InvalidInput, currency.toString(), u"not a currency code like USD"_s);
    QStringView text = decimal.trimmed();
    const bool isNegative = text.startsWith(u'-');
    if (isNegative)
        text = text.sliced(1);
    const qsizetype point = text.indexOf(u'.');
    const QStringView whole = point < 0 ? text : text.first(point);
    QStringView fraction = point < 0 ? QStringView() : text.sliced(point + 1);
    while (fraction.size() > minorDigits(code) && fraction.endsWith(u'0'))
        fraction.chop(1);
    if (whole.isEmpty() || whole.size() > 13 || !areDigits(whole) || !areDigits(fraction)
        || fraction.size() > minorDigits(code))
        return fail(Error::Code::InvalidInput, decimal.toString(), u"not an amount of %1"_s.arg(code));
    const QString digits = whole.toString() + fraction.toString().leftJustified(minorDigits(code), u'0');
    const qint64 amount = digits.toLongLong();
    return Money{isNegative ? -amount : amount, code};
}

QString toDecimal(const Money &money)
{
    const int digits = minorDigits(money.currency);
    const QString text = QString::number(qAbs(money.amount)).rightJustified(digits + 1, u'0');
    const QString sign = money.amount < 0 ? u"-"_s : QString();
    return digits == 0 ? sign + text : sign + text.chopped(digits) + u'.' + text.right(digits);
}

} // namespace crossdock
