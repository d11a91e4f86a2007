#pragma once

#include "core/inventory/desk.h"

namespace crossdock::ui {

/// What a person has typed about a channel that is to be added, and whether it makes sense.
struct ChannelDraft {
    Desk::Kind kind;
    QString name, url;
    QMap<QString, QString> values; ///< of kind.fields, by key
    QList<NodeId> pool; ///< empty: all

    struct Problem {
        QString field; ///< "name", "url", or a key of kind.fields
        QString sentence;
    };
    std::optional<Problem> problem(const QList<ChannelId> &taken) const; ///< the first one
    ChannelDetails details() const; ///< only without a problem
    QMap<QString, QString> secrets() const;
};

/// https for every host, http for this machine alone. Answers what is wrong with `text` in a sentence, or nothing.
QString urlProblem(const QString &text);

} // namespace crossdock::ui
