#include "core/connectors/carriers/quote_parts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <array>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::carriers {
namespace {

double inUnitsUp(rates::Length length, double nanometres, double steps)
{
    constexpr double hair = 1e-6; // of a step: what the division leaves over is no length
    return std::ceil(static_cast<double>(length.nanometres()) / nanometres * steps - hair) / steps;
}

} // namespace

Result<Money> moneyOf(const QJsonValue &value, const QString &currency)
{
    QString text = value.isDouble() ? QString::number(value.toDouble(), 'f', QLocale::FloatingPointShortest) : value.toString().trimmed();
    const int digits = minorDigits(currency.toUpper());
    const qsizetype point = text.indexOf(u'.');
    bool roundsUp = false;
    if (point >= 0 && text.size() - point - 1 > digits) {
        roundsUp = text.at(point + 1 + digits) >= u'5';
        text = text.first(point + 1 + digits);
    }
    if (text.endsWith(u'.'))
        text.chop(1);
    const auto money = parseMoney(text, currency);
    if (!money)
        return fail(Error::Code::Rejected, text, currency.isEmpty() ? u"an amount without a currency: “%1”"_s.arg(text) : u"not an amount of money: “%1”"_s.arg(text));
    return Money{money->amount + (roundsUp ? (text.startsWith(u'-') ? -1 : 1) : 0), money->currency};
}

void addCharge(rates::Quote &quote, const QString &kind, const QJsonValue &amount, int sign)
{
    const auto money = moneyOf(amount, quote.total.currency);
    if (money && money->amount != 0)
        quote.charges.append({kind, {money->amount * sign, money->currency}, 0});
}

void settle(rates::Quote &quote, const Money &total)
{
    quote.total = total;
    qint64 rest = total.amount;
    for (const rates::Charge &charge : std::as_const(quote.charges))
        rest -= charge.amount.amount;
    if (rest != 0)
        quote.charges.append({u"unexplained"_s, {rest, total.currency}, 0});
}

void addQuote(rates::Rated &rated, const QString &carrier, const QString &service, const Result<rates::Quote> &quote)
{
    if (quote)
        rated.quotes.append(*quote);
    else
        rated.refused.append({carrier, service, quote.error().detail});
}

QString chargeKind(const QString &text)
{
    struct Name {
        QLatin1StringView part, kind;
    };
    static constexpr std::array names{
        Name{"fuel"_L1, "fuel"_L1}, Name{"residential"_L1, "residential"_L1}, Name{"delivery area"_L1, "delivery_area"_L1}, Name{"extended area"_L1, "delivery_area"_L1},
        Name{"remote area"_L1, "delivery_area"_L1}, Name{"additional handling"_L1, "additional_handling"_L1}, Name{"large package"_L1, "oversize"_L1}, Name{"oversize"_L1, "oversize"_L1},
        Name{"nonstandard"_L1, "nonstandard"_L1}, Name{"demand"_L1, "demand"_L1}, Name{"peak"_L1, "demand"_L1}, Name{"signature"_L1, "signature"_L1},
        Name{"saturday"_L1, "saturday_delivery"_L1}, Name{"insurance"_L1, "insurance"_L1}, Name{"declared value"_L1, "insurance"_L1}, Name{"discount"_L1, "discount"_L1}, Name{"duty"_L1, "duty"_L1}, Name{"duties"_L1, "duty"_L1},
        Name{"tax"_L1, "tax"_L1}, Name{"vat"_L1, "tax"_L1}, Name{"cash on delivery"_L1, "cod"_L1}};
    const QString plain = QString(text).replace(u'_', u' ').toLower();
    const auto found = std::find_if(names.begin(), names.end(), [&](const Name &name) { return plain.contains(name.part); });
    return found == names.end() ? u"other"_s : QString(found->kind);
}

QString wordsOf(const QByteArray &body)
{
    const QJsonObject root = QJsonDocument::fromJson(body).object();
    QStringList words;
    const auto take = [&](const QJsonValue &value) {
        if (const QString text = value.toString().simplified(); !text.isEmpty() && !words.contains(text))
            words.append(text);
    };
    const QJsonValue nested = root[u"response"_s].isObject() ? root[u"response"_s] : QJsonValue(root);
    for (const QJsonObject &error : objectsOf(nested[u"errors"_s]))
        take(error[u"message"_s]);
    take(root[u"error"_s][u"message"_s]);
    for (const QJsonObject &error : objectsOf(root[u"error"_s][u"errors"_s]))
        take(error[u"message"_s].isUndefined() ? error[u"detail"_s] : error[u"message"_s]);
    take(root[u"detail"_s]);
    take(root[u"message"_s]);
    for (const QJsonValue detail : root[u"additionalDetails"_s].toArray())
        take(detail);
    take(root[u"error_description"_s]);
    if (words.isEmpty()) // Shippo: the field and what is wrong with it
        for (auto it = root.begin(); it != root.end(); ++it)
            for (const QJsonValue text : it.value().toArray())
                take(text.isString() ? QJsonValue(it.key() == u"__all__" ? text.toString() : it.key() + u": "_s + text.toString()) : QJsonValue());
    return words.join(u"; "_s).left(400);
}

QDate dateOf(const QJsonValue &text)
{
    return QDate::fromString(text.toString().left(10), Qt::ISODate);
}

QList<QJsonObject> objectsOf(const QJsonValue &value)
{
    QList<QJsonObject> objects;
    if (value.isObject())
        objects.append(value.toObject());
    for (const QJsonValue one : value.toArray())
        if (one.isObject())
            objects.append(one.toObject());
    return objects;
}

Result<QJsonObject> parseObject(const QByteArray &body)
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    if (!document.isObject())
        return fail(Error::Code::Rejected, {}, u"the answer is no JSON object"_s);
    return document.object();
}

QString numberText(double value)
{
    return QString::number(value, 'f', QLocale::FloatingPointShortest);
}

double inchesOf(rates::Length length)
{
    return inUnitsUp(length, 25'400'000, 100);
}

double kilogramsOf(rates::Weight weight)
{
    return weight.roundedUpTo(rates::Weight::of(1, rates::WeightUnit::Gram)).in(rates::WeightUnit::Kilogram);
}

double centimetresOf(rates::Length length)
{
    return inUnitsUp(length, 10'000'000, 10);
}

} // namespace crossdock::carriers
