#include "core/inventory/rules/engine/fact.h"

#include "core/inventory/rules/normal_form.h"

#include <QDate>
#include <QHash>

namespace crossdock::rules {

Fact Fact::of(const QString &text)
{
    return {Kind::Text, Unit::None, 0, foldedText(text), {}};
}

Fact Fact::of(const QStringList &set)
{
    Fact value{Kind::Set, Unit::None, 0, {}, {}};
    for (const QString &one : set)
        value.set.append(foldedText(one));
    return value;
}

double minutesOf(const QString &time)
{
    return time.left(2).toInt() * 60 + time.mid(3, 2).toInt();
}

double dayNumberOf(const QString &date)
{
    return double(QDate::fromString(date, Qt::ISODate).toJulianDay());
}

int SlotTable::slotOf(const SlotKey &key)
{
    std::vector<int> &known = m_byField[key.field.index];
    for (const int slot : known) {
        if (m_keys[size_t(slot)] == key)
            return slot;
    }
    m_keys.push_back(key);
    known.push_back(size() - 1);
    return size() - 1;
}

} // namespace crossdock::rules
