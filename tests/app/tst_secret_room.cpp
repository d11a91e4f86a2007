#include "app/engine/account_secrets.h"
#include "app/engine/secret_room.h"
#include "core/connectors/secrets/vault_store.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace crossdock;
using app::SecretRoom;
using app::secretAddress;

namespace {

const QString owner = u"push/service"_s, first = u"push https://a.example"_s, other = u"push https://b.example"_s;

struct Step {
    enum class What { Write, Remove };
    What what = What::Write;
    QString address;
    SecretRoom::Secrets secrets;
};

Step written(const QString &address, const SecretRoom::Secrets &secrets)
{
    return {Step::What::Write, address, secrets};
}

} // namespace

/// A secret belongs to the address that it was given for.
class SecretRoomTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void belongsToAnAddress_data()
    {
        const SecretRoom::Secrets token{{u"token"_s, u"hush"_s}}, key{{u"key"_s, u"hist"_s}}, both{{u"token"_s, u"hush"_s}, {u"key"_s, u"hist"_s}};
        QTest::addColumn<QList<Step>>("steps");
        QTest::addColumn<QString>("address");
        QTest::addColumn<SecretRoom::Secrets>("found");
        QTest::newRow("nothing was given") << QList<Step>{} << first << SecretRoom::Secrets();
        QTest::newRow("where it was given for") << QList<Step>{written(first, token)} << first << token;
        QTest::newRow("elsewhere") << QList<Step>{written(first, token)} << other << SecretRoom::Secrets();
        QTest::newRow("one beside another") << QList<Step>{written(first, token), written(first, key)} << first << both;
        QTest::newRow("one that is empty changes nothing") << QList<Step>{written(first, token), written(first, {{u"token"_s, QString()}})} << first << token;
        QTest::newRow("another address has only its own") << QList<Step>{written(first, token), written(other, key)} << other << key;
        QTest::newRow("the one before is forgotten") << QList<Step>{written(first, token), written(other, key)} << first << SecretRoom::Secrets();
        QTest::newRow("moved without one") << QList<Step>{written(first, token), written(other, {})} << other << SecretRoom::Secrets();
        QTest::newRow("moved without one, and back") << QList<Step>{written(first, token), written(other, {})} << first << SecretRoom::Secrets();
        QTest::newRow("taken away") << QList<Step>{written(first, token), {Step::What::Remove, {}, {}}} << first << SecretRoom::Secrets();
    }
    void belongsToAnAddress()
    {
        QFETCH(QList<Step>, steps);
        QFETCH(QString, address);
        SecretRoom room({}, {}, true);
        for (const Step &step : steps)
            QVERIFY(step.what == Step::What::Write ? room.write(owner, step.address, step.secrets) : room.remove(owner));
        const auto found = room.read(owner, address);
        QVERIFY(found);
        QTEST(*found, "found");
    }

    /// A vault of a version that noted no addresses.
    void takesTheFirstAddressForOlderSecrets()
    {
        const QTemporaryDir folder;
        const QByteArray passphrase = "a passphrase";
        auto vault = secrets::VaultStore::create(folder.filePath(u"vault"_s), secrets::Secret::copyOf(passphrase), {.passes = 1, .memoryBytes = 64 * 1024});
        QVERIFY(vault);
        QVERIFY((*vault)->write(u"push/service/token"_s, secrets::Secret::copyOf("hush")));
        SecretRoom room(folder.path(), {.file = {}, .environment = [passphrase] { return passphrase; }, .terminal = {}}, false);
        QCOMPARE(room.read(owner, first)->value(u"token"_s), u"hush"_s);
        QVERIFY(room.read(owner, other)->isEmpty());
        QCOMPARE(room.read(owner, first)->size(), 1);
    }

    void namesAllAddressesOfAnAccount_data()
    {
        using Account = QMap<QString, QString>;
        const Account bare, queue{{u"queue_url"_s, u"https://q.example"_s}};
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("url");
        QTest::addColumn<Account>("account");
        QTest::addColumn<bool>("isSame"); // as amazon at https://a.example with that queue
        QTest::newRow("the same") << u"amazon"_s << u"https://a.example"_s << queue << true;
        QTest::newRow("a slash more") << u"amazon"_s << u"https://a.example/"_s << queue << true;
        QTest::newRow("where we are reached") << u"amazon"_s << u"https://a.example"_s << Account{{u"queue_url"_s, u"https://q.example"_s}, {u"public_url"_s, u"https://us.example"_s}} << true;
        QTest::newRow("what is no address") << u"amazon"_s << u"https://a.example"_s << Account{{u"queue_url"_s, u"https://q.example"_s}, {u"seller_id"_s, u"A1"_s}} << true;
        QTest::newRow("another host") << u"amazon"_s << u"https://b.example"_s << queue << false;
        QTest::newRow("another port") << u"amazon"_s << u"https://a.example:8443"_s << queue << false;
        QTest::newRow("another queue") << u"amazon"_s << u"https://a.example"_s << Account{{u"queue_url"_s, u"https://r.example"_s}} << false;
        QTest::newRow("no queue") << u"amazon"_s << u"https://a.example"_s << bare << false;
        QTest::newRow("another kind") << u"shopify"_s << u"https://a.example"_s << queue << false;
    }
    void namesAllAddressesOfAnAccount()
    {
        QFETCH(QString, kind);
        QFETCH(QString, url);
        using Account = QMap<QString, QString>;
        QFETCH(Account, account);
        QTEST(secretAddress(kind, url, account) == secretAddress(u"amazon"_s, u"https://a.example"_s, {{u"queue_url"_s, u"https://q.example"_s}}), "isSame");
    }

    void refusesOtherNames_data()
    {
        QTest::addColumn<QStringList>("known");
        QTest::addColumn<QStringList>("given");
        QTest::addColumn<QString>("words"); // empty: taken
        QTest::newRow("none") << QStringList{u"token"_s} << QStringList{} << QString();
        QTest::newRow("the right one") << QStringList{u"token"_s} << QStringList{u"token"_s} << QString();
        QTest::newRow("a slip") << QStringList{u"token"_s, u"key"_s} << QStringList{u"key"_s, u"tokn"_s} << u"ntfy has no such secret; there are: token, key"_s;
        QTest::newRow("where there are none") << QStringList{} << QStringList{u"token"_s} << u"ntfy has no secrets"_s;
    }
    void refusesOtherNames()
    {
        QFETCH(QStringList, known);
        QFETCH(QStringList, given);
        const auto checked = app::checkSecretNames(u"ntfy"_s, known, given);
        QTEST(checked ? QString() : checked.error().detail, "words");
    }
};

QTEST_GUILESS_MAIN(SecretRoomTest)
#include "tst_secret_room.moc"
