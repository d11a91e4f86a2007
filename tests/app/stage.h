#pragma once

#include "tests/app/loopback.h"
#include "tests/app/secret_search.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QProcess>
#include <QTemporaryDir>
#include <memory>

namespace crossdock::app_test {

/// What a program said and how it ended.
struct Outcome {
    int code = -1; ///< -1: it did not end in time, or crashed
    QByteArray out, err;

    QJsonDocument json() const { return QJsonDocument::fromJson(out); }
    QByteArray both() const { return out + err; }
};

/// A data folder of its own with the real programs: single commands, an engine, a sandbox. Everything that they say is kept,
/// so that the secrets can be looked for in it. Ends what it started.
class Stage
{
public:
    Stage();
    ~Stage();

    QString folder() const { return m_data.filePath(QStringLiteral("shop")); }
    QString file(const QString &name) const { return m_data.path() + u'/' + name; } ///< beside the data folder
    QString write(const QString &name, const QByteArray &bytes) const; ///< answers its path

    Outcome run(const QStringList &words, const QByteArray &input = {});
    Outcome verifySealed(const QString &path); ///< crossdock-verify

    /// False if it does not say in time that it is ready. Later engines take the port of the first.
    bool startEngine(const QStringList &flags = {});
    void killEngine(); ///< SIGKILL
    int stopEngine(); ///< SIGTERM; answers its exit code
    bool isEngineUp() const { return m_engine && m_engine->state() == QProcess::Running; }
    qint64 engineId() const { return m_engine->processId(); }
    QUrl webhooks(const QString &channel) const { return QUrl(QStringLiteral("%1/webhooks/%2").arg(m_webhooks, channel)); }

    /// One channel of each kind with the same items, `units` of each at the node "main". With `isPushing` its
    /// webhooks go to the engine.
    bool startSandbox(int items, int units, bool isPushing);
    QStringList channels() const { return m_access.keys(); }
    QByteArray secretOf(const QString &channel, const QString &name) const;
    QByteArray secretOf(const QString &channel, const char *name) const { return secretOf(channel, QString::fromLatin1(name)); }
    QUrl urlOf(const QString &channel) const { return QUrl(m_access[channel][u"url"].toString()); }
    /// The sandbox's own door. The status is in `status`, if given.
    QJsonDocument world(const QByteArray &path, const QJsonObject &asked = {}, int *status = nullptr);
    QString sell(const QString &channel, const QString &sku, int quantity); ///< the order's number; empty: not sold

    /// The words that add a channel, a node or a carrier ("channel add", …) of which a sandbox printed `access`; its secrets are put into files.
    QStringList addWords(const QString &what, const QJsonObject &access) const;
    /// Adds a place with an address, 20 mugs of 400 g, and a channel "web" that does not answer. Answers what failed.
    QString openMugShop();
    /// Adds the node and the channels, imports the items and their stock, and ties the listings. Answers what failed.
    QString connectAll();

    /// What is not as it should be between the sandbox's shelves and the engine's offers; empty: all agree, all is told.
    QStringList disagreements();
    /// What the engine has of the sandbox's orders: lost, doubled, other units or other state. Empty: the same.
    QStringList orderDifferences();
    /// Looks again and again until nothing is wrong any more, or the time is over; answers what is wrong then.
    QStringList settled(QStringList (Stage::*wrong)(), int seconds);
    /// Secrets that stand in the data folder, beside it, or in what any program said.
    QStringList leaks() const;

    QByteArray transcript() const;

private:
    std::unique_ptr<QProcess> start(const QStringList &words, const QString &log);
    QByteArray readyLine(QProcess &process);
    QJsonArray stock();

    QTemporaryDir m_data, m_private; ///< the second holds the secrets' files
    std::unique_ptr<QProcess> m_engine, m_sandbox;
    QString m_webhooks, m_admin;
    QMap<QString, QJsonObject> m_access;
    QStringList m_items;
    int m_units = 0;
    SecretSearch m_secrets;
    QByteArray m_said;
};

} // namespace crossdock::app_test
