#include "core/sandbox/graphql/lexer.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox::graphql {
namespace {

bool isNameStart(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'_';
}

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

} // namespace

void Lexer::advance(qsizetype count)
{
    for (; count > 0 && m_at < m_text.size(); --count, ++m_at) {
        if (m_text.at(m_at) == u'\n') {
            ++m_place.line;
            m_place.column = 1;
        } else {
            ++m_place.column;
        }
    }
}

void Lexer::skipIgnored()
{
    while (m_at < m_text.size()) {
        const QChar c = at();
        if (c == u'#')
            takeWhile([](QChar each) { return each != u'\n'; });
        else if (c == u',' || c.isSpace() || c == QChar(0xfeff))
            advance();
        else
            return;
    }
}

Token Lexer::next()
{
    skipIgnored();
    const Place place = m_place;
    if (m_at >= m_text.size())
        return {Token::Kind::End, u"end of file"_s, place};
    const QChar c = at();
    if (isNameStart(c))
        return {Token::Kind::Name, takeWhile([](QChar each) { return isNameStart(each) || isDigit(each); }), place};
    if (isDigit(c) || c == u'-') {
        const auto isOfNumber = [](QChar each) {
            return isDigit(each) || each == u'-' || each == u'+' || each == u'.' || each == u'e' || each == u'E';
        };
        return {Token::Kind::Number, takeWhile(isOfNumber), place};
    }
    if (c == u'"')
        return at(1) == u'"' && at(2) == u'"' ? blockString(place) : string(place);
    if (c == u'.' && at(1) == u'.' && at(2) == u'.') {
        advance(3);
        return {Token::Kind::Punctuator, u"..."_s, place};
    }
    if (u"!$&()[]{}:=@|"_s.contains(c)) {
        advance();
        return {Token::Kind::Punctuator, QString(c), place};
    }
    return {Token::Kind::Wrong, u"Unexpected character: \"%1\""_s.arg(c), place};
}

Token Lexer::string(Place place)
{
    advance();
    QString text;
    while (m_at < m_text.size() && at() != u'"' && at() != u'\n') {
        if (at() != u'\\') {
            text += at();
            advance();
            continue;
        }
        const QChar escape = at(1);
        const qsizetype known = u"\"\\/bfnrt"_s.indexOf(escape);
        if (escape == u'u') {
            bool isHex = false;
            text += QChar(char16_t(m_text.mid(m_at + 2, 4).toString().toUShort(&isHex, 16)));
            if (!isHex)
                return {Token::Kind::Wrong, u"Bad unicode escape"_s, m_place};
            advance(6);
        } else if (known >= 0) {
            text += u"\"\\/\b\f\n\r\t"_s.at(known);
            advance(2);
        } else {
            return {Token::Kind::Wrong, u"Bad escape"_s, m_place};
        }
    }
    if (at() != u'"')
        return {Token::Kind::Wrong, u"Unterminated string"_s, place};
    advance();
    return {Token::Kind::String, text, place};
}

Token Lexer::blockString(Place place)
{
    advance(3);
    const qsizetype end = m_text.indexOf(u"\"\"\""_s, m_at);
    if (end < 0)
        return {Token::Kind::Wrong, u"Unterminated string"_s, place};
    const QString text = m_text.sliced(m_at, end - m_at).toString().trimmed();
    advance(end - m_at + 3);
    return {Token::Kind::String, text, place};
}

} // namespace crossdock::sandbox::graphql
