#include "core/inventory/fulfilment/node_kinds.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::fulfilment {

const QList<NodeKind> &nodeKinds()
{
    static const QStringList ofAmazon{u"client_id"_s, u"client_secret"_s, u"refresh_token"_s};
    static const QList<NodeKind> kinds{{u"amazon-mcf"_s, {u"marketplace_id"_s}, ofAmazon, ofAmazon, true, true},
                                       {u"shipbob"_s, {u"channel_id"_s}, {u"token"_s}, {u"token"_s, u"webhook_secret"_s}, true},
                                       {u"shiphero"_s, {}, {u"refresh_token"_s}, {u"refresh_token"_s, u"webhook_secret"_s}},
                                       {u"shipmonk"_s, {u"store_id"_s}, {u"api_key"_s}, {u"api_key"_s, u"webhook_secret"_s, u"webhook_user"_s, u"webhook_password"_s}}};
    return kinds;
}

const NodeKind *nodeKind(const QString &name)
{
    const auto found = std::find_if(nodeKinds().begin(), nodeKinds().end(), [&](const NodeKind &kind) { return kind.name == name; });
    return found == nodeKinds().end() ? nullptr : &*found;
}

QString ownKind()
{
    return u"warehouse"_s;
}

bool isSecretOfNodes(const QString &key)
{
    return std::any_of(nodeKinds().begin(), nodeKinds().end(), [&](const NodeKind &kind) { return kind.secrets.contains(key); });
}

} // namespace crossdock::fulfilment
