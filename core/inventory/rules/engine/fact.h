#pragma once

#include "core/inventory/rules/rule.h"
#include "core/inventory/values/time.h"

namespace crossdock::rules {

/// What a field holds at a moment. Texts are folded (lower case, single blanks): they compare as they stand.
struct Fact {
    enum class Kind : quint8 { Unknown, Number, Text, Set };
    Kind kind = Kind::Unknown;
    Unit unit = Unit::None; ///< of money: its currency; other amounts are in base units (minutes, grams, percent)
    double number = 0; ///< also yes (1) and no (0), a time of day in minutes, a date as a day number
    QString text;
    QStringList set;

    static Fact of(double number, Unit unit = Unit::None) { return {Kind::Number, unit, number, {}, {}}; }
    static Fact of(Milliseconds span) { return of(double(span.count()) / 60'000); }
    static Fact of(const QString &text);
    static Fact of(const QStringList &set);
    static Fact yes(bool isSo) { return of(isSo ? 1.0 : 0.0); }
    bool isKnown() const { return kind != Kind::Unknown; }
};

/// Minutes since midnight of "HH:MM"; the day number of "yyyy-mm-dd".
double minutesOf(const QString &time);
double dayNumberOf(const QString &date);

/// One thing that a rule looks at: a field, where, as a share or as an amount.
struct SlotKey {
    FieldId field;
    Scope scope;
    bool isShare = false; ///< in percent, of fields that can be money too
    Milliseconds span{0}; ///< of sales: the stretch of time that they are added up over
    Unit currency = Unit::None; ///< of sales: what was sold in this one alone; None: in whichever
    friend bool operator==(const SlotKey &, const SlotKey &) = default;
};

/// The slots of all armed rules: each different thing once.
class SlotTable
{
public:
    int slotOf(const SlotKey &key);
    const SlotKey &key(int slot) const { return m_keys[size_t(slot)]; }
    int size() const { return int(m_keys.size()); }

private:
    std::vector<SlotKey> m_keys;
    QHash<int, std::vector<int>> m_byField;
};

} // namespace crossdock::rules
