#pragma once

#include <QList>
#include <QString>

namespace crossdock::app {

/// A flag as a usage line shows it: "--node NODE" takes a value, "--dry-run" is a switch.
struct Flag {
    QString name; ///< without the dashes
    QString value; ///< what the value is called; empty: a switch
    bool isRequired = false; ///< stands outside brackets
};

/// The grammar of a command, read from the very line that its help shows: "SKU… --node NODE [--key KEY]".
/// Brackets mean "may be left out", … means "may be repeated".
class Usage
{
public:
    explicit Usage(const QString &line);

    const QList<Flag> &flags() const { return m_flags; }
    const Flag *flag(const QString &name) const; ///< nullptr: takes no such flag
    const QStringList &words() const { return m_words; } ///< names of the required words
    int leastWords() const { return static_cast<int>(m_words.size()); }
    int mostWords() const { return m_mostWords; } ///< -1: any number

private:
    QList<Flag> m_flags;
    QStringList m_words;
    int m_mostWords = 0;
};

} // namespace crossdock::app
