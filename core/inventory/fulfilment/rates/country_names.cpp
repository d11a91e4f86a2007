#include "core/inventory/fulfilment/rates/country_names.h"

#include <QHash>
#include <QLocale>
#include <QStringList>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rates {
namespace {

/// Letters without accents, and the words that matter, in small letters.
QString bareName(const QString &name)
{
    static const QStringList silent{u"the"_s, u"of"_s, u"and"_s};
    QString letters;
    for (const QChar c : name.normalized(QString::NormalizationForm_KD).toLower()) {
        if (c.isLetterOrNumber())
            letters += c;
        else if (c.isSpace() || c == u'-' || c == u',' || c == u'(' || c == u'&' || c == u'/')
            letters += u' ';
    }
    QStringList words;
    for (const QString &word : letters.split(u' ', Qt::SkipEmptyParts))
        if (!silent.contains(word))
            words.append(word == "st"_L1 ? u"saint"_s : word == "rep"_L1 ? u"republic"_s : word == "is"_L1 ? u"islands"_s : word);
    return words.join(u' ');
}

/// Names of ISO 3166 and of carriers' charts that differ from those of everyday English.
constexpr std::pair<const char16_t *, const char16_t *> otherNames[] = {
    {u"AE", u"UAE"}, {u"BA", u"Bosnia"}, {u"BN", u"Brunei Darussalam"}, {u"BO", u"Bolivia, Plurinational State of"}, {u"CD", u"Congo, Democratic Republic of the"}, {u"CD", u"Congo, the Democratic Republic"},
    {u"CD", u"Democratic Republic of Congo"}, {u"CD", u"Congo DR"}, {u"CG", u"Congo"}, {u"CG", u"Congo, Republic of"}, {u"CI", u"Ivory Coast"}, {u"CI", u"Côte d'Ivoire"}, {u"CN", u"China, People's Republic of"},
    {u"CN", u"China Mainland"}, {u"CV", u"Cabo Verde"}, {u"CZ", u"Czech Republic"}, {u"CZ", u"Czechia"}, {u"FK", u"Falkland Islands (Malvinas)"}, {u"FM", u"Micronesia, Federated States of"}, {u"GB", u"UK"},
    {u"GB", u"Great Britain"}, {u"GB", u"United Kingdom of Great Britain and Northern Ireland"}, {u"GB", u"Großbritannien"}, {u"HK", u"Hong Kong"}, {u"IR", u"Iran, Islamic Republic of"}, {u"KN", u"Saint Kitts and Nevis"},
    {u"KP", u"Korea, Democratic People's Republic of"}, {u"KP", u"Korea, North"}, {u"KR", u"Korea, Republic of"}, {u"KR", u"Republic of Korea"}, {u"KR", u"Korea, South"}, {u"LA", u"Lao People's Democratic Republic"},
    {u"LA", u"Laos"}, {u"MD", u"Moldova, Republic of"}, {u"MK", u"Macedonia"}, {u"MK", u"North Macedonia, Republic of"}, {u"MM", u"Burma"}, {u"MM", u"Myanmar"}, {u"MO", u"Macao"}, {u"MO", u"Macau"},
    {u"NL", u"Holland"}, {u"NL", u"Netherlands, Kingdom of the"}, {u"PS", u"Palestine, State of"}, {u"RE", u"Reunion"}, {u"RU", u"Russian Federation"}, {u"SK", u"Slovak Republic"}, {u"SY", u"Syrian Arab Republic"},
    {u"SZ", u"Swaziland"}, {u"TL", u"East Timor"}, {u"TL", u"Timor-Leste"}, {u"TR", u"Turkey"}, {u"TR", u"Türkiye"}, {u"TW", u"Taiwan, Province of China"}, {u"TW", u"Taiwan"}, {u"TZ", u"Tanzania, United Republic of"},
    {u"US", u"USA"}, {u"US", u"United States of America"}, {u"VA", u"Holy See"}, {u"VA", u"Vatican City"}, {u"VE", u"Venezuela, Bolivarian Republic of"}, {u"VG", u"Virgin Islands (British)"},
    {u"VI", u"Virgin Islands (U.S.)"}, {u"VI", u"US Virgin Islands"}, {u"VN", u"Viet Nam"}};

QHash<QString, QString> namesKnown()
{
    QHash<QString, QString> names, native;
    for (const auto &[code, name] : otherNames)
        names.insert(bareName(QString::fromUtf16(name)), QString::fromUtf16(code));
    const QList<QLocale> locales = QLocale::matchingLocales(QLocale::AnyLanguage, QLocale::AnyScript, QLocale::AnyTerritory);
    for (const QLocale &locale : locales) {
        const QString code = QLocale::territoryToCode(locale.territory());
        if (code.size() != 2 || !code.at(0).isLetter())
            continue; // "150" is Europe
        const QString english = bareName(QLocale::territoryToString(locale.territory())), own = bareName(locale.nativeTerritoryName());
        if (!english.isEmpty() && !names.contains(english))
            names.insert(english, code);
        if (!own.isEmpty())
            native.insert(own, native.contains(own) && native.value(own) != code ? QString() : code);
    }
    for (auto one = native.begin(); one != native.end(); ++one)
        if (!one->isEmpty() && !names.contains(one.key()))
            names.insert(one.key(), *one);
    return names;
}

} // namespace

QString countryNamed(const QString &name)
{
    static const QHash<QString, QString> names = namesKnown();
    return names.value(bareName(name));
}

} // namespace crossdock::rates
