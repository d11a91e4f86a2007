#include "core/inventory/rules/amounts.h"

#include <QSet>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

/// Numbers, alone and with a unit. Times and dates are in times_and_dates.cpp.
namespace crossdock::rules {

namespace {

bool isNumberToken(std::span<const Token> tokens, int at)
{
    return size_t(at) < tokens.size() && tokens[size_t(at)].kind == Token::Kind::Number;
}

const QHash<QString, int> &smallNumbers()
{
    static const QHash<QString, int> numbers{
        {u"zero"_s, 0},      {u"one"_s, 1},        {u"two"_s, 2},       {u"three"_s, 3},     {u"four"_s, 4},
        {u"five"_s, 5},      {u"six"_s, 6},        {u"seven"_s, 7},     {u"eight"_s, 8},     {u"nine"_s, 9},
        {u"ten"_s, 10},      {u"eleven"_s, 11},    {u"twelve"_s, 12},   {u"thirteen"_s, 13}, {u"fourteen"_s, 14},
        {u"fifteen"_s, 15},  {u"sixteen"_s, 16},   {u"seventeen"_s, 17}, {u"eighteen"_s, 18}, {u"nineteen"_s, 19},
        {u"twenty"_s, 20},   {u"thirty"_s, 30},    {u"forty"_s, 40},    {u"fifty"_s, 50},    {u"sixty"_s, 60},
        {u"seventy"_s, 70},  {u"eighty"_s, 80},    {u"ninety"_s, 90}};
    return numbers;
}

int smallNumber(const QString &word)
{
    return smallNumbers().value(word, -1);
}

double multiplier(const QString &word)
{
    static const QHash<QString, double> multipliers{
        {u"hundred"_s, 100}, {u"thousand"_s, 1e3}, {u"k"_s, 1e3},     {u"lakh"_s, 1e5},
        {u"l"_s, 0},         {u"million"_s, 1e6},  {u"crore"_s, 1e7}, {u"dozen"_s, 12},
        {u"dozens"_s, 0},    {u"mn"_s, 1e6},       {u"cr"_s, 1e7}};
    return multipliers.value(word, 0);
}

/// Twenty-five: tens and units as words.
std::optional<Amount> readSmall(std::span<const Token> tokens, int at)
{
    const int first = smallNumber(wordAt(tokens, at));
    if (first < 0)
        return std::nullopt;
    const int second = smallNumber(wordAt(tokens, at + 1));
    if (first >= 20 && second > 0 && second < 10)
        return Amount{Slot::Number, at + 2, double(first + second), {}, {}, false};
    return Amount{Slot::Number, at + 1, double(first), {}, {}, false};
}

/// Two hundred and fifty thousand; a hundred; one lakh twenty thousand.
std::optional<Amount> readInWords(std::span<const Token> tokens, int at)
{
    double total = 0;
    double group = 0;
    int end = at;
    bool any = false;
    double largest = INFINITY;
    while (true) {
        int next = end;
        if (any && wordAt(tokens, next) == u"and"_s)
            ++next;
        double part = 1;
        const auto small = readSmall(tokens, next);
        const QString article = wordAt(tokens, next);
        if (small) {
            part = small->number;
            next = small->end;
        } else if (!any && (article == u"a"_s || article == u"an"_s) && multiplier(wordAt(tokens, next + 1)) > 0) {
            ++next;
        } else {
            break;
        }
        double scale = 1;
        while (multiplier(wordAt(tokens, next)) > 0)
            scale *= multiplier(wordAt(tokens, next++));
        if (any && scale >= largest)
            break;
        if (!small && scale == 1)
            break;
        group += part * scale;
        largest = scale;
        end = next;
        any = true;
        if (scale == 1)
            break;
    }
    total += group;
    if (!any)
        return std::nullopt;
    return Amount{Slot::Number, end, total, {}, {}, false};
}

Unit weightUnit(const QString &word)
{
    static const QHash<QString, Unit> units{
        {u"kg"_s, Unit::Kilogram},     {u"kgs"_s, Unit::Kilogram},     {u"kilo"_s, Unit::Kilogram},
        {u"kilos"_s, Unit::Kilogram},  {u"kilogram"_s, Unit::Kilogram}, {u"kilograms"_s, Unit::Kilogram},
        {u"kilogramme"_s, Unit::Kilogram}, {u"kilogrammes"_s, Unit::Kilogram}, {u"g"_s, Unit::Gram},
        {u"gm"_s, Unit::Gram},         {u"gms"_s, Unit::Gram},         {u"gram"_s, Unit::Gram},
        {u"grams"_s, Unit::Gram},      {u"grammes"_s, Unit::Gram},     {u"oz"_s, Unit::Ounce},
        {u"ounce"_s, Unit::Ounce},     {u"ounces"_s, Unit::Ounce},     {u"lb"_s, Unit::Pound},
        {u"lbs"_s, Unit::Pound},       {u"pound"_s, Unit::Pound},      {u"pounds"_s, Unit::Pound}};
    return units.value(word, Unit::None);
}

/// A unit of time and how many of it the word stands for.
std::pair<Unit, double> timeUnit(const QString &word)
{
    static const QHash<QString, std::pair<Unit, double>> units{
        {u"second"_s, {Unit::Minutes, 1.0 / 60}}, {u"seconds"_s, {Unit::Minutes, 1.0 / 60}},
        {u"sec"_s, {Unit::Minutes, 1.0 / 60}},    {u"secs"_s, {Unit::Minutes, 1.0 / 60}},
        {u"minute"_s, {Unit::Minutes, 1}},        {u"minutes"_s, {Unit::Minutes, 1}},
        {u"min"_s, {Unit::Minutes, 1}},           {u"mins"_s, {Unit::Minutes, 1}},
        {u"hour"_s, {Unit::Hours, 1}},            {u"hours"_s, {Unit::Hours, 1}},
        {u"hr"_s, {Unit::Hours, 1}},              {u"hrs"_s, {Unit::Hours, 1}},
        {u"h"_s, {Unit::Hours, 1}},               {u"day"_s, {Unit::Days, 1}},
        {u"days"_s, {Unit::Days, 1}},             {u"week"_s, {Unit::Weeks, 1}},
        {u"weeks"_s, {Unit::Weeks, 1}},           {u"wk"_s, {Unit::Weeks, 1}},
        {u"wks"_s, {Unit::Weeks, 1}},             {u"fortnight"_s, {Unit::Weeks, 2}},
        {u"fortnights"_s, {Unit::Weeks, 2}},      {u"month"_s, {Unit::Months, 1}},
        {u"months"_s, {Unit::Months, 1}},         {u"year"_s, {Unit::Months, 12}},
        {u"years"_s, {Unit::Months, 12}}};
    return units.value(word, {Unit::None, 0});
}

struct Currency {
    Unit unit = Unit::None;
    double scale = 1;
    int end = 0;
};

const QHash<QString, Unit> &currencyCodes()
{
    static const QHash<QString, Unit> codes{
        {u"$"_s, Unit::Usd},   {u"usd"_s, Unit::Usd}, {u"\u00a3"_s, Unit::Gbp}, {u"gbp"_s, Unit::Gbp},
        {u"\u20ac"_s, Unit::Eur}, {u"eur"_s, Unit::Eur}, {u"\u20b9"_s, Unit::Inr}, {u"inr"_s, Unit::Inr},
        {u"rs"_s, Unit::Inr},  {u"cad"_s, Unit::Cad}, {u"aud"_s, Unit::Aud}};
    return codes;
}

Unit currencyCode(const QString &word)
{
    return currencyCodes().value(word, Unit::None);
}

/// What stands before "$".
const QHash<QString, Unit> &dollarLands()
{
    static const QHash<QString, Unit> lands{
        {u"us"_s, Unit::Usd}, {u"a"_s, Unit::Aud}, {u"au"_s, Unit::Aud}, {u"c"_s, Unit::Cad}, {u"ca"_s, Unit::Cad}};
    return lands;
}

/// A currency before the number: $, Rs., USD, A$.
Currency currencyBefore(std::span<const Token> tokens, int at)
{
    if (wordAt(tokens, at + 1) == u"$"_s && tokens[size_t(at) + 1].isGlued)
        return {dollarLands().value(wordAt(tokens, at), Unit::None), 1, at + 2};
    return {currencyCode(wordAt(tokens, at)), 1, at + 1};
}

Unit namedCurrency(const QString &word)
{
    static const QHash<QString, Unit> names{
        {u"dollar"_s, Unit::Usd}, {u"dollars"_s, Unit::Usd}, {u"buck"_s, Unit::Usd},  {u"bucks"_s, Unit::Usd},
        {u"euro"_s, Unit::Eur},   {u"euros"_s, Unit::Eur},   {u"pound"_s, Unit::Gbp}, {u"pounds"_s, Unit::Gbp},
        {u"quid"_s, Unit::Gbp},   {u"rupee"_s, Unit::Inr},   {u"rupees"_s, Unit::Inr}};
    return names.value(word, Unit::None);
}

/// A currency behind the number: dollars, pounds sterling, Canadian dollars, cents.
Currency currencyAfter(std::span<const Token> tokens, int at, Unit workspace)
{
    static const QStringList hundredths{u"cent"_s, u"cents"_s, u"pence"_s, u"penny"_s, u"paise"_s, u"paisa"_s,
                                        u"\u00a2"_s};
    static const QHash<QString, Unit> lands{{u"us"_s, Unit::Usd},       {u"american"_s, Unit::Usd},
                                            {u"canadian"_s, Unit::Cad}, {u"australian"_s, Unit::Aud},
                                            {u"indian"_s, Unit::Inr},   {u"british"_s, Unit::Gbp}};
    const QString word = wordAt(tokens, at);
    if (hundredths.contains(word))
        return {workspace, 0.01, at + 1};
    if (word == u"euro"_s && hundredths.contains(wordAt(tokens, at + 1)))
        return {Unit::Eur, 0.01, at + 2};
    if (lands.contains(word) && namedCurrency(wordAt(tokens, at + 1)) != Unit::None)
        return {lands.value(word), 1, at + 2};
    const Unit named = namedCurrency(word);
    if (named != Unit::None)
        return {named, 1, at + (wordAt(tokens, at + 1) == u"sterling"_s ? 2 : 1)};
    return {currencyCode(word), 1, at + 1};
}

/// 1.4 x 0.01 is 0.014, not 0.014000000000000002.
double tidy(double value)
{
    return std::abs(value) < 1e12 ? std::round(value * 1e9) / 1e9 : value;
}

bool startsFraction(std::span<const Token> tokens, int at)
{
    return wordAt(tokens, at) == u"and"_s && wordAt(tokens, at + 1) == u"a"_s && wordAt(tokens, at + 2) == u"half"_s;
}

/// A number for a unit: also a, an, half a, a quarter of an.
std::optional<Amount> readCount(std::span<const Token> tokens, int at)
{
    if (auto number = readNumber(tokens, at))
        return number;
    const QString word = wordAt(tokens, at);
    const auto isArticle = [&](int i) { return wordAt(tokens, i) == u"a"_s || wordAt(tokens, i) == u"an"_s; };
    const auto made = [](int end, double value) { return Amount{Slot::Number, end, value, {}, {}, false}; };
    if (word == u"half"_s && isArticle(at + 1))
        return made(at + 2, 0.5);
    if (isArticle(at) && wordAt(tokens, at + 1) == u"half"_s)
        return made(at + 2, 0.5);
    if (isArticle(at) && wordAt(tokens, at + 1) == u"quarter"_s && wordAt(tokens, at + 2) == u"of"_s && isArticle(at + 3))
        return made(at + 4, 0.25);
    if (isArticle(at) || word == u"each"_s)
        return made(at + 1, 1);
    return std::nullopt;
}

std::optional<Amount> readDuration(std::span<const Token> tokens, int at)
{
    const auto count = readCount(tokens, at);
    if (!count)
        return std::nullopt;
    const auto [unit, scale] = timeUnit(wordAt(tokens, count->end));
    if (unit == Unit::None)
        return std::nullopt;
    Amount whole{Slot::Duration, count->end + 1, tidy(count->number * scale), unit, {}, false};
    if (startsFraction(tokens, whole.end)) {
        whole.number = tidy((count->number + 0.5) * scale);
        whole.end += 3;
        return whole;
    }
    const int second = whole.end + (wordAt(tokens, whole.end) == u"and"_s ? 1 : 0);
    const auto more = readNumber(tokens, second);
    if (more) {
        const auto [finer, finerScale] = timeUnit(wordAt(tokens, more->end));
        if (finer != Unit::None && finer < unit) {
            const double parts = inBaseUnit(whole.number, unit) / inBaseUnit(1, finer);
            return Amount{Slot::Duration, more->end + 1, tidy(parts + more->number * finerScale), finer, {}, false};
        }
    }
    // Fractions that have a whole number in the next finer unit are said in it: half an hour is 30 minutes.
    if (whole.number < 1 && unit == Unit::Hours)
        return Amount{Slot::Duration, whole.end, tidy(whole.number * 60), Unit::Minutes, {}, false};
    return whole;
}

void addMoney(std::vector<Amount> &found, std::span<const Token> tokens, int at, Unit workspace)
{
    const Currency before = currencyBefore(tokens, at);
    if (before.unit != Unit::None) {
        int start = before.end;
        const bool negative = wordAt(tokens, start) == u"-"_s;
        start += negative ? 1 : 0;
        if (const auto number = readNumber(tokens, start)) {
            const Currency doubled = currencyAfter(tokens, number->end, workspace);
            const int end = doubled.unit == before.unit && doubled.scale == 1.0 ? doubled.end : number->end;
            found.push_back({Slot::Money, end, negative ? -number->number : number->number, before.unit, {}, false});
        }
        return;
    }
    const auto count = readCount(tokens, at);
    if (!count)
        return;
    const Currency after = currencyAfter(tokens, count->end, workspace);
    if (after.unit != Unit::None)
        found.push_back({Slot::Money, after.end, tidy(count->number * after.scale), after.unit, {}, false});
}

/// A third, two thirds, three quarters: shares, in percent. A quarter of an hour is a duration.
std::optional<Amount> readShare(std::span<const Token> tokens, int at)
{
    static constexpr struct {
        QStringView count, part;
        double percent;
    } shares[]{{u"a", u"quarter", 25},        {u"one", u"quarter", 25}, {u"three", u"quarters", 75}, {u"a", u"third", 33.33},
               {u"one", u"third", 33.33},     {u"two", u"thirds", 66.67}, {u"a", u"fifth", 20},      {u"one", u"fifth", 20},
               {u"a", u"tenth", 10},          {u"one", u"tenth", 10}};
    const auto fits = [&](const auto &share) { return wordAt(tokens, at) == share.count && wordAt(tokens, at + 1) == share.part; };
    const auto found = std::ranges::find_if(shares, fits);
    const bool isTime = wordAt(tokens, at + 2) == u"of" && timeUnit(wordAt(tokens, at + 4)).first != Unit::None;
    if (found == std::end(shares) || isTime)
        return std::nullopt;
    return Amount{Slot::Percent, at + 2, found->percent, Unit::Percent, {}, false};
}

void addWeightAndPercent(std::vector<Amount> &found, std::span<const Token> tokens, int at)
{
    const QString word = wordAt(tokens, at);
    const auto count = readCount(tokens, at);
    if (count) {
        const QString unitWord = wordAt(tokens, count->end);
        const Unit unit = weightUnit(unitWord);
        if (unit != Unit::None && !(unit == Unit::Pound && wordAt(tokens, count->end + 1) == u"sterling"_s))
            found.push_back({Slot::Weight, count->end + 1, count->number, unit, {}, false});
        if (unitWord == u"%"_s || unitWord == u"percent"_s)
            found.push_back({Slot::Percent, count->end + 1, count->number, Unit::Percent, {}, false});
        else if (unitWord == u"per"_s && wordAt(tokens, count->end + 1) == u"cent"_s)
            found.push_back({Slot::Percent, count->end + 2, count->number, Unit::Percent, {}, false});
    }
    if (word == u"half"_s)
        found.push_back({Slot::Percent, at + 1, 50, Unit::Percent, {}, false});
    if (const auto share = readShare(tokens, at))
        found.push_back(*share);
}

const QStringList &ordinalNames()
{
    static const QStringList ordinals{u"zeroth"_s,  u"first"_s,   u"second"_s, u"third"_s, u"fourth"_s,  u"fifth"_s,
                                      u"sixth"_s,   u"seventh"_s, u"eighth"_s, u"ninth"_s, u"tenth"_s,   u"eleventh"_s,
                                      u"twelfth"_s, u"thirteenth"_s, u"fourteenth"_s, u"fifteenth"_s, u"sixteenth"_s, u"seventeenth"_s,
                                      u"eighteenth"_s, u"nineteenth"_s, u"twentieth"_s};
    return ordinals;
}

std::optional<Amount> readOrdinal(std::span<const Token> tokens, int at)
{
    const QStringList &ordinals = ordinalNames();
    const qsizetype named = ordinals.indexOf(wordAt(tokens, at));
    if (named > 0)
        return Amount{Slot::Ordinal, at + 1, double(named), {}, {}, false};
    const qsizetype unit = ordinals.indexOf(wordAt(tokens, at + 1));
    const int tens = smallNumber(wordAt(tokens, at));
    if (tens >= 20 && unit > 0 && unit < 10) // twenty-first
        return Amount{Slot::Ordinal, at + 2, double(tens + unit), {}, {}, false};
    if (wordAt(tokens, at) == u"thirtieth"_s)
        return Amount{Slot::Ordinal, at + 1, 30, {}, {}, false};
    static const QStringList endings{u"st"_s, u"nd"_s, u"rd"_s, u"th"_s};
    if (isNumberToken(tokens, at) && endings.contains(wordAt(tokens, at + 1)) && tokens[size_t(at) + 1].isGlued)
        return Amount{Slot::Ordinal, at + 2, tokens[size_t(at)].number, {}, {}, false};
    return std::nullopt;
}

} // namespace

std::optional<Amount> readNumber(std::span<const Token> tokens, int at)
{
    const QString word = wordAt(tokens, at);
    std::optional<Amount> number;
    if (isNumberToken(tokens, at)) {
        number = Amount{Slot::Number, at + 1, tokens[size_t(at)].number, {}, {}, false};
        while (multiplier(wordAt(tokens, number->end)) > 0)
            number->number = tidy(number->number * multiplier(wordAt(tokens, number->end++)));
    } else if (word == u"half"_s && wordAt(tokens, at + 1) == u"a"_s && multiplier(wordAt(tokens, at + 2)) > 0) {
        number = Amount{Slot::Number, at + 3, multiplier(wordAt(tokens, at + 2)) / 2, {}, {}, false};
    } else {
        number = readInWords(tokens, at);
    }
    if (number && startsFraction(tokens, number->end)) {
        number->number += 0.5;
        number->end += 3;
    }
    return number;
}

bool mayBeginAmount(const Token &token)
{
    static const QSet<QString> starts = [] {
        QSet<QString> all{u"a"_s, u"an"_s, u"half"_s, u"each"_s, u"quarter"_s, u"noon"_s, u"midday"_s, u"midnight"_s, u"the"_s, u"thirtieth"_s};
        const auto add = [&](const auto &words) {
            for (const QString &word : words)
                all.insert(word);
        };
        add(smallNumbers().keys());
        add(currencyCodes().keys());
        add(dollarLands().keys());
        add(monthNames().keys());
        add(weekdayNames().keys());
        add(ordinalNames());
        return all;
    }();
    return token.kind != Token::Kind::Word || starts.contains(token.word);
}

std::vector<Amount> readAmounts(std::span<const Token> tokens, int at, Unit currency)
{
    std::vector<Amount> found;
    if (auto number = readNumber(tokens, at))
        found.push_back(*number);
    if (wordAt(tokens, at) == u"-"_s) {
        for (Amount amount : readAmounts(tokens, at + 1, currency)) {
            if (amount.slot <= Slot::Percent && amount.number > 0) {
                amount.number = -amount.number;
                found.push_back(amount);
            }
        }
        return found;
    }
    addMoney(found, tokens, at, currency);
    addWeightAndPercent(found, tokens, at);
    for (const auto &read : {readDuration(tokens, at), readOrdinal(tokens, at), readTime(tokens, at),
                             readDate(tokens, at)}) {
        if (read)
            found.push_back(*read);
    }
    return found;
}

} // namespace crossdock::rules
