#include "app/command_line/verb.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {

const Usage &commonUsage()
{
    static const Usage usage(u"[--data DIR] [--json] [--quiet] [--passphrase-file FILE] [--store CONNECTION] [--help] [--version]"_s);
    return usage;
}

QList<Flag> allFlags()
{
    QList<Flag> all = commonUsage().flags();
    for (const Verb &verb : verbs()) {
        const Usage usage(verb.usage); // flags() refers into it
        for (const Flag &flag : usage.flags()) {
            const bool isKnown = std::any_of(all.begin(), all.end(), [&](const Flag &known) { return known.name == flag.name; });
            if (!isKnown)
                all.append(flag);
        }
    }
    return all;
}

const Verb *verbNamed(const QString &name)
{
    const auto &all = verbs();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Verb &verb) { return verb.name == name; });
    return found == all.end() ? nullptr : &*found;
}

tl::expected<const Verb *, UsageError> findVerb(const QStringList &words)
{
    for (int count = qMin(3, static_cast<int>(words.size())); count >= 0; --count) {
        if (count == 0 && !words.isEmpty())
            break; // the console takes no word
        if (const Verb *verb = verbNamed(words.first(count).join(u' ')))
            return verb;
    }
    if (words.isEmpty())
        return tl::make_unexpected(UsageError{UsageError::Kind::MissingWord, u"A command"_s, {}, {}});
    QStringList names, families;
    for (const Verb &verb : verbs()) {
        names.append(verb.name);
        families.append(verb.name.section(u' ', 0, 0));
    }
    const QString typed = families.contains(words.first()) ? words.first(qMin<qsizetype>(2, words.size())).join(u' ') : words.first();
    QString meant = nearest(typed, names);
    if (meant.isEmpty())
        meant = nearest(words.first(), families);
    return tl::make_unexpected(UsageError{UsageError::Kind::UnknownCommand, typed, meant, {}});
}

tl::expected<Call, UsageError> parseCall(const QStringList &line)
{
    auto arguments = Arguments::parse(line, allFlags());
    if (!arguments)
        return tl::make_unexpected(arguments.error());
    if (arguments->has(u"version"_s))
        return Call{*arguments, u"version"_s, line, {}, {}};
    const auto verb = findVerb(arguments->words());
    if (arguments->has(u"help"_s))
        return Call{*arguments, u"help"_s, line, {}, {}};
    if (!verb)
        return tl::make_unexpected(verb.error());
    arguments->dropWords((*verb)->name.isEmpty() ? 0 : static_cast<int>((*verb)->name.count(u' ')) + 1);
    if (auto fits = arguments->check(Usage((*verb)->usage), commonUsage()); !fits) {
        fits.error().verb = (*verb)->name;
        return tl::make_unexpected(fits.error());
    }
    return Call{*arguments, (*verb)->name, line, {}, {}};
}

} // namespace crossdock::app
