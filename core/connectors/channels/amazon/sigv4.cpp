#include "core/connectors/channels/amazon/sigv4.h"

#include <QCryptographicHash>
#include <QMap>
#include <QMessageAuthenticationCode>
#include <QUrl>
#include <algorithm>

namespace crossdock::amazon {
namespace {

QByteArray sha256Hex(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

QByteArray hmac(const QByteArray &key, const QByteArray &message)
{
    return QMessageAuthenticationCode::hash(message, key, QCryptographicHash::Sha256);
}

QByteArray hostOf(const QUrl &url)
{
    const QByteArray host = url.host(QUrl::FullyEncoded).toLatin1();
    const int usual = url.scheme() == QLatin1StringView("http") ? 80 : 443;
    return url.port(usual) == usual ? host : host + ':' + QByteArray::number(url.port());
}

/// Encoded anew, so that "%2f", "%2F" and a bare character are one.
QByteArray canonicalPart(const QByteArray &part)
{
    return QByteArray::fromPercentEncoding(part).toPercentEncoding();
}

QByteArray canonicalPath(const QByteArray &path)
{
    // every service but S3 signs the path encoded once more than it is sent
    return path.isEmpty() ? QByteArray("/") : path.toPercentEncoding("/");
}

QByteArray canonicalQuery(const QByteArray &query)
{
    QList<QPair<QByteArray, QByteArray>> pairs;
    const auto parts = query.isEmpty() ? QList<QByteArray>() : query.split('&');
    for (const QByteArray &part : parts) {
        const qsizetype equals = part.indexOf('=');
        const QByteArray name = equals < 0 ? part : part.first(equals);
        pairs.append({canonicalPart(name), equals < 0 ? QByteArray() : canonicalPart(part.sliced(equals + 1))});
    }
    std::sort(pairs.begin(), pairs.end());
    QByteArrayList joined;
    for (const auto &[name, value] : std::as_const(pairs))
        joined.append(name + '=' + value);
    return joined.join('&');
}

QMap<QByteArray, QByteArray> canonicalHeaders(const http::Request &request)
{
    QMap<QByteArray, QByteArray> sorted;
    sorted.insert("host", hostOf(QUrl::fromEncoded(request.url)));
    for (const http::Header &header : request.headers) {
        const QByteArray name = header.name.toLower();
        const QByteArray value = header.value.simplified();
        auto known = sorted.find(name);
        if (known == sorted.end() || name == "host")
            sorted.insert(name, value);
        else
            *known += ',' + value; // the same header twice counts as a list, in the order sent
    }
    return sorted;
}

QByteArray signedHeaders(const http::Request &request)
{
    return canonicalHeaders(request).keys().join(';');
}

} // namespace

QByteArray amzDate(Time time)
{
    return toDateTime(time).toString(QStringLiteral("yyyyMMdd'T'HHmmss'Z'")).toLatin1();
}

QByteArray canonicalRequest(const http::Request &request)
{
    const QUrl url = QUrl::fromEncoded(request.url);
    QByteArray headers;
    const auto sorted = canonicalHeaders(request);
    for (auto header = sorted.begin(); header != sorted.end(); ++header)
        headers += header.key() + ':' + header.value() + '\n';
    return request.method + '\n' + canonicalPath(url.path(QUrl::FullyEncoded).toLatin1()) + '\n'
        + canonicalQuery(url.query(QUrl::FullyEncoded).toLatin1()) + '\n' + headers + '\n'
        + QByteArray(sorted.keys().join(';')) + '\n' + sha256Hex(request.body);
}

http::Request signedRequest(http::Request request, const AwsKeys &keys, const SigningScope &scope, Time now)
{
    const QByteArray moment = amzDate(now);
    const QByteArray day = moment.first(8);
    const QByteArray scopeText = day + '/' + scope.region + '/' + scope.service + "/aws4_request";
    request.headers.append({"X-Amz-Date", moment});
    if (!keys.sessionToken.isEmpty())
        request.headers.append({"X-Amz-Security-Token", keys.sessionToken});

    const QByteArray toSign = "AWS4-HMAC-SHA256\n" + moment + '\n' + scopeText + '\n'
        + sha256Hex(canonicalRequest(request));
    QByteArray key = "AWS4" + keys.secretAccessKey;
    for (const QByteArray &part : {day, scope.region, scope.service, QByteArray("aws4_request")})
        key = hmac(key, part);
    request.headers.append({"Authorization",
                            "AWS4-HMAC-SHA256 Credential=" + keys.accessKeyId + '/' + scopeText
                                + ", SignedHeaders=" + signedHeaders(request)
                                + ", Signature=" + hmac(key, toSign).toHex()});
    return request;
}

} // namespace crossdock::amazon
