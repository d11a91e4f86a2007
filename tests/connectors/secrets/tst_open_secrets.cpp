#include "core/connectors/secrets/keychain_store.h"
#include "core/connectors/secrets/open_secrets.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <map>

using namespace crossdock;
using namespace crossdock::secrets;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace
{

enum class Mood { Works, Silent, Broken, Denied };

/// A key store in memory, in the mood that the test wants.
class FakeKeychain : public Keychain
{
public:
    explicit FakeKeychain(Mood mood, std::shared_ptr<std::map<QString, QByteArray>> entries)
        : m_mood(mood)
        , m_entries(std::move(entries))
    {
    }

    void read(const QString &name, QObject *context, std::function<void(Result<QByteArray>)> done) override
    {
        answer<QByteArray>(context, std::move(done), [this, name]() -> Result<QByteArray> {
            const auto found = m_entries->find(name);
            if (found == m_entries->end())
                return fail(Error::Code::NotFound, name);
            return found->second;
        });
    }
    void write(const QString &name, const QByteArray &bytes, QObject *context,
               std::function<void(Result<>)> done) override
    {
        answer<void>(context, std::move(done), [this, name, bytes]() -> Result<> {
            m_entries->insert_or_assign(name, bytes);
            return {};
        });
    }
    void remove(const QString &name, QObject *context, std::function<void(Result<>)> done) override
    {
        answer<void>(context, std::move(done), [this, name]() -> Result<> {
            if (m_entries->erase(name) == 0)
                return fail(Error::Code::NotFound, name);
            return {};
        });
    }

private:
    template <class T>
    void answer(QObject *context, std::function<void(Result<T>)> done, std::function<Result<T>()> work)
    {
        if (m_mood == Mood::Silent)
            return;
        QMetaObject::invokeMethod(
            context,
            [this, done = std::move(done), work = std::move(work)] {
                if (m_mood == Mood::Works)
                    done(work());
                else
                    done(fail(Error::Code::SecretsLocked, {}, m_mood == Mood::Broken ? u"no bus"_s : u"denied"_s));
            },
            Qt::QueuedConnection);
    }

    Mood m_mood;
    std::shared_ptr<std::map<QString, QByteArray>> m_entries;
};

Result<Secret> typed(const char *text)
{
    return Secret::copyOf(text);
}

} // namespace

Q_DECLARE_METATYPE(Mood)

class TestOpenSecrets : public QObject
{
    Q_OBJECT

    std::shared_ptr<std::map<QString, QByteArray>> m_entries;
    std::unique_ptr<QTemporaryDir> m_folder;

    SecretsOptions options(Mood mood) const
    {
        return {.keychain = [mood, entries = m_entries] { return std::make_unique<FakeKeychain>(mood, entries); },
                .keychainDeadline = 100ms,
                .vaultCost = {.passes = 1, .memoryBytes = 64 * 1024}};
    }
    QString vaultPath() const { return m_folder->filePath(u"vault"_s); }

    static PassphraseSource fromEnvironment(const QByteArray &value)
    {
        return {.file = {}, .environment = [value] { return value; }, .terminal = {}};
    }

private Q_SLOTS:
    void init()
    {
        m_entries = std::make_shared<std::map<QString, QByteArray>>();
        m_folder = std::make_unique<QTemporaryDir>();
    }

    void keychainKeeps()
    {
        KeychainStore store(std::make_unique<FakeKeychain>(Mood::Works, m_entries));
        QVERIFY(store.probe());
        QCOMPARE(store.list().value(), QStringList());
        QCOMPARE(store.read(u"b"_s).error().code, Error::Code::NotFound);
        QVERIFY(store.write(u"b"_s, Secret::copyOf(QByteArrayView("\0\xff", 2))));
        QVERIFY(store.write(u"a"_s, *typed("1")));
        QVERIFY(store.write(u"a"_s, *typed("2")));
        QCOMPARE(store.list().value(), (QStringList{u"a"_s, u"b"_s}));
        QCOMPARE(store.read(u"a"_s)->bytes(), QByteArrayView("2"));
        QCOMPARE(store.read(u"b"_s)->bytes(), QByteArrayView("\0\xff", 2));
        QVERIFY(store.remove(u"a"_s));
        QVERIFY(store.remove(u"a"_s));
        KeychainStore later(std::make_unique<FakeKeychain>(Mood::Works, m_entries));
        QCOMPARE(later.list().value(), QStringList{u"b"_s});
        QCOMPARE(later.read(u"a"_s).error().code, Error::Code::NotFound);
    }

    /// A secret called like the store's own entries does not meet them.
    void ownNamesAreApart()
    {
        KeychainStore store(std::make_unique<FakeKeychain>(Mood::Works, m_entries));
        QVERIFY(store.write(u"index"_s, *typed("not a list")));
        QCOMPARE(store.list().value(), QStringList{u"index"_s});
        QCOMPARE(store.read(u"index"_s)->bytes(), QByteArrayView("not a list"));
    }

    void keychainThatFails_data()
    {
        QTest::addColumn<Mood>("mood");
        QTest::addColumn<QString>("word");
        QTest::newRow("locked, never answers") << Mood::Silent << u"unlock"_s;
        QTest::newRow("not there") << Mood::Broken << u"no bus"_s;
        QTest::newRow("owner says no") << Mood::Denied << u"denied"_s;
    }
    void keychainThatFails()
    {
        QFETCH(Mood, mood);
        QFETCH(QString, word);
        KeychainStore store(std::make_unique<FakeKeychain>(mood, m_entries), 100ms);
        QElapsedTimer timer;
        timer.start();
        for (const Error &error :
             {store.probe().error(), store.read(u"a"_s).error(), store.write(u"a"_s, *typed("1")).error(),
              store.remove(u"a"_s).error(), store.list().error()}) {
            QCOMPARE(error.code, Error::Code::SecretsLocked);
            QVERIFY2(error.detail.contains(word), qPrintable(error.detail));
        }
        QVERIFY(timer.elapsed() < 3'000);
    }

    void prefersTheKeyStore()
    {
        const auto store = openSecrets(m_folder->path(), fromEnvironment("sesame"), options(Mood::Works));
        QVERIFY(store);
        QVERIFY((*store)->write(u"a"_s, *typed("1")));
        QVERIFY(!QFile::exists(vaultPath()));
        QCOMPARE(m_entries->count(u"secret/a"_s), 1U);
    }

    void makesAVaultWhereThereIsNoKeyStore_data()
    {
        QTest::addColumn<Mood>("mood");
        QTest::newRow("locked") << Mood::Silent;
        QTest::newRow("none") << Mood::Broken;
    }
    void makesAVaultWhereThereIsNoKeyStore()
    {
        QFETCH(Mood, mood);
        {
            const auto store = openSecrets(m_folder->path(), fromEnvironment("sesame"), options(mood));
            QVERIFY(store);
            QCOMPARE((*store)->place(), vaultPath());
            QVERIFY((*store)->write(u"a"_s, *typed("1")));
        }
        // The vault wins from now on, even if a key store comes up.
        const auto store = openSecrets(m_folder->path(), fromEnvironment("sesame"), options(Mood::Works));
        QVERIFY(store);
        QCOMPARE((*store)->read(u"a"_s)->bytes(), QByteArrayView("1"));
        QVERIFY(m_entries->empty());
        QCOMPARE(openSecrets(m_folder->path(), fromEnvironment("wrong"), options(Mood::Works)).error().code,
                 Error::Code::SecretsLocked);
    }

    void saysWhatToDo()
    {
        const auto store = openSecrets(m_folder->path(), fromEnvironment({}), options(Mood::Broken));
        QVERIFY(!store);
        QCOMPARE(store.error().code, Error::Code::SecretsLocked);
        for (const auto &word : {u"--passphrase-file"_s, u"CROSSDOCK_PASSPHRASE"_s, u"terminal"_s, u"no bus"_s})
            QVERIFY2(store.error().detail.contains(word), qPrintable(store.error().detail));
        QVERIFY(!QFile::exists(vaultPath()));
    }

    void passphraseFile_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("passphrase");
        QTest::newRow("no line end") << QByteArray("se same") << QByteArray("se same");
        QTest::newRow("line end") << QByteArray("sesame\n") << QByteArray("sesame");
        QTest::newRow("Windows line end") << QByteArray("sesame\r\n") << QByteArray("sesame");
        QTest::newRow("first line counts") << QByteArray("sesame\nmore\n") << QByteArray("sesame");
        QTest::newRow("spaces belong to it") << QByteArray(" sesame \n") << QByteArray(" sesame ");
        QTest::newRow("empty") << QByteArray() << QByteArray();
        QTest::newRow("empty line") << QByteArray("\nsesame\n") << QByteArray();
    }
    void passphraseFile()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, passphrase);
        const QString path = m_folder->filePath(u"passphrase"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
        file.close();
        const PassphraseSource source{.file = path, .environment = [] { return "other"_qba; }, .terminal = {}};
        const auto found = source.passphrase(PassphraseSource::Purpose::Create);
        QCOMPARE(found.has_value(), !passphrase.isEmpty());
        if (found)
            QCOMPARE(found->bytes(), QByteArrayView(passphrase));
        else
            QCOMPARE(found.error().code, Error::Code::SecretsLocked);
    }

    void missingPassphraseFile()
    {
        const PassphraseSource source{.file = u"/no/such/file"_s, .environment = {}, .terminal = {}};
        QCOMPARE(source.passphrase(PassphraseSource::Purpose::Open).error().subject, u"/no/such/file"_s);
    }

    void prompts_data()
    {
        using Purpose = PassphraseSource::Purpose;
        QTest::addColumn<Purpose>("purpose");
        QTest::addColumn<QList<QByteArray>>("lines");
        QTest::addColumn<int>("questions");
        QTest::addColumn<bool>("isTaken");
        QTest::newRow("open") << Purpose::Open << QList<QByteArray>{"a"} << 1 << true;
        QTest::newRow("open with nothing") << Purpose::Open << QList<QByteArray>{""} << 1 << false;
        QTest::newRow("create") << Purpose::Create << QList<QByteArray>{"a", "a"} << 2 << true;
        QTest::newRow("create with a typing error") << Purpose::Create << QList<QByteArray>{"a", "b"} << 2 << false;
        QTest::newRow("create with nothing") << Purpose::Create << QList<QByteArray>{"", ""} << 1 << false;
    }
    void prompts()
    {
        QFETCH(PassphraseSource::Purpose, purpose);
        QFETCH(QList<QByteArray>, lines);
        int asked = 0;
        const PassphraseSource source{.file = {},
                                      .environment = [] { return QByteArray(); },
                                      .terminal =
                                          [&](const QString &question) {
                                              return question.isEmpty() ? typed("no question")
                                                                        : typed(lines.at(asked++).constData());
                                          }};
        QTEST(source.passphrase(purpose).has_value(), "isTaken");
        QTEST(asked, "questions");
    }
};

QTEST_GUILESS_MAIN(TestOpenSecrets)
#include "tst_open_secrets.moc"
