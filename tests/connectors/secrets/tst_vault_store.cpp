#include "core/connectors/secrets/vault_store.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <type_traits>

using namespace crossdock;
using namespace crossdock::secrets;
using namespace Qt::Literals::StringLiterals;

namespace
{

constexpr VaultCost cheap{.passes = 1, .memoryBytes = 64 * 1024};

// A secret cannot be copied by accident.
static_assert(!std::is_copy_constructible_v<Secret> && std::is_nothrow_move_constructible_v<Secret>);

Secret secret(const char *text)
{
    return Secret::copyOf(text);
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool overwrite(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

} // namespace

class TestVaultStore : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"vault"_s);
    }

    void roundTrip()
    {
        const QByteArray binary("\0\xff\n", 3);
        {
            const auto vault = VaultStore::create(m_path, secret("open sesame"), cheap);
            QVERIFY(vault);
            QVERIFY((*vault)->write(u"b"_s, secret("hunter2")));
            QVERIFY((*vault)->write(u"a/ключ"_s, Secret::copyOf(binary)));
            QVERIFY((*vault)->write(u"empty"_s, Secret()));
            QVERIFY((*vault)->write(u"gone"_s, secret("x")));
            QVERIFY((*vault)->write(u"b"_s, secret("hunter3")));
            QVERIFY((*vault)->remove(u"gone"_s));
            QVERIFY((*vault)->remove(u"never was"_s));
        }
        const auto vault = VaultStore::open(m_path, secret("open sesame"));
        QVERIFY(vault);
        QCOMPARE((*vault)->list().value(), (QStringList{u"a/ключ"_s, u"b"_s, u"empty"_s}));
        QCOMPARE((*vault)->read(u"b"_s)->bytes(), QByteArrayView("hunter3"));
        QCOMPARE((*vault)->read(u"a/ключ"_s)->bytes(), QByteArrayView(binary));
        QVERIFY((*vault)->read(u"empty"_s)->isEmpty());
        QCOMPARE((*vault)->read(u"gone"_s).error().code, Error::Code::NotFound);
    }

    void wrongPassphrase_data()
    {
        QTest::addColumn<QByteArray>("passphrase");
        QTest::newRow("other") << QByteArray("close sesame");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("longer") << QByteArray("open sesame ");
    }
    void wrongPassphrase()
    {
        QFETCH(QByteArray, passphrase);
        QVERIFY(VaultStore::create(m_path, secret("open sesame"), cheap));
        const auto vault = VaultStore::open(m_path, Secret::copyOf(passphrase));
        QVERIFY(!vault);
        QCOMPARE(vault.error().code, Error::Code::SecretsLocked);
        QCOMPARE(vault.error().subject, m_path);
        QVERIFY(vault.error().detail.contains(u"passphrase"_s));
        QVERIFY(!vault.error().detail.contains(u"sesame"_s));
    }

    void everyFlippedByteIsFound()
    {
        const auto vault = VaultStore::create(m_path, secret("open sesame"), cheap);
        QVERIFY(vault && (*vault)->write(u"token"_s, secret("hunter2")));
        const QByteArray good = contents(m_path);
        QVERIFY(VaultStore::open(m_path, secret("open sesame")));
        for (qsizetype at = 0; at < good.size(); ++at) {
            QByteArray bad = good;
            bad[at] = static_cast<char>(bad[at] ^ 0x80); // the top bit: a cost that was changed is absurd, not slow
            QVERIFY(overwrite(m_path, bad));
            QVERIFY2(!VaultStore::open(m_path, secret("open sesame")), QByteArray::number(at));
        }
    }

    void shortenedFileIsFound()
    {
        QVERIFY(VaultStore::create(m_path, secret("open sesame"), cheap));
        const QByteArray good = contents(m_path);
        for (qsizetype size = 0; size < good.size(); ++size) {
            QVERIFY(overwrite(m_path, good.first(size)));
            const auto vault = VaultStore::open(m_path, secret("open sesame"));
            QVERIFY(!vault);
            QCOMPARE(vault.error().code, Error::Code::StoreFailed);
        }
    }

    void newerVersionIsRefused()
    {
        QVERIFY(VaultStore::create(m_path, secret("open sesame"), cheap));
        QByteArray file = contents(m_path);
        file[15] = 2;
        QVERIFY(overwrite(m_path, file));
        QCOMPARE(VaultStore::open(m_path, secret("open sesame")).error().code, Error::Code::StoreNewer);
    }

    void fileTellsNothing()
    {
        const auto vault = VaultStore::create(m_path, secret("open sesame"), cheap);
        QVERIFY(vault && (*vault)->write(u"channel/shop/token"_s, secret("hunter2hunter2")));
        const QByteArray file = contents(m_path);
        for (const char *word : {"hunter2", "token", "shop", "sesame"})
            QVERIFY2(!file.contains(word), word);
        QCOMPARE(QFile::permissions(m_path)
                     & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
                 QFile::Permissions());
        QVERIFY((*vault)->write(u"channel/shop/token"_s, secret("hunter2hunter2")));
        QVERIFY(contents(m_path) != file); // a fresh nonce each time
    }

    void permissionsAreRepaired()
    {
        const auto vault = VaultStore::create(m_path, secret("open sesame"), cheap);
        QVERIFY(QFile::setPermissions(m_path, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
        QVERIFY((*vault)->write(u"x"_s, secret("y")));
        QVERIFY(!(QFile::permissions(m_path) & QFile::ReadOther));
    }

    void cannotBeWritten()
    {
        QCOMPARE(VaultStore::create(m_folder->filePath(u"no/such/folder"_s), secret("x"), cheap).error().code,
                 Error::Code::StoreFailed);
        QCOMPARE(VaultStore::open(m_path, secret("x")).error().code, Error::Code::StoreFailed);
        QVERIFY(VaultStore::create(m_path, secret("x"), cheap));
        QCOMPARE(VaultStore::create(m_path, secret("x"), cheap).error().code, Error::Code::AlreadyExists);
    }

    /// What could not be saved is not believed either.
    void failedWriteChangesNothing()
    {
        const auto vault = VaultStore::create(m_path, secret("x"), cheap);
        QVERIFY(vault && (*vault)->write(u"a"_s, secret("1")));
        QVERIFY(m_folder->remove());
        QCOMPARE((*vault)->write(u"a"_s, secret("2")).error().code, Error::Code::StoreFailed);
        QCOMPARE((*vault)->remove(u"a"_s).error().code, Error::Code::StoreFailed);
        QVERIFY(!(*vault)->write(u"b"_s, secret("2")));
        QCOMPARE((*vault)->read(u"a"_s)->bytes(), QByteArrayView("1"));
        QCOMPARE((*vault)->list().value(), QStringList{u"a"_s});
    }

    void productCost()
    {
        const VaultCost cost; // Argon2id, "moderate" by libsodium's measure
        QVERIFY(cost.passes >= 3 && cost.memoryBytes >= 256ULL * 1024 * 1024);
    }

    void takenBytesAreWiped()
    {
        QByteArray bytes("hunter2");
        bytes.detach();
        const Secret taken = Secret::take(std::move(bytes));
        QCOMPARE(taken.bytes(), QByteArrayView("hunter2"));
        QVERIFY(taken.clone() == taken);
        QVERIFY(!(taken == secret("hunter3")));
        QVERIFY(!(taken == secret("hunter")));
    }
};

QTEST_APPLESS_MAIN(TestVaultStore)
#include "tst_vault_store.moc"
