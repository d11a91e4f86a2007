#include "core/connectors/carriers/label_parts.h"

#include "core/connectors/carriers/quote_parts.h"

#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::carriers {

http::Request jsonRequest(const QByteArray &method, const Account &account, const QByteArray &path, const http::Headers &headers, const QJsonObject &body)
{
    http::Request request{method, account.details.url.toUtf8() + path, headers + http::Headers{{"Accept", "application/json"}}, {}};
    if (method != "GET" && !body.isEmpty()) {
        request.headers.append(http::Header{"Content-Type", "application/json"});
        request.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    }
    return request;
}

tl::unexpected<labels::Failure> perhapsSold(const QString &detail)
{
    return tl::make_unexpected(labels::Failure{{Error::Code::Unreachable, {}, detail}, true});
}

tl::unexpected<labels::Failure> notSold(const QString &words)
{
    return tl::make_unexpected(labels::Failure{{Error::Code::Rejected, {}, words}, false});
}

Time timeOf(const QJsonValue &text)
{
    return parseTime(text.toString()).value_or(Time{});
}

QString placeOf(const QString &city, const QString &region, const QString &country)
{
    const QString where = QStringList{region, country}.join(u' ').simplified();
    return city.isEmpty() ? where : where.isEmpty() ? city : city + u", "_s + where;
}

QString placeOf(const QJsonValue &place)
{
    return placeOf(place[u"city"_s].toString(), place[u"state"_s].toString(), place[u"country"_s].toString());
}

QList<labels::TrackEvent> stepsOf(const QJsonValue &list, labels::TrackEvent (*eventOf)(const QJsonObject &step))
{
    QList<labels::TrackEvent> events;
    for (const QJsonObject &step : objectsOf(list))
        events.append(eventOf(step));
    std::stable_sort(events.begin(), events.end(), [](const labels::TrackEvent &a, const labels::TrackEvent &b) { return a.at < b.at; });
    return events;
}

int triesIn(const QJsonValue &steps, bool (*isTry)(const QJsonObject &step))
{
    const QList<QJsonObject> all = objectsOf(steps);
    return static_cast<int>(std::count_if(all.begin(), all.end(), isTry));
}

std::optional<Time> deliveryOf(const QJsonValue &value)
{
    const QString text = value.toString();
    const auto at = parseTime(text);
    if (!at)
        return std::nullopt;
    const QString clock = text.section(u'T', 1);
    const QDate day = QDate::fromString(text.section(u'T', 0, 0), Qt::ISODate);
    if (clock.isEmpty() || clock.startsWith(u"00:00:00"))
        return labels::endOf(day);
    const bool hasZone = clock.endsWith(u'Z') || clock.contains(u'+') || clock.contains(u'-');
    return hasZone ? *at : *at + (labels::endOf(day) - fromMs(day.addDays(1).startOfDay(Qt::UTC).toMSecsSinceEpoch()));
}

QString valueEach(const rates::Customs::Item &item)
{
    return toDecimal({item.value.amount / std::max<Quantity>(1, item.quantity), item.value.currency});
}

QStringList streetLines(const QString &street, const LabelRoom &room)
{
    QStringList lines;
    for (const QString &own : street.split(u'\n', Qt::SkipEmptyParts)) {
        QString line;
        for (const QString &word : own.simplified().split(u' ', Qt::SkipEmptyParts)) {
            if (room.line > 0 && word.size() > room.line)
                return {};
            const bool hasRoom = room.line <= 0 || line.size() + 1 + word.size() <= room.line;
            if (!line.isEmpty() && !hasRoom)
                lines.append(std::exchange(line, {}));
            line += (line.isEmpty() ? QString() : u" "_s) + word;
        }
        if (!line.isEmpty())
            lines.append(line);
    }
    return room.lines > 0 && lines.size() > room.lines ? QStringList() : lines;
}

QString phoneDigits(const QString &phone)
{
    QString digits;
    std::copy_if(phone.begin(), phone.end(), std::back_inserter(digits), [](QChar one) { return one >= u'0' && one <= u'9'; });
    return digits;
}

QString tooLong(const rates::Place &place, const LabelRoom &room)
{
    if (!place.street.trimmed().isEmpty() && streetLines(place.street, room).isEmpty())
        return u"street: there is room for %1 lines of %2 characters"_s.arg(room.lines).arg(room.line);
    if (room.name > 0 && place.name.size() > room.name)
        return u"name: there is room for %1 characters"_s.arg(room.name);
    if (room.phone > 0 && phoneDigits(place.phone).size() > room.phone)
        return u"phone: there is room for %1 digits"_s.arg(room.phone);
    return {};
}

bool hasOption(const rates::Shipment &shipment, rates::Option option)
{
    return shipment.options.contains(option);
}

QString signatureOf(const rates::Shipment &shipment, const QString &anybodys, const QString &adults)
{
    return hasOption(shipment, rates::Option::AdultSignature) ? adults : hasOption(shipment, rates::Option::Signature) ? anybodys : QString();
}

std::optional<Money> insuredValue(const rates::Shipment &shipment)
{
    return hasOption(shipment, rates::Option::Insurance) ? shipment.value : std::nullopt;
}

void addContact(QJsonObject &address, const rates::Place &place)
{
    if (!place.phone.isEmpty())
        address[u"phone"_s] = place.phone;
    if (!place.email.isEmpty())
        address[u"email"_s] = place.email;
}

QHash<QString, labels::Progress> progressByCode(const QMap<labels::Progress, QStringList> &lists)
{
    QHash<QString, labels::Progress> meanings;
    for (auto list = lists.begin(); list != lists.end(); ++list)
        for (const QString &code : list.value())
            meanings.insert(code, list.key());
    return meanings;
}

} // namespace crossdock::carriers
