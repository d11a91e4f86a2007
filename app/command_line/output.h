#pragma once

#include <QString>

namespace crossdock::app {

/// Where a command's answer goes: the process's own streams, the tool at the other end of a socket, a test's memory.
class Output
{
public:
    virtual ~Output() = default;
    virtual void out(const QString &text) = 0; ///< the answer
    virtual void err(const QString &text) = 0; ///< messages for people
};

/// stdout and stderr, flushed at once.
class StandardOutput : public Output
{
public:
    void out(const QString &text) override;
    void err(const QString &text) override;
};

/// Keeps everything. For tests.
class MemoryOutput : public Output
{
public:
    void out(const QString &text) override { written += text; }
    void err(const QString &text) override { messages += text; }
    QString written, messages;
};

} // namespace crossdock::app
