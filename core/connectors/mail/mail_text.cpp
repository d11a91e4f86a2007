#include "core/connectors/mail/mail_text.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QLocale>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::mail {
namespace {

constexpr qsizetype lineBytes = 76; // RFC 2045, 6.7: with the soft break

bool isPlain(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u' ' && c <= u'~'; });
}

/// RFC 2047, 4.1: words of at most 75 characters, none of which splits a character.
QByteArray encodedWords(const QString &text)
{
    constexpr qsizetype wordBytes = 39; // 52 in base64, the frame around it and the name of the header
    QByteArrayList words;
    QByteArray word;
    for (const char32_t c : text.toUcs4()) {
        const QByteArray bytes = QString::fromUcs4(&c, 1).toUtf8();
        if (word.size() + bytes.size() > wordBytes)
            words.append(std::exchange(word, {}));
        word += bytes;
    }
    words.append(word);
    for (QByteArray &one : words)
        one = "=?UTF-8?B?" + one.toBase64() + "?=";
    return words.join("\r\n ");
}

QByteArray subjectOf(const QString &subject)
{
    const QString line = subject.simplified();
    constexpr qsizetype longestPlain = 60; // on the header's first line
    return isPlain(line) && line.size() <= longestPlain ? line.toLatin1() : encodedWords(line);
}

/// RFC 2045, 6.7, of one line without its end.
QByteArray quotedLine(const QByteArray &line)
{
    QByteArray quoted;
    qsizetype width = 0;
    for (qsizetype i = 0; i < line.size(); ++i) {
        const char c = line[i];
        const bool isLast = i + 1 == line.size();
        const bool isSafe = (c >= '!' && c <= '~' && c != '=') || ((c == ' ' || c == '\t') && !isLast);
        const QByteArray piece = isSafe ? QByteArray(1, c) : '=' + QByteArray(1, c).toHex().toUpper();
        if (width + piece.size() > lineBytes - 1) {
            quoted += "=\r\n";
            width = 0;
        }
        quoted += piece;
        width += piece.size();
    }
    return quoted;
}

QByteArray bodyOf(const QString &text)
{
    QByteArray body;
    QString lines = text;
    lines.replace(u"\r\n"_s, u"\n"_s).replace(u'\r', u'\n');
    for (const QString &line : lines.split(u'\n'))
        body += quotedLine(line.toUtf8()) + "\r\n";
    return body;
}

QByteArray dateOf(Time at)
{
    const QDateTime utc = QDateTime::fromMSecsSinceEpoch(toMs(at), Qt::UTC);
    return QLocale::c().toString(utc, u"ddd, d MMM yyyy HH:mm:ss"_s).toLatin1() + " +0000";
}

QByteArray idOf(const Mail &mail)
{
    const QByteArray name = QCryptographicHash::hash(mail.key, QCryptographicHash::Sha256).toHex().first(32);
    return '<' + name + '@' + mail.from.section(u'@', 1).toLatin1() + '>';
}

} // namespace

bool isAddress(const QString &address)
{
    const QString name = address.section(u'@', 0, 0), host = address.section(u'@', 1);
    const bool isLine = std::none_of(address.begin(), address.end(), [](QChar c) { return c <= u' ' || c > u'~' || QStringView(u"<>,;:()[]\\\"").contains(c); });
    return isLine && address.count(u'@') == 1 && !name.isEmpty() && !host.isEmpty() && address.size() <= 254;
}

QByteArray toBytes(const Mail &mail)
{
    return "Date: " + dateOf(mail.at) + "\r\nFrom: " + mail.from.toLatin1() + "\r\nTo: " + mail.to.toLatin1() + "\r\nSubject: " + subjectOf(mail.subject)
        + "\r\nMessage-ID: " + idOf(mail)
        + "\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\nAuto-Submitted: auto-generated\r\n\r\n"
        + bodyOf(mail.text);
}

} // namespace crossdock::mail
