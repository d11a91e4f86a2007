#pragma once

#include "core/inventory/values/result.h"

#include <QHashFunctions>
#include <QString>

namespace crossdock {

/// A name that is valid from birth: 1 to `maxLength` printable characters without outer spaces.
/// `Tag` makes two kinds of names two types.
template <class Tag>
class Name
{
public:
    static Result<Name> parse(QStringView text);

    Name() = default; ///< No name: only good for being assigned to.
    const QString &text() const { return m_text; }
    bool isEmpty() const { return m_text.isEmpty(); }

    friend bool operator==(const Name &, const Name &) = default;
    friend auto operator<=>(const Name &a, const Name &b) { return QString::compare(a.m_text, b.m_text) <=> 0; }
    friend size_t qHash(const Name &name, size_t seed = 0) { return ::qHash(name.m_text, seed); }

private:
    explicit Name(QString text)
        : m_text(std::move(text))
    {
    }
    QString m_text;
};

struct SkuTag {
    static constexpr int maxLength = 100; // Amazon allows 40, Shopify 255; longer ones are typing errors
    static constexpr auto what = u"SKU";
    static constexpr bool isPlain = false;
};
struct NodeTag {
    static constexpr int maxLength = 40;
    static constexpr auto what = u"node name";
    static constexpr bool isPlain = true;
};
struct ChannelTag {
    static constexpr int maxLength = 40;
    static constexpr auto what = u"channel name";
    static constexpr bool isPlain = true; // stands in the path /webhooks/NAME
};
struct CarrierTag {
    static constexpr int maxLength = 40;
    static constexpr auto what = u"carrier name";
    static constexpr bool isPlain = true;
};

using Sku = Name<SkuTag>; ///< The seller's own name of an item.
using NodeId = Name<NodeTag>; ///< A place that holds stock. Letters, digits, '-', '_', '.'.
using ChannelId = Name<ChannelTag>; ///< One account on one marketplace. Letters, digits, '-', '_', '.'.
using CarrierId = Name<CarrierTag>; ///< One account with a carrier. Letters, digits, '-', '_', '.'.

/// An order as its channel names it.
struct OrderId {
    ChannelId channel;
    QString number; ///< the channel's own id of the order

    /// "shop-eu/5012": how a person and the command line write it.
    QString text() const;
    static Result<OrderId> parse(QStringView text);
    friend bool operator==(const OrderId &, const OrderId &) = default;
    friend size_t qHash(const OrderId &id, size_t seed = 0) { return qHashMulti(seed, id.channel, id.number); }
};

/// An offer of a SKU on a channel, by the channel's own name of it (see cli: `listing_id`).
struct ListingId {
    ChannelId channel;
    QString listing;

    friend bool operator==(const ListingId &, const ListingId &) = default;
    friend size_t qHash(const ListingId &id, size_t seed = 0) { return qHashMulti(seed, id.channel, id.listing); }
};

extern template class Name<SkuTag>;
extern template class Name<NodeTag>;
extern template class Name<ChannelTag>;
extern template class Name<CarrierTag>;

} // namespace crossdock
