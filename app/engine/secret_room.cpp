#include "app/engine/secret_room.h"

#include "core/connectors/secrets/open_secrets.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

/// For practice: keys that the sandbox made up and that end with it.
class MemoryStore : public secrets::SecretStore
{
public:
    Result<secrets::Secret> read(const QString &name) override
    {
        const auto known = m_secrets.find(name);
        if (known == m_secrets.end())
            return fail(Error::Code::NotFound, name);
        return known->second.clone();
    }
    Result<> write(const QString &name, const secrets::Secret &secret) override
    {
        m_secrets.insert_or_assign(name, secret.clone());
        return {};
    }
    Result<> remove(const QString &name) override
    {
        m_secrets.erase(name);
        return {};
    }
    Result<QStringList> list() override
    {
        QStringList names;
        for (const auto &[name, secret] : m_secrets)
            names << name;
        return names;
    }
    QString place() const override { return u"memory"_s; }

private:
    std::map<QString, secrets::Secret> m_secrets;
};

const QString addressName = u"@address"_s; // no secret is called so

QString prefixOf(const QString &owner)
{
    return owner.contains(u'/') ? owner + u'/' : u"channel/"_s + owner + u'/';
}

} // namespace

Result<secrets::SecretStore *> SecretRoom::store()
{
    if (!m_store) {
        if (m_keepsInMemory) {
            m_store = std::make_unique<MemoryStore>();
        } else {
            auto opened = secrets::openSecrets(m_dataFolder, m_passphrases);
            if (!opened)
                return tl::make_unexpected(opened.error());
            m_store = *std::move(opened);
        }
    }
    return m_store.get();
}

Result<QString> SecretRoom::place()
{
    return store().map([](const secrets::SecretStore *s) { return s->place(); });
}

Result<SecretRoom::Secrets> SecretRoom::all(const QString &owner)
{
    const auto opened = store();
    if (!opened)
        return tl::make_unexpected(opened.error());
    const auto names = (*opened)->list();
    if (!names)
        return tl::make_unexpected(names.error());
    Secrets found;
    for (const QString &name : *names) {
        if (!name.startsWith(prefixOf(owner)))
            continue;
        const auto secret = (*opened)->read(name);
        if (!secret)
            return tl::make_unexpected(secret.error());
        found[name.mid(prefixOf(owner).size())] = QString::fromUtf8(secret->bytes());
    }
    return found;
}

Result<SecretRoom::Secrets> SecretRoom::read(const QString &owner, const QString &address)
{
    auto found = all(owner);
    if (!found)
        return found;
    const QString givenFor = found->take(addressName);
    if (found->isEmpty() || givenFor == address)
        return found;
    if (!givenFor.isEmpty())
        return Secrets();
    CROSSDOCK_TRY((*store())->write(prefixOf(owner) + addressName, secrets::Secret::copyOf(address.toUtf8())));
    return found;
}

Result<> SecretRoom::write(const QString &owner, const QString &address, const Secrets &secrets)
{
    Secrets given = secrets;
    given.removeIf([](const auto &one) { return one.value().isEmpty(); });
    const auto before = all(owner);
    if (!before)
        return tl::make_unexpected(before.error());
    if (before->value(addressName) != address) {
        CROSSDOCK_TRY(remove(owner));
        if (!given.isEmpty())
            given.insert(addressName, address);
    }
    for (auto it = given.begin(); it != given.end(); ++it) // the address is the first
        CROSSDOCK_TRY((*store())->write(prefixOf(owner) + it.key(), secrets::Secret::copyOf(it.value().toUtf8())));
    return {};
}

Result<> SecretRoom::remove(const QString &owner)
{
    const auto opened = store();
    if (!opened)
        return tl::make_unexpected(opened.error());
    const auto names = (*opened)->list();
    if (!names)
        return tl::make_unexpected(names.error());
    for (const QString &name : *names) {
        if (name.startsWith(prefixOf(owner)))
            CROSSDOCK_TRY((*opened)->remove(name));
    }
    return {};
}

} // namespace crossdock::app
