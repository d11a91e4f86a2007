#include "core/inventory/parcels/policy_book.h"

#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::parcels {

Result<> PolicyBook::set(audit::Draft &draft, const command::SetWavePolicy &command)
{
    if (command.policy.asksWhatIf())
        return fail(Error::Code::InvalidInput, u"policy"_s, u"it answers “what if” for single places: that is no policy of the house"_s);
    const QJsonObject json = toJson(command.policy);
    const auto valid = fulfilment::wavePolicyFrom(json);
    const auto before = readPolicy(m_database);
    if (!valid || !before)
        return tl::make_unexpected(!valid ? valid.error() : before.error());
    if (*before == command.policy)
        return {};
    CROSSDOCK_TRY(m_database.execute(u"INSERT INTO wave_policy (id, policy) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET policy = excluded.policy"_s,
                                     {QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact))}));
    draft.setWhat(u"policy.set"_s);
    draft.say(u"old"_s, toJson(*before));
    draft.say(u"new"_s, json);
    return {};
}

Result<fulfilment::WavePolicy> readPolicy(store::Database &database)
{
    const auto text = database.first(u"SELECT policy FROM wave_policy WHERE id = 1"_s, {}, [](const store::Row &row) { return row.text(0); });
    if (!text)
        return tl::make_unexpected(text.error());
    return *text ? fulfilment::wavePolicyFrom(QJsonDocument::fromJson((*text)->toUtf8()).object()) : fulfilment::WavePolicy();
}

} // namespace crossdock::parcels
