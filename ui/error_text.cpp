#include "ui/error_text.h"

#include <QCoreApplication>
#include <QDir>

namespace crossdock::ui {
namespace {

using namespace Qt::Literals::StringLiterals;

/// The strings' context for translators.
struct ErrorText {
    Q_DECLARE_TR_FUNCTIONS(ErrorText)
};

/// What a channel said itself is quoted as its words.
QString withDetail(const QString &sentence, const QString &detail)
{
    return detail.isEmpty() ? sentence : sentence + u' ' + ErrorText::tr("In its own words: “%1”.").arg(detail);
}

/// What our own machine found: a socket, a disk, a key store.
QString withCause(const QString &sentence, const QString &detail)
{
    return detail.isEmpty() ? sentence : sentence + u' ' + ErrorText::tr("The cause: %1.").arg(detail);
}

/// Fields have names for files and programs; people read these.
QString fieldWord(const QString &name)
{
    const std::pair<QLatin1StringView, QString> words[] = {
        {"sku"_L1, ErrorText::tr("The SKU")},           {"kit"_L1, ErrorText::tr("The kit")},
        {"name"_L1, ErrorText::tr("The name")},         {"node"_L1, ErrorText::tr("The place")},
        {"channel"_L1, ErrorText::tr("The channel")},   {"quantity"_L1, ErrorText::tr("The quantity")},
        {"price"_L1, ErrorText::tr("The price")},       {"currency"_L1, ErrorText::tr("The currency")},
        {"listing"_L1, ErrorText::tr("The listing")},   {"order"_L1, ErrorText::tr("The order")},
        {"url"_L1, ErrorText::tr("The address")},       {"number"_L1, ErrorText::tr("The number")},
    };
    for (const auto &[field, word] : words) {
        if (name == field)
            return word;
    }
    return name;
}

QString reason(const QString &detail)
{
    return detail.isEmpty() ? ErrorText::tr("it is not complete") : detail;
}

/// What has only its code in common: a server, a folder, a key, a disk.
QString storeText(const Error &error)
{
    if (error.subject == "PostgreSQL"_L1)
        return withCause(ErrorText::tr("The PostgreSQL database does not answer, so nothing was changed. See that it runs and that --store is right, then try again."), error.detail);
    if (error.subject == "shop.key"_L1)
        return ErrorText::tr("This data folder has another shop key than its database: %1.").arg(reason(error.detail));
    if (error.subject == "trail"_L1)
        return ErrorText::tr("The trail is damaged: %1. Nothing was changed. Verify it, and go on from a backup.").arg(reason(error.detail));
    if (QDir::isAbsolutePath(error.subject))
        return ErrorText::tr("%1 cannot be used: %2. Nothing was changed. Mend that, or choose another data folder.").arg(error.subject, reason(error.detail));
    return withCause(ErrorText::tr("The database could not save this, so nothing was changed. Check the disk's space and try again."), error.detail);
}

} // namespace

QString errorText(const Error &error)
{
    const QString what = error.subject.isEmpty() ? ErrorText::tr("This") : fieldWord(error.subject);
    using Code = Error::Code;
    switch (error.code) {
    case Code::InvalidInput:
        return ErrorText::tr("%1 cannot be used: %2. Correct it and try again.").arg(what, reason(error.detail));
    case Code::NotFound:
        return error.detail.isEmpty() ? ErrorText::tr("%1 is not known here. Check how it is written; it may have been removed.").arg(what)
                                      : ErrorText::tr("%1 is not known here: %2. Check how it is written; it may have been removed.").arg(what, error.detail);
    case Code::AlreadyExists:
        return error.detail.isEmpty() ? ErrorText::tr("%1 is there already. Choose another name, or change the one that is there.").arg(what)
                                      : ErrorText::tr("%1 is there already: %2. Choose another name, or change the one that is there.").arg(what, error.detail);
    case Code::OutOfStock:
        return error.detail.isEmpty() ? ErrorText::tr("%1 has fewer free units than that. Nothing was changed: take fewer, or receive more first.").arg(what)
                                      : ErrorText::tr("%1 has fewer free units than that: %2. Nothing was changed: take fewer, or receive more first.").arg(what, error.detail);
    case Code::KeyReused:
        return ErrorText::tr("This was booked before with other contents (%1). Nothing was changed: close this and start "
                             "again.")
            .arg(what);
    case Code::Conflict:
        return ErrorText::tr("Somebody else changed %1 at the same moment. Nothing was changed: look at the new numbers and "
                             "try again.")
            .arg(what);
    case Code::NotAllowed:
        return error.detail.isEmpty() ? ErrorText::tr("%1 cannot be changed like this now.").arg(what)
                                      : ErrorText::tr("%1 cannot be changed like this now: %2.").arg(what, error.detail);
    case Code::Unreachable:
        return withCause(ErrorText::tr("%1 does not answer. Nothing is lost: sending resumes when it does.").arg(what),
                         error.detail);
    case Code::Rejected:
        return withDetail(ErrorText::tr("%1 said no. Change what it complains about, then try again.").arg(what),
                          error.detail);
    case Code::Unauthorized:
        return withDetail(ErrorText::tr("%1 does not accept our credentials. Check its keys under Channels.").arg(what),
                          error.detail);
    case Code::RateLimited:
        return ErrorText::tr("%1 asks us to slow down. Nothing is lost: sending goes on by itself.").arg(what);
    case Code::StoreFailed:
        return storeText(error);
    case Code::StoreNewer:
        return ErrorText::tr("The data was written by a newer version of Crossdock. Update this program, then open it again.");
    case Code::StoreHeld:
        return ErrorText::tr("Another Crossdock uses this data folder: %1. Close it there first.").arg(reason(error.detail));
    case Code::SecretsLocked:
        return withCause(ErrorText::tr("The key store is locked. Unlock it, then try again."), error.detail);
    case Code::Cancelled:
        return ErrorText::tr("Cancelled. Nothing was changed.");
    case Code::NotPrinted:
        return withCause(ErrorText::tr("%1 did not print it, or not all of it. Look at the printer, then print it again.").arg(what), error.detail);
    }
    Q_UNREACHABLE();
}

QString connectionErrorText(const Error &error)
{
    const QString what = error.subject.isEmpty() ? ErrorText::tr("The channel") : error.subject;
    if (error.code == Error::Code::Unreachable)
        return withCause(ErrorText::tr("%1 does not answer. Go back and check the address; nothing is stored yet.").arg(what), error.detail);
    if (error.code == Error::Code::Unauthorized)
        return withDetail(ErrorText::tr("%1 does not accept these keys. Go back and correct them; nothing is stored yet.").arg(what), error.detail);
    if (error.code == Error::Code::RateLimited)
        return ErrorText::tr("%1 asks us to slow down. Test again in a minute; nothing is stored yet.").arg(what);
    return errorText(error);
}

} // namespace crossdock::ui
