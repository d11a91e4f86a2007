#pragma once

#include "core/inventory/rules/engine/subject.h"
#include "core/inventory/rules/engine/fact.h"

namespace crossdock::rules {

/// Where values come from: the store as it is, or as it was.
class Facts
{
public:
    virtual ~Facts() = default;
    /// Unknown where nothing is on record.
    virtual Fact read(const SlotKey &key, const Subject &subject, Time at) = 0;
    /// Whoever bought, under a blind name that his orders share; empty: nobody knows, and the order stands alone.
    virtual QString buyerOf(const Subject &) { return {}; }
    /// Whether an order's channel has told all that it has of it.
    virtual bool isWhole(const Subject &) { return true; }
    /// Whether an order's channel tells how it is paid: else it is paid once it goes on.
    virtual bool isPaymentTold(const Subject &) { return false; }
};

/// The values of one happening, each read at most once, and only if somebody looks.
class Reading
{
public:
    explicit Reading(Facts &facts)
        : m_facts(facts)
    {
    }

    void begin(const SlotTable &slots, const Happening &happening)
    {
        m_slots = &slots;
        m_happening = &happening;
        if (m_values.size() < size_t(slots.size())) {
            m_values.resize(size_t(slots.size()));
            m_stamps.resize(size_t(slots.size()), 0);
        }
        ++m_stamp;
    }
    const Fact &at(int slot)
    {
        const auto place = size_t(slot);
        if (m_stamps[place] != m_stamp) {
            m_stamps[place] = m_stamp;
            m_values[place] = m_facts.read(m_slots->key(slot), m_happening->subject, m_happening->at);
        }
        return m_values[place];
    }

    QString buyerOf(const Subject &subject) { return m_facts.buyerOf(subject); }
    bool isWhole(const Subject &subject) { return m_facts.isWhole(subject); }
    bool isPaymentTold(const Subject &subject) { return m_facts.isPaymentTold(subject); }

private:
    Facts &m_facts;
    const SlotTable *m_slots = nullptr;
    const Happening *m_happening = nullptr;
    std::vector<Fact> m_values;
    std::vector<quint64> m_stamps;
    quint64 m_stamp = 0;
};

} // namespace crossdock::rules
