#pragma once

#include "core/inventory/answers/store_answers.h"
#include "core/inventory/core.h"
#include "tests/core/postgres_cluster.h"
#include "tests/core/sim_clock.h"

namespace crossdock::tests {

using namespace Qt::Literals::StringLiterals;

inline Sku sku(QStringView text) { return *Sku::parse(text); }
inline NodeId node(QStringView text) { return *NodeId::parse(text); }
inline ChannelId channel(QStringView text) { return *ChannelId::parse(text); }

/// The databases that a test runs on: one global row each. Starts a cluster once it is asked for.
class Stores
{
public:
    static void addRows(); ///< call in initTestCase_data()
    /// A fresh, empty database of the current global row; skips the test where PostgreSQL is not installed.
    std::optional<store::Source> fresh();
    const QString &whyNot() const { return m_whyNot; }

private:
    std::unique_ptr<PostgresCluster> m_cluster;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_whyNot;
    int m_files = 0;
};

/// A core over a migrated database in virtual time, used as if it were synchronous. Two nodes, main and east; two
/// channels, web and shop.
class Workshop
{
public:
    explicit Workshop(const store::Source &source, bool isFirst = true);

    Result<Entry> perform(const Command &command, const QString &key = {}, qint64 cause = 0);
    /// Asks for all of them in one go: they share a commit.
    QList<Result<Entry>> performTogether(const QList<Command> &commands);
    /// As perform(), where failing means that the test is wrong.
    Entry must(const Command &command);

    template <class Query>
    typename Query::Answer ask(const Query &query)
    {
        Progress progress;
        auto answer = answers.answer(query, progress);
        if (!answer)
            qFatal("%s: %s", qPrintable(answer.error().subject), qPrintable(answer.error().detail));
        return *std::move(answer);
    }

    void define(QStringView code, Quantity atMain, Quantity atEast = 0);
    void kit(QStringView code, const QList<command::DefineKit::Part> &parts);
    /// Lists the SKU on a channel under its own name.
    void list(QStringView channelName, QStringView code, Quantity buffer = 0, std::optional<Quantity> cap = {});

    /// What is on record: "free/reserved/picked/in transit/quarantine" of the SKU at a node.
    QString at(QStringView code, QStringView nodeName = u"main");
    Quantity available(QStringView code) { return row(code).available; }
    StockRow row(QStringView code) { return ask(query::StockOf{{sku(code)}, {}}).first().row; }
    OfferState offer(QStringView channelName, QStringView code);
    bool mustSend(QStringView channelName, QStringView code);
    OrderDetail order(QStringView number, QStringView channelName = u"web");
    bool balances(); ///< prints what does not
    /// As SimClock::pass(), with the answers that are posted to the thread of who asked.
    void passWithAnswers(Milliseconds span);
    int entries() { return static_cast<int>(ask(query::Totals{}).entries); }

    SimClock clock;
    std::unique_ptr<store::Database> database;
    audit::ShopKey key;
    answers::StoreAnswers answers;
    std::unique_ptr<Core> core;
    QList<Event> events; ///< all that was told
};

struct Part {
    QString id;
    QStringView code;
    Quantity quantity = 1;
    Quantity shipped = 0;
};

/// An order of `web` (or another channel) placed and changed at the given seconds of the test's day.
ChannelOrder orderOf(const QString &number, const QList<Part> &parts, int atSecond = 0, QStringView channelName = u"web");
Time second(double number); ///< of the test's day

/// The channel's answer that it shows this quantity.
command::RecordOutcomes told(QStringView channelName, QStringView code, Quantity quantity, double sentAt, double answeredAt,
                             qint64 revision = 1'000'000, channels::Outcome::State state = channels::Outcome::State::Applied);

} // namespace crossdock::tests

/// Makes a `Kind` over a fresh database of the current row (what follows the name goes to its constructor, too), or skips the test with the
/// reason.
#define CROSSDOCK_OPEN(Kind, name, ...)                                                                                \
    const auto name##Source = m_stores.fresh();                                                                        \
    if (!name##Source)                                                                                                 \
        QSKIP(qPrintable(m_stores.whyNot()));                                                                          \
    Kind name(*name##Source __VA_OPT__(, ) __VA_ARGS__)

#define CROSSDOCK_WORKSHOP(name) CROSSDOCK_OPEN(crossdock::tests::Workshop, name)
