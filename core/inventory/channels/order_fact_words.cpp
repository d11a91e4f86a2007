#include "core/inventory/channels/order_fact_words.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::channels {
namespace {

/// In small letters, one blank between words and at both ends: " dhl express ". What joins words ("next-day", "SECOND_DAY") is a blank too.
QString spaced(const QString &text)
{
    QString words(u' ');
    for (const QChar c : text.toLower()) {
        if (c.isLetterOrNumber())
            words += c;
        else if (!words.endsWith(u' '))
            words += u' ';
    }
    return words.endsWith(u' ') ? words : words + u' ';
}

/// The first row counts of which a phrase stands in the name: what is sharper stands first.
struct SpeedRow {
    QLatin1StringView speed;
    const char16_t *phrases; ///< parted by "|"
};

constexpr SpeedRow speedRows[] = {
    {"pickup"_L1, u"pickup|pick up|click and collect|click collect|collect in store|collection|in store"},
    {"same_day"_L1, u"same day|sameday"},
    {"next_day"_L1, u"next day|nextday|overnight|1 day|one day"},
    {"two_day"_L1, u"two day|2 day|2nd day|second day|2day"},
    {"economy"_L1, u"economy|saver|budget"},
    {"expedited"_L1, u"expedited|express|priority|rush"},
    {"standard"_L1, u"standard|ground|regular"},
};

} // namespace

QString shippingSpeedOf(const QStringList &names)
{
    const QString text = spaced(names.join(u' '));
    const auto isNamed = [&](const SpeedRow &row) {
        const QStringList phrases = QString::fromUtf16(row.phrases).split(u'|');
        return std::any_of(phrases.begin(), phrases.end(), [&](const QString &phrase) { return text.contains(u' ' + phrase + u' '); });
    };
    const auto row = std::find_if(std::begin(speedRows), std::end(speedRows), isNamed);
    return row == std::end(speedRows) ? QString() : QString(row->speed);
}

QString worstRiskOf(const QStringList &levels)
{
    for (const auto &level : {u"high"_s, u"medium"_s, u"low"_s}) {
        if (levels.contains(level, Qt::CaseInsensitive))
            return level;
    }
    return {};
}

bool isPostBox(const QString &address)
{
    static const QStringList names{u" po box "_s, u" p o box "_s, u" pobox "_s, u" post office box "_s, u" postfach "_s, u" postbus "_s, u" apartado de correos "_s, u" gpo box "_s};
    const QString text = spaced(address);
    return std::any_of(names.begin(), names.end(), [&](const QString &name) { return text.contains(name); });
}

} // namespace crossdock::channels
