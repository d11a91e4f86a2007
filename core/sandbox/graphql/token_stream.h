#pragma once

#include "core/sandbox/graphql/lexer.h"

namespace crossdock::sandbox::graphql {

/// The tokens of a text one after the other, and the rules that requests and schemas share. Remembers the first problem;
/// after it every token is the end.
class TokenStream
{
public:
    explicit TokenStream(QStringView text);

    bool hasFailed() const { return m_problem.has_value(); }
    const Problem &problem() const { return *m_problem; }
    bool isAtEnd() const { return m_token.kind == Token::Kind::End; }

protected:
    void fail(const QString &message);
    Place place() const { return m_token.place; }
    bool is(QChar punctuator) const { return m_token.kind == Token::Kind::Punctuator && m_token.text == punctuator; }
    bool isName() const { return m_token.kind == Token::Kind::Name; }
    bool isName(QStringView name) const { return isName() && m_token.text == name; }
    bool isString() const { return m_token.kind == Token::Kind::String; }
    bool take(QChar punctuator) { return take(QStringView(&punctuator, 1)); }
    bool take(QStringView punctuator);
    void expect(QChar punctuator);
    bool takeNameIf(QStringView name);
    QString takeName();
    void skip() { advance(); }

    QString type(); ///< "[ID!]!", without blanks
    Value value();
    QList<Argument> arguments();
    QList<Directive> directives();

private:
    void advance();

    Lexer m_lexer;
    Token m_token;
    std::optional<Problem> m_problem;
    int m_depth = 0;
};

} // namespace crossdock::sandbox::graphql
