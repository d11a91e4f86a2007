#pragma once

#include "core/connectors/channels/amazon/account.h"

namespace crossdock::amazon {

/// A seller in the USA who has no queue.
inline Account harbourAccount()
{
    Account known;
    known.channel = *ChannelId::parse(u"amazon-us");
    known.sellerId = QStringLiteral("A2HARBOUR");
    known.marketplaceId = QStringLiteral("ATVPDKIKX0DER");
    known.root = "https://sellingpartnerapi-na.amazon.com";
    known.authUrl = usualAuthUrl;
    return known;
}

inline Secrets harbourSecrets()
{
    return {"amzn1.client", "client-s3cret", "Atzr|refresh", {}};
}

/// What Amazon answers when he asks for a token.
inline const QByteArray goodToken = "{\"access_token\":\"Atza|first\",\"token_type\":\"bearer\",\"expires_in\":3600}";

} // namespace crossdock::amazon
