#include "core/inventory/rules/interpreter.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {

using Kind = Meaning::Kind;

Meanings take(Meanings &meanings, Kind kind)
{
    Meanings taken;
    if (!has(meanings, kind))
        return taken;
    Meanings kept;
    for (Meaning &meaning : meanings)
        (meaning.kind == kind ? taken : kept).push_back(std::move(meaning));
    meanings = std::move(kept);
    return taken;
}

bool has(const Meanings &meanings, Kind kind)
{
    return std::ranges::any_of(meanings, [&](const Meaning &one) { return one.kind == kind; });
}

Interpreter::Interpreter(const Grammar &grammar, const Chart &chart, const Lattice &lattice, const Workspace &workspace)
    : m_grammar(grammar)
    , m_chart(chart)
    , m_lattice(lattice)
    , m_workspace(workspace)
{
    setEvent({}, {}, {});
}

void Interpreter::setEvent(const QString &type, const QString &each, const Crossing &crossing)
{
    m_event = type;
    m_crossing = crossing;
    m_each = each;
    const auto known = std::ranges::find_if(m_besides, [&](const Beside &one) { return one.event == type && one.each == each && one.crossing == crossing; });
    m_beside = known == m_besides.end() ? &m_besides.emplace_back(Beside{type, each, crossing, {}}) : &*known;
}

const QHash<QString, Interpreter::StepFunction> &Interpreter::stepFunctions()
{
    using I = Interpreter;
    static const QHash<QString, StepFunction> functions{
        {u"cmp"_s, &I::stepCmp},
        {u"number"_s, &I::stepNumber},
        {u"duration"_s, &I::stepDuration},
        {u"stars"_s, &I::stepStars},
        {u"starlist"_s, &I::stepStarList},
        {u"reference"_s, &I::stepReference},
        {u"reffield"_s, &I::stepRefField},
        {u"field"_s, &I::stepField},
        {u"reached"_s, &I::stepReached},
        {u"over"_s, &I::stepOver},
        {u"compare"_s, &I::stepCompare},
        {u"bykind"_s, &I::stepByKind},
        {u"comparetwo"_s, &I::stepCompareTwo},
        {u"measuretwo"_s, &I::stepMeasureTwo},
        {u"fieldcompare"_s, &I::stepFieldCompare},
        {u"stockcompare"_s, &I::stepStockCompare},
        {u"measure"_s, &I::stepMeasure},
        {u"drop"_s, &I::stepDrop},
        {u"rise"_s, &I::stepRise},
        {u"percent"_s, &I::stepPercent},
        {u"lastingfield"_s, &I::stepLastingField},
        {u"held"_s, &I::stepHeld},
        {u"heldcross"_s, &I::stepHeld},
        {u"lasting"_s, &I::stepLasting},
        {u"scope"_s, &I::stepScope},
        {u"longer"_s, &I::stepLonger},
        {u"within"_s, &I::stepWithin},
        {u"previous"_s, &I::stepPrevious},
        {u"count"_s, &I::stepCount},
        {u"sum"_s, &I::stepSum},
        {u"attempt"_s, &I::stepAttempt},
        {u"is"_s, &I::stepIs},
        {u"isnot"_s, &I::stepIsNot},
        {u"yes"_s, &I::stepYes},
        {u"no"_s, &I::stepNo},
        {u"value"_s, &I::stepValue},
        {u"name"_s, &I::stepName},
        {u"text"_s, &I::stepText},
        {u"empty"_s, &I::stepEmpty},
        {u"present"_s, &I::stepPresent},
        {u"textop"_s, &I::stepTextOp},
        {u"setop"_s, &I::stepTextOp},
        {u"textcompare"_s, &I::stepTextCompare},
        {u"setcompare"_s, &I::stepTextCompare},
        {u"note"_s, &I::stepNote},
        {u"place"_s, &I::stepPlace},
        {u"chan"_s, &I::stepPlace},
        {u"placeleaf"_s, &I::stepPlaceLeaf},
        {u"thing"_s, &I::stepThing},
        {u"pron"_s, &I::stepPron},
        {u"adopt"_s, &I::stepAdopt},
        {u"named"_s, &I::stepNamed},
        {u"subject"_s, &I::stepNamed},
        {u"negate"_s, &I::stepNegate},
        {u"predicate"_s, &I::stepPredicate},
        {u"not"_s, &I::stepNot},
        {u"pack"_s, &I::stepPack},
        {u"liststatus"_s, &I::stepListStatus},
        {u"messagestate"_s, &I::stepMessageState},
        {u"by"_s, &I::stepBy},
        {u"mistake"_s, &I::stepMistake},
        {u"nothing"_s, &I::stepNothing},
        {u"filters"_s, &I::stepFilters},
        {u"foremost"_s, &I::stepForemost},
        {u"forget"_s, &I::stepForget},
        {u"onephrase"_s, &I::stepOnePhrase},
        {u"oneclause"_s, &I::stepOneClause},
        {u"grouped"_s, &I::stepGrouped},
        {u"main"_s, &I::stepMain},
        {u"crossing"_s, &I::stepCrossing},
        {u"staying"_s, &I::stepStaying},
        {u"each"_s, &I::stepEach},
        {u"windowpart"_s, &I::stepWindowPart},
        {u"windowsum"_s, &I::stepWindowSum},
        {u"windowprevious"_s, &I::stepWindowPrevious},
        {u"plaindate"_s, &I::stepPlainDate},
        {u"becoming"_s, &I::stepNothing},
        {u"athand"_s, &I::stepNothing},
        {u"arg"_s, &I::stepArg},
        {u"carrier"_s, &I::stepCarrier},
        {u"action"_s, &I::stepAction},
        {u"tagthing"_s, &I::stepTagThing},
        {u"untagthing"_s, &I::stepUntagThing},
        {u"foreach"_s, &I::stepForEach},
        {u"refund"_s, &I::stepRefund},
        {u"refundfull"_s, &I::stepRefundFull},
        {u"refundshipping"_s, &I::stepRefundShipping},
        {u"assignee"_s, &I::stepAssignee},
        {u"priority"_s, &I::stepNothing},
        {u"quantity"_s, &I::stepQuantity},
        {u"supplier"_s, &I::stepSupplier},
        {u"ends"_s, &I::stepEnds},
        {u"endsthere"_s, &I::stepEndsThere},
        {u"lastnode"_s, &I::stepLastNode},
        {u"buffer"_s, &I::stepBuffer},
        {u"target"_s, &I::stepTarget},
        {u"everywhere"_s, &I::stepAll},
        {u"others"_s, &I::stepOthers},
        {u"itslisting"_s, &I::stepItsListing},
        {u"publishing"_s, &I::stepNothing},
        {u"setvalue"_s, &I::stepSetValue},
        {u"price"_s, &I::stepPrice},
        {u"bound"_s, &I::stepBound},
        {u"minmax"_s, &I::stepMinMax},
        {u"sync"_s, &I::stepSync},
        {u"via"_s, &I::stepVia},
        {u"via_word"_s, &I::stepVia},
        {u"viafromlist"_s, &I::stepVia},
        {u"lastperson"_s, &I::stepLastPerson},
        {u"sweep"_s, &I::stepSweep},
        {u"message"_s, &I::stepMessage},
        {u"report"_s, &I::stepReport},
        {u"reportkey"_s, &I::stepReportKey},
        {u"task"_s, &I::stepTask},
        {u"event"_s, &I::stepEvent},
        {u"putoff"_s, &I::stepPutOff},
        {u"unmixed"_s, &I::stepUnmixed},
        {u"apart"_s, &I::stepApart},
        {u"happening"_s, &I::stepHappening},
        {u"sub"_s, &I::stepSub},
        {u"else"_s, &I::stepElse},
        {u"elseif"_s, &I::stepElse},
        {u"rearm"_s, &I::stepRearm},
        {u"rearmit"_s, &I::stepRearmIt},
        {u"limit"_s, &I::stepLimit},
        {u"key"_s, &I::stepKey},
        {u"freq"_s, &I::stepBit},
        {u"interval"_s, &I::stepBit},
        {u"part"_s, &I::stepNothing},
        {u"partonly"_s, &I::stepNothing},
        {u"daypart"_s, &I::stepBit},
        {u"weekdays"_s, &I::stepBit},
        {u"otherdays"_s, &I::stepOtherDays},
        {u"monthday"_s, &I::stepBit},
        {u"zone"_s, &I::stepBit},
        {u"zonetext"_s, &I::stepBit},
        {u"intervalnumber"_s, &I::stepBitNumbers},
        {u"monthdays"_s, &I::stepBitNumbers},
        {u"at"_s, &I::stepAt},
        {u"atsure"_s, &I::stepAt},
        {u"once"_s, &I::stepOnce},
        {u"schedule"_s, &I::stepSchedule},
        {u"timecond"_s, &I::stepTimeCond},
        {u"deadline"_s, &I::stepDeadline},
        {u"until"_s, &I::stepUntil},
        {u"timeclause"_s, &I::stepTimeClause},
        {u"weekend"_s, &I::stepWeekday},
        {u"weekdaysall"_s, &I::stepWeekday},
        {u"weekday"_s, &I::stepWeekday},
        {u"weekdayrange"_s, &I::stepWeekdayRange},
        {u"month"_s, &I::stepMonth},
        {u"monthrange"_s, &I::stepMonthRange},
        {u"timeofday"_s, &I::stepTimeOfDay},
        {u"date"_s, &I::stepDate},
    };
    return functions;
}

std::optional<Meanings> Interpreter::read(const Reading &reading)
{
    const Walked &walked = walk(reading);
    m_dependsOnEvent = walked.dependsOnEvent;
    return walked.isRejected ? std::nullopt : std::optional(walked.meanings);
}

const Interpreter::Walked &Interpreter::walk(const Reading &reading)
{
    const auto known = m_beside->walked.find(&reading);
    if (known != m_beside->walked.end())
        return known->second;
    return m_beside->walked.emplace(&reading, walkParts(reading)).first->second;
}

Interpreter::Walked Interpreter::walkParts(const Reading &reading)
{
    const PackedNode &node = m_chart.node(reading.node);
    const Derivation &derivation = m_chart.derivation(reading.derivation);
    const Production &production = m_grammar.production(derivation.production);
    Children children;
    std::vector<Meanings> leaves; // those of words, which nobody keeps
    leaves.reserve(size_t(derivation.childCount));
    Walked walked;
    for (int i = 0; i < derivation.childCount; ++i) {
        const int child = m_chart.child(derivation, i);
        if (child < 0) {
            Meanings &own = leaves.emplace_back();
            if (const Edge &edge = m_chart.edge(child); edge.lexeme >= 0)
                own.push_back(leafMeaning(edge));
            children.push_back(&own);
        } else {
            const Walked &part = walk(*reading.parts[size_t(i)]);
            walked.dependsOnEvent = walked.dependsOnEvent || part.dependsOnEvent;
            if (part.isRejected)
                return {{}, true, walked.dependsOnEvent};
            children.push_back(&part.meanings);
        }
        walked.meanings.insert(walked.meanings.end(), children.back()->begin(), children.back()->end());
    }
    m_span = {node.from, node.to};
    m_rejected = false;
    m_dependsOnEvent = false;
    for (const Step &step : production.steps) {
        perform(step, walked.meanings, children);
        if (m_rejected)
            break;
    }
    walked.isRejected = m_rejected;
    walked.dependsOnEvent = walked.dependsOnEvent || m_dependsOnEvent;
    return walked;
}

void Interpreter::perform(const Step &step, Meanings &meanings, const Children &children)
{
    if (step.verb == u"all"_s)
        return joinAll(meanings, children);
    if (step.verb == u"any"_s)
        return joinAny(meanings, children);
    if (step.verb == u"about"_s)
        return about(meanings);
    if (step.verb == u"set"_s) { // "set strategy nearest" and "set order.tags contains" share a word
        return step.arguments.value(0).contains(u'.') ? stepSet(meanings, step.arguments)
                                                      : stepSetArgument(meanings, step.arguments);
    }
    const auto function = stepFunctions().constFind(step.verb);
    Q_ASSERT_X(function != stepFunctions().cend(), "Interpreter", qPrintable(step.verb));
    (this->**function)(meanings, step.arguments);
}

Meaning Interpreter::leafMeaning(const Edge &edge) const
{
    const Lexeme &lexeme = m_lattice.lexeme(edge.lexeme);
    Meaning meaning;
    meaning.span = {edge.begin, edge.to};
    meaning.slot = lexeme.slot;
    meaning.number = lexeme.number;
    meaning.unit = lexeme.unit;
    meaning.keys = lexeme.keys;
    meaning.text = lexeme.text;
    meaning.isUnsure = lexeme.isUnsure;
    switch (lexeme.slot) {
    case Slot::Number:
    case Slot::Money:
    case Slot::Weight:
    case Slot::Duration:
    case Slot::Percent:
    case Slot::Ordinal: meaning.kind = Kind::Amount; break;
    case Slot::Time: meaning.kind = Kind::Moment; break;
    case Slot::Date: meaning.kind = Kind::Day; break;
    case Slot::Quote:
    case Slot::Any:
    case Slot::Unknown: meaning.kind = Kind::Text; break;
    default: meaning.kind = Kind::Name; break;
    }
    return meaning;
}

Meaning Interpreter::made(Kind kind) const
{
    Meaning meaning;
    meaning.kind = kind;
    meaning.span = m_span;
    return meaning;
}

void Interpreter::mistake(Meanings &meanings, const QString &errorClass, const QString &detail, TokenSpan span)
{
    Meaning wrong = made(Kind::Mistake);
    wrong.text = errorClass;
    wrong.keys = {detail};
    wrong.span = span;
    meanings.push_back(std::move(wrong));
}

void Interpreter::addFilter(Meanings &meanings, Tree tree, Kind kind)
{
    Meaning filter = made(kind);
    filter.tree = std::move(tree);
    meanings.push_back(std::move(filter));
}

void Interpreter::addArgument(Meanings &meanings, const QString &name, Argument argument)
{
    Meaning meaning = made(Kind::Parameter);
    meaning.text = name;
    meaning.argument = std::move(argument);
    meanings.push_back(std::move(meaning));
}

} // namespace crossdock::rules
