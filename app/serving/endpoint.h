#pragma once

#include "app/command_line/arguments.h"

namespace crossdock::app {

/// "HOST:PORT", "[::1]:8080"; port 0 takes any.
struct Endpoint {
    QString host = QStringLiteral("127.0.0.1");
    quint16 port = 0;

    /// Of the flag --`flag`; the default where it is absent.
    static tl::expected<Endpoint, UsageError> of(const Arguments &arguments, const QString &flag);

    friend bool operator==(const Endpoint &, const Endpoint &) = default;
};

} // namespace crossdock::app
