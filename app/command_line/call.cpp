#include "app/command_line/call.h"

#include "core/inventory/data_folder.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#ifdef Q_OS_UNIX
#include <pwd.h>
#include <unistd.h>
#endif

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {

QString Call::path(const QString &name) const
{
    return QDir::cleanPath(QDir(folder).absoluteFilePath(name));
}

QString Call::dataFolder() const
{
    return arguments.has(u"data"_s) ? path(arguments.value(u"data"_s)) : DataFolder::defaultPath();
}

QByteArray Call::toJson() const
{
    const QJsonObject object{{u"line"_s, QJsonArray::fromStringList(line)}, {u"folder"_s, folder}, {u"person"_s, person}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

namespace {

tl::expected<QString, UsageError> resolve(const QString &secret, const QString &folder, const std::function<QByteArray()> &readLine)
{
    const qsizetype equals = secret.indexOf(u'=');
    const QString key = secret.first(qMax<qsizetype>(0, equals));
    // The value itself is never repeated in a message.
    if (key.isEmpty())
        return tl::make_unexpected(UsageError{UsageError::Kind::BadValue, u"--secret"_s, u"it is written KEY=@FILE or KEY=-"_s});
    const QString value = secret.sliced(equals + 1);
    QByteArray bytes;
    if (value == u"-") {
        bytes = readLine();
    } else if (value.startsWith(u'@')) {
        const QString name = QDir(folder).absoluteFilePath(value.sliced(1));
        QFile file(name);
        if (!file.open(QIODevice::ReadOnly))
            return tl::make_unexpected(UsageError{UsageError::Kind::BadValue, u"--secret %1=@%2"_s.arg(key, value.sliced(1)), u"the file cannot be read"_s});
        bytes = file.readAll();
    } else if (!value.isEmpty()) {
        return tl::make_unexpected(UsageError{UsageError::Kind::BadValue, u"--secret %1"_s.arg(key),
                                              u"what stands on the command line, every program on this machine can read: write %1=@FILE, with the secret in a file, or %1=- and give it as a line of stdin"_s.arg(key)});
    }
    while (bytes.endsWith('\n') || bytes.endsWith('\r'))
        bytes.chop(1);
    if (bytes.isEmpty())
        return tl::make_unexpected(UsageError{UsageError::Kind::BadValue, u"--secret %1"_s.arg(key), u"it is empty"_s});
    return key + u'=' + QString::fromUtf8(bytes);
}

} // namespace

tl::expected<QStringList, UsageError> resolveSecrets(const QStringList &line, const QString &folder, const std::function<QByteArray()> &readLine)
{
    QStringList resolved = line;
    for (qsizetype i = 0; i < resolved.size(); ++i) {
        const bool isJoined = resolved[i].startsWith(u"--secret=");
        if (resolved[i] == u"--")
            break;
        if (!isJoined && (resolved[i] != u"--secret" || i + 1 == resolved.size()))
            continue;
        const auto secret = resolve(isJoined ? resolved[i].sliced(9) : resolved[i + 1], folder, readLine);
        if (!secret)
            return tl::make_unexpected(secret.error());
        if (isJoined)
            resolved[i] = u"--secret="_s + *secret;
        else
            resolved[++i] = *secret;
    }
    return resolved;
}

QString loginName()
{
#ifdef Q_OS_UNIX
    if (const passwd *known = ::getpwuid(::geteuid()))
        return QString::fromLocal8Bit(known->pw_name);
#endif
    return qEnvironmentVariable("USERNAME", qEnvironmentVariable("USER", u"somebody"_s));
}

} // namespace crossdock::app
