#pragma once

#include "core/sandbox/http/message_reader.h"

#include <QObject>
#include <QTcpSocket>
#include <functional>

namespace crossdock::sandbox {

/// One connection of a client to a channel or to the sandbox's own door. Answers its requests one after the other, as
/// HTTP/1.1 without pipelining wants it; deletes itself when the connection ends.
class ServerConnection : public QObject
{
    Q_OBJECT

public:
    using Respond = std::function<void(std::optional<Reply>)>; ///< nothing: the connection breaks without an answer
    using Serve = std::function<void(const Request &, Respond)>;

    ServerConnection(QTcpSocket *socket, Serve serve, QObject *parent);

private:
    void read();
    void serveNext();

    QTcpSocket *m_socket; // a child of this
    Serve m_serve;
    MessageReader m_reader;
    bool m_isBusy = false; // with an answer that has not come yet
};

} // namespace crossdock::sandbox
