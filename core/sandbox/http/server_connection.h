#pragma once

#include "core/sandbox/http/message_reader.h"

#include <QObject>
#include <QTcpSocket>

namespace crossdock::sandbox {

class World;

/// One connection of a client to a channel. Answers its requests one after the other, as HTTP/1.1 without pipelining wants
/// it; deletes itself when the connection ends.
class ServerConnection : public QObject
{
    Q_OBJECT

public:
    ServerConnection(QTcpSocket *socket, World &world, QString channel, QObject *parent);

private:
    void read();
    void serveNext();

    QTcpSocket *m_socket; // a child of this
    World &m_world;
    QString m_channel;
    MessageReader m_reader;
    bool m_isBusy = false; // with an answer that has not come yet
};

} // namespace crossdock::sandbox
