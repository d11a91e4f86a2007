#include "core/inventory/channels/payment_words.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::channels {
namespace {

/// A name means the first row of which it has a part, without blanks and signs, or a word that is the whole of one.
struct Row {
    QLatin1StringView method;
    QLatin1StringView part, word; ///< either may be empty
};

constexpr Row rows[] = {
    {"cod"_L1, "cashondelivery"_L1, "cod"_L1},        {"upi"_L1, {}, "upi"_L1},                        {"paypal"_L1, "paypal"_L1, "ppcp"_L1},
    {"gift_card"_L1, "giftcard"_L1, {}},              {"bank_transfer"_L1, "banktransfer"_L1, "bacs"_L1}, {"bank_transfer"_L1, "bankdeposit"_L1, "sepa"_L1},
    {"card"_L1, "creditcard"_L1, "card"_L1},          {"card"_L1, "debitcard"_L1, "stripe"_L1},        {"card"_L1, "shopifypayments"_L1, {}},
    {"card"_L1, "woocommercepayments"_L1, {}},
};

QString methodOf(const QString &name)
{
    QStringList words{QString()};
    for (const QChar c : name.toLower()) {
        if (c.isLetterOrNumber())
            words.last() += c;
        else if (!words.last().isEmpty())
            words.append(QString());
    }
    const QString joined = words.join(QString());
    if (joined.isEmpty())
        return {};
    const auto row = std::find_if(std::begin(rows), std::end(rows), [&](const Row &one) {
        return (!one.part.isEmpty() && joined.contains(one.part)) || (!one.word.isEmpty() && words.contains(one.word));
    });
    return row == std::end(rows) ? u"other"_s : QString(row->method);
}

} // namespace

QString paymentMethodOf(const QStringList &names)
{
    QStringList methods;
    std::transform(names.begin(), names.end(), std::back_inserter(methods), methodOf);
    methods.removeAll(QString());
    if (methods.isEmpty() || methods.contains(u"cod"_s))
        return methods.isEmpty() ? QString() : u"cod"_s;
    const auto main = std::find_if(methods.begin(), methods.end(), [](const QString &method) { return method != u"gift_card"; });
    return main == methods.end() ? methods.first() : *main;
}

} // namespace crossdock::channels
