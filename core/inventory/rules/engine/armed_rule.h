#pragma once

#include "core/inventory/rules/engine/program.h"
#include "core/inventory/rules/rule_rows.h"

namespace crossdock::rules {

/// A rule ready to run: its trigger and the code that its conditions became.
struct ArmedRule {
    /// A value that turns; of several channels, one for each.
    struct Crossing {
        Program becomes, rearm;
        QString where; ///< the channel, where there are several; else empty
        bool isMomentary = false; ///< said of one change: it was not so before, whatever the change before was
    };
    struct Way {
        Program conditions;
        std::vector<Action> actions;
        bool stopsOthers = false; ///< rule.stop
    };

    qint64 rule = 0;
    int version = 1;
    int priority = 0;
    QString name;
    int most = 0; ///< things within an hour; 0: no bound
    bool isShadow = false;
    qint64 since = 0; ///< answers only what came after this entry
    Trigger trigger;
    Program where;
    std::vector<Crossing> crossings; ///< none: the event itself fires it
    std::vector<Way> ways; ///< then, else if, else
    int sumSlot = -1; ///< of a window that sums
    std::vector<int> toldSlots; ///< of what may be told later than the order itself
    Milliseconds stays{0}, windowLength{0}, limitSpan{0};
    std::optional<Subject> wholeShop; ///< of a rule about sales that is about no product: what it is about

    bool followsSales() const { return trigger.event.type == QLatin1StringView("sales.changed"); }
    bool concerns(const Subject &subject) const { return !followsSales() || (wholeShop ? wholeShop->text() == subject.text() : subject.sku != 0); }

    /// `slots` gets what the rule looks at.
    static ArmedRule make(const RuleRow &row, Trigger trigger, qint64 since, SlotTable &slots);
    /// All that it looks at, in order, each once: for the record of a run.
    std::vector<int> slotsUsed() const;
};

Milliseconds spanOf(const Duration &duration);

/// Says by how much a price went up or down: true in the moment of the change.
bool isOfOneChange(FieldId field);

/// It answers what changes without an entry: the age of an order or of stock, their being late. Of what: "order", "po", "stock"; empty: it does not.
QString agingOf(const Trigger &trigger);
inline bool followsClock(const Trigger &trigger) { return !agingOf(trigger).isEmpty(); }

} // namespace crossdock::rules
