#pragma once

#include "core/inventory/environment.h"
#include "core/inventory/fulfilment/node_port.h"
#include "core/inventory/fulfilment/rates/quote.h"

namespace crossdock::fulfilment {

/// An order, or a part of one, that a node is asked the price of. Of the buyer it knows the place alone.
struct NodeQuestion {
    NodeId node;
    NodeOrder order;
    QString likeness;
};

/// The price type of what a node tells itself: nobody's list, and no carrier's.
inline constexpr QLatin1StringView pricedByNode("node");

/// Of the order what a node needs to price it, with its likeness.
NodeQuestion questionOf(const NodeId &node, NodeOrder order);

/// What makes orders alike to a node that prices them, as far as can be told without asking it: the same units of the same SKUs, of the same kind
/// of channel, at the same speed and with the same demands, to the same first three characters of a postcode. Equal texts are alike.
QString likenessOf(const NodeId &node, const NodeOrder &order);

/// What it answered: each way with its price and the day by which it promises to arrive, as its buyer has days; what it cannot send, in its own
/// words; or that no price came, and why.
rates::Rated ratedOf(const NodeQuestion &question, const channels::Answer<QList<NodeOffer>> &answer, Time askedAt, Time answeredAt);

/// Asks several nodes side by side. Who has not answered at the deadline is silent; what it answers later is told, too, as long as its port lives.
class NodeQuotes : public QObject
{
public:
    struct Asked {
        NodeQuestion question;
        NodePort *port = nullptr; ///< may go before it answers
    };
    using Done = std::function<void(QList<rates::Rated>)>;
    using Late = std::function<void(const NodeQuestion &question, const rates::Rated &answer)>;

    /// One answer for each question, in their order.
    static void ask(const QList<Asked> &asked, Milliseconds deadline, Clock &clock, QObject *context, Done done, Late late);

private:
    NodeQuotes(const QList<Asked> &asked, QObject *context, Done done, Late late);
    void take(qsizetype index, const rates::Rated &answer);
    void finish(Milliseconds deadline);

    QList<NodeQuestion> m_questions;
    QList<std::optional<rates::Rated>> m_answers;
    qsizetype m_left = 0; ///< that have not answered
    Done m_done; ///< empty: it was told
    Late m_late;
};

} // namespace crossdock::fulfilment
