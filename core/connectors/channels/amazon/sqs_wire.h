#pragma once

#include "core/connectors/channels/amazon/account.h"
#include "core/inventory/channels/channel_port.h"

/// The SQS wire, AWS JSON 1.0, bytes <-> values, no I/O. Source: AWS model sqs-2012-11-05 (targetPrefix AmazonSQS).
/// The requests are not signed yet, see sigv4.h.
namespace crossdock::amazon {

struct QueueMessage {
    QString id;
    QString receipt; ///< names this receiving of it, for removing and putting off
    QByteArray body;
    Time sentAt{}; ///< into the queue, by SQS's clock; none: it did not say
    int receiveCount = 1; ///< how often it was received, this time included
};

/// Asks for up to 10 messages and hides them from others for `hiddenFor`.
http::Request receiveRequest(const QByteArray &queueUrl, std::chrono::seconds wait, std::chrono::seconds hiddenFor);
Result<QList<QueueMessage>> readReceived(const QByteArray &body);

/// Up to 10 receipts; the entry ids are their indexes.
http::Request removeRequest(const QByteArray &queueUrl, const QStringList &receipts);
/// The indexes of the receipts that were not removed and may be tried again (not those whose receipt is void).
Result<QList<qsizetype>> readNotRemoved(const QByteArray &body, qsizetype count);

/// Shows the message again after `delay`.
http::Request putOffRequest(const QByteArray &queueUrl, const QString &receipt, std::chrono::seconds delay);

http::Request queueDetailsRequest(const QByteArray &queueUrl);
/// Messages waiting (an estimate of SQS).
Result<qint64> readWaiting(const QByteArray &body);

/// {"__type": "com.amazonaws.sqs#QueueDoesNotExist", "message": …}
channels::CallFailure queueFailureOf(const http::Reply &reply);

/// "arn:aws:sqs:REGION:ACCOUNT:NAME" of "https://sqs.REGION.amazonaws.com/ACCOUNT/NAME" (an emulator's address takes the
/// region from the account). Amazon sends to standard queues only, so a FIFO queue is InvalidInput.
Result<QString> queueArn(const Account &account);

} // namespace crossdock::amazon
