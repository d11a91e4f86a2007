#include "core/inventory/values/country.h"

#include <QHash>
#include <QLocale>
#include <QSet>

using namespace Qt::Literals::StringLiterals;

namespace crossdock {
namespace {

/// ISO 3166-1: three letters, then the two.
constexpr QLatin1StringView threeAndTwo{
    "ABWAWAFGAFAGOAOAIAAIALAAXALBALANDADAREAEARGARARMAMASMASATAAQATFTFATGAGAUSAUAUTATAZEAZBDIBIBELBEBENBJBESBQBFABFBGDBDBGRBGBHRBHBHSBSBIHBABLMBLBLRBYBLZBZ"
    "BMUBMBOLBOBRABRBRBBBBRNBNBTNBTBVTBVBWABWCAFCFCANCACCKCCCHECHCHLCLCHNCNCIVCICMRCMCODCDCOGCGCOKCKCOLCOCOMKMCPVCVCRICRCUBCUCUWCWCXRCXCYMKYCYPCYCZECZDEUDE"
    "DJIDJDMADMDNKDKDOMDODZADZECUECEGYEGERIERESHEHESPESESTEEETHETFINFIFJIFJFLKFKFRAFRFROFOFSMFMGABGAGBRGBGEOGEGGYGGGHAGHGIBGIGINGNGLPGPGMBGMGNBGWGNQGQGRCGR"
    "GRDGDGRLGLGTMGTGUFGFGUMGUGUYGYHKGHKHMDHMHNDHNHRVHRHTIHTHUNHUIDNIDIMNIMINDINIOTIOIRLIEIRNIRIRQIQISLISISRILITAITJAMJMJEYJEJORJOJPNJPKAZKZKENKEKGZKGKHMKH"
    "KIRKIKNAKNKORKRKWTKWLAOLALBNLBLBRLRLBYLYLCALCLIELILKALKLSOLSLTULTLUXLULVALVMACMOMAFMFMARMAMCOMCMDAMDMDGMGMDVMVMEXMXMHLMHMKDMKMLIMLMLTMTMMRMMMNEMEMNGMN"
    "MNPMPMOZMZMRTMRMSRMSMTQMQMUSMUMWIMWMYSMYMYTYTNAMNANCLNCNERNENFKNFNGANGNICNINIUNUNLDNLNORNONPLNPNRUNRNZLNZOMNOMPAKPKPANPAPCNPNPERPEPHLPHPLWPWPNGPGPOLPL"
    "PRIPRPRKKPPRTPTPRYPYPSEPSPYFPFQATQAREUREROURORUSRURWARWSAUSASDNSDSENSNSGPSGSGSGSSHNSHSJMSJSLBSBSLESLSLVSVSMRSMSOMSOSPMPMSRBRSSSDSSSTPSTSURSRSVKSKSVNSI"
    "SWESESWZSZSXMSXSYCSCSYRSYTCATCTCDTDTGOTGTHATHTJKTJTKLTKTKMTMTLSTLTONTOTTOTTTUNTNTURTRTUVTVTWNTWTZATZUGAUGUKRUAUMIUMURYUYUSAUSUZBUZVATVAVCTVCVENVEVGBVG"
    "VIRVIVNMVNVUTVUWLFWFWSMWSYEMYEZAFZAZMBZMZWEZW"};

/// What is written of countries and stands in no list of them.
constexpr std::pair<QLatin1StringView, QLatin1StringView> habits[] = {
    {"uk"_L1, "GB"_L1}, {"greatbritain"_L1, "GB"_L1}, {"england"_L1, "GB"_L1}, {"scotland"_L1, "GB"_L1}, {"wales"_L1, "GB"_L1}, {"northernireland"_L1, "GB"_L1}, {"el"_L1, "GR"_L1},
    {"unitedstatesofamerica"_L1, "US"_L1}, {"eeuu"_L1, "US"_L1}, {"rsa"_L1, "ZA"_L1}, {"holland"_L1, "NL"_L1}, {"thenetherlands"_L1, "NL"_L1}, {"czechrepublic"_L1, "CZ"_L1},
    {"russianfederation"_L1, "RU"_L1}, {"uae"_L1, "AE"_L1}, {"korea"_L1, "KR"_L1}, {"republicofkorea"_L1, "KR"_L1}, {"vietnam"_L1, "VN"_L1}, {"northmacedonia"_L1, "MK"_L1},
    {"turkiye"_L1, "TR"_L1}, {"hongkongsar"_L1, "HK"_L1}, {"macau"_L1, "MO"_L1}, {"cotedivoire"_L1, "CI"_L1}};

/// Small letters alone, without marks: "Éire" to "eire", "U.S.A." to "usa".
QString plain(const QString &text)
{
    QString letters;
    for (const QChar c : text.normalized(QString::NormalizationForm_KD).toLower())
        if (c.isLetter())
            letters += c;
    return letters;
}

bool isCountry(const QString &code)
{
    return code.size() == 2 && code.at(0).isUpper() && code != u"EU";
}

/// A name that two countries have in two languages is none.
QHash<QString, QString> ownNames()
{
    QHash<QString, QString> names;
    QSet<QString> shared;
    for (const QLocale &locale : QLocale::matchingLocales(QLocale::AnyLanguage, QLocale::AnyScript, QLocale::AnyCountry)) {
        const QString code = QLocale::territoryToCode(locale.territory()), name = plain(locale.nativeTerritoryName());
        if (!isCountry(code) || name.isEmpty())
            continue;
        if (const QString known = names.value(name, code); known != code)
            shared.insert(name);
        names.insert(name, code);
    }
    for (const QString &name : std::as_const(shared))
        names.remove(name);
    return names;
}

QHash<QString, QString> allNames()
{
    QHash<QString, QString> names = ownNames();
    for (int i = QLocale::AnyTerritory + 1; i <= QLocale::LastTerritory; ++i) {
        const auto territory = static_cast<QLocale::Territory>(i);
        if (const QString code = QLocale::territoryToCode(territory); isCountry(code))
            names.insert(plain(QLocale::territoryToString(territory)), code);
    }
    for (qsizetype at = 0; at + 5 <= threeAndTwo.size(); at += 5)
        names.insert(QString(threeAndTwo.sliced(at, 3)).toLower(), threeAndTwo.sliced(at + 3, 2));
    for (const auto &[name, code] : habits)
        names.insert(name, code);
    return names;
}

} // namespace

QString countryCode(const QString &text)
{
    static const QHash<QString, QString> names = allNames();
    const QString trimmed = text.trimmed();
    if (trimmed.size() == 2 && isCountry(QLocale::territoryToCode(QLocale::codeToTerritory(trimmed))))
        return trimmed.toUpper();
    return names.value(plain(trimmed));
}

} // namespace crossdock
