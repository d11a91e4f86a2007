#include "core/sandbox/graphql/token_stream.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox::graphql {
namespace {

constexpr int deepestValue = 64;

} // namespace

TokenStream::TokenStream(QStringView text)
    : m_lexer(text)
{
    advance();
}

void TokenStream::advance()
{
    if (hasFailed())
        return;
    m_token = m_lexer.next();
    if (m_token.kind == Token::Kind::Wrong)
        fail(m_token.text);
}

void TokenStream::fail(const QString &message)
{
    if (!hasFailed())
        m_problem = Problem{message, m_token.place};
    m_token.kind = Token::Kind::End;
}

bool TokenStream::take(QStringView punctuator)
{
    if (m_token.kind != Token::Kind::Punctuator || m_token.text != punctuator)
        return false;
    advance();
    return true;
}

void TokenStream::expect(QChar punctuator)
{
    if (!take(punctuator))
        fail(u"Expected \"%1\", actual: \"%2\""_s.arg(punctuator).arg(m_token.text));
}

bool TokenStream::takeNameIf(QStringView name)
{
    if (!isName(name))
        return false;
    advance();
    return true;
}

QString TokenStream::takeName()
{
    const QString name = m_token.text;
    if (!isName())
        fail(u"Expected a name, actual: \"%1\""_s.arg(m_token.text));
    advance();
    return name;
}

QString TokenStream::type()
{
    QString text;
    if (take(u'[')) {
        if (++m_depth > deepestValue)
            fail(u"Type is nested too deeply"_s);
        text = u'[' + type() + u']';
        --m_depth;
        expect(u']');
    } else {
        text = takeName();
    }
    return take(u'!') ? text + u'!' : text;
}

Value TokenStream::value()
{
    Value result;
    if (take(u'$')) {
        result.kind = Value::Kind::Variable;
        result.text = takeName();
        return result;
    }
    if (++m_depth > deepestValue)
        fail(u"Value is nested too deeply"_s);
    if (take(u'[')) {
        result.kind = Value::Kind::List;
        while (!take(u']') && !hasFailed())
            result.items.append(value());
    } else if (take(u'{')) {
        result.kind = Value::Kind::Object;
        while (!take(u'}') && !hasFailed()) {
            const QString name = takeName();
            expect(u':');
            result.fields.append({name, value()});
        }
    } else {
        result.text = m_token.text;
        if (m_token.kind == Token::Kind::Number)
            result.kind = Value::Kind::Number;
        else if (isString())
            result.kind = Value::Kind::String;
        else if (isName(u"true") || isName(u"false"))
            result.kind = Value::Kind::Boolean;
        else if (isName(u"null"))
            result.kind = Value::Kind::Null;
        else if (isName())
            result.kind = Value::Kind::Enum;
        else
            fail(u"Expected a value, actual: \"%1\""_s.arg(m_token.text));
        advance();
    }
    --m_depth;
    return result;
}

QList<Argument> TokenStream::arguments()
{
    QList<Argument> result;
    if (!take(u'('))
        return result;
    while (!take(u')') && !hasFailed()) {
        Argument argument;
        argument.name = takeName();
        expect(u':');
        argument.value = value();
        result.append(argument);
    }
    return result;
}

QList<Directive> TokenStream::directives()
{
    QList<Directive> result;
    while (take(u'@')) {
        Directive directive;
        directive.name = takeName();
        directive.arguments = arguments();
        result.append(directive);
    }
    return result;
}

} // namespace crossdock::sandbox::graphql
