#include "core/inventory/rules/lexer.h"

#include "core/inventory/rules/spelling.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {

namespace {

constexpr int maximumQuote = 1000;

/// The text after NFKC, and where each of its units came from.
struct Normalised {
    QString text;
    std::vector<int> from; ///< one more than `text` has units: the end too
};

bool isMark(QChar c)
{
    return c.category() == QChar::Mark_NonSpacing || c.category() == QChar::Mark_SpacingCombining;
}

/// Composes letter by letter, so that every unit knows its origin.
Normalised normalise(const QString &sentence)
{
    Normalised result;
    const int size = int(sentence.size());
    int start = 0;
    while (start < size) {
        int end = start + 1;
        if (sentence[start].isHighSurrogate() && end < size && sentence[end].isLowSurrogate())
            ++end;
        while (end < size && isMark(sentence[end]))
            ++end;
        const QString piece = end == start + 1 && sentence[start].unicode() < 128
            ? QString(sentence[start])
            : sentence.mid(start, end - start).normalized(QString::NormalizationForm_KC);
        result.text += piece;
        result.from.insert(result.from.end(), size_t(piece.size()), start);
        start = end;
    }
    result.from.push_back(size);
    return result;
}

QChar plain(QChar c)
{
    switch (c.unicode()) {
    case 0x201c: case 0x201d: case 0x201e: case 0x201f: case 0xab: case 0xbb: return u'"';
    case 0x2018: case 0x2019: case 0x201a: case 0x201b: case 0x2032: case 0x60: case 0xb4: return u'\'';
    case 0x2010: case 0x2011: return u'-';
    case '\t': return u' ';
    default: return c;
    }
}

bool isForbidden(QChar c)
{
    const char16_t u = c.unicode();
    if (u == '\t')
        return false;
    if (c.category() == QChar::Other_Control || c.category() == QChar::Other_Format || u == 0xfffd || u == 0x34f
        || u == 0x115f || u == 0x1160 || u == 0x3164)
        return true;
    return c.category() == QChar::Separator_Line || c.category() == QChar::Separator_Paragraph;
}

std::optional<Malformed> findForbidden(const QString &sentence)
{
    for (int i = 0; i < sentence.size(); ++i) {
        const QChar c = sentence[i];
        const bool paired = c.isHighSurrogate() && i + 1 < sentence.size() && sentence[i + 1].isLowSurrogate();
        if (paired) {
            ++i;
            continue;
        }
        if (c.isSurrogate() || isForbidden(c))
            return Malformed{u"a character that cannot be seen or does not belong in text"_s, i, i + 1};
    }
    return std::nullopt;
}

/// Cuts one sentence; used once.
class Cutter
{
public:
    explicit Cutter(const QString &sentence)
        : m_normal(normalise(sentence))
        , m_text(m_normal.text)
    {
        for (QChar &c : m_text)
            c = plain(c);
    }

    Lexed cut()
    {
        while (m_at < m_text.size() && !m_result.malformed)
            step();
        return std::move(m_result);
    }

private:
    QChar at(int position) const { return position < m_text.size() ? m_text[position] : QChar(); }
    int source(int position) const { return m_normal.from[size_t(position)]; }

    void step()
    {
        const QChar c = m_text[m_at];
        if (c.isSpace()) {
            ++m_at;
            m_spaced = true;
        } else if (c == u'"') {
            quote(u'"');
        } else if (c == u'\'' && opensQuote()) {
            quote(u'\'');
        } else if (c.isDigit() || (c == u'.' && at(m_at + 1).isDigit() && !lastIsNumber())) {
            number();
        } else if (c.isLetter() || isMark(c)) {
            word();
        } else if (c == u'#' && (at(m_at + 1).isLetterOrNumber())) {
            slackChannel();
        } else if (c == u'-' && joinsWords()) {
            ++m_at;
            m_hyphened = true;
        } else {
            mark();
        }
    }

    bool lastIsNumber() const
    {
        return !m_spaced && !m_result.tokens.empty() && m_result.tokens.back().kind == Token::Kind::Number;
    }

    bool joinsWords() const
    {
        return !m_spaced && m_at > 0 && at(m_at - 1).isLetterOrNumber() && at(m_at + 1).isLetterOrNumber();
    }

    /// A single quote after a blank that is closed before a blank or a mark.
    bool opensQuote() const
    {
        if (!m_spaced && m_at > 0)
            return false;
        for (int i = m_at + 1; i < m_text.size(); ++i) {
            if (m_text[i] == u'\'' && !at(i + 1).isLetterOrNumber())
                return i > m_at + 1;
        }
        return false;
    }

    void add(Token::Kind kind, int from, int to, QString text, QString word, double number = 0)
    {
        Token token{kind, std::move(text), std::move(word), source(from), source(to), !m_spaced && !m_hyphened,
                    m_hyphened, number};
        if (m_result.tokens.empty())
            token.isGlued = false;
        m_result.tokens.push_back(std::move(token));
        m_spaced = false;
        m_hyphened = false;
    }

    void fail(const QString &what, int from, int to) { m_result.malformed = Malformed{what, source(from), source(to)}; }

    /// Inside quotes \" and \\ and \u{...} stand for a character; a backslash before anything else is one.
    void quote(QChar mark)
    {
        const int from = m_at++;
        QString text;
        while (m_at < m_text.size() && m_text[m_at] != mark) {
            if (m_text[m_at] == u'\\' && escaped(text))
                continue;
            text += m_normal.text[m_at++];
        }
        if (m_at >= m_text.size())
            return fail(u"a quote that is not closed"_s, from, int(m_text.size()));
        ++m_at;
        if (text.trimmed().isEmpty())
            return fail(u"a quote with nothing in it"_s, from, m_at);
        if (text.size() > maximumQuote)
            return fail(u"a quoted text of more than 1,000 characters"_s, from, m_at);
        add(Token::Kind::Quote, from, m_at, text, {});
    }

    bool escaped(QString &text)
    {
        const QChar next = at(m_at + 1);
        if (next == u'"' || next == u'\\') {
            text += next;
            m_at += 2;
            return true;
        }
        const qsizetype close = next == u'u' && at(m_at + 2) == u'{' ? m_text.indexOf(u'}', m_at) : -1;
        bool valid = false;
        const uint code = close > 0 ? QStringView(m_text).mid(m_at + 3, close - m_at - 3).toUInt(&valid, 16) : 0;
        if (!valid || code == 0 || code > QChar::LastValidCodePoint || QChar::isSurrogate(code) || close - m_at > 9)
            return false;
        text += QStringView(QChar::fromUcs4(code)); // QString::fromUcs4 drops a byte order mark
        m_at = int(close) + 1;
        return true;
    }

    /// Digits with thousands commas (1,000 and 1,00,000) and a decimal point.
    void number()
    {
        const int from = m_at;
        QString digits;
        while (at(m_at).isDigit() || (at(m_at) == u',' && groupFollows(m_at + 1))) {
            if (m_text[m_at] != u',')
                digits += QChar(u'0' + m_text[m_at].digitValue());
            ++m_at;
        }
        if (at(m_at) == u'.' && at(m_at + 1).isDigit()) {
            digits += u'.';
            for (++m_at; at(m_at).isDigit(); ++m_at)
                digits += QChar(u'0' + m_text[m_at].digitValue());
        }
        add(Token::Kind::Number, from, m_at, m_text.mid(from, m_at - from), digits, digits.toDouble());
    }

    /// Two or three digits and then a comma, or three digits and then no digit.
    bool groupFollows(int position) const
    {
        int digits = 0;
        while (at(position + digits).isDigit())
            ++digits;
        return digits == 3 || (digits == 2 && at(position + 2) == u',' && groupFollows(position + 3));
    }

    void word()
    {
        const int from = m_at;
        while (at(m_at).isLetter() || isMark(at(m_at)) || apostropheInside())
            ++m_at;
        const QString text = m_text.mid(from, m_at - from);
        if (mixesScripts(text))
            return fail(u"letters of two alphabets in one word"_s, from, m_at);
        const QString small = text.toLower();
        if (addDotted(small, from) || addContraction(small, from, text))
            return;
        if (small == u"mail"_s && m_hyphened && m_result.tokens.back().word == u"e"_s) {
            m_result.tokens.back().word = u"email"_s;
            m_result.tokens.back().text += u"-"_s + text;
            m_result.tokens.back().to = source(m_at);
            m_hyphened = false;
            return;
        }
        add(Token::Kind::Word, from, m_at, text, spelled(small));
    }

    bool apostropheInside() const
    {
        return at(m_at) == u'\'' && at(m_at - 1).isLetter()
            && (at(m_at + 1).isLetter() || at(m_at - 1).toLower() == u's');
    }

    /// "p.m." and "a.m." are one word, and the dot of an abbreviation belongs to it.
    bool addDotted(const QString &small, int from)
    {
        if ((small == u"p"_s || small == u"a"_s) && at(m_at) == u'.' && at(m_at + 1).toLower() == u'm') {
            m_at += at(m_at + 2) == u'.' && m_at + 3 < m_text.size() ? 3 : 2;
            add(Token::Kind::Word, from, m_at, m_text.mid(from, m_at - from), small + u'm');
            return true;
        }
        static const QStringList dotted{u"rs"_s,  u"vs"_s,  u"jan"_s, u"feb"_s, u"mar"_s, u"apr"_s,  u"jun"_s,
                                        u"jul"_s, u"aug"_s, u"sep"_s, u"oct"_s, u"nov"_s, u"dec"_s, u"approx"_s};
        if (at(m_at) != u'.' || m_at + 1 >= m_text.size() || !dotted.contains(small))
            return false;
        ++m_at;
        add(Token::Kind::Word, from, m_at, small, small);
        return true;
    }

    bool addContraction(const QString &small, int from, const QString &text)
    {
        const qsizetype apostrophe = small.indexOf(u'\'');
        if (apostrophe < 0)
            return false;
        const QString tail = small.mid(apostrophe);
        QString head = small.left(apostrophe);
        QString second = u"'s"_s;
        qsizetype split = apostrophe;
        if (tail == u"'t"_s && head.size() > 1 && head.endsWith(u'n')) {
            split = apostrophe - 1;
            head = head == u"won"_s ? u"will"_s : head == u"can"_s ? u"can"_s : head.left(head.size() - 1);
            second = u"not"_s;
        } else if (tail == u"'re"_s || tail == u"'m"_s) {
            second = u"are"_s;
        } else if (tail == u"'ve"_s) {
            second = u"have"_s;
        } else if (tail == u"'ll"_s) {
            second = u"will"_s;
        } else if (tail == u"'d"_s) {
            second = u"would"_s;
        } else if (tail != u"'s"_s && tail != u"'"_s) {
            add(Token::Kind::Word, from, m_at, text, small);
            return true;
        }
        const int middle = from + int(split);
        add(Token::Kind::Word, from, middle, text.left(split), spelled(head));
        add(Token::Kind::Word, middle, m_at, text.mid(split), second);
        return true;
    }

    static bool mixesScripts(const QString &word)
    {
        QChar::Script found = QChar::Script_Common;
        for (const uint c : word.toUcs4()) {
            const QChar::Script script = QChar::script(c);
            if (script == QChar::Script_Common || script == QChar::Script_Inherited)
                continue;
            if (found != QChar::Script_Common && script != found)
                return true;
            found = script;
        }
        return false;
    }

    void slackChannel()
    {
        const int from = m_at++;
        while (at(m_at).isLetterOrNumber() || at(m_at) == u'_' || (at(m_at) == u'-' && at(m_at + 1).isLetterOrNumber()))
            ++m_at;
        const QString text = m_text.mid(from, m_at - from);
        add(Token::Kind::Word, from, m_at, text, text.toLower());
    }

    /// Comparisons and arrows of notes, longest first: "stock <= 5 -> pause Amazon".
    bool sign()
    {
        static constexpr struct {
            QStringView said, word;
        } signs[]{{u"->", u"arrow"},   {u"=>", u"arrow"},    {u"\u2192", u"arrow"},   {u"\u21d2", u"arrow"},     {u"<=", u"atmostsign"}, {u"\u2264", u"atmostsign"},
                  {u">=", u"atleastsign"}, {u"\u2265", u"atleastsign"}, {u"==", u"equalsign"}, {u"<", u"belowsign"}, {u">", u"abovesign"},   {u"=", u"equalsign"}};
        const auto stands = [this](const auto &one) { return QStringView(m_text).mid(m_at).startsWith(one.said); };
        const auto found = std::ranges::find_if(signs, stands);
        if (found == std::end(signs))
            return false;
        const int from = m_at;
        m_at += int(found->said.size());
        add(Token::Kind::Mark, from, m_at, found->said.toString(), found->word.toString());
        return true;
    }

    void mark()
    {
        if (sign())
            return;
        const int from = m_at++;
        if (m_text[from].isHighSurrogate())
            ++m_at;
        QString text = m_text.mid(from, m_at - from);
        const bool dash = text == u"-"_s || text == u"\u2013"_s || text == u"\u2014"_s;
        const bool word = text == u"&"_s;
        const int amount = m_at + (at(m_at).category() == QChar::Symbol_Currency ? 1 : 0);
        const bool minus = text == u"-"_s && at(amount).isDigit();
        const QString name = dash && m_spaced && !minus ? u","_s : text == u"("_s ? u"lparen"_s : text == u")"_s ? u"rparen"_s : text;
        add(word ? Token::Kind::Word : Token::Kind::Mark, from, m_at, text, name);
    }

    Normalised m_normal;
    QString m_text;
    Lexed m_result;
    int m_at = 0;
    bool m_spaced = true;
    bool m_hyphened = false;
};

} // namespace

Lexed lex(const QString &sentence)
{
    Lexed result;
    if (sentence.trimmed().isEmpty()) {
        result.malformed = Malformed{u"nothing but blanks"_s, 0, int(sentence.size())};
        return result;
    }
    if (sentence.size() > maximumSentence && sentence.toUcs4().size() > maximumSentence) {
        result.malformed = Malformed{u"a sentence of more than 2,000 characters"_s, maximumSentence, int(sentence.size())};
        return result;
    }
    if (const auto forbidden = findForbidden(sentence)) {
        result.malformed = forbidden;
        return result;
    }
    return Cutter(sentence).cut();
}

const QString &wordAt(std::span<const Token> tokens, int at)
{
    static const QString none;
    return at >= 0 && size_t(at) < tokens.size() ? tokens[size_t(at)].word : none;
}

} // namespace crossdock::rules
