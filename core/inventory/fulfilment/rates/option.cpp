#include "core/inventory/fulfilment/rates/option.h"

#include <QStringList>
#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rates {
namespace {

struct OptionWords {
    QLatin1StringView name, words;
};
constexpr std::array optionTable{OptionWords{"signature"_L1, "a signature"_L1}, OptionWords{"adult_signature"_L1, "an adult's signature"_L1}, OptionWords{"insurance"_L1, "insurance"_L1},
                                 OptionWords{"gift_wrap"_L1, "gift wrap"_L1}, OptionWords{"saturday_delivery"_L1, "delivery on a Saturday"_L1}};

} // namespace

QString nameOf(Option option)
{
    return optionTable.at(static_cast<size_t>(option)).name;
}

std::optional<Option> optionFrom(QStringView name)
{
    const auto found = std::find_if(optionTable.begin(), optionTable.end(), [&](const OptionWords &one) { return one.name == name; });
    return found == optionTable.end() ? std::nullopt : std::optional(static_cast<Option>(found - optionTable.begin()));
}

QString wordsOf(Option option)
{
    return optionTable.at(static_cast<size_t>(option)).words;
}

QString wordsOf(const Options &options)
{
    QStringList words;
    for (const Option option : options)
        words.append(wordsOf(option));
    const QString last = words.isEmpty() ? QString() : words.takeLast();
    return words.isEmpty() ? last : words.join(u", "_s) + u" and "_s + last;
}

Options with(Options options, Option option)
{
    const auto place = std::lower_bound(options.begin(), options.end(), option);
    if (place == options.end() || *place != option)
        options.insert(place, option);
    return options;
}

Options forCarriers(Options options)
{
    options.removeAll(Option::GiftWrap);
    return options;
}

Options charged(Options options)
{
    if (options.contains(Option::AdultSignature))
        options.removeAll(Option::Signature);
    return forCarriers(std::move(options));
}

QString namesOf(const Options &options)
{
    QStringList names;
    for (const Option option : options)
        names.append(nameOf(option));
    return names.join(u' ');
}

Options optionsFrom(const QString &names)
{
    Options options;
    for (const QString &name : names.split(u' ', Qt::SkipEmptyParts))
        if (const auto option = optionFrom(name))
            options = with(options, *option);
    return options;
}

} // namespace crossdock::rates
