#pragma once

#include "app/command_line/verb_thread.h"

#include <QLocalServer>

class QLocalSocket;

namespace crossdock::app {

/// Where the command line reaches a running engine: a local socket that only its owner may open. A client sends one
/// JSON line {"line":[...],"folder","person"} and hears lines {"out":TEXT}, {"err":TEXT} and at last {"exit":CODE}; {"alive":true}
/// every few seconds in between, so that who waits can tell a long command from an engine that hangs.
/// Lives in the engine's thread and must go before the engine.
class CommandServer : public QObject
{
    Q_OBJECT

public:
    explicit CommandServer(Engine &engine, QObject *parent = nullptr);
    ~CommandServer() override;

    Result<> listen();

private:
    void welcome();
    void read(QLocalSocket *client);
    void carryOut(QLocalSocket *client, const QByteArray &line);

    Engine &m_engine;
    QLocalServer m_server;
};

} // namespace crossdock::app
