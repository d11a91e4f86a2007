// Compares CurlExchange with QNetworkAccessManager, side by side in one run: CPU of the asking thread per request and
// the time from asking eight kept-alive loopback servers to the last of their answers. Prints one table.

#include "core/connectors/http/curl_exchange.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTextStream>
#include <QThread>

#include <algorithm>
#include <ctime>

using namespace crossdock::http;
using namespace Qt::Literals::StringLiterals;

namespace
{

constexpr int fan = 8;
constexpr int rounds = 2'000;
constexpr int warmUps = 50;
const QByteArray body = R"({"update":[{"id":794,"stock_quantity":7}]})";

/// A server in its own thread: answers every request with a short body.
class LoopbackServer
{
public:
    LoopbackServer()
    {
        m_thread.start();
        m_worker.moveToThread(&m_thread);
        QMetaObject::invokeMethod(
            &m_worker, [this] { start(); }, Qt::BlockingQueuedConnection);
    }
    ~LoopbackServer()
    {
        QMetaObject::invokeMethod(
            &m_worker, [this] { delete m_server; }, Qt::BlockingQueuedConnection);
        m_thread.quit();
        m_thread.wait();
    }
    QByteArray url() const
    {
        return "http://127.0.0.1:" + QByteArray::number(m_port) + "/wp-json/wc/v3/products/batch";
    }

private:
    void start()
    {
        m_server = new QTcpServer;
        QObject::connect(m_server, &QTcpServer::newConnection, m_server, [this] {
            QTcpSocket *const socket = m_server->nextPendingConnection();
            socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [socket, pending = QByteArray()]() mutable {
                pending += socket->readAll();
                if (!pending.endsWith(body))
                    return;
                pending.clear();
                socket->write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
                socket->flush();
            });
        });
        m_server->listen(QHostAddress::LocalHost);
        m_port = m_server->serverPort();
    }

    QThread m_thread;
    QObject m_worker;
    QTcpServer *m_server = nullptr;
    quint16 m_port = 0;
};

qint64 threadCpuNs()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return time.tv_sec * 1'000'000'000LL + time.tv_nsec;
}

/// Asks all servers at once, `rounds` times; `ask` calls its second argument when an answer is there.
void measure(const char *name, const std::function<void(int server, std::function<void()>)> &ask)
{
    QList<qint64> latencies;
    qint64 cpu = 0;
    for (int round = -warmUps; round < rounds; ++round) {
        QEventLoop loop;
        int left = fan;
        const qint64 cpuBefore = threadCpuNs();
        QElapsedTimer timer;
        timer.start();
        for (int server = 0; server < fan; ++server) {
            ask(server, [&] {
                if (--left == 0)
                    loop.quit();
            });
        }
        loop.exec();
        if (round >= 0) {
            latencies << timer.nsecsElapsed();
            cpu += threadCpuNs() - cpuBefore;
        }
    }
    std::sort(latencies.begin(), latencies.end());
    QTextStream(stdout) << QString::asprintf("%-24s %8.1f us CPU/request   fan-out of %d: p50 %.3f ms  p99 %.3f ms\n",
                                             name, static_cast<double>(cpu) / 1e3 / rounds / fan, fan,
                                             static_cast<double>(latencies[rounds / 2]) / 1e6,
                                             static_cast<double>(latencies[rounds * 99 / 100]) / 1e6);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const LoopbackServer server; // one thread plays all eight: connections are told apart by their port numbers
    QList<QByteArray> urls;
    for (int i = 0; i < fan; ++i)
        urls << server.url() + "?shop=" + QByteArray::number(i);

    // One exchange or manager per channel, as lanes have: each keeps its own connection.
    {
        std::vector<std::unique_ptr<CurlExchange>> exchanges;
        for (int i = 0; i < fan; ++i)
            exchanges.push_back(std::make_unique<CurlExchange>());
        QObject context;
        measure("CurlExchange, each own", [&](int i, std::function<void()> done) {
            exchanges[static_cast<size_t>(i)]->send(
                {.method = "POST", .url = urls[i], .headers = {{"Content-Type", "application/json"}}, .body = body},
                &context, [done = std::move(done)](const Answer &) { done(); });
        });
        measure("CurlExchange, shared", [&](int i, std::function<void()> done) {
            exchanges[0]->send(
                {.method = "POST", .url = urls[i], .headers = {{"Content-Type", "application/json"}}, .body = body},
                &context, [done = std::move(done)](const Answer &) { done(); });
        });
    }
    {
        std::vector<std::unique_ptr<QNetworkAccessManager>> managers;
        for (int i = 0; i < fan; ++i) {
            managers.push_back(std::make_unique<QNetworkAccessManager>());
            managers.back()->setProxy(QNetworkProxy::NoProxy);
        }
        const auto post = [&](QNetworkAccessManager &manager, int i, std::function<void()> done) {
            QNetworkRequest request(QUrl::fromEncoded(urls[i]));
            request.setHeader(QNetworkRequest::ContentTypeHeader, "application/json"_qba);
            QNetworkReply *const reply = manager.post(request, body);
            QObject::connect(reply, &QNetworkReply::finished, reply, [reply, done = std::move(done)] {
                reply->readAll();
                reply->deleteLater();
                done();
            });
        };
        measure("QNetworkAccessManager", [&](int i, std::function<void()> done) {
            post(*managers[static_cast<size_t>(i)], i, std::move(done));
        });
    }
    return 0;
}
