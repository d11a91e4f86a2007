#include "ui/channels/channel_draft.h"

#include <QCoreApplication>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

struct DraftWords {
    Q_DECLARE_TR_FUNCTIONS(ChannelDraft)
};

/// "localhost", ::1 and 127.0.0.0/8, written out: a name that only begins like one of them is another host.
bool isLoopback(const QString &host)
{
    if (host == "localhost"_L1 || host == "::1"_L1)
        return true;
    const QStringList parts = host.split(u'.');
    if (parts.size() != 4 || parts.first() != "127"_L1)
        return false;
    return std::all_of(parts.begin(), parts.end(), [](const QString &part) {
        bool isNumber = false;
        const uint value = part.toUInt(&isNumber);
        return isNumber && value <= 255;
    });
}

} // namespace

QString urlProblem(const QString &text)
{
    const QUrl url(text.trimmed(), QUrl::StrictMode);
    if (text.trimmed().isEmpty())
        return DraftWords::tr("The address is missing.");
    if (!url.isValid() || url.host().isEmpty())
        return DraftWords::tr("This is not an address like https://shop.example.");
    if (!url.userInfo().isEmpty())
        return DraftWords::tr("Names and passwords do not belong in the address: use the fields below.");
    if (url.hasQuery() || url.hasFragment())
        return DraftWords::tr("Only the address of the host, without anything behind “?” or “#”.");
    if (url.scheme() == "https"_L1)
        return {};
    if (url.scheme() != "http"_L1)
        return DraftWords::tr("The address begins with https://.");
    return isLoopback(url.host()) ? QString()
                                  : DraftWords::tr("Over http:// anybody on the way can read the keys: use https://. "
                                                   "Only this machine itself may do without.");
}

std::optional<ChannelDraft::Problem> ChannelDraft::problem(const QList<ChannelId> &taken) const
{
    const auto id = ChannelId::parse(name.trimmed());
    if (!id)
        return Problem{u"name"_s, DraftWords::tr("The name has 1 to 40 letters, digits, hyphens, dots or underscores.")};
    if (taken.contains(*id))
        return Problem{u"name"_s, DraftWords::tr("There is a channel of this name already.")};
    if (const QString sentence = urlProblem(url); !sentence.isEmpty())
        return Problem{u"url"_s, sentence};
    for (const Desk::Field &field : kind.fields)
        if (field.isRequired && values.value(field.key).trimmed().isEmpty())
            return Problem{field.key, DraftWords::tr("%1 is missing.").arg(field.label)};
    return {};
}

ChannelDetails ChannelDraft::details() const
{
    ChannelDetails details{.name = ChannelId::parse(name.trimmed()).value_or(ChannelId{}), .kind = kind.kind,
                           .url = url.trimmed(), .pool = pool};
    while (details.url.endsWith(u'/'))
        details.url.chop(1);
    for (const Desk::Field &field : kind.fields)
        if (const QString value = values.value(field.key).trimmed(); !field.isSecret && !value.isEmpty())
            details.account.insert(field.key, value);
    return details;
}

QMap<QString, QString> ChannelDraft::secrets() const
{
    QMap<QString, QString> secrets;
    for (const Desk::Field &field : kind.fields)
        if (const QString value = values.value(field.key).trimmed(); field.isSecret && !value.isEmpty())
            secrets.insert(field.key, value);
    return secrets;
}

} // namespace crossdock::ui
