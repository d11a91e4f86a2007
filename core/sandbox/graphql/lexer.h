#pragma once

#include "core/sandbox/graphql/document.h"

namespace crossdock::sandbox::graphql {

struct Token {
    enum class Kind { Punctuator, Name, Number, String, End, Wrong };
    Kind kind = Kind::End;
    QString text; ///< of a string: with the escapes resolved; of a wrong one: why
    Place place;
};

/// Cuts GraphQL, requests and schemas alike, into tokens. Commas, blanks and comments fall away.
class Lexer
{
public:
    explicit Lexer(QStringView text)
        : m_text(text)
    {
    }
    Token next();

private:
    void skipIgnored();
    Token string(Place place);
    Token blockString(Place place);
    QChar at(qsizetype offset = 0) const { return m_at + offset < m_text.size() ? m_text.at(m_at + offset) : QChar(); }
    void advance(qsizetype count = 1);
    template <class Accept>
    QString takeWhile(Accept accept)
    {
        const qsizetype from = m_at;
        while (m_at < m_text.size() && accept(m_text.at(m_at)))
            advance();
        return m_text.sliced(from, m_at - from).toString();
    }

    QStringView m_text;
    qsizetype m_at = 0;
    Place m_place;
};

} // namespace crossdock::sandbox::graphql
