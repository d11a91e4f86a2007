#include "app/engine/node_reader.h"

#include <QLoggingCategory>

using namespace Qt::Literals::StringLiterals;

Q_DECLARE_LOGGING_CATEGORY(lcNodes)

namespace crossdock::app {

using namespace fulfilment;

NodeReader::NodeReader(const NodeId &node, NodePort &port, Inventory &inventory, Clock &clock)
    : m_node(node)
    , m_port(port)
    , m_inventory(inventory)
    , m_clock(clock)
{
}

void NodeReader::goOn()
{
    m_goesOn = true;
    read([this](const Result<int> &skus) {
        if (!skus)
            qCWarning(lcNodes, "%s: its stock cannot be read: %s", qUtf8Printable(m_node.text()), qUtf8Printable(skus.error().detail));
    });
}

void NodeReader::readSoon(Milliseconds within)
{
    if (m_soonAt > m_clock.now())
        return;
    m_soonAt = m_clock.now() + within;
    m_clock.after(within, this, [this] { read([](const Result<int> &) {}); });
}

void NodeReader::read(std::function<void(Result<int>)> done)
{
    m_waiting.append(std::move(done));
    if (m_waiting.size() > 1)
        return;
    if (m_known) {
        begin();
        return;
    }
    m_inventory.ask(query::NodeLevels{m_node}, this, [this](const Result<query::NodeLevels::Answer> &levels) {
        if (!levels) {
            finish(tl::make_unexpected(levels.error()));
            return;
        }
        m_known.emplace();
        for (const StockLevel &level : *levels)
            m_known->insert_or_assign(Key(level.sku, level.place), level);
        begin();
    });
}

void NodeReader::begin()
{
    m_askedAt = m_clock.now();
    m_read.clear();
    m_pages = m_tries = m_parts = 0;
    readPage({});
}

void NodeReader::readPage(const QString &cursor)
{
    m_port.readStock(cursor, [self = QPointer<NodeReader>(this), cursor](const channels::Answer<StockPage> &page) {
        if (!self)
            return;
        if (page)
            self->takePage(*page, cursor);
        else
            self->tryAgain(cursor, page.error());
    });
}

void NodeReader::tryAgain(const QString &cursor, const channels::CallFailure &why)
{
    using Kind = channels::CallFailure::Kind;
    constexpr int mostTries = 5; // in one reading
    constexpr Milliseconds pause{2'000};
    const bool mayPass = why.kind == Kind::RateLimited || why.kind == Kind::Unreachable;
    if (mayPass && ++m_tries <= mostTries)
        m_clock.after(std::max(pause, why.retryAfter), this, [this, cursor] { readPage(cursor); });
    else
        fail(why.toError(m_node.text()));
}

void NodeReader::takePage(const StockPage &page, const QString &cursor)
{
    constexpr int mostPages = 20'000; // of a node that never comes to an end
    for (const StockLevel &level : page.levels) {
        const auto [known, isNew] = m_read.try_emplace(Key(level.sku, level.place), level);
        if (!isNew) // the same SKU under two of the node's own numbers
            known->second.sellable += level.sellable;
    }
    const bool hadSome = std::any_of(m_known->begin(), m_known->end(), [](const auto &known) { return known.second.sellable > 0; });
    if (!page.hasMore && m_read.empty() && hadSome)
        doubt();
    else if (!page.hasMore)
        compare();
    else if (page.cursor == cursor || ++m_pages >= mostPages)
        fail({Error::Code::Rejected, m_node.text(), u"its stock has no end: the same page comes again"_s});
    else
        readPage(page.cursor);
}

/// All of it is gone at once: it may be so, or its account shows nothing for a while.
void NodeReader::doubt()
{
    m_inventory.ask(query::Nodes{}, this, [this](const Result<query::Nodes::Answer> &nodes) {
        if (!nodes) {
            finish(tl::make_unexpected(nodes.error()));
            return;
        }
        const auto row = std::find_if(nodes->begin(), nodes->end(), [this](const NodeRow &one) { return one.node == m_node; });
        if (row != nodes->end() && row->feed && isEmptyBelieved(row->feed->state, m_askedAt))
            compare();
        else
            fail({Error::Code::Rejected, m_node.text(), emptyDoubt()});
    });
}

void NodeReader::compare()
{
    m_changed.clear();
    m_gone.clear();
    for (const auto &[key, level] : m_read) {
        const auto before = m_known->find(key);
        if (before == m_known->end() || before->second != level)
            m_changed.append(level);
    }
    for (const auto &[key, level] : *m_known)
        if (!m_read.contains(key))
            m_gone.append(level);
    recordNext();
}

void NodeReader::recordNext()
{
    constexpr qsizetype part = 50; // rows in one command: sales wait for no more
    const auto levels = m_changed.mid(0, part), gone = m_gone.mid(0, part);
    m_changed.remove(0, levels.size());
    m_gone.remove(0, gone.size());
    const bool isLast = m_changed.isEmpty() && m_gone.isEmpty();
    record(levels, gone, isLast, {}, [this, isLast](const Result<Entry> &recorded) {
        if (!recorded) {
            m_known.reset(); // what the store has is to be asked again
            finish(tl::make_unexpected(recorded.error()));
            return;
        }
        if (!isLast) {
            recordNext();
            return;
        }
        m_known = m_read;
        followOn(recorded);
    });
}

/// As long as units moved there may be more to move. The node's count is on record already, whatever comes in between.
void NodeReader::followOn(const Result<Entry> &last)
{
    constexpr int mostParts = 100'000; // of a ledger that never comes to an end
    if (!last) {
        finish(tl::make_unexpected(last.error()));
        return;
    }
    if (last->what == "stock.follow"_L1 && ++m_parts < mostParts) {
        record({}, {}, true, {}, [this](const Result<Entry> &next) { followOn(next); });
        return;
    }
    QSet<QString> skus;
    for (const auto &[key, level] : m_read)
        skus.insert(key.first);
    finish(static_cast<int>(skus.size()));
}

void NodeReader::fail(const Error &error)
{
    record({}, {}, true, error.detail.isEmpty() ? u"it does not answer"_s : error.detail, [this, error](const Result<Entry> &) { finish(tl::make_unexpected(error)); });
}

void NodeReader::record(const QList<StockLevel> &levels, const QList<StockLevel> &gone, bool isLast, const QString &words, const std::function<void(Result<Entry>)> &done)
{
    Request request{{}, {Actor::Kind::System, m_node.text()}, {}, 0, command::RecordNodeStock{m_node, m_askedAt, m_port.traits().stockEvery, levels, gone, isLast, words}};
    m_inventory.perform(std::move(request), this, done);
}

void NodeReader::finish(const Result<int> &result)
{
    if (m_goesOn) {
        m_goesOn = false; // until that reading
        m_clock.after(m_port.traits().stockEvery, this, [this] { goOn(); });
    }
    for (const auto &done : std::exchange(m_waiting, {}))
        done(result);
}

} // namespace crossdock::app
