#include "core/connectors/channels/amazon/amazon_queue.h"
#include "tests/connectors/amazon/scripted_exchange.h"

#include <QJsonArray>

using namespace crossdock;
using namespace crossdock::amazon;
using namespace crossdock::channels;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

QByteArray received(const QList<QByteArray> &bodies, int receiveCount = 1, Time sentAt = {})
{
    QJsonArray messages;
    for (const QByteArray &body : bodies) {
        const QString number = QString::number(messages.size());
        messages.append(QJsonObject{{u"MessageId"_s, u"m-"_s + number},
                                    {u"ReceiptHandle"_s, u"r-"_s + number},
                                    {u"Body"_s, QString::fromUtf8(body)},
                                    {u"Attributes"_s, QJsonObject{{u"ApproximateReceiveCount"_s, QString::number(receiveCount)}, {u"SentTimestamp"_s, QString::number(toMs(sentAt))}}}});
    }
    return QJsonDocument(QJsonObject{{u"Messages"_s, messages}}).toJson();
}

const QByteArray empty = "{}"; // SQS leaves the list out

} // namespace

class TestAmazonQueue : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        account.channel = *ChannelId::parse(u"amazon-us");
        account.sellerId = u"A2HARBOUR"_s;
        account.marketplaceId = u"ATVPDKIKX0DER"_s;
        account.queueUrl = "https://sqs.us-east-1.amazonaws.com/123456789012/harbour";
        account.region = "us-east-1";
        secrets.aws = {"AKIAEXAMPLE", "aws-s3cret", {}};
        calls.open.clear();
        polls.open.clear();
        heard.clear();
        queue = std::make_unique<AmazonQueue>(account, secrets, calls, polls, clock, nullptr);
        queue->start([this](const Message &message, const std::function<void(bool)> &answer) {
            heard.append({message, answer});
        });
    }

    void longPollsHaveTheirOwnExchange()
    {
        QCOMPARE(polls.open.size(), 1);
        QVERIFY(calls.open.isEmpty());
        const auto *asked = polls.find("AmazonSQS.ReceiveMessage");
        QCOMPARE(asked->json()["WaitTimeSeconds"_L1].toInt(), 20);
        QCOMPARE(asked->header("X-Amz-Date"), amzDate(clock.now()));
        QVERIFY(asked->header("Authorization").contains("SignedHeaders=content-type;host;x-amz-date;x-amz-target"));
    }

    void takenMessagesAreRemovedTogether()
    {
        polls.reply("Receive", 200, received({recorded("order_change.json"), recorded("quantity_change.json")}));
        QCOMPARE(heard.size(), 2);
        QCOMPARE(heard[0].message.eventId, u"note-0001"_s);
        QVERIFY(std::holds_alternative<ChannelOrder>(heard[0].message.news[0]));
        heard[0].answer(true);
        heard[1].answer(true);
        QVERIFY(calls.open.isEmpty());
        clock.advance(10ms);
        QCOMPARE(calls.open.size(), 1);
        const QJsonArray entries = calls.find("DeleteMessageBatch")->json()["Entries"_L1].toArray();
        QCOMPARE(entries.size(), 2);
        QCOMPARE(entries[1]["ReceiptHandle"_L1].toString(), u"r-1"_s);
        QCOMPARE(polls.countOpen("Receive"), 1); // and on it goes
    }

    void removalIsTriedAgain()
    {
        polls.reply("Receive", 200, received({recorded("order_change.json"), recorded("quantity_change.json")}));
        heard[0].answer(true);
        heard[1].answer(true);
        clock.advance(10ms);
        calls.lose("Delete");
        clock.advance(1s);
        QCOMPARE(calls.find("Delete")->json()["Entries"_L1].toArray().size(), 2);
        calls.reply("Delete", 200, "{\"Successful\":[{\"Id\":\"0\"}],\"Failed\":[{\"Id\":\"1\",\"SenderFault\":false,\"Code\":\"InternalError\"}]}");
        clock.advance(1s);
        const QJsonArray entries = calls.find("Delete")->json()["Entries"_L1].toArray();
        QCOMPARE(entries.size(), 1);
        QCOMPARE(entries[0]["ReceiptHandle"_L1].toString(), u"r-1"_s);
        for (int i = 0; i < 10; ++i) { // not for ever
            calls.lose("Delete");
            clock.advance(10s);
        }
        QCOMPARE(calls.countOpen("Delete"), 0);
    }

    void refusedMessageComesLater_data()
    {
        QTest::addColumn<int>("receiveCount");
        QTest::addColumn<int>("seconds");
        QTest::newRow("first time") << 1 << 5;
        QTest::newRow("third time") << 3 << 20;
        QTest::newRow("hundredth time") << 100 << 900;
    }
    void refusedMessageComesLater()
    {
        QFETCH(int, receiveCount);
        polls.reply("Receive", 200, received({recorded("order_change.json")}, receiveCount));
        heard[0].answer(false);
        clock.advance(1s);
        QCOMPARE(calls.countOpen("DeleteMessageBatch"), 0); // what can be read is never given up
        const auto *asked = calls.find("ChangeMessageVisibility");
        QCOMPARE(asked->json()["ReceiptHandle"_L1].toString(), u"r-0"_s);
        QTEST(asked->json()["VisibilityTimeout"_L1].toInt(), "seconds");
    }

    void poisonIsHandedOverAndRemoved()
    {
        polls.reply("Receive", 200, received({"\x01garbage", recorded("order_change.json")}));
        QCOMPARE(heard.size(), 2); // the order behind it is not held up
        QVERIFY(std::holds_alternative<Notice>(heard[0].message.news[0]));
        QCOMPARE(heard[0].message.eventId, u"m-0"_s);
        heard[0].answer(true);
        clock.advance(10ms);
        QCOMPARE(calls.find("Delete")->json()["Entries"_L1][0]["ReceiptHandle"_L1].toString(), u"r-0"_s);
    }

    void poisonThatIsRefusedThreeTimesIsRemoved()
    {
        polls.reply("Receive", 200, received({"garbage"}, 2));
        heard[0].answer(false);
        clock.advance(10ms);
        QCOMPARE(calls.countOpen("Delete"), 0);
        polls.reply("Receive", 200, received({"garbage"}, 3));
        heard[1].answer(false);
        clock.advance(10ms);
        QCOMPARE(calls.countOpen("Delete"), 1);
    }

    void deadQueueIsAskedLessAndLess()
    {
        QList<qint64> pauses;
        for (int i = 0; i < 7; ++i) {
            QVERIFY(polls.lose("Receive"));
            const Time lost = clock.now();
            while (polls.open.isEmpty())
                clock.advance(100ms);
            pauses.append((clock.now() - lost) / 100ms);
        }
        QCOMPARE(pauses, (QList<qint64>{10, 20, 40, 80, 160, 320, 320}));
        polls.reply("Receive", 200, received({recorded("order_change.json")}));
        clock.advance(0ms);
        QCOMPARE(polls.open.size(), 1); // at once again
    }

    void hastyEmptyAnswersAreNoCircle()
    {
        polls.reply("Receive", 200, empty);
        clock.advance(199ms);
        QCOMPARE(polls.open.size(), 0);
        clock.advance(1ms);
        QCOMPARE(polls.open.size(), 1);
        clock.advance(20s);
        polls.reply("Receive", 200, empty);
        clock.advance(0ms);
        QCOMPARE(polls.open.size(), 1);
    }

    void stoppingEndsThePoll()
    {
        queue->stop();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QVERIFY(!polls.find("Receive"));
        clock.advance(60s);
        QVERIFY(polls.open.isEmpty());
    }

    void stoppedInTheMiddleOfABatch()
    {
        int count = 0;
        queue->start([&](const Message &, const std::function<void(bool)> &) {
            ++count;
            queue->stop();
        });
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        polls.reply("Receive", 200, received({recorded("order_change.json"), recorded("quantity_change.json")}));
        QCOMPARE(count, 1);
        clock.advance(60s);
        QVERIFY(!polls.find("Receive"));
    }

    void answerAfterTheEnd()
    {
        polls.reply("Receive", 200, received({recorded("order_change.json")}));
        queue.reset();
        heard[0].answer(true); // must not touch what is gone
        QVERIFY(calls.open.isEmpty());
    }

    void unansweredMessagesStopThePulling()
    {
        for (int i = 0; i < 10; ++i) {
            QVERIFY(polls.reply("Receive", 200, received(QList<QByteArray>(10, recorded("order_change.json")))));
            clock.advance(0ms);
        }
        QCOMPARE(heard.size(), 100);
        QVERIFY(polls.open.isEmpty());
        heard[0].answer(true);
        clock.advance(1s);
        QCOMPARE(polls.open.size(), 1);
    }

    void fenceOfAnEmptyQueue()
    {
        fence();
        const auto *asked = calls.find("Receive");
        QCOMPARE(asked->json()["WaitTimeSeconds"_L1].toInt(), 1); // 0 would ask some of the servers only
        calls.reply("Receive", 200, empty);
        clock.advance(0ms);
        QCOMPARE(fences, QList<bool>{true});
    }

    void fenceWaitsForWhatWasReceived()
    {
        polls.reply("Receive", 200, received({recorded("quantity_change.json")}));
        fence();
        calls.reply("Receive", 200, received({recorded("order_change.json")}));
        QCOMPARE(heard.size(), 2);
        calls.reply("Receive", 200, empty);
        clock.advance(1s);
        QVERIFY(fences.isEmpty());
        heard[1].answer(true);
        clock.advance(1s);
        QVERIFY(fences.isEmpty());
        heard[0].answer(true);
        clock.advance(0ms);
        QCOMPARE(fences, QList<bool>{true});
    }

    void fenceAskedLaterNeedsALaterAnswer()
    {
        fence();
        fence(); // the receiving on its way began before this one
        QCOMPARE(calls.countOpen("Receive"), 1);
        calls.reply("Receive", 200, empty);
        clock.advance(0ms);
        QCOMPARE(fences, QList<bool>{true});
        calls.reply("Receive", 200, empty);
        clock.advance(0ms);
        QCOMPARE(fences, (QList<bool>{true, true}));
    }

    void fenceOfABusyQueue_data()
    {
        QTest::addColumn<std::chrono::milliseconds>("sentLater"); // than the fence was asked for
        QTest::addColumn<int>("messages");
        QTest::addColumn<bool>("isPassed");
        QTest::newRow("sent before") << -1ms << 1 << false;
        QTest::newRow("sent after, but for the clocks") << 999ms << 1 << false;
        QTest::newRow("sent after") << 1'000ms << 1 << true;
        QTest::newRow("sent after, as many as can be received") << 1'000ms << 10 << false;
    }
    void fenceOfABusyQueue()
    {
        QFETCH(std::chrono::milliseconds, sentLater);
        QFETCH(int, messages);
        QFETCH(bool, isPassed);
        fence();
        calls.reply("Receive", 200, received(QList<QByteArray>(messages, recorded("order_change.json")), 1, clock.now() + sentLater));
        for (const auto &one : std::as_const(heard))
            one.answer(true);
        clock.advance(0ms);
        QCOMPARE(fences, isPassed ? QList<bool>{true} : QList<bool>{});
    }

    void fenceThatCannotTell_data()
    {
        QTest::addColumn<QString>("why");
        for (const QString &why : {u"dead"_s, u"refused"_s, u"refused before"_s, u"stopped"_s, u"never empty"_s, u"forgotten"_s})
            QTest::newRow(qPrintable(why)) << why;
    }
    void fenceThatCannotTell()
    {
        QFETCH(QString, why);
        const QByteArray one = received({recorded("order_change.json")});
        if (why == "refused before"_L1) {
            polls.reply("Receive", 200, one);
            heard[0].answer(false); // hidden in the queue, and unread
        }
        fence();
        if (why == "dead"_L1)
            calls.lose("Receive");
        for (int i = 0; i < 20 && why == "never empty"_L1; ++i) {
            clock.advance(600ms);
            calls.reply("Receive", 200, one);
            heard.last().answer(true);
        }
        if (why == "refused"_L1 || why == "forgotten"_L1)
            calls.reply("Receive", 200, one);
        calls.reply("Receive", 200, empty);
        if (why == "refused"_L1)
            heard[0].answer(false);
        if (why == "stopped"_L1) {
            fence();
            queue->stop();
        }
        clock.advance(why == "forgotten"_L1 ? 61s : 0s);
        QVERIFY(!fences.isEmpty());
        QCOMPARE(fences.last(), false);
    }

    void fenceWithoutListening()
    {
        queue->stop();
        fence();
        clock.advance(0ms);
        QCOMPARE(fences, QList<bool>{false});
    }

    void cleanup() { fences.clear(); }

private:
    struct Heard {
        Message message;
        std::function<void(bool)> answer;
    };
    void fence()
    {
        queue->fence([this](bool passed) { fences.append(passed); });
    }

    Account account;
    Secrets secrets;
    ManualClock clock;
    ScriptedExchange calls;
    ScriptedExchange polls;
    QList<Heard> heard;
    QList<bool> fences;
    std::unique_ptr<AmazonQueue> queue;
};

QTEST_GUILESS_MAIN(TestAmazonQueue)
#include "tst_amazon_queue.moc"
