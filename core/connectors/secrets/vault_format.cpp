#include "core/connectors/secrets/vault_format.h"

#include <QtEndian>

#include <cstring>
#include <sodium.h>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::secrets::vault
{

namespace
{

constexpr qsizetype magicBytes = 16;
constexpr qsizetype checkBytes = 16;
constexpr qsizetype headerBytes = magicBytes + 8 + 8 + crypto_pwhash_SALTBYTES + checkBytes;
constexpr qsizetype nonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr qsizetype tagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
// A damaged header must not make us take all memory or a year.
constexpr quint64 maxPasses = 64;
constexpr quint64 maxMemory = 4ULL * 1024 * 1024 * 1024;

const QByteArray magic("CROSSDOCKVAULT\0\1", magicBytes);

const unsigned char *bytesOf(const QByteArray &array, qsizetype at = 0)
{
    return reinterpret_cast<const unsigned char *>(array.constData()) + at;
}

unsigned long long sizeOf(qsizetype size)
{
    return static_cast<unsigned long long>(size);
}

template <class Number>
QByteArray littleEndian(Number number)
{
    QByteArray bytes(sizeof(Number), Qt::Uninitialized);
    qToLittleEndian(number, bytes.data());
    return bytes;
}

QByteArray randomBytes(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    randombytes_buf(bytes.data(), static_cast<size_t>(size));
    return bytes;
}

Result<Secret> deriveKey(const Secret &passphrase, const unsigned char *salt, VaultCost cost)
{
    if (cost.passes < crypto_pwhash_OPSLIMIT_MIN || cost.passes > maxPasses
        || cost.memoryBytes < crypto_pwhash_MEMLIMIT_MIN || cost.memoryBytes > maxMemory)
        return fail(Error::Code::InvalidInput, {}, u"the cost of the passphrase is out of bounds"_s);
    Secret key(crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
    const int failed
        = crypto_pwhash(key.data(), sizeOf(key.size()), passphrase.bytes().data(), sizeOf(passphrase.size()), salt,
                        cost.passes, static_cast<size_t>(cost.memoryBytes), crypto_pwhash_ALG_ARGON2ID13);
    if (failed)
        return fail(Error::Code::InvalidInput, {}, u"not enough memory for the passphrase's key"_s);
    return key;
}

/// Tells a wrong passphrase from a damaged file. Tells a guesser nothing that the seal does not tell.
QByteArray checkOf(const Secret &key)
{
    static constexpr unsigned char purpose[] = "crossdock vault key check";
    QByteArray check(checkBytes, Qt::Uninitialized);
    crypto_generichash(reinterpret_cast<unsigned char *>(check.data()), sizeOf(checkBytes), purpose, sizeof purpose,
                       key.data(), static_cast<size_t>(key.size()));
    return check;
}

void append(unsigned char *&to, const void *from, qsizetype size)
{
    std::memcpy(to, from, static_cast<size_t>(size));
    to += size;
}

void appendSized(unsigned char *&to, QByteArrayView bytes)
{
    qToLittleEndian(static_cast<quint32>(bytes.size()), to);
    to += 4;
    if (!bytes.isEmpty())
        append(to, bytes.data(), bytes.size());
}

Secret pack(const std::map<QString, Secret> &entries)
{
    qsizetype size = 4;
    for (const auto &[name, secret] : entries)
        size += 4 + name.toUtf8().size() + 4 + secret.size();
    Secret packed(size);
    unsigned char *to = packed.data();
    qToLittleEndian(static_cast<quint32>(entries.size()), to);
    to += 4;
    for (const auto &[name, secret] : entries) {
        appendSized(to, name.toUtf8());
        appendSized(to, secret.bytes());
    }
    Q_ASSERT(to == packed.data() + size);
    return packed;
}

std::optional<QByteArrayView> takeSized(QByteArrayView &from)
{
    if (from.size() < 4)
        return {};
    const auto size = static_cast<qsizetype>(qFromLittleEndian<quint32>(from.data()));
    if (size > from.size() - 4)
        return {};
    const QByteArrayView bytes = from.sliced(4, size);
    from = from.sliced(4 + size);
    return bytes;
}

std::optional<std::map<QString, Secret>> unpack(QByteArrayView from)
{
    if (from.size() < 4)
        return {};
    std::map<QString, Secret> entries;
    const auto count = qFromLittleEndian<quint32>(from.data());
    from = from.sliced(4);
    for (quint32 i = 0; i < count; ++i) {
        const auto name = takeSized(from);
        const auto bytes = name ? takeSized(from) : std::nullopt;
        if (!bytes)
            return {};
        entries.insert_or_assign(QString::fromUtf8(*name), Secret::copyOf(*bytes));
    }
    return from.isEmpty() ? std::optional(std::move(entries)) : std::nullopt;
}

} // namespace

Result<Sealing> makeHeader(const Secret &passphrase, VaultCost cost)
{
    const QByteArray salt = randomBytes(crypto_pwhash_SALTBYTES);
    auto key = deriveKey(passphrase, bytesOf(salt), cost);
    if (!key)
        return tl::make_unexpected(key.error());
    const QByteArray header = magic + littleEndian(cost.passes) + littleEndian(cost.memoryBytes) + salt + checkOf(*key);
    return Sealing{header, *std::move(key)};
}

QByteArray seal(const QByteArray &header, const Secret &key, const std::map<QString, Secret> &entries)
{
    const Secret packed = pack(entries);
    const QByteArray public_ = header + randomBytes(nonceBytes);
    QByteArray sealed(packed.size() + tagBytes, Qt::Uninitialized);
    crypto_aead_xchacha20poly1305_ietf_encrypt(reinterpret_cast<unsigned char *>(sealed.data()), nullptr, packed.data(),
                                               sizeOf(packed.size()), bytesOf(public_), sizeOf(public_.size()), nullptr,
                                               bytesOf(public_, headerBytes), key.data());
    return public_ + sealed;
}

Result<Opened> open(const QByteArray &file, const Secret &passphrase)
{
    if (file.size() < headerBytes + nonceBytes + tagBytes || !file.startsWith(magic.chopped(1)))
        return fail(Error::Code::StoreFailed, {}, u"this is no vault, or it is damaged"_s);
    if (file[magicBytes - 1] != magic.back())
        return fail(Error::Code::StoreNewer, {}, u"the vault was written by a newer version of the program"_s);
    const VaultCost cost{qFromLittleEndian<quint64>(bytesOf(file, magicBytes)),
                         qFromLittleEndian<quint64>(bytesOf(file, magicBytes + 8))};
    auto key = deriveKey(passphrase, bytesOf(file, magicBytes + 16), cost);
    if (!key)
        return fail(Error::Code::StoreFailed, {}, u"the vault cannot be opened: "_s + key.error().detail);
    if (checkOf(*key) != file.sliced(headerBytes - checkBytes, checkBytes))
        return fail(Error::Code::SecretsLocked, {},
                    u"the passphrase does not open the vault: try again with the one it was made with"_s);
    const qsizetype publicBytes = headerBytes + nonceBytes;
    Secret packed(file.size() - publicBytes - tagBytes);
    const int failed = crypto_aead_xchacha20poly1305_ietf_decrypt(
        packed.data(), nullptr, nullptr, bytesOf(file, publicBytes), sizeOf(file.size() - publicBytes), bytesOf(file),
        sizeOf(publicBytes), bytesOf(file, headerBytes), key->data());
    auto entries = failed ? std::nullopt : unpack(packed.bytes());
    if (!entries)
        return fail(Error::Code::StoreFailed, {}, u"the vault is damaged: restore it from a backup"_s);
    return Opened{file.first(headerBytes), *std::move(key), *std::move(entries)};
}

} // namespace crossdock::secrets::vault
