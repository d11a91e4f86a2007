#include "app/engine/sku_checker.h"

#include <QLoggingCategory>

using namespace Qt::Literals::StringLiterals;

Q_DECLARE_LOGGING_CATEGORY(lcNodes)

namespace crossdock::app {

using namespace fulfilment;

namespace {

constexpr Milliseconds betweenQuestions{1'000}; // Amazon lets two calls a second through: half of them stay for orders
constexpr Milliseconds betweenLooks{120'000}; // a SKU that is new there is asked about after two minutes at most
constexpr Milliseconds afterTrouble{600'000};
constexpr Milliseconds silentFor{24LL * 3'600'000}; // what a node does not answer today it may answer tomorrow
constexpr int recordedAtOnce = 20; // answers in one transaction
constexpr int rejectedInARow = 3; // then it is the demand that the node does not know, not the SKU

} // namespace

SkuChecker::SkuChecker(const NodeId &node, NodePort &port, Inventory &inventory, Clock &clock)
    : m_node(node)
    , m_port(port)
    , m_inventory(inventory)
    , m_clock(clock)
{
}

void SkuChecker::goOn()
{
    if (std::exchange(m_goesOn, true))
        return;
    look();
}

void SkuChecker::lookAfter(Milliseconds pause)
{
    m_clock.after(pause, this, [this] { look(); });
}

void SkuChecker::look()
{
    m_inventory.ask(query::SkuChecks{m_node, m_clock.now()}, this, [this](const Result<query::SkuChecks::Answer> &due) {
        if (!due)
            qCWarning(lcNodes, "%s: what it is to be asked of SKUs cannot be read: %s", qUtf8Printable(m_node.text()), qUtf8Printable(due.error().detail));
        m_due = due.value_or(query::SkuChecks::Answer());
        m_due.removeIf([this](const Check &check) { return isSilent(check); });
        m_rejected.clear();
        askNext();
    });
}

bool SkuChecker::isSilent(const Check &check) const
{
    const Time now = m_clock.now();
    return m_silentUntil.value({check.demand, check.sku}) > now || m_silentUntil.value({check.demand, {}}) > now;
}

void SkuChecker::askNext()
{
    if (m_due.isEmpty()) {
        record([this] { lookAfter(betweenLooks); });
        return;
    }
    Check asked = m_due.takeFirst();
    asked.askedAt = m_clock.now();
    m_port.checkSku(asked.sku, handlingFor(asked.demand), [self = QPointer<SkuChecker>(this), asked](const channels::Answer<QStringList> &answer) {
        if (self)
            self->take(asked, answer);
    });
}

void SkuChecker::take(const Check &asked, const channels::Answer<QStringList> &answer)
{
    const auto goOnSoon = [this] { m_clock.after(betweenQuestions, this, [this] { askNext(); }); };
    if (answer) {
        m_rejected.remove(asked.demand);
        m_answered.append(asked);
        m_answered.last().reasons = *answer;
        m_answered.size() < recordedAtOnce ? goOnSoon() : record(goOnSoon);
        return;
    }
    if (answer.error().kind == channels::CallFailure::Kind::Rejected) {
        noteRejected(asked, answer.error().words);
        goOnSoon();
        return;
    }
    m_due.clear();
    record([this, pause = std::max(afterTrouble, answer.error().retryAfter)] { lookAfter(pause); });
}

void SkuChecker::noteRejected(const Check &asked, const QString &words)
{
    qCInfo(lcNodes, "%s does not say whether it takes %s (%s): %s", qUtf8Printable(m_node.text()), qUtf8Printable(asked.sku), qUtf8Printable(asked.demand), qUtf8Printable(words));
    const Time until = m_clock.now() + silentFor;
    m_silentUntil.insert({asked.demand, asked.sku}, until);
    if (++m_rejected[asked.demand] < rejectedInARow)
        return;
    m_silentUntil.insert({asked.demand, {}}, until);
    m_due.removeIf([&](const Check &check) { return check.demand == asked.demand; });
}

void SkuChecker::record(std::function<void()> next)
{
    if (m_answered.isEmpty()) {
        next();
        return;
    }
    Request request{{}, {Actor::Kind::System, m_node.text()}, {}, 0, command::RecordSkuChecks{m_node, std::exchange(m_answered, {})}};
    m_inventory.perform(std::move(request), this, [this, next = std::move(next)](const Result<Entry> &entry) {
        if (!entry)
            qCWarning(lcNodes, "%s: what it said of SKUs cannot be recorded: %s", qUtf8Printable(m_node.text()), qUtf8Printable(entry.error().detail));
        next();
    });
}

} // namespace crossdock::app
