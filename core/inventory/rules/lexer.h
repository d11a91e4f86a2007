#pragma once

#include <QString>
#include <optional>
#include <span>
#include <vector>

namespace crossdock::rules {

/// The smallest piece of a sentence. Offsets count UTF-16 units of the sentence as it was given.
struct Token {
    enum class Kind : quint8 { Word, Number, Quote, Mark };

    Kind kind = Kind::Word;
    QString text; ///< as written, after NFKC; of a quote, what stands between the marks
    QString word; ///< small letters, one spelling for all; a mark is itself; empty for a quote
    int from = 0;
    int to = 0;
    bool isGlued = false; ///< nothing stands between it and the token before
    bool isHyphened = false; ///< a hyphen joins it to the token before
    double number = 0;
};

/// Text that no rule can be made from, whatever its words mean.
struct Malformed {
    QString what; ///< "a quote that is not closed"
    int from = 0;
    int to = 0;
};

struct Lexed {
    std::vector<Token> tokens;
    std::optional<Malformed> malformed;
};

/// Cuts a sentence into tokens: NFKC, curly quotes as quotes, contractions as two words ("isn't": is not), one
/// spelling for British and American words. Pure; depends on no locale.
Lexed lex(const QString &sentence);

/// The word at a place; empty beyond both ends.
const QString &wordAt(std::span<const Token> tokens, int at);

/// The characters that one sentence may have.
constexpr int maximumSentence = 2000;

} // namespace crossdock::rules
