#include "core/inventory/audit/privacy.h"

#include "core/inventory/audit/buyer_marks.h"
#include "core/inventory/audit/trail.h"

#include <QJsonDocument>
#include <sodium.h>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::audit {
namespace {

constexpr qsizetype nonceSize = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr qsizetype tagSize = crypto_aead_xchacha20poly1305_ietf_ABYTES;

const unsigned char *raw(const QByteArray &bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData());
}

QByteArray toBytes(const Buyer &b)
{
    return QJsonDocument(QJsonObject{{u"name"_s, b.name}, {u"email"_s, b.email}, {u"phone"_s, b.phone},
                                     {u"address"_s, b.address}, {u"city"_s, b.city}, {u"region"_s, b.region},
                                     {u"postcode"_s, b.postcode}, {u"country"_s, b.country}})
        .toJson(QJsonDocument::Compact);
}

Buyer fromBytes(const QByteArray &bytes)
{
    const QJsonObject o = QJsonDocument::fromJson(bytes).object();
    const auto text = [&](const QString &key) { return o[key].toString(); };
    return {text(u"name"_s), text(u"email"_s), text(u"phone"_s), text(u"address"_s),
            text(u"city"_s), text(u"region"_s), text(u"postcode"_s), text(u"country"_s)};
}

} // namespace

QByteArray seal(const QByteArray &plain, const QByteArray &key)
{
    QByteArray sealed(nonceSize + plain.size() + tagSize, Qt::Uninitialized);
    auto *out = reinterpret_cast<unsigned char *>(sealed.data());
    randombytes_buf(out, nonceSize);
    crypto_aead_xchacha20poly1305_ietf_encrypt(out + nonceSize, nullptr, raw(plain),
                                               static_cast<unsigned long long>(plain.size()), nullptr, 0, nullptr, out, raw(key));
    return sealed;
}

std::optional<QByteArray> open(const QByteArray &sealed, const QByteArray &key)
{
    if (sealed.size() < nonceSize + tagSize)
        return std::nullopt;
    QByteArray plain(sealed.size() - nonceSize - tagSize, Qt::Uninitialized);
    const int bad = crypto_aead_xchacha20poly1305_ietf_decrypt(
        reinterpret_cast<unsigned char *>(plain.data()), nullptr, nullptr, raw(sealed) + nonceSize,
        static_cast<unsigned long long>(sealed.size() - nonceSize), nullptr, 0, raw(sealed), raw(key));
    return bad ? std::nullopt : std::optional(plain);
}

Result<std::optional<QByteArray>> Privacy::wrapped(qint64 sale)
{
    return m_database.first(u"SELECT wrapped FROM sale_key WHERE sale_id = ?"_s, {sale}, [](const store::Row &row) { return row.bytes(0); });
}

Result<std::optional<QByteArray>> Privacy::key(qint64 sale)
{
    const auto sealed = wrapped(sale);
    if (!sealed)
        return tl::make_unexpected(sealed.error());
    if (!*sealed || (*sealed)->isEmpty())
        return std::optional<QByteArray>();
    const auto key = open(**sealed, m_shop.wrapping());
    if (!key)
        return fail(Error::Code::StoreFailed, u"buyer's key"_s, u"it was sealed with another shop key; restore shop.key from a backup"_s);
    return key;
}

Result<std::optional<QByteArray>> Privacy::keyOrNew(qint64 sale)
{
    if (m_key && m_key->first == sale)
        return std::optional(m_key->second);
    const auto sealed = wrapped(sale);
    if (!sealed)
        return tl::make_unexpected(sealed.error());
    if (*sealed)
        return key(sale);
    QByteArray fresh(crypto_aead_xchacha20poly1305_ietf_KEYBYTES, Qt::Uninitialized);
    randombytes_buf(fresh.data(), static_cast<size_t>(fresh.size()));
    CROSSDOCK_TRY(m_database.execute(u"INSERT INTO sale_key (sale_id, wrapped) VALUES (?, ?)"_s, {sale, seal(fresh, m_shop.wrapping())}));
    m_key.emplace(sale, fresh);
    return std::optional(fresh);
}

Result<QString> Privacy::keep(qint64 sale, const Buyer &buyer)
{
    const auto isAtHand = [&] { return m_key && m_key->first == sale; };
    const bool wasAtHand = isAtHand();
    const auto order = keyOrNew(sale);
    const bool isFirst = !wasAtHand && isAtHand(); // the key was made just now: nothing is marked yet
    if (!order)
        return tl::make_unexpected(order.error());
    if (!*order)
        return QString(); // forgotten on request: stays so
    const QByteArray sealed = seal(toBytes(buyer), **order);
    CROSSDOCK_TRY(m_database.execute(u"INSERT INTO sale_private (sale_id, sealed) VALUES (?, ?) "
                                     "ON CONFLICT (sale_id) DO UPDATE SET sealed = excluded.sealed"_s,
                                     {sale, sealed}));
    if (!isFirst)
        CROSSDOCK_TRY(m_database.execute(u"DELETE FROM sale_buyer WHERE sale_id = ?"_s, {sale}));
    CROSSDOCK_TRY(mark(sale, buyer));
    return QString::fromLatin1(hashOf(sealed));
}

Result<> Privacy::mark(qint64 sale, const Buyer &buyer)
{
    for (const QString &one : marksOf(buyer, m_shop.marking()))
        CROSSDOCK_TRY(m_database.execute(u"INSERT INTO sale_buyer (mark, sale_id) VALUES (?, ?) ON CONFLICT DO NOTHING"_s, {one, sale}));
    return {};
}

Result<> Privacy::markEarlier()
{
    constexpr int atOnce = 1'000;
    for (;;) {
        auto transaction = store::Transaction::begin(m_database);
        if (!transaction)
            return tl::make_unexpected(transaction.error());
        const auto sales = m_database.select(u"SELECT sale_id FROM sale_unmarked ORDER BY sale_id LIMIT ?"_s, {atOnce}, [](const store::Row &row) { return row.number(0); });
        if (!sales || sales->isEmpty())
            return sales.map([](const auto &) {});
        CROSSDOCK_TRY(markSome(*sales));
        CROSSDOCK_TRY(transaction->commit());
    }
}

Result<> Privacy::markSome(const QList<qint64> &sales)
{
    for (const qint64 sale : sales) {
        const auto known = buyer(sale);
        if (known && *known) // what does not open stays without marks: nobody is taken for its buyer
            CROSSDOCK_TRY(mark(sale, **known));
    }
    return m_database.execute(u"DELETE FROM sale_unmarked WHERE sale_id <= ?"_s, {sales.last()}).map([](qint64) {});
}

Result<> Privacy::keepMessage(qint64 channel, qint64 sale, const QString &event, Time at, const QByteArray &message)
{
    const auto order = keyOrNew(sale);
    if (!order)
        return tl::make_unexpected(order.error());
    if (!*order)
        return {};
    return m_database
        .execute(u"INSERT INTO inbox (channel_id, sale_id, event, at, sha256, sealed) VALUES (?, ?, ?, ?, ?, ?)"_s,
                 {channel, sale, event, toMs(at), QString::fromLatin1(hashOf(message)), seal(message, **order)})
        .map([](qint64) {});
}

Result<QString> Privacy::keepOfLabel(qint64 sale, qint64 label, const QString &kind, const QByteArray &plain)
{
    const auto order = keyOrNew(sale);
    if (!order)
        return tl::make_unexpected(order.error());
    if (!*order)
        return QString();
    const QByteArray sealed = seal(plain, **order);
    CROSSDOCK_TRY(m_database.execute(u"INSERT INTO label_private (label_id, kind, sale_id, sealed) VALUES (?, ?, ?, ?) "
                                     "ON CONFLICT (label_id, kind) DO UPDATE SET sealed = excluded.sealed"_s,
                                     {label, kind, sale, sealed}));
    return QString::fromLatin1(hashOf(sealed));
}

Result<std::optional<QByteArray>> Privacy::ofLabel(qint64 sale, qint64 label, const QString &kind)
{
    const auto order = key(sale);
    if (!order)
        return tl::make_unexpected(order.error());
    if (!*order)
        return std::optional<QByteArray>();
    const auto sealed = m_database.first(u"SELECT sealed FROM label_private WHERE label_id = ? AND kind = ?"_s, {label, kind}, [](const store::Row &row) { return row.bytes(0); });
    if (!sealed)
        return tl::make_unexpected(sealed.error());
    return *sealed ? open(**sealed, **order) : std::nullopt;
}

Result<std::optional<Buyer>> Privacy::buyer(qint64 sale)
{
    const auto order = key(sale);
    if (!order)
        return tl::make_unexpected(order.error());
    if (!*order)
        return std::optional<Buyer>();
    const auto sealed = m_database.first(u"SELECT sealed FROM sale_private WHERE sale_id = ?"_s, {sale},
                                         [](const store::Row &row) { return row.bytes(0); });
    if (!sealed)
        return tl::make_unexpected(sealed.error());
    if (!*sealed)
        return std::optional<Buyer>();
    const auto plain = open(**sealed, **order);
    return plain ? std::optional(fromBytes(*plain)) : std::nullopt;
}

Result<> Privacy::forget(qint64 sale)
{
    m_key.reset();
    // An empty key says "destroyed", so that a late message does not make a new one.
    CROSSDOCK_TRY(m_database.execute(u"INSERT INTO sale_key (sale_id, wrapped) VALUES (?, ?) "
                                     "ON CONFLICT (sale_id) DO UPDATE SET wrapped = excluded.wrapped"_s,
                                     {sale, QByteArray("")}));
    CROSSDOCK_TRY(m_database.execute(u"DELETE FROM sale_private WHERE sale_id = ?"_s, {sale}));
    CROSSDOCK_TRY(m_database.execute(u"DELETE FROM label_private WHERE sale_id = ?"_s, {sale}));
    CROSSDOCK_TRY(forgetCounts(sale));
    CROSSDOCK_TRY(m_database.execute(u"DELETE FROM sale_buyer WHERE sale_id = ?"_s, {sale}));
    CROSSDOCK_TRY(m_database.execute(u"DELETE FROM buyer_tag WHERE mark NOT IN (SELECT mark FROM sale_buyer)"_s)); // of one who has no order any more
    return m_database.execute(u"DELETE FROM inbox WHERE sale_id = ?"_s, {sale}).map([](qint64) {});
}

/// What limits and windows of rules by customer counted: under his marks, too.
Result<> Privacy::forgetCounts(qint64 sale)
{
    return m_database
        .execute(u"DELETE FROM rule_sample WHERE rule_id IN (SELECT id FROM rule) AND subject IN (SELECT 'limit ' || mark FROM sale_buyer WHERE sale_id = ? "
                 "UNION ALL SELECT 'window ' || mark FROM sale_buyer WHERE sale_id = ?)"_s,
                 {sale, sale})
        .map([](qint64) {});
}

Result<bool> Privacy::isForgotten(qint64 sale)
{
    return m_database
        .first(u"SELECT 1 FROM sale_key WHERE sale_id = ? AND length(wrapped) = 0"_s, {sale}, [](const store::Row &) { return true; })
        .map([](const std::optional<bool> &found) { return found.has_value(); });
}

} // namespace crossdock::audit
