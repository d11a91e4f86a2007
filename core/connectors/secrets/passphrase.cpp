#include "core/connectors/secrets/passphrase.h"

#include <QFile>

#include <cstdio>
#include <sodium.h>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <termios.h>
#include <unistd.h>
#endif

using namespace Qt::Literals::StringLiterals;

namespace crossdock::secrets
{

namespace
{

constexpr qint64 longestPassphrase = 4096;

QString howToGiveOne()
{
    return u"secrets need a passphrase here: give it with --passphrase-file FILE or in the environment variable "
           u"CROSSDOCK_PASSPHRASE, or start the program in a terminal to be asked for it"_s;
}

Result<Secret> readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(Error::Code::SecretsLocked, path, u"the passphrase file cannot be read: "_s + file.errorString());
    QByteArray line = file.readLine(longestPassphrase);
    while (line.endsWith('\n') || line.endsWith('\r'))
        line.chop(1);
    if (line.isEmpty())
        return fail(Error::Code::SecretsLocked, path, u"the first line of the passphrase file is empty"_s);
    return Secret::take(std::move(line));
}

#ifdef Q_OS_UNIX
/// A terminal that shows nothing of what is typed; restored at the end.
class SilentTerminal
{
public:
    SilentTerminal()
        : m_descriptor(::open("/dev/tty", O_RDWR | O_CLOEXEC))
    {
        if (m_descriptor < 0 || ::tcgetattr(m_descriptor, &m_before) != 0)
            return;
        termios silent = m_before;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        silent.c_lflag |= ICANON;
        m_isSilent = ::tcsetattr(m_descriptor, TCSAFLUSH, &silent) == 0;
    }
    ~SilentTerminal()
    {
        if (m_isSilent)
            ::tcsetattr(m_descriptor, TCSAFLUSH, &m_before);
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    SilentTerminal(const SilentTerminal &) = delete;
    SilentTerminal &operator=(const SilentTerminal &) = delete;

    bool isSilent() const { return m_isSilent; }
    bool say(const QByteArray &text) const
    {
        return ::write(m_descriptor, text.constData(), static_cast<size_t>(text.size())) >= 0;
    }

    QByteArray readLine() const
    {
        QByteArray line(longestPassphrase, Qt::Uninitialized);
        const auto length = ::read(m_descriptor, line.data(), static_cast<size_t>(line.size()));
        line.truncate(std::max<qsizetype>(length, 0));
        if (line.endsWith('\n'))
            line.chop(1);
        return line;
    }

private:
    int m_descriptor;
    termios m_before{};
    bool m_isSilent = false;
};
#endif

} // namespace

PassphraseSource PassphraseSource::ofProcess(const QString &file)
{
    PassphraseSource source{
        .file = file, .environment = [] { return qgetenv("CROSSDOCK_PASSPHRASE"); }, .terminal = {}};
#ifdef Q_OS_UNIX
    if (::isatty(STDIN_FILENO))
        source.terminal = askOnTerminal;
#endif
    return source;
}

Result<Secret> PassphraseSource::passphrase(Purpose purpose) const
{
    if (!file.isEmpty())
        return readFile(file);
    if (QByteArray value = environment ? environment() : QByteArray(); !value.isEmpty())
        return Secret::take(std::move(value));
    if (!terminal)
        return fail(Error::Code::SecretsLocked, {}, howToGiveOne());
    auto typed = terminal(purpose == Purpose::Create ? u"New passphrase for the vault of secrets: "_s
                                                     : u"Passphrase of the vault: "_s);
    if (!typed)
        return typed;
    if (typed->isEmpty())
        return fail(Error::Code::SecretsLocked, {}, u"the passphrase is empty"_s);
    if (purpose == Purpose::Open)
        return typed;
    const auto again = terminal(u"The same again: "_s);
    if (!again)
        return tl::make_unexpected(again.error());
    if (!(*again == *typed))
        return fail(Error::Code::SecretsLocked, {}, u"the two passphrases differ: nothing was made"_s);
    return typed;
}

Result<Secret> askOnTerminal(const QString &question)
{
#ifdef Q_OS_UNIX
    const SilentTerminal terminal;
    if (terminal.isSilent() && terminal.say(question.toLocal8Bit())) {
        QByteArray line = terminal.readLine();
        terminal.say("\n"_qba);
        return Secret::take(std::move(line));
    }
#else
    Q_UNUSED(question)
#endif
    return fail(Error::Code::SecretsLocked, {}, howToGiveOne());
}

} // namespace crossdock::secrets
