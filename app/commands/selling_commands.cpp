#include "app/commands/commands.h"
#include "app/commands/words.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

/// What is meant: a SKU, a channel, both, or everything by --all.
template <class Change>
tl::expected<Change, ExitCode> subjectOf(Session &session)
{
    const Arguments &given = session.arguments();
    Change change;
    if (!given.words().isEmpty()) {
        const auto sku = Sku::parse(given.word(0));
        if (!sku)
            return tl::make_unexpected(session.refuse(sku.error()));
        change.sku = *sku;
    }
    if (given.has(u"channel"_s)) {
        const auto channel = ChannelId::parse(given.value(u"channel"_s));
        if (!channel)
            return tl::make_unexpected(session.refuse(channel.error()));
        change.channel = *channel;
    }
    const bool isAll = given.has(u"all"_s);
    if (isAll && (change.sku || change.channel))
        return tl::make_unexpected(session.refuse(UsageError{UsageError::Kind::BadValue, u"--all"_s, u"it means every SKU on every channel: leave out the SKU and --channel"_s}));
    if (!isAll && !change.sku && !change.channel)
        return tl::make_unexpected(session.refuse(UsageError{UsageError::Kind::MissingWord, u"One of SKU, --channel NAME and --all"_s, {}}));
    return change;
}

} // namespace

ExitCode stopSelling(Session &session)
{
    auto stop = subjectOf<command::StopSelling>(session);
    if (!stop)
        return stop.error();
    if (session.arguments().has(u"until"_s)) {
        const auto until = parseTime(session.arguments().value(u"until"_s));
        if (!until)
            return session.refuse(UsageError{UsageError::Kind::BadValue, u"--until "_s + session.arguments().value(u"until"_s), until.error().detail});
        stop->until = *until;
    }
    return perform(session, *stop);
}

ExitCode resumeSelling(Session &session)
{
    const auto resume = subjectOf<command::ResumeSelling>(session);
    return resume ? perform(session, *resume) : resume.error();
}

} // namespace crossdock::app
