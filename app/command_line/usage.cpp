#include "app/command_line/usage.h"

#include <QRegularExpression>
#include <QStringList>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {

Usage::Usage(const QString &line)
{
    static const QRegularExpression token(u"(\\[?)(?:--([a-z-]+)(?: ([A-Z][^ \\]…]*))?|([A-Z][^ \\]…]*))(\\]?)(…?)"_s);
    auto matches = token.globalMatch(line);
    while (matches.hasNext()) {
        const auto match = matches.next();
        const bool isRequired = match.captured(1).isEmpty();
        if (!match.captured(2).isEmpty()) {
            m_flags.append({match.captured(2), match.captured(3), isRequired});
            continue;
        }
        if (isRequired)
            m_words.append(match.captured(4));
        const bool repeats = !match.captured(6).isEmpty() || line.mid(match.capturedEnd(4), 1) == u"…";
        m_mostWords = repeats || m_mostWords < 0 ? -1 : m_mostWords + 1;
    }
}

const Flag *Usage::flag(const QString &name) const
{
    const auto found = std::find_if(m_flags.begin(), m_flags.end(), [&](const Flag &flag) { return flag.name == name; });
    return found == m_flags.end() ? nullptr : &*found;
}

} // namespace crossdock::app
