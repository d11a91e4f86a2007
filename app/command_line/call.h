#pragma once

#include "app/command_line/arguments.h"
#include "core/inventory/values/result.h"

#include <QJsonObject>

namespace crossdock::app {

/// A command as it was typed: what an engine needs to carry it out for somebody else. Secrets in it are already read.
struct Call {
    Arguments arguments; ///< without the command's own words
    QString command; ///< "stock show"
    QStringList line; ///< as typed, secrets resolved
    QString folder; ///< where it was typed: relative paths start here
    QString person; ///< login

    QString path(const QString &name) const; ///< absolute
    QString dataFolder() const; ///< of --data, else the platform's place

    QByteArray toJson() const;
};

/// "K=@FILE" and "K=-" (one line of stdin) to "K=VALUE", for each --secret. `readLine` reads a line of stdin.
tl::expected<QStringList, UsageError> resolveSecrets(const QStringList &line, const QString &folder, const std::function<QByteArray()> &readLine);

QString loginName();

} // namespace crossdock::app
