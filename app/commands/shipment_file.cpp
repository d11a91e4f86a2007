#include "app/commands/shipment_file.h"

#include "app/command_line/json.h"
#include "core/inventory/fulfilment/rates/carbon.h"
#include "core/inventory/fulfilment/rates/told_twice.h"
#include "core/inventory/fulfilment/rates/zone_map.h"

#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

/// A value of the file and where it stands, for what is said of it.
class Place
{
public:
    Place(QJsonValue value, QString path)
        : m_value(std::move(value))
        , m_path(std::move(path))
    {
    }

    Place operator[](const QString &key) const { return {m_value[key], m_path.isEmpty() ? key : m_path + u'.' + key}; }
    Place at(qsizetype index) const { return {m_value.toArray().at(index), u"%1[%2]"_s.arg(m_path).arg(index)}; }

    const QJsonValue &value() const { return m_value; }
    bool isMissing() const { return m_value.isUndefined() || m_value.isNull(); }
    tl::unexpected<Error> spoilt(const QString &reason) const { return fail(Error::Code::InvalidInput, m_path.isEmpty() ? u"the file"_s : m_path, isMissing() ? u"it is missing"_s : reason); }

    Result<QString> text() const
    {
        if (!m_value.isString())
            return spoilt(u"it is not a text"_s);
        return m_value.toString().trimmed();
    }

    /// As decimal digits, exactly as written.
    Result<QString> number() const
    {
        if (m_value.isString())
            return m_value.toString().trimmed();
        if (!m_value.isDouble())
            return spoilt(u"it is not a number"_s);
        return QString::number(m_value.toDouble(), 'f', QLocale::FloatingPointShortest);
    }

    Result<Place> object() const
    {
        if (!m_value.isObject())
            return spoilt(u"it is not an object {…}"_s);
        return *this;
    }

private:
    QJsonValue m_value;
    QString m_path;
};

/// Reads values until the first that makes no sense; after that nothing more is read.
class ShipmentReader
{
public:
    Result<rates::Shipment> read(const Place &place)
    {
        rates::Shipment shipment;
        take(place.object(), [&](const Place &object) {
            readDate(object[u"ship_date"_s], shipment.shipDate);
            readEnd(object[u"from"_s], shipment.from);
            readEnd(object[u"to"_s], shipment.to);
            readFlag(object[u"to"_s][u"residential"_s], shipment.isResidential);
            readParcels(object[u"parcels"_s], shipment.parcels);
            readZones(object[u"zones"_s], shipment.zones);
        });
        if (m_error)
            return tl::make_unexpected(*m_error);
        return shipment;
    }

private:
    template <class Value, class Use>
    void take(const Result<Value> &value, Use use)
    {
        if (m_error)
            return;
        if (value)
            use(*value);
        else
            m_error = value.error();
    }

    void spoil(const Place &place, const QString &reason)
    {
        if (!m_error)
            m_error = place.spoilt(reason).value();
    }

    void readDate(const Place &place, QDate &date)
    {
        take(place.text(), [&](const QString &text) {
            date = QDate::fromString(text, Qt::ISODate);
            if (!date.isValid())
                spoil(place, u"“%1” is not a date like 2026-01-05"_s.arg(text));
        });
    }

    void readEnd(const Place &place, rates::Place &end)
    {
        take(place.object(), [&](const Place &object) {
            take(object[u"country"_s].text(), [&](const QString &text) {
                end.country = text.toUpper();
                const bool isCode = text.size() == 2 && std::all_of(end.country.begin(), end.country.end(), [](QChar c) { return c >= u'A' && c <= u'Z'; });
                if (!isCode)
                    spoil(object[u"country"_s], u"“%1” is not a country's two letters"_s.arg(text));
            });
            take(object[u"postcode"_s].text(), [&](const QString &text) { end.postcode = text; });
            for (auto [key, field] : {std::pair(u"name"_s, &end.name), {u"street"_s, &end.street}, {u"city"_s, &end.city}, {u"region"_s, &end.region}})
                if (!object[key].isMissing())
                    take(object[key].text(), [field = field](const QString &text) { *field = text; });
        });
    }

    void readFlag(const Place &place, bool &flag)
    {
        if (!place.isMissing() && !place.value().isBool())
            spoil(place, u"it is neither true nor false"_s);
        flag = place.value().toBool();
    }

    void readParcels(const Place &place, QList<rates::Parcel> &parcels)
    {
        if (!place.value().isArray() || place.value().toArray().isEmpty()) {
            spoil(place, u"it is not a list […] of at least one parcel"_s);
            return;
        }
        for (qsizetype i = 0; i < place.value().toArray().size(); ++i) {
            rates::Parcel parcel;
            take(place.at(i).object(), [&](const Place &object) {
                readWeight(object[u"weight"_s], parcel.weight);
                if (!object[u"dimensions"_s].isMissing())
                    readDimensions(object[u"dimensions"_s], parcel.dimensions.emplace());
                readFlag(object[u"unboxed"_s], parcel.isUnboxed);
            });
            parcels.append(parcel);
        }
    }

    void readWeight(const Place &place, rates::Weight &weight)
    {
        take(place.object(), [&](const Place &object) {
            take(object[u"unit"_s].text(), [&](const QString &name) {
                const auto unit = rates::weightUnitFrom(name);
                if (!unit) {
                    spoil(object[u"unit"_s], u"“%1” is none of lb, oz, kg, g"_s.arg(name));
                    return;
                }
                readMeasure(object[u"value"_s], weight, [unit](const QString &text) { return rates::Weight::parse(text, *unit); });
            });
        });
    }

    void readDimensions(const Place &place, rates::Dimensions &dimensions)
    {
        take(place.object(), [&](const Place &object) {
            take(object[u"unit"_s].text(), [&](const QString &name) {
                const auto unit = rates::lengthUnitFrom(name);
                if (!unit) {
                    spoil(object[u"unit"_s], u"“%1” is neither in nor cm"_s.arg(name));
                    return;
                }
                for (auto [key, length] : {std::pair(u"length"_s, &dimensions.length), {u"width"_s, &dimensions.width}, {u"height"_s, &dimensions.height}})
                    readMeasure(object[key], *length, [unit](const QString &text) { return rates::Length::parse(text, *unit); });
            });
        });
    }

    template <class Measure, class Parse>
    void readMeasure(const Place &place, Measure &measure, Parse parse)
    {
        take(place.number(), [&](const QString &text) {
            const Result<Measure> parsed = parse(text);
            if (!parsed || *parsed == Measure())
                spoil(place, u"“%1” is not a measure above 0"_s.arg(text));
            else
                measure = *parsed;
        });
    }

    void readZones(const Place &place, QMap<QString, QString> &zones)
    {
        if (place.isMissing())
            return;
        take(place.object(), [&](const Place &object) {
            for (const QString &carrier : object.value().toObject().keys())
                readZone(object[carrier], zones[carrier.toLower()]);
        });
    }

    void readZone(const Place &place, QString &zone)
    {
        take(place.number(), [&](const QString &text) {
            zone = rates::ZoneMap::normal(text);
            if (zone.isEmpty() || !zone.front().isLetterOrNumber() || (place.value().isDouble() && zone.contains(u'.')))
                spoil(place, u"“%1” is not the name of a zone"_s.arg(text));
        });
    }

    std::optional<Error> m_error;
};

QString placeOf(const QByteArray &json, int offset)
{
    const QByteArray before = json.left(offset);
    return u"line %1, column %2"_s.arg(before.count('\n') + 1).arg(before.size() - before.lastIndexOf('\n'));
}

constexpr std::array zoneSources{"given"_L1, "table"_L1, "distance"_L1, "carrier"_L1, "only_zone"_L1};
constexpr std::array billedBys{"actual"_L1, "dimensional"_L1, "minimum"_L1};

} // namespace

Result<ShipmentFile> readShipments(const QByteArray &json)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(json, &problem);
    if (problem.error != QJsonParseError::NoError)
        return fail(Error::Code::InvalidInput, placeOf(json, problem.offset), problem.errorString());
    ShipmentFile file{.shipments = {}, .isArray = document.isArray()};
    const Place root(document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object()), {});
    const qsizetype count = document.isArray() ? document.array().size() : 1;
    for (qsizetype i = 0; i < count; ++i) {
        auto shipment = ShipmentReader().read(document.isArray() ? root.at(i) : root);
        if (!shipment)
            return tl::make_unexpected(shipment.error());
        file.shipments.append(*std::move(shipment));
    }
    return file;
}

QJsonObject toJson(const rates::Quote &quote, const rates::Shipment &shipment)
{
    const bool isLive = quote.source == rates::Quote::Source::Live;
    QJsonArray charges;
    for (const rates::Charge &charge : quote.charges) {
        QJsonObject json{{u"kind"_s, charge.kind}, {u"amount"_s, toJson(charge.amount)}};
        if (charge.parcel > 0)
            json[u"parcel"_s] = charge.parcel;
        if (charge.byWeight)
            json[u"how"_s] = rates::byWeightText(charge, quote.unit);
        if (charge.lastKnown.isValid())
            json[u"last_known"_s] = charge.lastKnown.toString(Qt::ISODate);
        charges.append(json);
    }
    QJsonObject json{{u"carrier"_s, quote.carrier},
                     {u"service"_s, quote.service},
                     {u"price_type"_s, quote.priceType},
                     {u"source"_s, isLive ? u"live"_s : u"table"_s},
                     {u"effective_from"_s, quote.effectiveFrom.isValid() ? QJsonValue(quote.effectiveFrom.toString(Qt::ISODate)) : QJsonValue()},
                     {u"zone"_s, orNull(quote.zone)},
                     {u"zone_source"_s, quote.zone.isEmpty() ? QJsonValue() : QJsonValue(QString(zoneSources.at(static_cast<size_t>(quote.zoneSource))))},
                     {u"billable_weight"_s, QJsonValue()},
                     {u"billed_by"_s, QJsonValue()},
                     {u"divisor"_s, quote.divisor ? QJsonValue(*quote.divisor) : QJsonValue()},
                     {u"triggers"_s, QJsonArray::fromStringList(quote.triggers)},
                     {u"charges"_s, charges},
                     {u"total"_s, toJson(quote.total)}};
    const rates::Carbon carbon = rates::carbonOf(shipment, quote.carrier, quote.service);
    json[u"carbon"_s] = QJsonObject{{u"grams"_s, carbon.grams ? QJsonValue(*carbon.grams) : QJsonValue()}, {u"basis"_s, carbon.basis}};
    if (quote.billable) {
        json[u"billable_weight"_s] = QJsonObject{{u"value"_s, quote.billable->in(quote.unit)}, {u"unit"_s, rates::nameOf(quote.unit)}};
        json[u"billed_by"_s] = quote.billedBy ? QJsonValue(QString(billedBys.at(static_cast<size_t>(*quote.billedBy)))) : QJsonValue();
    }
    if (quote.step)
        json[u"rounding"_s] = rates::roundingText(quote);
    QJsonArray notCounted;
    for (const rates::Charge &charge : quote.notCounted)
        notCounted.append(QJsonObject{{u"kind"_s, charge.kind}, {u"amount"_s, toJson(charge.amount)}});
    if (!notCounted.isEmpty())
        json[u"not_counted"_s] = notCounted;
    if (quote.isVolumeUnknown)
        json[u"dimensional_rule"_s] = u"unknown"_s;
    if (quote.validUntil.isValid())
        json[u"valid_until"_s] = quote.validUntil.toString(Qt::ISODate);
    if (isLive) {
        json[u"via"_s] = quote.via;
        json[u"delivered_by"_s] = quote.deliveredBy.isValid() ? QJsonValue(quote.deliveredBy.toString(Qt::ISODate)) : QJsonValue();
        json[u"transit_days"_s] = quote.transitDays ? QJsonValue(*quote.transitDays) : QJsonValue();
        json[u"guaranteed"_s] = quote.isGuaranteed;
        if (const QString twice = rates::toldTwiceText(quote); !twice.isEmpty())
            json[u"note"_s] = twice;
        json[u"asked_at"_s] = toText(quote.askedAt);
        json[u"answered_ms"_s] = static_cast<qint64>(quote.answeredIn.count());
    }
    return json;
}

QJsonObject toJson(const rates::Rated &rated, const rates::Shipment &shipment, Time now)
{
    QJsonArray quotes, refused, silent;
    for (const rates::Quote &one : rated.quotes)
        quotes.append(toJson(one, shipment));
    for (const rates::Refusal &one : rated.refused)
        refused.append(QJsonObject{{u"carrier"_s, one.carrier}, {u"service"_s, one.service}, {u"reason"_s, one.reason}});
    for (const rates::Silence &one : rated.silent) {
        QJsonArray lastKnown;
        for (const rates::LastKnown &price : one.lastKnown)
            lastKnown.append(QJsonObject{{u"carrier"_s, price.carrier}, {u"service"_s, price.service}, {u"price_type"_s, price.priceType}, {u"total"_s, toJson(price.total)},
                                         {u"transit_days"_s, price.transitDays ? QJsonValue(*price.transitDays) : QJsonValue()}, {u"asked_at"_s, toText(price.askedAt)},
                                         {u"age_ms"_s, static_cast<qint64>((now - price.askedAt).count())}});
        silent.append(QJsonObject{{u"carrier"_s, one.carrier}, {u"reason"_s, one.reason}, {u"last_known"_s, lastKnown}});
    }
    return {{u"ship_date"_s, shipment.shipDate.toString(Qt::ISODate)}, {u"quotes"_s, quotes}, {u"refused"_s, refused}, {u"silent"_s, silent}};
}

} // namespace crossdock::app
