#pragma once

#include "tests/core/workshop.h"

#include <QTest>

namespace crossdock::tests {

/// A workshop with rules.
class Shop : public Workshop
{
public:
    explicit Shop(const store::Source &source, bool isFirst = true, Milliseconds later = Milliseconds::zero())
        : Workshop(source, isFirst)
    {
        clock.pass(later);
        core->start();
        clock.settle();
    }

    qint64 write(const QString &text, std::optional<int> priority = {})
    {
        const Entry written = must(command::WriteRule{0, {}, text, priority});
        return written.body[u"about"_s][u"rule"_s][0].toString().toLongLong();
    }
    qint64 arm(const QString &text, std::optional<int> priority = {})
    {
        const qint64 rule = write(text, priority);
        must(command::ChangeRule{rule, command::ChangeRule::What::Arm});
        return rule;
    }
    /// Why the rule cannot be armed; empty: it was.
    QString missing(const QString &text)
    {
        const auto armed = perform(command::ChangeRule{write(text), command::ChangeRule::What::Arm});
        return armed ? QString() : armed.error().detail;
    }
    QList<RuleRun> runs(qint64 rule) { return ask(query::RuleRuns{rule}); }
    qsizetype runCount(qint64 rule) { return runs(rule).size(); }
    QStringList tags(QStringView number) { return order(number).tags; }
    void place(const QString &number, QStringView code, Quantity units = 1, int atSecond = 0, const QString &country = u"NL"_s)
    {
        ChannelOrder placed = orderOf(number, {{u"1"_s, code, units}}, atSecond);
        placed.buyer.country = country;
        must(command::RecordOrder{placed, {}, {}});
        clock.settle();
    }
    void setStock(QStringView code, Quantity units)
    {
        must(command::CountStock{sku(code), node(u"main"), units});
        clock.settle();
    }
    bool isStopped(QStringView channelName, QStringView code) { return offer(channelName, code).isStopped; }
    QList<Entry> trail(const QString &what)
    {
        TrailFilter filter;
        filter.what = what;
        return ask(query::Trail{filter}).entries;
    }
    int entriesOf(const QString &what) { return static_cast<int>(trail(what).size()); }
};

} // namespace crossdock::tests

/// Opens a shop over a fresh database of the current row, or skips the test with the reason.
#define CROSSDOCK_SHOP(name) CROSSDOCK_OPEN(crossdock::tests::Shop, name)
