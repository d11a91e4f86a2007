#include "core/inventory/channels/listings.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::channels {

/// How much of the stock the listings of a SKU may show.
Result<> Listings::limit(audit::Draft &draft, const command::LimitListings &wanted)
{
    if (wanted.buffer.value_or(0) < 0 || wanted.cap.value_or(0) < 0)
        return fail(Error::Code::InvalidInput, wanted.sku.text(), u"buffer and cap are not negative"_s);
    const auto item = m_catalogue.item(wanted.sku);
    if (!item)
        return tl::make_unexpected(item.error());
    const auto records = holdAll(item->id);
    if (!records)
        return tl::make_unexpected(records.error());
    draft.setWhat(u"listing.limit"_s);
    draft.about(wanted.sku);
    int limited = 0;
    for (OfferRecord *record : *records) {
        const ChannelId &channel = record->address.id.channel;
        if (wanted.channel && channel != *wanted.channel)
            continue;
        ++limited;
        draft.about(channel);
        if (wanted.buffer) {
            draft.changed(u"buffer on %1"_s.arg(channel.text()), record->buffer, *wanted.buffer);
            record->buffer = *wanted.buffer;
        }
        if (wanted.cap || wanted.liftsCap) {
            const auto json = [](const std::optional<Quantity> &cap) { return cap ? QJsonValue(*cap) : QJsonValue(); };
            draft.changed(u"cap on %1"_s.arg(channel.text()), json(record->cap), json(wanted.cap));
            record->cap = wanted.cap;
        }
        CROSSDOCK_TRY(m_database.execute(u"UPDATE listing SET buffer = ?, cap = ? WHERE id = ?"_s,
                                         {record->buffer, record->cap ? QVariant(*record->cap) : QVariant(QMetaType(QMetaType::LongLong)), record->id}));
    }
    if (limited == 0)
        return fail(Error::Code::NotFound, wanted.sku.text(),
                    wanted.channel ? u"it is not listed on %1"_s.arg(wanted.channel->text()) : u"it is listed nowhere"_s);
    draft.touchSku(item->id);
    return {};
}

} // namespace crossdock::channels
