#include "core/sandbox/message.h"

#include <optional>

namespace crossdock::sandbox {
namespace {

std::optional<QByteArray> fieldOf(QByteArrayView form, QByteArrayView name)
{
    for (const QByteArray &field : form.toByteArray().split('&')) {
        const qsizetype equals = field.indexOf('=');
        const QByteArray key = equals < 0 ? field : field.first(equals);
        if (QByteArray::fromPercentEncoding(key) == name)
            return equals < 0 ? QByteArray() : field.sliced(equals + 1);
    }
    return std::nullopt;
}

} // namespace

QByteArray Request::header(QByteArrayView name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

QStringList Request::list(QByteArrayView name) const
{
    return argument(name).split(u',', Qt::SkipEmptyParts);
}

QString Request::argument(QByteArrayView name) const
{
    return formValue(query, name);
}

bool Request::hasArgument(QByteArrayView name) const
{
    return fieldOf(query, name).has_value();
}

QString formValue(QByteArrayView form, QByteArrayView name)
{
    QByteArray value = fieldOf(form, name).value_or(QByteArray());
    return QString::fromUtf8(QByteArray::fromPercentEncoding(value.replace('+', ' ')));
}

} // namespace crossdock::sandbox
