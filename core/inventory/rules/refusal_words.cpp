#include "core/inventory/rules/refusals.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

/// What refusals say. One table: the class, the detail (empty: any), what the words were taken for, why that fails.
namespace crossdock::rules {
namespace {

struct Explanation {
    QLatin1StringView errorClass, detail, takenFor, why;
};

constexpr Explanation explanations[] = {
    {"unknown_word"_L1, "end"_L1, "was taken for the end of the sentence"_L1, "something that was begun before it is not finished"_L1},
    {"unknown_word"_L1, "place"_L1, "was understood by itself"_L1, "it means nothing to a rule where it stands"_L1},
    {"unknown_word"_L1, "time"_L1, "was taken for a time of day"_L1, "no day has it"_L1},
    {"unknown_word"_L1, "commas"_L1, "was taken for one number"_L1, "three digits stand behind a comma in it, and a point before decimals"_L1},
    {"unknown_word"_L1, ""_L1, "was looked up among the words of rules and the names of this shop"_L1, "neither has it, so nothing can be done with it"_L1},
    {"unknown_entity"_L1, ""_L1, "was taken for a name"_L1, "this shop has nothing of that name"_L1},
    {"missing_trigger"_L1, "birth"_L1, "was taken for something that new orders are asked"_L1, "no order is like that when it arrives, and nothing says when to look"_L1},
    {"missing_trigger"_L1, ""_L1, "was taken for what is to be done"_L1, "nothing says when"_L1},
    {"missing_action"_L1, ""_L1, "was taken for what is to happen first"_L1, "nothing says what to do then"_L1},
    {"missing_value"_L1, "recipient"_L1, "was taken for something to be told"_L1, "nothing says to whom"_L1},
    {"missing_value"_L1, "report"_L1, "was taken for a report to be sent"_L1, "nothing says which"_L1},
    {"missing_value"_L1, "price"_L1, "was taken for a change of a price"_L1, "nothing says to what, or by how much"_L1},
    {"missing_value"_L1, "undercut"_L1, "was taken for a change of a price"_L1, "nothing says by how much"_L1},
    {"missing_value"_L1, "duration"_L1, "was taken for a span of time"_L1, "nothing says how long, in minutes, hours or days"_L1},
    {"missing_value"_L1, "quantity"_L1, "was taken for a transfer"_L1, "nothing says how many units"_L1},
    {"missing_value"_L1, "schedule"_L1, "was taken for a schedule"_L1, "nothing says when"_L1},
    {"missing_value"_L1, "window"_L1, "was taken for a figure of sales"_L1, "nothing says over what span"_L1},
    {"missing_value"_L1, "compare"_L1, "was taken for a change of sales"_L1, "nothing says compared with what span"_L1},
    {"missing_value"_L1, "argument"_L1, "was taken for something to do"_L1, "nothing says with what, or where to"_L1},
    {"missing_value"_L1, ""_L1, "was taken for a comparison"_L1, "there is no number to compare with"_L1},
    {"wrong_unit"_L1, "duration"_L1, "was taken for a span of time"_L1, "it is not measured in minutes, hours, days, weeks or months"_L1},
    {"wrong_unit"_L1, "negative"_L1, "was taken for the amount to compare with"_L1, "what is compared is never below zero"_L1},
    {"wrong_unit"_L1, ""_L1, "was taken for the amount to compare with"_L1, "what is compared is not measured in that unit"_L1},
    {"vague"_L1, ""_L1, "was taken for an amount"_L1, "how much that is only a number can say"_L1},
    {"ambiguous"_L1, "listing"_L1, "was taken for a listing"_L1, "a product has one on each channel, and nothing says which"_L1},
    {"ambiguous"_L1, "nodekind"_L1, "was taken for a place that holds stock"_L1, "there are several of that kind"_L1},
    {"ambiguous"_L1, "and_or"_L1, "was taken for conditions joined by 'and' and 'or'"_L1, "it makes a difference which of them belong together"_L1},
    {"ambiguous"_L1, "am_pm"_L1, "was taken for a time of day"_L1, "it could be in the morning or in the evening"_L1},
    {"ambiguous"_L1, "it"_L1, "was taken for a thing that was named before"_L1, "nothing of that kind was, or several were"_L1},
    {"ambiguous"_L1, "stray"_L1, "was taken for a rule"_L1, "what it acts on is not there when that happens, and nothing says which one is meant"_L1},
    {"ambiguous"_L1, "them"_L1, "was taken for people that were named before"_L1, "nobody was"_L1},
    {"ambiguous"_L1, "money_or_percent"_L1, "was taken for a change"_L1, "it could be an amount of money or a share"_L1},
    {"ambiguous"_L1, ""_L1, "can be read in more than one way"_L1, "a rule does only what is meant"_L1},
    {"contradictory"_L1, "undo"_L1, "was taken for actions"_L1, "one of them undoes the other"_L1},
    {"contradictory"_L1, "range"_L1, "was taken for a range"_L1, "its end comes before its beginning"_L1},
    {"contradictory"_L1, "twice"_L1, "was taken for actions"_L1, "one of them is said twice, and a rule does it once"_L1},
    {"contradictory"_L1, "bounds"_L1, "was taken for a price with a lowest or a highest"_L1, "no price lies within them"_L1},
    {"contradictory"_L1, "rearm"_L1, "was taken for a rule that waits until it may fire again"_L1, "it fires at the value it waits for, so that holds nothing back"_L1},
    {"contradictory"_L1, "range_of_field"_L1, "was taken for a value to reach"_L1, "it never can be there"_L1},
    {"contradictory"_L1, ""_L1, "was taken for conditions that must all hold"_L1, "they never can"_L1},
    {"cyclic"_L1, ""_L1, "was taken for a rule"_L1, "what it does makes it run again, without an end"_L1},
    {"unsafe"_L1, "everything"_L1, "was taken for a rule about everything there is"_L1, "what it does cannot be taken back, so it needs a filter"_L1},
    {"unsafe"_L1, "refund"_L1, "was taken for a refund"_L1, "that is more than was paid"_L1},
    {"unsafe"_L1, "price"_L1, "was taken for a price"_L1, "nothing is sold for nothing"_L1},
    {"unsafe"_L1, ""_L1, "was taken for an action"_L1, "it would do more harm than anybody means"_L1},
    {"unsupported"_L1, "after_wait"_L1, "was taken for a condition to look at behind a wait"_L1, "a rule looks once, when it fires: say instead for how long it must have been so"_L1},
    {"unsupported"_L1, ""_L1, "was understood"_L1, "rules cannot do that"_L1},
};

} // namespace

QString wordsOf(const Fault &fault, const QString &quoted)
{
    const auto fits = [&](const Explanation &one) { return fault.errorClass == one.errorClass && (one.detail.isEmpty() || fault.detail == one.detail); };
    const auto found = std::find_if(std::begin(explanations), std::end(explanations), fits);
    Q_ASSERT(found != std::end(explanations));
    return u"\u201c%1\u201d %2, but %3."_s.arg(quoted, found->takenFor, found->why);
}

} // namespace crossdock::rules
