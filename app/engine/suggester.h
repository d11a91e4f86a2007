#pragma once

#include "app/engine/service_keys.h"
#include "core/connectors/assistant/assistant_wire.h"
#include "core/inventory/desk.h"

namespace crossdock::app {

/// Asks the assistant for sentences, and the compiler what they mean; only what compiles is passed on. If nothing does, the assistant hears
/// why and may try once more. Sends what was typed and the shop's own names that it may need, nothing of orders or buyers. Lives in the
/// wires' thread; ends itself once it has answered.
class Suggester : public QObject
{
public:
    using Done = Desk::Done<QList<RuleProposal>>;

    static void suggest(Inventory &inventory, http::Exchange &exchange, const KeySource &keys, const QString &talk, QObject *parent, Done done);

private:
    Suggester(Inventory &inventory, http::Exchange &exchange, const QString &talk, QObject *parent, Done done);
    void begin(const KeySource &keys);
    void ask(const QList<assistant::Refused> &refused);
    void read(const QStringList &sentences, qsizetype next);
    void finish(const Result<QList<RuleProposal>> &answer);

    Inventory &m_inventory;
    http::Exchange &m_exchange;
    command::SetAssistant m_assistant;
    QString m_key;
    assistant::Question m_question;
    QList<RuleProposal> m_proposals;
    QList<assistant::Refused> m_refused;
    int m_rounds = 0;
    Done m_done;
};

} // namespace crossdock::app
