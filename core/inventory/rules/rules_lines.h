#pragma once

#include "core/inventory/rules/compiler.h"

#include <QByteArray>
#include <functional>
#include <span>

/// The verbs of `crossdock rules compile|paraphrase|analyse`: a line of bytes in, a line of JSON out.
namespace crossdock::rules {

enum class Answer : quint8 { Trigger, Explained };

/// A sentence (UTF-8) to its trigger, or `{"error":{"class","message","span","suggestions"}}`; the span counts
/// Unicode code points. Explained: `{"trigger":…,"paraphrase":"…"}`.
QByteArray compileLine(const Compiler &compiler, const QByteArray &line, Answer answer);

/// A trigger to `{"paraphrase":"…"}`, or `{"error":…}`: malformed, or unsupported where the sentence would mean another.
QByteArray paraphraseLine(const Compiler &compiler, const QByteArray &line);

/// What history says against one of the rules.
struct PastFinding {
    QString kind; ///< "dead"
    int rule = 0;
    QString words; ///< the counter-example
};
using History = std::function<std::vector<PastFinding>(std::span<const std::optional<Trigger>>)>;

/// A JSON array of sentences to `{"findings":[{"kind","rules","words"}]}`, or `{"error":…}` of class malformed; the words
/// call the rules by their places and tell a case in which the finding shows. Of sentences that do not compile only
/// `never_true` is found: those that contradict themselves.
QByteArray analyseLine(const Compiler &compiler, const QByteArray &line, const History &history = {});

} // namespace crossdock::rules
