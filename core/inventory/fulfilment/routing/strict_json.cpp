#include "core/inventory/fulfilment/routing/strict_json.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::routing {
namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// The whole number that this JSON number is. Nothing: it has a fraction, or is 2^63 or more.
std::optional<qint64> wholeNumber(QByteArrayView number, bool &isTooLarge)
{
    QByteArray digits;
    qint64 exponent = 0;
    qsizetype at = number.startsWith('-') ? 1 : 0;
    for (bool isFraction = false; at < number.size() && number[at] != 'e' && number[at] != 'E'; ++at) {
        if (number[at] == '.') {
            isFraction = true;
            continue;
        }
        digits.append(number[at]);
        exponent -= isFraction ? 1 : 0;
    }
    if (at < number.size()) {
        const QByteArrayView written = number.sliced(at + 1);
        const bool isNegative = written.startsWith('-');
        qint64 power = 0;
        for (const char c : written) {
            if (isDigit(c))
                power = std::min<qint64>(power * 10 + (c - '0'), 1'000'000'000'000);
        }
        exponent += isNegative ? -power : power;
    }
    while (digits.endsWith('0') && digits.size() > 1) {
        digits.chop(1);
        ++exponent;
    }
    while (digits.startsWith('0') && digits.size() > 1)
        digits.remove(0, 1);
    if (digits == "0")
        return 0;
    if (exponent < 0)
        return std::nullopt;
    isTooLarge = digits.size() + exponent > 19;
    if (isTooLarge)
        return std::nullopt;
    digits.append(QByteArray(exponent, '0'));
    bool fits = false;
    const qint64 value = digits.toLongLong(&fits);
    isTooLarge = !fits;
    return fits ? std::optional(value) : std::nullopt;
}

} // namespace

StrictJson::StrictJson(QByteArrayView text)
    : m_text(text)
{
    if (m_text.startsWith("\xEF\xBB\xBF"))
        m_at = 3;
    if (!m_text.isValidUtf8())
        fail(u"is not UTF-8"_s);
}

bool StrictJson::open(char bracket, const char *otherwise)
{
    constexpr int deepest = 200;
    space();
    if (m_hasFailed)
        return false;
    if (next() != bracket)
        return fail(kindOfNext() + QLatin1StringView(otherwise));
    if (++m_depth > deepest)
        return syntax(u"is nested too deep"_s);
    ++m_at;
    return true;
}

/// Reads the bracket that ends, or the comma between two values.
bool StrictJson::close(char bracket, bool isFirst)
{
    if (m_hasFailed)
        return false;
    space();
    if (next() == bracket && m_at < m_text.size()) {
        ++m_at;
        --m_depth;
        return true;
    }
    if (isFirst)
        return false;
    if (next() != ',') {
        syntax(u"a comma or “%1” is missing"_s.arg(QLatin1Char(bracket)));
        return false;
    }
    ++m_at;
    return false;
}

bool StrictJson::key(QByteArray &key, std::vector<QByteArray> &keys)
{
    space();
    if (next() != '"')
        return syntax(u"a key is missing"_s);
    if (!text(key))
        return false;
    if (std::find(keys.begin(), keys.end(), key) != keys.end())
        return fail(u"holds “%1” twice"_s.arg(QString::fromUtf8(key)));
    keys.push_back(key);
    space();
    if (next() != ':')
        return syntax(u"a colon is missing"_s);
    ++m_at;
    return true;
}

bool StrictJson::text(QByteArray &value)
{
    space();
    if (next() != '"')
        return fail(kindOfNext() + u"is no text"_s);
    const qsizetype begin = ++m_at;
    bool isEscaped = false;
    for (; m_at < m_text.size() && m_text[m_at] != '"'; ++m_at) {
        if (static_cast<uchar>(m_text[m_at]) < 0x20)
            return syntax(u"a control character stands in a text"_s);
        if (m_text[m_at] != '\\') {
            if (isEscaped)
                value.append(m_text[m_at]);
            continue;
        }
        if (!isEscaped)
            value = m_text.sliced(begin, m_at - begin).toByteArray();
        isEscaped = true;
        ++m_at;
        if (!escape(value))
            return false;
    }
    if (m_at == m_text.size())
        return syntax(u"a text does not end"_s);
    if (!isEscaped)
        value = QByteArray::fromRawData(m_text.data() + begin, m_at - begin);
    ++m_at;
    return true;
}

/// The character that follows a backslash; stays on its last letter.
bool StrictJson::escape(QByteArray &value)
{
    constexpr QByteArrayView letters = "\"\\/bfnrt", meant = "\"\\/\b\f\n\r\t";
    const qsizetype known = letters.indexOf(next());
    if (m_at < m_text.size() && known >= 0) {
        value.append(meant[known]);
        return true;
    }
    char32_t unit = 0;
    if (next() != 'u' || !hexDigits(unit))
        return syntax(u"a text holds an unknown escape"_s);
    if (QChar::isHighSurrogate(unit) && m_text.sliced(m_at + 1).startsWith("\\u")) {
        m_at += 2;
        char32_t low = 0;
        if (!hexDigits(low) || !QChar::isLowSurrogate(low))
            return syntax(u"a text holds half a character"_s);
        unit = QChar::surrogateToUcs4(static_cast<char16_t>(unit), static_cast<char16_t>(low));
    }
    if (QChar::isSurrogate(unit))
        return syntax(u"a text holds half a character"_s);
    value.append(QString::fromUcs4(&unit, 1).toUtf8());
    return true;
}

/// The four digits after the "u" on which it stands; stays on the last.
bool StrictJson::hexDigits(char32_t &unit)
{
    if (m_text.size() - m_at < 5)
        return false;
    bool isHex = true;
    for (int i = 1; i <= 4; ++i) {
        const char c = m_text[m_at + i];
        const bool isLetter = (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
        isHex = isHex && (isDigit(c) || isLetter);
        unit = unit * 16 + static_cast<char32_t>(isDigit(c) ? c - '0' : (c | 0x20) - 'a' + 10);
    }
    m_at += 4;
    return isHex;
}

QByteArrayView StrictJson::number()
{
    const qsizetype begin = m_at;
    const auto digits = [this] {
        const qsizetype first = m_at;
        while (isDigit(next()))
            ++m_at;
        return m_at > first;
    };
    if (next() == '-')
        ++m_at;
    const bool hasZero = next() == '0';
    bool isNumber = digits() && !(hasZero && m_at - begin > (m_text[begin] == '-' ? 2 : 1));
    if (isNumber && next() == '.') {
        ++m_at;
        isNumber = digits();
    }
    if (isNumber && (next() == 'e' || next() == 'E')) {
        ++m_at;
        if (next() == '+' || next() == '-')
            ++m_at;
        isNumber = digits();
    }
    if (isNumber)
        return m_text.sliced(begin, m_at - begin);
    m_at = begin;
    return {};
}

bool StrictJson::count(qint64 &value, qint64 least)
{
    space();
    const qsizetype begin = m_at;
    const QByteArrayView written = number();
    if (written.isEmpty())
        return fail(kindOfNext() + u"is no number"_s);
    const QString shown = QString::fromUtf8(written.first(std::min<qsizetype>(written.size(), 40)));
    bool isTooLarge = false;
    const auto whole = wholeNumber(written, isTooLarge);
    m_at = begin;
    if (written.startsWith('-') && whole != 0)
        return fail(shown + u" is negative"_s);
    if (!whole)
        return fail(shown + (isTooLarge ? u" is 2^63 or more"_s : u" is no whole number"_s));
    if (*whole < least)
        return fail(u"%1 is below %2"_s.arg(shown).arg(least));
    m_at = begin + written.size();
    value = *whole;
    return true;
}

bool StrictJson::decimal(QByteArray &digits)
{
    space();
    const qsizetype begin = m_at;
    const QByteArrayView written = number();
    if (written.isEmpty())
        return fail(kindOfNext() + u"is no number"_s);
    m_at = begin;
    const QString shown = QString::fromUtf8(written.first(std::min<qsizetype>(written.size(), 40)));
    if (written.startsWith('-'))
        return fail(shown + u" is negative"_s);
    if (written.contains('e') || written.contains('E'))
        return fail(shown + u" has an exponent"_s);
    m_at = begin + written.size();
    digits = written.toByteArray();
    return true;
}

bool StrictJson::flag(bool &value)
{
    space();
    value = word("true");
    return value || word("false") || fail(kindOfNext() + u"is neither true nor false"_s);
}

bool StrictJson::isNull()
{
    space();
    return word("null");
}

bool StrictJson::isText()
{
    space();
    return next() == '"';
}

bool StrictJson::skip()
{
    space();
    if (next() == '{')
        return object([this](const QByteArray &) { return skip(); });
    if (next() == '[')
        return array([this](qsizetype) { return skip(); });
    QByteArray ignored;
    if (next() == '"')
        return text(ignored);
    if (word("null") || word("true") || word("false") || !number().isEmpty())
        return true;
    return fail(kindOfNext() + u"is no value"_s);
}

bool StrictJson::end()
{
    space();
    return m_at == m_text.size() ? !m_hasFailed : syntax(u"something follows the end"_s);
}

bool StrictJson::word(QByteArrayView word)
{
    if (!m_text.sliced(m_at).startsWith(word))
        return false;
    m_at += word.size();
    return true;
}

void StrictJson::space()
{
    while (m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\n' || m_text[m_at] == '\r' || m_text[m_at] == '\t'))
        ++m_at;
}

bool StrictJson::fail(const QString &what)
{
    if (!m_hasFailed)
        m_error = {Error::Code::InvalidInput, place(), what};
    m_hasFailed = true;
    return false;
}

bool StrictJson::syntax(const QString &what)
{
    const QByteArrayView before = m_text.first(m_at);
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    return fail(u"line %1, byte %2: %3"_s.arg(line).arg(m_at - before.lastIndexOf('\n')).arg(what));
}

/// "orders[2].lines[0].quantity"; empty: the document itself.
QString StrictJson::place() const
{
    QString text;
    for (const Step &step : m_place) {
        if (step.index >= 0)
            text += u"[%1]"_s.arg(step.index);
        else
            text += (text.isEmpty() ? QString() : u"."_s) + QString::fromUtf8(step.key);
    }
    return text;
}

/// What stands here, for a sentence: "a text ", "NaN ".
QString StrictJson::kindOfNext() const
{
    if (m_at >= m_text.size())
        return u"the end of the file "_s;
    const QByteArrayView rest = m_text.sliced(m_at);
    for (const char *known : {"NaN", "-Infinity", "Infinity", "true", "false", "null"}) {
        if (rest.startsWith(known))
            return QLatin1StringView(known) + u" "_s;
    }
    switch (rest[0]) {
    case '"':
        return u"a text "_s;
    case '{':
        return u"an object "_s;
    case '[':
        return u"an array "_s;
    default:
        return isDigit(rest[0]) || rest[0] == '-' ? u"a number "_s : u"“%1” "_s.arg(QString::fromUtf8(rest.first(std::min<qsizetype>(rest.size(), 8))));
    }
}

} // namespace crossdock::routing
