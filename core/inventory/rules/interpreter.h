#pragma once

#include "core/inventory/rules/meaning.h"
#include "core/inventory/rules/readings.h"
#include "core/inventory/rules/workspace.h"

#include <deque>
#include <unordered_map>

namespace crossdock::rules {

/// Turns one reading into its meanings, bottom-up, by the steps of its productions. A reading that makes no sense
/// (a price of an order) gives nothing; one that makes a wrong sense (kg for money) gives a Mistake among its
/// meanings.
class Interpreter
{
public:
    Interpreter(const Grammar &grammar, const Chart &chart, const Lattice &lattice, const Workspace &workspace);

    /// What the event of the sentence is, once known: decides what "its margin" and "it" mean.
    /// `crossing` is the value that crosses there, and where; or none.
    struct Crossing {
        FieldId field;
        Scope scope;
        friend bool operator==(const Crossing &, const Crossing &) = default;
    };
    void setEvent(const QString &type, const QString &each, const Crossing &crossing);

    std::optional<Meanings> read(const Reading &reading);

    /// Something was said that depends on the event.
    bool dependsOnEvent() const { return m_dependsOnEvent; }

private:
    using StepFunction = void (Interpreter::*)(Meanings &, const QStringList &);
    static const QHash<QString, StepFunction> &stepFunctions();

    /// What a reading means beside one event. The parts of readings are shared: each is walked once.
    struct Walked {
        Meanings meanings;
        bool isRejected = false;
        bool dependsOnEvent = false;
    };
    struct Beside {
        QString event, each;
        Crossing crossing;
        std::unordered_map<const Reading *, Walked> walked;
    };

    const Walked &walk(const Reading &reading);
    Walked walkParts(const Reading &reading);
    Meaning leafMeaning(const Edge &edge) const;
    using Children = std::vector<const Meanings *>; ///< what each part of a reading means, for itself
    void perform(const Step &step, Meanings &meanings, const Children &children);

    // steps_compare.cpp
    void stepCmp(Meanings &, const QStringList &);
    void stepNumber(Meanings &, const QStringList &);
    void stepDuration(Meanings &, const QStringList &);
    void stepStars(Meanings &, const QStringList &);
    void stepStarList(Meanings &, const QStringList &);
    void stepReference(Meanings &, const QStringList &);
    void stepRefField(Meanings &, const QStringList &);
    void stepField(Meanings &, const QStringList &);
    void stepReached(Meanings &, const QStringList &);
    void stepOver(Meanings &, const QStringList &);
    void stepCompare(Meanings &, const QStringList &);
    void stepByKind(Meanings &, const QStringList &);
    void stepCompareTwo(Meanings &, const QStringList &);
    void stepMeasureTwo(Meanings &, const QStringList &);
    void stepFieldCompare(Meanings &, const QStringList &);
    void stepStockCompare(Meanings &, const QStringList &);
    void stepMeasure(Meanings &, const QStringList &);
    void stepDrop(Meanings &, const QStringList &);
    void stepRise(Meanings &, const QStringList &);
    void stepPercent(Meanings &, const QStringList &);
    // steps_lasting.cpp
    void stepLastingField(Meanings &, const QStringList &);
    void stepHeld(Meanings &, const QStringList &);
    void stepLasting(Meanings &, const QStringList &);
    void stepScope(Meanings &, const QStringList &);
    void stepLonger(Meanings &, const QStringList &);
    void stepWithin(Meanings &, const QStringList &);
    void stepPrevious(Meanings &, const QStringList &);
    void stepCount(Meanings &, const QStringList &);
    void stepSum(Meanings &, const QStringList &);
    void stepAttempt(Meanings &, const QStringList &);
    void makeCompared(Meanings &meanings, Meaning::Kind kind);
    // steps_filter.cpp
    void stepIs(Meanings &, const QStringList &);
    void stepIsNot(Meanings &, const QStringList &);
    void stepYes(Meanings &, const QStringList &);
    void stepNo(Meanings &, const QStringList &);
    void stepValue(Meanings &, const QStringList &);
    void stepName(Meanings &, const QStringList &);
    void stepSet(Meanings &, const QStringList &);
    void stepText(Meanings &, const QStringList &);
    void stepEmpty(Meanings &, const QStringList &);
    void stepPresent(Meanings &, const QStringList &);
    void stepTextOp(Meanings &, const QStringList &);
    void stepTextCompare(Meanings &, const QStringList &);
    void stepNote(Meanings &, const QStringList &);
    void stepPlace(Meanings &, const QStringList &);
    void stepPlaceLeaf(Meanings &, const QStringList &);
    void stepThing(Meanings &, const QStringList &);
    void stepPron(Meanings &, const QStringList &);
    void stepAdopt(Meanings &, const QStringList &);
    void stepNamed(Meanings &, const QStringList &);
    void stepListStatus(Meanings &, const QStringList &);
    void stepMessageState(Meanings &, const QStringList &);
    void stepBy(Meanings &, const QStringList &);
    void stepMistake(Meanings &, const QStringList &);
    void stepNothing(Meanings &, const QStringList &);
    void stepFilters(Meanings &, const QStringList &);
    void stepForemost(Meanings &, const QStringList &);
    void stepForget(Meanings &meanings, const QStringList &);
    void stepOnePhrase(Meanings &meanings, const QStringList &);
    void stepOneClause(Meanings &meanings, const QStringList &);
    // steps_logic.cpp
    void stepNegate(Meanings &, const QStringList &);
    void stepPredicate(Meanings &, const QStringList &);
    void stepNot(Meanings &, const QStringList &);
    void stepPack(Meanings &, const QStringList &);
    void joinAll(Meanings &meanings, const Children &children);
    void joinAny(Meanings &meanings, const Children &children);
    void about(Meanings &meanings);
    // steps_action.cpp
    void stepSetArgument(Meanings &, const QStringList &);
    void stepArg(Meanings &, const QStringList &);
    void stepCarrier(Meanings &, const QStringList &);
    void stepAction(Meanings &, const QStringList &);
    void stepTagThing(Meanings &, const QStringList &);
    void stepUntagThing(Meanings &, const QStringList &);
    void stepForEach(Meanings &, const QStringList &);
    void stepRefund(Meanings &, const QStringList &);
    void stepRefundFull(Meanings &, const QStringList &);
    void stepRefundShipping(Meanings &, const QStringList &);
    void stepAssignee(Meanings &, const QStringList &);
    void stepQuantity(Meanings &, const QStringList &);
    void stepSupplier(Meanings &, const QStringList &);
    void stepEnds(Meanings &, const QStringList &);
    void stepEndsThere(Meanings &, const QStringList &);
    void stepLastNode(Meanings &, const QStringList &);
    void stepBuffer(Meanings &, const QStringList &);
    void stepSync(Meanings &, const QStringList &);
    // steps_listing.cpp
    void stepTarget(Meanings &, const QStringList &);
    void stepAll(Meanings &, const QStringList &);
    void stepOthers(Meanings &, const QStringList &);
    void stepItsListing(Meanings &, const QStringList &);
    void stepSetValue(Meanings &, const QStringList &);
    void stepPrice(Meanings &, const QStringList &);
    void stepBound(Meanings &, const QStringList &);
    void stepMinMax(Meanings &, const QStringList &);
    // steps_people.cpp
    void stepVia(Meanings &, const QStringList &);
    void stepLastPerson(Meanings &, const QStringList &);
    void stepSweep(Meanings &, const QStringList &);
    void stepMessage(Meanings &, const QStringList &);
    void stepReport(Meanings &, const QStringList &);
    void stepReportKey(Meanings &, const QStringList &);
    void stepTask(Meanings &, const QStringList &);
    // steps_sentence.cpp
    void stepEvent(Meanings &, const QStringList &);
    void stepPutOff(Meanings &, const QStringList &);
    void stepUnmixed(Meanings &, const QStringList &);
    void stepApart(Meanings &, const QStringList &);
    void stepHappening(Meanings &, const QStringList &);
    void stepSub(Meanings &, const QStringList &);
    void stepElse(Meanings &, const QStringList &);
    void stepRearm(Meanings &, const QStringList &);
    void stepRearmIt(Meanings &, const QStringList &);
    void stepLimit(Meanings &, const QStringList &);
    void stepKey(Meanings &, const QStringList &);
    void stepTimeCond(Meanings &, const QStringList &);
    void stepDeadline(Meanings &, const QStringList &);
    void stepUntil(Meanings &, const QStringList &);
    void stepTimeClause(Meanings &, const QStringList &);
    void stepWeekday(Meanings &, const QStringList &);
    void stepWeekdayRange(Meanings &, const QStringList &);
    void stepMonth(Meanings &, const QStringList &);
    void stepMonthRange(Meanings &, const QStringList &);
    void stepTimeOfDay(Meanings &, const QStringList &);
    void stepDate(Meanings &, const QStringList &);
    // steps_schedule.cpp
    void stepBit(Meanings &, const QStringList &);
    void stepBitNumbers(Meanings &, const QStringList &);
    void stepOtherDays(Meanings &, const QStringList &);
    void stepAt(Meanings &, const QStringList &);
    void stepOnce(Meanings &, const QStringList &);
    void stepSchedule(Meanings &, const QStringList &);
    // steps_plain.cpp
    void stepMain(Meanings &, const QStringList &);
    void stepGrouped(Meanings &, const QStringList &);
    void stepCrossing(Meanings &, const QStringList &);
    void stepStaying(Meanings &, const QStringList &);
    void stepEach(Meanings &, const QStringList &);
    void stepWindowPart(Meanings &, const QStringList &);
    void stepWindowSum(Meanings &, const QStringList &);
    void stepWindowPrevious(Meanings &, const QStringList &);
    void stepPlainDate(Meanings &, const QStringList &);

    // shared by the steps
    Meaning made(Meaning::Kind kind) const;
    void reject() { m_rejected = true; }
    void mistake(Meanings &meanings, const QString &errorClass, const QString &detail, TokenSpan span);
    void addFilter(Meanings &meanings, Tree tree, Meaning::Kind kind = Meaning::Kind::Filter);
    void addArgument(Meanings &meanings, const QString &name, Argument argument);
    std::optional<Leaf> comparison(Meanings &meanings, FieldId field);
    FieldId chosen(const Meaning &field, const Meanings &meanings);
    bool convert(Meanings &meanings, FieldId field, const std::vector<Meaning> &amounts, Leaf &leaf);
    void setScope(Meanings &meanings, Leaf &leaf);
    Tree placeTree(const Meaning &place) const;
    std::optional<Tree> joined(const Meanings &meanings, Tree::Kind kind) const;
    bool losesWord(const Meanings &meanings) const;
    bool saysBoth(TokenSpan span) const;
    void compareWords(Meanings &meanings, FieldId field, Op op, const QStringList &words, TokenSpan span);
    QStringList takeWords(Meanings &meanings);
    bool saysTheOne() const;
    bool saysEvery() const;

    const Grammar &m_grammar;
    const Chart &m_chart;
    const Lattice &m_lattice;
    const Workspace &m_workspace;
    std::deque<Beside> m_besides; ///< each event that was set
    Beside *m_beside = nullptr;
    QString m_event;
    QString m_each;
    Crossing m_crossing;
    bool m_dependsOnEvent = false;
    bool m_rejected = false;
    TokenSpan m_span;
};

/// Removes and returns the meanings of one kind.
Meanings take(Meanings &meanings, Meaning::Kind kind);
bool has(const Meanings &meanings, Meaning::Kind kind);

} // namespace crossdock::rules
