#pragma once

#include "core/inventory/rules/grammar.h"
#include "core/inventory/rules/lexer.h"
#include "core/inventory/rules/rule.h"

#include <QHash>
#include <optional>
#include <span>
#include <vector>

namespace crossdock::rules {

/// A number, amount, time or date that begins at a token, and the token behind it.
struct Amount {
    Slot slot = Slot::Number;
    int end = 0;
    double number = 0;
    Unit unit = Unit::None;
    QString text; ///< a time as HH:MM, a date as yyyy-mm-dd (----mm-dd without a year)
    bool isUnsure = false; ///< morning or evening, day or month: cannot be told
};

/// A number in digits or words: 1,00,000 · two hundred and fifty · 1.5 lakh · half a dozen.
std::optional<Amount> readNumber(std::span<const Token> tokens, int at);

/// Everything that could begin at `at`: the number itself, with a unit, as a time or a date. `currency` is that
/// of cents.
std::vector<Amount> readAmounts(std::span<const Token> tokens, int at, Unit currency);

std::optional<Amount> readTime(std::span<const Token> tokens, int at);
std::optional<Amount> readDate(std::span<const Token> tokens, int at);

/// False: no amount, time, month or weekday begins with this word, and the words behind it need no look.
bool mayBeginAmount(const Token &token);

/// What months and weekdays are called, and the number or key of each.
const QHash<QString, int> &monthNames();
const QHash<QString, QString> &weekdayNames();
/// 1 to 12 for the name of a month, "mon" to "sun" for that of a weekday; 0 and empty for other words.
int monthNamed(const QString &word);
QString weekdayNamed(const QString &word);

} // namespace crossdock::rules
