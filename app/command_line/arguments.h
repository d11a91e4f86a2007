#pragma once

#include "app/command_line/usage.h"

#include <QMap>
#include <QStringList>
#include <tl/expected.hpp>

namespace crossdock::app {

/// Why a command line makes no sense: for a person, with what was probably meant.
struct UsageError {
    enum class Kind { UnknownFlag, MissingValue, UnneededValue, UnknownCommand, MissingWord, TooManyWords, MissingFlag, BadValue };
    Kind kind = Kind::UnknownCommand;
    QString subject; ///< "--nod", "stok", "SKU"
    QString hint; ///< "--node"; for BadValue what is wrong with it; empty: none
    QString verb; ///< whose usage helps; empty: not known

    QString sentence() const;
    friend bool operator==(const UsageError &, const UsageError &) = default;
};

/// A command line cut into words and flags. Flags may stand anywhere, as "--name VALUE" or "--name=VALUE"; all after
/// "--" are words.
class Arguments
{
public:
    /// `known` are the flags of all commands: what follows one of them is its value or not, whatever the command is.
    static tl::expected<Arguments, UsageError> parse(const QStringList &line, const QList<Flag> &known);

    const QStringList &words() const { return m_words; }
    QString word(int index) const { return m_words.value(index); }
    bool has(const QString &flag) const { return m_flags.contains(flag); }
    QString value(const QString &flag, const QString &otherwise = {}) const; ///< the last one given
    tl::expected<QString, UsageError> webAddress(const QString &flag) const; ///< of http or https; empty: it is not given
    QStringList values(const QString &flag) const { return m_flags.value(flag); } ///< in the order given
    QStringList flags() const { return m_flags.keys(); }

    /// A whole number from `least` to `most`; `otherwise` where the flag is absent.
    tl::expected<qint64, UsageError> number(const QString &flag, qint64 least, qint64 most, qint64 otherwise) const;

    void dropWords(int count) { m_words.remove(0, count); }

    /// Does a command with this usage take these? Flags of the program itself are `common`.
    tl::expected<void, UsageError> check(const Usage &usage, const Usage &common) const;

private:
    QStringList m_words;
    QMap<QString, QStringList> m_flags; ///< a switch has one empty value
};

/// The candidate that is nearest to `typed`, if it is near enough to be a slip.
QString nearest(const QString &typed, const QStringList &candidates);

} // namespace crossdock::app
