#pragma once

#include "core/inventory/rules/moved_money.h"
#include "core/inventory/values/ids.h"
#include "core/inventory/values/time.h"

#include <QJsonObject>
#include <QList>
#include <QStringList>
#include <optional>

/// Rules as pages and the command line show them: plain values, no dependence on the compiler.
namespace crossdock {

/// Why a sentence is no rule. `from` and `to` count UTF-16 units of the sentence.
struct RuleRefusal {
    QString errorClass, message;
    int from = 0, to = 0;
    QStringList suggestions;
};

/// What a rule asks before it does it: it would touch many things.
struct RuleQuestion {
    qint64 question = 0;
    Time at{};
    int things = 0; ///< that wait for the answer by now
    QStringList names; ///< the first of them, as a run calls its subject
    QString action; ///< "order.cancel"
    bool isLasting = false; ///< cannot be taken back
    QString words; ///< "would cancel 43 orders; 25 an hour is its bound"
};

/// What a rule would touch at once if it went live now.
struct RuleTouch {
    int things = 0;
    QStringList names; ///< the first of them
    QString words; ///< "cancel 43 orders"
    bool isLasting = false; ///< cannot be taken back
};

struct RuleRow {
    enum class State {
        Draft, ///< written, does nothing
        Shadow, ///< runs, does nothing, is counted
        Live,
        Paused, ///< was live; `words` says why if it was not a person
        Asked, ///< live, and waits for the answer to `question`
    };
    qint64 rule = 0;
    QString name, text;
    State state = State::Draft;
    int version = 1;
    int priority = 0; ///< higher runs first
    QString author;
    Time writtenAt{}; ///< the newest version
    qint64 runs = 0, runsToday = 0; ///< of those that are kept: 90 days
    Time lastRunAt{}; ///< epoch: never
    QString words;
    int most = 0; ///< things that it may touch within an hour before it is undone; 0: no bound
    int allows = 0; ///< things that one pass may touch without asking, beside the many that any may; of lasting harm the next pass alone
    std::optional<RuleQuestion> question = {};

    bool isLive() const { return state == State::Live || state == State::Asked; }
};

struct RuleVersion {
    int version = 1;
    QString text, author;
    QJsonObject trigger; ///< rule-trigger.schema.json
    Time at{};
};

/// One time that a rule fired: what it read and what it did.
struct RuleRun {
    enum class State { Running, Waiting, Done, Failed, Asked }; ///< Asked: waits for the answer to what its rule asks
    struct Deed {
        QString action; ///< "order.hold"
        QString words; ///< what came of it; empty: done
        qint64 entry = 0; ///< of the trail; 0: none
        bool isDone = false;
        bool isOverruled = false; ///< an earlier rule decided it: not done, and no failure
        QList<qint64> more = {}; ///< further entries, of an action on several things
        QStringList spared = {}; ///< of several things, those that another rule decided in the same pass
        QString lost = {}; ///< which rule that was: stands in `words` once the rest is done
    };
    qint64 run = 0, rule = 0;
    int version = 1;
    qint64 cause = 0; ///< entry of the trail that it answered; 0: a schedule or a timer
    Time at{};
    QString subject; ///< "order web/1001", "sku MUG"
    int branch = 0; ///< 0: then; 1: the first else ...
    bool isShadow = false, isCatchUp = false;
    State state = State::Running;
    Time due{}; ///< of a Waiting one
    QJsonObject values; ///< the fields that were read, "stock.available @ amazon"; buyers' data only as "sealed"
    QList<Deed> deeds;
};

/// What is wrong with a rule, alone or beside others: section 11 of the language.
struct RuleFinding {
    QString kind; ///< "conflict"; from history "dead", "flapping", "fan_out" ...
    QList<qint64> rules; ///< ids; 0 is the sentence that is being written
    QString words; ///< a sentence with a counter-example where there is one
};

/// What a rule must do before it goes live: "for order web/1001 hold it".
struct RuleExample {
    qint64 example = 0;
    QString text, author;
    Time at{};
    bool passes = false; ///< now, of the newest version
    QString words; ///< why it does not
};

/// What a stretch of a sentence was taken for.
struct RuleWord {
    QString role; ///< event condition action schedule name amount text filler grammar
    int from = 0, to = 0;
};

/// How a sentence is understood.
struct RuleReading {
    std::optional<RuleRefusal> refusal; ///< then nothing else is set
    QJsonObject trigger;
    QString paraphrase;
    QList<RuleWord> words;
    QStringList missing; ///< what it needs that is not there: it cannot be armed
    QList<RuleFinding> findings; ///< together with the rules that are on record
    std::optional<RuleTouch> touches = {}; ///< of a rule on record that is not live and runs by the clock
};

/// A sentence that was proposed for what somebody said freely, and that compiles.
struct RuleProposal {
    QString text, paraphrase;
    QStringList missing; ///< as of a reading
};

struct RuleCompletion {
    QString text; ///< what may stand next
    QString role; ///< as in RuleWord
    int from = 0; ///< of what was asked about, so many UTF-16 units stay: `text` stands for all behind them
    bool isExample = false; ///< an amount or a text that the writer has to think of
};

/// What a rule would have done over a span of history.
struct RuleRehearsal {
    struct Case {
        Time at{};
        qint64 entry = 0;
        QString subject;
        int branch = 0;
        QStringList actions; ///< as a paraphrase says them
        QList<MovedMoney> money = {}; ///< what they come to
    };
    /// Of one run of a schedule: what the past does not tell.
    struct Gap {
        Time at{};
        QString words;
    };
    qint64 events = 0; ///< looked at
    qint64 runs = 0;
    QList<Case> cases; ///< oldest first, at most as many as were asked for
    QStringList assumptions; ///< what history does not hold: read as it is today
    QList<MovedMoney> money = {}; ///< of all runs, also of those beyond `cases`
    QList<Gap> gaps = {}; ///< oldest first, at most as many as cases
};

/// A message, task or report that somebody is to see.
struct Notice {
    enum class State { Waiting, Sent, Failed, Open, Done }; ///< Open and Done: of tasks and of messages in the window
    qint64 notice = 0;
    Time at{};
    QString kind; ///< message task report document
    QString via; ///< app email webhook slack ...
    QString recipient, title, text;
    State state = State::Open;
    int attempts = 0;
    QString words; ///< why it failed
    qint64 entry = 0;
    std::optional<OrderId> order = {}; ///< whose buyer it is for, or whose paper it is; nothing: a contact
    qint64 label = 0; ///< whose document goes with it; 0: none
};

/// Somebody a rule can write to.
struct Contact {
    QString name; ///< the key in triggers
    QStringList words; ///< what sentences call them
    QString email, webhook; ///< the webhook is a secret: shown only as its host
    QString phone = {}; ///< "+15551234567"
    QString topic = {}; ///< of the push server: a secret too, whoever knows it reads along
};

} // namespace crossdock
