#pragma once

#include "core/connectors/http/exchange.h"

#include <QMap>
#include <QStringList>

/// A language model behind an OpenAI-compatible address (POST …/chat/completions), local or remote, as bytes. Pure. It proposes sentences;
/// what they mean is the compiler's business alone.
namespace crossdock::assistant {

struct Question {
    QString talk; ///< what somebody typed
    QMap<QString, QStringList> names; ///< of the shop, by kind
};

/// A sentence that was proposed and cannot be read, and why.
struct Refused {
    QString sentence, why;
};

http::Request request(const QString &address, const QString &model, const QString &key, const Question &question, const QList<Refused> &refused = {});

/// The sentences that it proposes, each once, at most six. Rejected: what it says instead, or that it says nothing of use.
Result<QStringList> proposals(const http::Reply &reply);

} // namespace crossdock::assistant
