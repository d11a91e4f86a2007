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

/// RFC 2045, 6.8.
QByteArray base64Lines(const QByteArray &bytes)
{
    const QByteArray all = bytes.toBase64();
    QByteArray lines;
    for (qsizetype from = 0; from < all.size(); from += lineBytes)
        lines += all.mid(from, lineBytes) + "\r\n";
    return lines;
}

constexpr auto textHead = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n";

/// RFC 2046, 5.1. No line of the text can be the boundary: it has "=_", which stands in no quoted-printable text, and base64 has no "_".
QByteArray partsOf(const Mail &mail, const QByteArray &boundary)
{
    const Attachment &file = *mail.attachment;
    return "--" + boundary + "\r\n" + textHead + "\r\n" + bodyOf(mail.text) + "--" + boundary + "\r\nContent-Type: " + file.type + "\r\nContent-Transfer-Encoding: base64\r\n"
        + "Content-Disposition: attachment; filename=\"" + file.name + "\"\r\n\r\n" + base64Lines(file.bytes) + "--" + boundary + "--\r\n";
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
    const QByteArray boundary = "=_" + QCryptographicHash::hash(mail.key, QCryptographicHash::Sha256).toHex().last(32);
    const QByteArray body = mail.attachment ? "Content-Type: multipart/mixed; boundary=\"" + boundary + "\"\r\nAuto-Submitted: auto-generated\r\n\r\n" + partsOf(mail, boundary)
                                            : textHead + QByteArray("Auto-Submitted: auto-generated\r\n\r\n") + bodyOf(mail.text);
    return "Date: " + dateOf(mail.at) + "\r\nFrom: " + mail.from.toLatin1() + "\r\nTo: " + mail.to.toLatin1() + "\r\nSubject: " + subjectOf(mail.subject)
        + "\r\nMessage-ID: " + idOf(mail)
        + "\r\nMIME-Version: 1.0\r\n" + body;
}

} // namespace crossdock::mail
