#include "core/connectors/secrets/vault_store.h"

#include "core/connectors/secrets/vault_format.h"

#include <QFile>
#include <QSaveFile>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::secrets
{

namespace
{

constexpr auto ownerOnly = QFile::ReadOwner | QFile::WriteOwner;

Result<> replaceFile(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    const bool isWritten = file.open(QIODevice::WriteOnly) && file.setPermissions(ownerOnly)
        && file.write(bytes) == bytes.size() && file.commit();
    if (!isWritten)
        return fail(Error::Code::StoreFailed, path, file.errorString());
    return {};
}

} // namespace

Result<std::unique_ptr<VaultStore>> VaultStore::create(const QString &path, const Secret &passphrase, VaultCost cost)
{
    if (QFile::exists(path))
        return fail(Error::Code::AlreadyExists, path);
    auto made = vault::makeHeader(passphrase, cost);
    if (!made)
        return tl::make_unexpected(made.error());
    std::unique_ptr<VaultStore> store(new VaultStore(path, std::move(made->header), std::move(made->key), {}));
    CROSSDOCK_TRY(store->save(store->m_entries));
    return store;
}

Result<std::unique_ptr<VaultStore>> VaultStore::open(const QString &path, const Secret &passphrase)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(Error::Code::StoreFailed, path, file.errorString());
    auto opened = vault::open(file.readAll(), passphrase);
    if (!opened) {
        opened.error().subject = path;
        return tl::make_unexpected(opened.error());
    }
    return std::unique_ptr<VaultStore>(
        new VaultStore(path, std::move(opened->header), std::move(opened->key), std::move(opened->entries)));
}

VaultStore::VaultStore(QString path, QByteArray header, Secret key, Entries entries)
    : m_path(std::move(path))
    , m_header(std::move(header))
    , m_key(std::move(key))
    , m_entries(std::move(entries))
{
}

Result<Secret> VaultStore::read(const QString &name)
{
    const auto found = m_entries.find(name);
    if (found == m_entries.end())
        return fail(Error::Code::NotFound, name, u"not in "_s + place());
    return found->second.clone();
}

Result<> VaultStore::write(const QString &name, const Secret &secret)
{
    auto before = m_entries.extract(name);
    m_entries.emplace(name, secret.clone());
    auto saved = save(m_entries);
    if (!saved) {
        m_entries.erase(name);
        m_entries.insert(std::move(before));
    }
    return saved;
}

Result<> VaultStore::remove(const QString &name)
{
    auto removed = m_entries.extract(name);
    if (removed.empty())
        return {};
    auto saved = save(m_entries);
    if (!saved)
        m_entries.insert(std::move(removed));
    return saved;
}

Result<QStringList> VaultStore::list()
{
    QStringList names;
    for (const auto &[name, secret] : m_entries)
        names << name;
    return names;
}

QString VaultStore::place() const
{
    return m_path;
}

Result<> VaultStore::save(const Entries &entries) const
{
    return replaceFile(m_path, vault::seal(m_header, m_key, entries));
}

} // namespace crossdock::secrets
