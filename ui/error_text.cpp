#include "ui/error_text.h"

#include <QCoreApplication>

namespace crossdock::ui {
namespace {

/// The strings' context for translators.
struct ErrorText {
    Q_DECLARE_TR_FUNCTIONS(ErrorText)
};

QString withDetail(const QString &sentence, const QString &detail)
{
    return detail.isEmpty() ? sentence : sentence + u' ' + ErrorText::tr("In its own words: “%1”.").arg(detail);
}

QString reason(const QString &detail)
{
    return detail.isEmpty() ? ErrorText::tr("it is not complete") : detail;
}

} // namespace

QString errorText(const Error &error)
{
    const QString what = error.subject.isEmpty() ? ErrorText::tr("This") : error.subject;
    using Code = Error::Code;
    switch (error.code) {
    case Code::InvalidInput:
        return ErrorText::tr("%1 cannot be used: %2. Correct it and try again.").arg(what, reason(error.detail));
    case Code::NotFound:
        return ErrorText::tr("%1 is not known here. Check how it is written; it may have been removed.").arg(what);
    case Code::AlreadyExists:
        return ErrorText::tr("%1 is there already. Choose another name, or change the one that is there.").arg(what);
    case Code::OutOfStock:
        return ErrorText::tr("%1 has fewer free units than that. Nothing was changed: take fewer, or receive more first.")
            .arg(what);
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
        return withDetail(ErrorText::tr("%1 does not answer. Nothing is lost: sending resumes when it does.").arg(what),
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
        return withDetail(ErrorText::tr("The database could not save this, so nothing was changed. Check the disk's space "
                                        "and try again."),
                          error.detail);
    case Code::StoreNewer:
        return ErrorText::tr("The data was written by a newer version of Crossdock. Update this program, then open it again.");
    case Code::StoreHeld:
        return ErrorText::tr("Another Crossdock uses this data folder: %1. Close it there first.").arg(reason(error.detail));
    case Code::SecretsLocked:
        return withDetail(ErrorText::tr("The key store is locked. Unlock it, then try again."), error.detail);
    case Code::Cancelled:
        return ErrorText::tr("Cancelled. Nothing was changed.");
    }
    Q_UNREACHABLE();
}

} // namespace crossdock::ui
