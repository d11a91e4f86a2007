#include "app/command_line/arguments.h"

#include <numeric>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

/// Levenshtein's distance.
int distance(const QString &a, const QString &b)
{
    std::vector<int> row(static_cast<size_t>(b.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 0; i < a.size(); ++i) {
        int diagonal = row[0]++;
        for (qsizetype j = 0; j < b.size(); ++j) {
            const auto at = static_cast<size_t>(j);
            const int changed = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[at + 1];
            row[at + 1] = std::min({changed, row[at] + 1, row[at + 1] + 1});
        }
    }
    return row.back();
}

const Flag *find(const QList<Flag> &flags, const QString &name)
{
    const auto found = std::find_if(flags.begin(), flags.end(), [&](const Flag &flag) { return flag.name == name; });
    return found == flags.end() ? nullptr : &*found;
}

QString guess(const QString &name, const QList<Flag> &flags)
{
    QStringList names;
    for (const Flag &flag : flags)
        names.append(flag.name);
    const QString near = nearest(name, names);
    return near.isEmpty() ? QString() : u"--"_s + near;
}

tl::unexpected<UsageError> wrong(UsageError::Kind kind, const QString &subject, const QString &hint = {})
{
    return tl::make_unexpected(UsageError{kind, subject, hint, {}});
}

} // namespace

QString nearest(const QString &typed, const QStringList &candidates)
{
    QString best;
    int least = static_cast<int>(typed.size()) / 3 + 1; // one slip in three letters, one more for good will
    for (const QString &candidate : candidates) {
        const int far = candidate.startsWith(typed) && typed.size() > 1 ? 1 : distance(typed, candidate);
        if (far <= least && (best.isEmpty() || far < least)) {
            best = candidate;
            least = far;
        }
    }
    return best;
}

QString UsageError::sentence() const
{
    const QString meant = hint.isEmpty() ? QString() : u" Did you mean “%1”?"_s.arg(hint);
    switch (kind) {
    case Kind::UnknownFlag:
        return u"There is no flag “%1” here."_s.arg(subject) + meant;
    case Kind::MissingValue:
        return u"“%1” needs a value."_s.arg(subject);
    case Kind::UnneededValue:
        return u"“%1” is a switch and takes no value."_s.arg(subject);
    case Kind::UnknownCommand:
        return u"There is no command “%1”."_s.arg(subject) + meant;
    case Kind::MissingWord:
        return u"%1 is missing."_s.arg(subject);
    case Kind::TooManyWords:
        return u"“%1” is one word too many."_s.arg(subject);
    case Kind::MissingFlag:
        return u"“%1” is missing."_s.arg(subject);
    case Kind::BadValue:
        return u"“%1” cannot be used: %2."_s.arg(subject, hint);
    }
    Q_UNREACHABLE();
}

tl::expected<Arguments, UsageError> Arguments::parse(const QStringList &line, const QList<Flag> &known)
{
    Arguments arguments;
    for (qsizetype i = 0; i < line.size(); ++i) {
        QString text = line[i];
        if (text == u"--") {
            arguments.m_words += line.mid(i + 1);
            break;
        }
        if (text == u"-h")
            text = u"--help"_s;
        if (!text.startsWith(u"--")) {
            arguments.m_words.append(text);
            continue;
        }
        const qsizetype equals = text.indexOf(u'=');
        const QString name = text.mid(2, equals < 0 ? -1 : equals - 2);
        const Flag *flag = find(known, name);
        if (!flag)
            return wrong(UsageError::Kind::UnknownFlag, u"--"_s + name, guess(name, known));
        if (flag->value.isEmpty()) {
            if (equals >= 0)
                return wrong(UsageError::Kind::UnneededValue, u"--"_s + name);
            arguments.m_flags.insert(name, {QString()});
            continue;
        }
        if (equals < 0 && i + 1 == line.size())
            return wrong(UsageError::Kind::MissingValue, u"--"_s + name);
        arguments.m_flags[name].append(equals < 0 ? line[++i] : text.mid(equals + 1));
    }
    return arguments;
}

QString Arguments::value(const QString &flag, const QString &otherwise) const
{
    const auto found = m_flags.find(flag);
    return found == m_flags.end() ? otherwise : found->last();
}

tl::expected<qint64, UsageError> Arguments::number(const QString &flag, qint64 least, qint64 most, qint64 otherwise) const
{
    if (!has(flag))
        return otherwise;
    bool isNumber = false;
    const qint64 number = value(flag).toLongLong(&isNumber);
    if (!isNumber || number < least || number > most)
        return wrong(UsageError::Kind::BadValue, u"--%1 %2"_s.arg(flag, value(flag)),
                     u"it takes a whole number from %1 to %2"_s.arg(least).arg(most));
    return number;
}

tl::expected<QString, UsageError> Arguments::webAddress(const QString &flag) const
{
    const QUrl url(value(flag), QUrl::StrictMode);
    const bool isWeb = url.scheme() == "https"_L1 || url.scheme() == "http"_L1;
    if (has(flag) && (!url.isValid() || !isWeb || url.host().isEmpty()))
        return wrong(UsageError::Kind::BadValue, u"--%1 %2"_s.arg(flag, value(flag)), u"it takes an address like https://shop.example.com"_s);
    return value(flag);
}

tl::expected<void, UsageError> Arguments::check(const Usage &usage, const Usage &common) const
{
    for (auto flag = m_flags.begin(); flag != m_flags.end(); ++flag) {
        if (!usage.flag(flag.key()) && !common.flag(flag.key()))
            return wrong(UsageError::Kind::UnknownFlag, u"--"_s + flag.key(), guess(flag.key(), usage.flags()));
    }
    if (m_words.size() < usage.leastWords())
        return wrong(UsageError::Kind::MissingWord, usage.words().value(m_words.size()));
    if (usage.mostWords() >= 0 && m_words.size() > usage.mostWords())
        return wrong(UsageError::Kind::TooManyWords, m_words[usage.mostWords()]);
    for (const Flag &flag : usage.flags()) {
        if (flag.isRequired && !has(flag.name))
            return wrong(UsageError::Kind::MissingFlag, u"--%1 %2"_s.arg(flag.name, flag.value).trimmed());
    }
    return {};
}

} // namespace crossdock::app
