#include "core/inventory/fulfilment/rates/cell_words.h"

#include "core/inventory/values/money.h"

#include <QHash>
#include <QStringList>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rates {

std::optional<WeightUnit> unitOfWord(QString word)
{
    static const QHash<QString, WeightUnit> units{
        {u"lb"_s, WeightUnit::Pound}, {u"lbs"_s, WeightUnit::Pound}, {u"pound"_s, WeightUnit::Pound}, {u"pounds"_s, WeightUnit::Pound},
        {u"oz"_s, WeightUnit::Ounce}, {u"ozs"_s, WeightUnit::Ounce}, {u"ounce"_s, WeightUnit::Ounce}, {u"ounces"_s, WeightUnit::Ounce},
        {u"kg"_s, WeightUnit::Kilogram}, {u"kgs"_s, WeightUnit::Kilogram}, {u"kilo"_s, WeightUnit::Kilogram}, {u"kilos"_s, WeightUnit::Kilogram},
        {u"kilogram"_s, WeightUnit::Kilogram}, {u"kilograms"_s, WeightUnit::Kilogram},
        {u"g"_s, WeightUnit::Gram}, {u"gr"_s, WeightUnit::Gram}, {u"gm"_s, WeightUnit::Gram}, {u"gms"_s, WeightUnit::Gram}, {u"gram"_s, WeightUnit::Gram}, {u"grams"_s, WeightUnit::Gram}};
    word = word.trimmed().toLower();
    if (word.endsWith(u'.'))
        word.chop(1);
    const auto found = units.constFind(word);
    return found == units.constEnd() ? std::nullopt : std::optional(*found);
}

std::optional<QString> currencyOfWord(const QString &word, const QString &expected)
{
    static const QStringList dollars{u"USD"_s, u"CAD"_s, u"AUD"_s, u"NZD"_s, u"SGD"_s, u"HKD"_s, u"TWD"_s, u"MXN"_s, u"ARS"_s, u"CLP"_s, u"COP"_s, u"UYU"_s};
    static const QStringList crowns{u"SEK"_s, u"NOK"_s, u"DKK"_s, u"ISK"_s};
    static const QHash<QString, QString> signs{{u"€"_s, u"EUR"_s}, {u"£"_s, u"GBP"_s}, {u"₹"_s, u"INR"_s}, {u"rs"_s, u"INR"_s}, {u"r$"_s, u"BRL"_s}, {u"us$"_s, u"USD"_s}, {u"c$"_s, u"CAD"_s}, {u"ca$"_s, u"CAD"_s},
                                               {u"a$"_s, u"AUD"_s}, {u"au$"_s, u"AUD"_s}, {u"nz$"_s, u"NZD"_s}, {u"s$"_s, u"SGD"_s}, {u"hk$"_s, u"HKD"_s}, {u"mx$"_s, u"MXN"_s}, {u"zł"_s, u"PLN"_s}, {u"kč"_s, u"CZK"_s},
                                               {u"ft"_s, u"HUF"_s}, {u"fr"_s, u"CHF"_s}, {u"円"_s, u"JPY"_s}, {u"元"_s, u"CNY"_s}, {u"₩"_s, u"KRW"_s}, {u"₺"_s, u"TRY"_s}};
    const QString sign = word.trimmed().toLower();
    if (sign == "$"_L1)
        return dollars.contains(expected) ? expected : u"USD"_s;
    if (sign == "¥"_L1 || sign == "￥"_L1)
        return expected == "JPY"_L1 || expected == "CNY"_L1 ? std::optional(expected) : std::nullopt;
    if (sign == "kr"_L1)
        return crowns.contains(expected) ? std::optional(expected) : std::nullopt;
    if (const auto known = signs.constFind(sign); known != signs.constEnd())
        return *known;
    const QString code = sign.toUpper();
    return code.size() == 3 && isInUse(code) ? std::optional(code) : std::nullopt;
}

bool meansUpTo(const QString &word)
{
    static const QStringList words{u"up to"_s, u"upto"_s, u"not over"_s, u"max"_s, u"bis"_s, u"bis zu"_s, u"hasta"_s, u"até"_s, u"ate"_s, u"fino a"_s, u"jusqu'à"_s, u"jusqu’à"_s, u"≤"_s, u"<="_s};
    return words.contains(word);
}

bool isNotOffered(const QString &cell)
{
    static const QStringList words{u"-"_s, u"–"_s, u"—"_s, u"*"_s, u"n/a"_s, u"na"_s, u"n.a."_s, u"not available"_s, u"not offered"_s};
    return cell.isEmpty() || words.contains(cell, Qt::CaseInsensitive);
}

bool isPackaging(const QString &cell)
{
    static const QStringList names{u"letter"_s, u"envelope"_s, u"pak"_s, u"ups letter"_s, u"ups pak"_s, u"fedex envelope"_s, u"fedex pak"_s, u"fedex envelope up to 8 oz"_s, u"flat rate envelope"_s};
    QString name = cell.trimmed().toLower();
    name.remove(u'®').remove(u'.');
    return names.contains(name);
}

} // namespace crossdock::rates
