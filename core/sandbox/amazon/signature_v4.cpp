#include "core/sandbox/amazon/signature_v4.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>

namespace crossdock::sandbox {
namespace {

QByteArray sha256(const QByteArray &data)
{
    return QCryptographicHash::hash(data, QCryptographicHash::Sha256).toHex();
}

QByteArray hmac(const QByteArray &key, const QByteArray &data)
{
    return QMessageAuthenticationCode::hash(data, key, QCryptographicHash::Sha256);
}

/// "Key=value" of one part of the Authorization header.
QByteArray valueOf(const QByteArray &authorization, const QByteArray &key)
{
    const qsizetype from = authorization.indexOf(key + '=');
    if (from < 0)
        return {};
    const qsizetype start = from + key.size() + 1;
    const qsizetype comma = authorization.indexOf(',', start);
    return authorization.sliced(start, (comma < 0 ? authorization.size() : comma) - start).trimmed();
}

QByteArray canonicalQuery(const QByteArray &query)
{
    QList<QByteArray> fields;
    for (const QByteArray &field : query.split('&')) {
        if (field.isEmpty())
            continue;
        const qsizetype equals = field.indexOf('=');
        const QByteArray name = QByteArray::fromPercentEncoding(equals < 0 ? field : field.first(equals));
        const QByteArray value = equals < 0 ? QByteArray() : QByteArray::fromPercentEncoding(field.sliced(equals + 1));
        fields.append(name.toPercentEncoding() + '=' + value.toPercentEncoding());
    }
    std::sort(fields.begin(), fields.end());
    return fields.join('&');
}

QByteArray canonicalPath(const QByteArray &path)
{
    return path.isEmpty() ? QByteArray("/") : QByteArray::fromPercentEncoding(path).toPercentEncoding("/");
}

} // namespace

std::optional<SignatureV4> SignatureV4::parse(const QByteArray &authorization)
{
    if (!authorization.startsWith("AWS4-HMAC-SHA256 "))
        return std::nullopt;
    const QList<QByteArray> scope = valueOf(authorization, "Credential").split('/');
    if (scope.size() != 5 || scope.at(4) != "aws4_request")
        return std::nullopt;
    SignatureV4 signature{scope.at(0), scope.at(1), scope.at(2), scope.at(3),
                          valueOf(authorization, "SignedHeaders").split(';'), valueOf(authorization, "Signature")};
    return signature.signature.isEmpty() ? std::nullopt : std::optional(signature);
}

QByteArray SignatureV4::canonicalRequest(const Request &request) const
{
    QByteArray headers;
    for (const QByteArray &name : signedHeaders)
        headers += name + ':' + request.header(name).simplified() + '\n';
    QByteArray payload = request.header("x-amz-content-sha256");
    if (payload.isEmpty())
        payload = sha256(request.body);
    return request.method + '\n' + canonicalPath(request.path) + '\n' + canonicalQuery(request.query) + '\n' + headers
        + '\n' + signedHeaders.join(';') + '\n' + payload;
}

QByteArray SignatureV4::expected(const Request &request, const QByteArray &secretKey) const
{
    const QByteArray scope = date + '/' + region + '/' + service + "/aws4_request";
    const QByteArray text
        = "AWS4-HMAC-SHA256\n" + request.header("x-amz-date") + '\n' + scope + '\n' + sha256(canonicalRequest(request));
    QByteArray key = hmac("AWS4" + secretKey, date);
    for (const QByteArray &step : {region, service, QByteArray("aws4_request")})
        key = hmac(key, step);
    return hmac(key, text).toHex();
}

} // namespace crossdock::sandbox
