#include "core/inventory/fulfilment/node_words.h"

#include "core/inventory/fulfilment/node_kinds.h"

#include <QRegularExpression>
#include <QUrl>
#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::fulfilment {
namespace {

constexpr std::array dayNames{"monday"_L1, "tuesday"_L1, "wednesday"_L1, "thursday"_L1, "friday"_L1, "saturday"_L1, "sunday"_L1};
constexpr int shortName = 3; // letters: "mon"

/// 1 to 7; 0: no day. As a number, or by at least its first three letters.
int dayFrom(const QString &word)
{
    const QString name = word.trimmed().toLower();
    bool isNumber = false;
    if (const int number = name.toInt(&isNumber); isNumber)
        return number >= 1 && number <= 7 ? number : 0;
    const auto found = std::find_if(dayNames.begin(), dayNames.end(), [&](QLatin1StringView day) { return name.size() >= shortName && day.startsWith(name); });
    return found == dayNames.end() ? 0 : static_cast<int>(found - dayNames.begin()) + 1;
}

QString shortDay(int day)
{
    return QString(dayNames.at(static_cast<size_t>(day - 1))).left(shortName);
}

QStringList partsOf(const QString &text, const QString &separators)
{
    return text.split(QRegularExpression(u'[' + separators + u']'), Qt::SkipEmptyParts);
}

} // namespace

Result<QList<int>> workDaysFrom(const QString &text)
{
    QList<int> days;
    const QString joined = QString(text).replace(QRegularExpression(u"\\s*[-–]\\s*"_s), u"-"_s);
    for (const QString &part : partsOf(joined, u",;|\\s"_s)) {
        const int first = dayFrom(part.section(u'-', 0, 0)), last = dayFrom(part.section(u'-', -1));
        if (first == 0 || last < first || part.count(u'-') > 1)
            return fail(Error::Code::InvalidInput, text, u"“%1” is not written like mon-fri or mon,wed,fri"_s.arg(part));
        for (int day = first; day <= last; ++day)
            if (!days.contains(day))
                days.append(day);
    }
    std::sort(days.begin(), days.end());
    return days;
}

QString workDaysText(const QList<int> &days)
{
    const bool isRow = days.size() > 2 && days.last() - days.first() + 1 == days.size() && std::is_sorted(days.begin(), days.end());
    if (isRow)
        return shortDay(days.first()) + u'-' + shortDay(days.last());
    QStringList names;
    for (const int day : days)
        names.append(shortDay(day));
    return names.join(u',');
}

Result<QTime> timeOfDayFrom(const QString &text)
{
    const QString time = text.trimmed().toUpper().section(u'T', -1); // a workbook shows a time alone with the day that its calendar begins with
    for (const QString &form : {u"H:mm"_s, u"H:mm:ss"_s, u"h:mm AP"_s, u"h:mmAP"_s, u"h AP"_s, u"hAP"_s})
        if (const QTime found = QTime::fromString(time, form); found.isValid())
            return QTime(found.hour(), found.minute());
    return fail(Error::Code::InvalidInput, text, u"it is a time of the day like 15:00"_s);
}

Result<QList<QDate>> daysFrom(const QString &text)
{
    QList<QDate> days;
    for (const QString &part : partsOf(text, u",;|\\s"_s)) {
        const QDate day = QDate::fromString(part, Qt::ISODate);
        if (!day.isValid())
            return fail(Error::Code::InvalidInput, text, u"“%1” is not a date like 2026-12-25"_s.arg(part));
        if (!days.contains(day))
            days.append(day);
    }
    return days;
}

QString daysText(const QList<QDate> &days)
{
    QStringList texts;
    for (const QDate day : days)
        texts.append(day.toString(Qt::ISODate));
    return texts.join(u' ');
}

Result<QMap<QString, QString>> accountFrom(const QString &text)
{
    QMap<QString, QString> account;
    for (const QString &part : partsOf(text, u";\\n"_s)) {
        const QString key = part.section(u'=', 0, 0).trimmed(), value = part.section(u'=', 1).trimmed();
        if (isSecretOfNodes(key)) // and not a word of its value
            return fail(Error::Code::InvalidInput, key, u"“%1” is a secret and stands in no file: take it out, and give it with “crossdock node add … --secret %1=@FILE”"_s.arg(key));
        if (key.isEmpty() || value.isEmpty())
            return fail(Error::Code::InvalidInput, key, u"it is not written like channel_id=7; stock=follow"_s);
        account.insert(key, QString(value).replace(u"%3B"_s, u";"_s).replace(u"%25"_s, u"%"_s));
    }
    return account;
}

QString accountText(const QMap<QString, QString> &account)
{
    QStringList parts;
    for (auto it = account.begin(); it != account.end(); ++it)
        parts.append(it.key() + u'=' + QString(it.value()).replace(u"%"_s, u"%25"_s).replace(u";"_s, u"%3B"_s));
    return parts.join(u"; "_s);
}

Result<> checkHost(const QString &address)
{
    const QUrl url(address, QUrl::StrictMode);
    const QString host = url.host();
    const bool isHere = host == u"localhost" || host == u"::1" || host.startsWith(u"127.");
    if (!url.isValid() || host.isEmpty() || !url.userInfo().isEmpty() || (url.scheme() != u"https" && !(url.scheme() == u"http" && isHere)))
        return fail(Error::Code::InvalidInput, u"url"_s, u"the address must be https://… (plain http:// only to this machine), without credentials"_s);
    return {};
}

} // namespace crossdock::fulfilment
