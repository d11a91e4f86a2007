#include "app/command_line/output.h"

#include <cstdio>

namespace crossdock::app {
namespace {

void write(FILE *stream, const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stream);
    std::fflush(stream);
}

} // namespace

void StandardOutput::out(const QString &text)
{
    write(stdout, text);
}

void StandardOutput::err(const QString &text)
{
    write(stderr, text);
}

} // namespace crossdock::app
