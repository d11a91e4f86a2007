#include "core/inventory/fulfilment/rates/triggers.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rates {
namespace {

enum class Of { Longest, Second, LengthPlusGirth, Volume, Weight }; // inches, cubic inches, pounds

/// "More than `limit`" from a date on. Sources: FedEx Service Guides 2025 and 2026 (changes of 2026-01-12), UPS Rate and
/// Service Guides 2025 and 2026 (changes of 2026-01-26), USPS Notice 123 and Domestic Mail Manual 201.
struct Rule {
    QLatin1StringView carrier, trigger;
    Of what;
    qint64 limit;
    QDate from;
};

const QList<Rule> &rules()
{
    constexpr auto dimension = "additional_handling.dimension"_L1, weight = "additional_handling.weight"_L1, oversize = "oversize"_L1;
    const QDate fedex(2026, 1, 12), ups(2026, 1, 26);
    static const QList<Rule> all{
        {"fedex"_L1, dimension, Of::Longest, 48, {}},
        {"fedex"_L1, dimension, Of::Second, 30, {}},
        {"fedex"_L1, dimension, Of::LengthPlusGirth, 105, {}},
        {"fedex"_L1, dimension, Of::Volume, 10'368, fedex},
        {"fedex"_L1, weight, Of::Weight, 50, {}},
        {"fedex"_L1, oversize, Of::Longest, 96, {}},
        {"fedex"_L1, oversize, Of::LengthPlusGirth, 130, {}},
        {"fedex"_L1, oversize, Of::Volume, 17'280, fedex},
        {"fedex"_L1, oversize, Of::Weight, 110, fedex},
        {"ups"_L1, dimension, Of::Longest, 48, {}},
        {"ups"_L1, dimension, Of::Second, 30, {}},
        {"ups"_L1, dimension, Of::LengthPlusGirth, 105, {}},
        {"ups"_L1, dimension, Of::Volume, 10'368, ups},
        {"ups"_L1, weight, Of::Weight, 50, {}},
        {"ups"_L1, oversize, Of::Longest, 96, {}},
        {"ups"_L1, oversize, Of::LengthPlusGirth, 130, {}},
        {"ups"_L1, oversize, Of::Volume, 17'280, ups},
        {"ups"_L1, oversize, Of::Weight, 110, ups},
        {"usps"_L1, "nonstandard.length"_L1, Of::Longest, 22, {}},
        {"usps"_L1, "nonstandard.volume"_L1, Of::Volume, 3'456, {}},
        {"usps"_L1, oversize, Of::LengthPlusGirth, 108, {}},
    };
    return all;
}

/// What a carrier does not take at all: more than this many inches or pounds.
const QList<Rule> &limits()
{
    static const QList<Rule> all{
        {"fedex"_L1, "longer than 108 in"_L1, Of::Longest, 108, {}},
        {"fedex"_L1, "length and girth above 165 in"_L1, Of::LengthPlusGirth, 165, {}},
        {"fedex"_L1, "too heavy: more than 150 lb"_L1, Of::Weight, 150, {}},
        {"ups"_L1, "longer than 108 in"_L1, Of::Longest, 108, {}},
        {"ups"_L1, "length and girth above 165 in"_L1, Of::LengthPlusGirth, 165, {}},
        {"ups"_L1, "too heavy: more than 150 lb"_L1, Of::Weight, 150, {}},
        {"usps"_L1, "length and girth above 130 in"_L1, Of::LengthPlusGirth, 130, {}},
        {"usps"_L1, "too heavy: more than 70 lb"_L1, Of::Weight, 70, {}},
    };
    return all;
}

bool meets(const Rule &rule, const Parcel &parcel, const std::optional<Measured> &measured)
{
    if (rule.what == Of::Weight)
        return parcel.weight > Weight::of(rule.limit, WeightUnit::Pound);
    if (!measured)
        return false;
    const Length limit = Length::of(rule.limit, LengthUnit::Inch);
    switch (rule.what) {
    case Of::Longest:
        return measured->longest() > limit;
    case Of::Second:
        return measured->second() > limit;
    case Of::LengthPlusGirth:
        return measured->lengthPlusGirth() > limit;
    case Of::Volume:
        return measured->isAbove(rule.limit);
    case Of::Weight:
        break;
    }
    Q_UNREACHABLE();
}

} // namespace

QStringList triggersOf(const Parcel &parcel, const std::optional<Measured> &measured, const Occasion &occasion)
{
    QStringList triggers;
    for (const Rule &rule : rules()) {
        const bool holds = occasion.carrier == rule.carrier && (!rule.from.isValid() || rule.from <= occasion.date);
        if (holds && !triggers.contains(rule.trigger) && meets(rule, parcel, measured))
            triggers.append(rule.trigger);
    }
    const bool handlesUnboxed = occasion.carrier == "fedex"_L1 || occasion.carrier == "ups"_L1;
    if (parcel.isUnboxed && handlesUnboxed)
        triggers.append(u"additional_handling.packaging"_s);
    return triggers;
}

std::optional<Weight> leastBilled(const QStringList &triggers, const Occasion &occasion)
{
    const bool isFedex = occasion.carrier == "fedex"_L1;
    if (triggers.contains("oversize"_L1) && (isFedex || occasion.carrier == "ups"_L1))
        return Weight::of(90, WeightUnit::Pound);
    if (triggers.contains("additional_handling.dimension"_L1) && isFedex)
        return Weight::of(40, WeightUnit::Pound);
    return {};
}

Result<> checkLimits(const Parcel &parcel, const std::optional<Measured> &measured, const Occasion &occasion, bool listTellsWeight)
{
    for (const Rule &limit : limits()) {
        const bool isTold = listTellsWeight && limit.what == Of::Weight;
        if (occasion.carrier == limit.carrier && !isTold && meets(limit, parcel, measured))
            return fail(Error::Code::NotAllowed, occasion.service, QString(limit.trigger));
    }
    return {};
}

} // namespace crossdock::rates
