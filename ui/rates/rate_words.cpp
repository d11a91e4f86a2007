#include "ui/rates/rate_words.h"

#include <QCoreApplication>
#include <QHash>
#include <QLocale>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

using rates::Quote;

/// The strings' context for translators.
struct RateWords {
    Q_DECLARE_TR_FUNCTIONS(RateWords)
};

/// "extended_area.remote" to "Extended area, remote".
QString readable(QString name)
{
    name.replace(u"."_s, u", "_s).replace(u'_', u' ');
    return name.left(1).toUpper() + name.mid(1);
}

QString percent(int basisPoints)
{
    return QLocale().toString(std::abs(basisPoints) / 100.0, 'f', basisPoints % 100 == 0 ? 0 : 2);
}

QString day(const QDate &date)
{
    return QLocale().toString(date, u"d MMM yyyy"_s);
}

/// Of a base price that goes on with the weight.
QString byWeight(const rates::Charge &charge, const Quote &quote)
{
    const rates::Charge::ByWeight &by = *charge.byWeight;
    const auto amount = [&](qint64 minor) { return money({minor, charge.amount.currency}); };
    const QString step = by.step == rates::Weight::of(1, quote.unit) ? rates::nameOf(quote.unit) : by.step.text(quote.unit);
    const QString words = by.isOnTop
        ? RateWords::tr("zone %1: %2 up to %3, then %4 x %5 of %6", "zone, amount, weight, count, amount, weight")
              .arg(quote.zone, amount(by.before), by.begins.text(quote.unit)).arg((by.billed.nanograms() - by.begins.nanograms()) / by.step.nanograms()).arg(amount(by.rate), by.step.text(quote.unit))
        : RateWords::tr("zone %1: billed %2 x %3 for each %4", "zone, weight, amount, weight").arg(quote.zone, by.billed.text(quote.unit), amount(by.rate), step);
    return by.least > 0 ? RateWords::tr("%1; at least %2", "arithmetic, amount").arg(words, amount(by.least)) : words;
}

} // namespace

QString chargeText(const QString &kind)
{
    static const QHash<QString, QString> texts{{u"base"_s, RateWords::tr("Base price")},
                                               {u"discount"_s, RateWords::tr("Discount")},
                                               {u"minimum"_s, RateWords::tr("Up to the least charge")},
                                               {u"fuel"_s, RateWords::tr("Fuel")},
                                               {u"residential"_s, RateWords::tr("Home address")},
                                               {u"delivery_area"_s, RateWords::tr("Delivery area")},
                                               {u"demand"_s, RateWords::tr("Demand")},
                                               {u"toll"_s, RateWords::tr("Toll")},
                                               {u"island"_s, RateWords::tr("Island")},
                                               {u"remote_area"_s, RateWords::tr("Remote area")},
                                               {u"signature"_s, RateWords::tr("Signature", "kind of charge")},
                                               {u"adult_signature"_s, RateWords::tr("Adult's signature", "kind of charge")},
                                               {u"saturday_delivery"_s, RateWords::tr("Saturday delivery", "kind of charge")},
                                               {u"insurance"_s, RateWords::tr("Insurance", "kind of charge")},
                                               {u"insurance_apart"_s, RateWords::tr("Insurance, not in this price")},
                                               {u"oversize"_s, RateWords::tr("Oversize")},
                                               {u"additional_handling.dimension"_s, RateWords::tr("Additional handling (dimensions)")},
                                               {u"additional_handling.weight"_s, RateWords::tr("Additional handling (weight)")},
                                               {u"additional_handling.packaging"_s, RateWords::tr("Additional handling (packaging)")},
                                               {u"nonstandard.length"_s, RateWords::tr("Nonstandard (length)")},
                                               {u"nonstandard.volume"_s, RateWords::tr("Nonstandard (volume)")},
                                               {u"unitemised"_s, RateWords::tr("Price, not itemised by the carrier")},
                                               {u"unexplained"_s, RateWords::tr("Not explained by the carrier")}};
    return texts.value(kind, readable(kind));
}

QString triggerText(const QString &trigger)
{
    return chargeText(trigger);
}

QString arithmetic(const rates::Charge &charge, const Quote &quote)
{
    QString words;
    const Money of{charge.of, charge.amount.currency};
    if (charge.byWeight)
        words = byWeight(charge, quote);
    else if (charge.upTo > rates::Weight())
        words = RateWords::tr("zone %1, up to %2", "of a price list").arg(quote.zone, charge.upTo.text(quote.unit));
    else if (charge.basisPoints != 0 || (charge.of != 0 && charge.kind != "minimum"_L1))
        words = RateWords::tr("%1 % of %2", "per cent, amount").arg(percent(charge.basisPoints), money(of));
    else if (charge.of != 0)
        words = RateWords::tr("%1 at least, less %2", "amounts").arg(money({of.amount + charge.amount.amount, of.currency}), money(of));
    else if (quote.source == Quote::Source::Live)
        words = charge.kind == u"unexplained" ? RateWords::tr("the carrier's total less its parts") : RateWords::tr("as the carrier says");
    else
        words = RateWords::tr("for each parcel, as published or imported");
    if (charge.lastKnown.isValid())
        words = RateWords::tr("%1; last known, of %2", "arithmetic, day").arg(words, day(charge.lastKnown));
    return charge.parcel == 0 ? words : RateWords::tr("parcel %1: %2").arg(charge.parcel).arg(words);
}

QString zoneSourceText(Quote::ZoneSource source)
{
    switch (source) {
    case Quote::ZoneSource::Given:
        return RateWords::tr("given", "how a zone is known");
    case Quote::ZoneSource::Table:
        return RateWords::tr("from the chart", "how a zone is known");
    case Quote::ZoneSource::Distance:
        return RateWords::tr("estimated", "how a zone is known");
    case Quote::ZoneSource::Carrier:
        return RateWords::tr("as told", "how a zone is known");
    case Quote::ZoneSource::OnlyZone:
        return RateWords::tr("the only one of the list", "how a zone is known");
    }
    Q_UNREACHABLE();
}

QString weightRoundingText(const Quote &quote)
{
    if (!quote.step)
        return {};
    const QString how = quote.step->rounding == rates::WeightStep::Rounding::Up ? RateWords::tr("up to the next %1", "weight") : RateWords::tr("to the nearest %1", "weight");
    return quote.step->from.isValid() ? RateWords::tr("%1, by the imported rule of %2", "how a weight is rounded, day").arg(how.arg(quote.step->text()), day(quote.step->from))
                                      : RateWords::tr("%1, by an imported rule", "how a weight is rounded").arg(how.arg(quote.step->text()));
}

QString billedText(const Quote &quote)
{
    if (!quote.billable || !quote.billedBy)
        return {};
    switch (*quote.billedBy) {
    case Quote::BilledBy::Actual:
        return RateWords::tr("as weighed", "by what a parcel is billed");
    case Quote::BilledBy::Dimensional:
        return RateWords::tr("by volume", "by what a parcel is billed");
    case Quote::BilledBy::Minimum:
        return RateWords::tr("the least", "by what a parcel is billed");
    }
    Q_UNREACHABLE();
}

QString priceTypeText(const QString &type)
{
    static const QHash<QString, QString> texts{{u"list"_s, RateWords::tr("List", "a kind of price")},         {u"retail"_s, RateWords::tr("Retail", "a kind of price")},
                                               {u"account"_s, RateWords::tr("Account", "a kind of price")},   {u"negotiated"_s, RateWords::tr("Negotiated", "a kind of price")},
                                               {u"contract"_s, RateWords::tr("Contract", "a kind of price")}};
    return texts.value(type, readable(type));
}

QString transitText(const Quote &quote)
{
    const QString guaranteed = quote.isGuaranteed ? u'\n' + RateWords::tr("guaranteed") : QString();
    if (quote.transitDays)
        return RateWords::tr("%Ln day(s)", nullptr, *quote.transitDays) + guaranteed;
    return quote.deliveredBy.isValid() ? RateWords::tr("by %1", "a day").arg(QLocale().toString(quote.deliveredBy, u"d MMM"_s)) + guaranteed : QString();
}

QString ageText(const Quote &quote, Time now)
{
    if (quote.source == Quote::Source::Table)
        return RateWords::tr("List of %1").arg(day(quote.effectiveFrom));
    return RateWords::tr("Asked %1\nanswered in %2", "age, duration").arg(age(quote.askedAt, now), duration(static_cast<double>(quote.answeredIn.count())));
}

QString gramsText(qint64 grams)
{
    constexpr qint64 kilogram = 1'000;
    return grams < kilogram ? RateWords::tr("%1 g", "grams").arg(grams) : RateWords::tr("%1 kg", "kilograms").arg(QLocale().toString(static_cast<double>(grams) / kilogram, 'f', 2));
}

std::optional<int> daysUnderWay(const Quote &quote, const QDate &shipDate)
{
    if (quote.transitDays)
        return quote.transitDays;
    return quote.deliveredBy.isValid() ? std::optional(static_cast<int>(shipDate.daysTo(quote.deliveredBy))) : std::nullopt;
}

} // namespace crossdock::ui
