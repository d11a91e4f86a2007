#include "core/inventory/fulfilment/rates/zone_columns.h"

#include "core/inventory/fulfilment/rates/said_columns.h"

#include <QHash>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rates {

bool ZoneColumns::isHeader() const
{
    return (has(u"dest"_s) || has(u"dest_country"_s) || has(u"dest_country_code"_s)) && (has(u"zone"_s) || !others.isEmpty());
}

QString zoneFieldOf(const QString &title)
{
    static const QHash<QString, QString> known = [] {
        QHash<QString, QString> fields;
        const std::pair<QString, QStringList> words[] = {
            {u"carrier"_s, {u"carrier"_s}},
            {u"service"_s, {u"service"_s}},
            {u"effective_from"_s, {u"effective_from"_s}},
            {u"zone"_s, {u"zone"_s, u"zones"_s, u"zone_number"_s, u"fedex_zone"_s, u"zona"_s}},
            {u"origin"_s, {u"origin_zip3"_s, u"origin"_s, u"origin_zip"_s, u"origin_prefix"_s, u"origin_postcode"_s}},
            {u"origin_country"_s, {u"origin_country"_s, u"from_country"_s}},
            {u"dest"_s, {u"dest_zip3"_s, u"dest"_s, u"dest_zip"_s, u"dest_prefix"_s, u"dest_postcode"_s, u"destination"_s, u"destination_zip"_s, u"destination_postcode"_s, u"zip"_s, u"zip_code"_s, u"zip_codes"_s, u"dest_zips"_s, u"dest_zip_code"_s, u"dest_zip_codes"_s, u"destination_zips"_s, u"destination_zip_code"_s,
                         u"destination_zip_codes"_s, u"destination_zip3"_s, u"destination_zip_range"_s, u"zip_range"_s, u"zip_prefix"_s, u"zip_code_prefix"_s, u"zip3"_s,
                         u"postcode"_s, u"postal_code"_s, u"prefix"_s, u"cep"_s, u"plz"_s}},
            {u"dest_to"_s, {u"dest_to"_s}},
            {u"dest_country"_s, {u"dest_country"_s, u"destination_country"_s, u"to_country"_s, u"country"_s, u"countries"_s, u"country_name"_s, u"destination_country_name"_s, u"country_territory"_s,
                                 u"destination_country_territory"_s, u"country_or_territory"_s, u"land"_s, u"zielland"_s, u"país"_s, u"pais"_s, u"pays"_s}},
            {u"dest_country_code"_s, {u"dest_country_code"_s, u"destination_country_code"_s, u"country_code"_s, u"iso_code"_s, u"iso"_s, u"iso_country_code"_s, u"iata_code"_s}},
        };
        for (const auto &[field, titles] : words)
            for (const QString &one : titles)
                fields.insert(one, field);
        return fields;
    }();
    return known.value(title);
}

ZoneColumns zoneColumns(const QStringList &titles, const SheetDefaults &said)
{
    ZoneColumns columns{.fields = saidColumns(said, titles), .values = said.values, .titles = {}, .others = {}};
    for (auto column = columns.fields.begin(); column != columns.fields.end(); ++column)
        columns.titles.insert(column.key(), titles.value(column.value(), u"column %1"_s.arg(column.value() + 1)));
    const QList<int> taken = columns.fields.values();
    for (int i = 0; i < titles.size(); ++i) {
        if (taken.contains(i))
            continue;
        const QString title = imports::plainTitle(titles.at(i)), field = zoneFieldOf(title);
        if (!field.isEmpty() && !columns.fields.contains(field)) {
            columns.fields.insert(field, i);
            columns.titles.insert(field, title);
        } else if (!title.isEmpty()) {
            columns.others.append({titles.at(i).trimmed(), i});
        }
    }
    return columns;
}

} // namespace crossdock::rates
