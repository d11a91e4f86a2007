#pragma once

#include "core/inventory/answers/store_answers.h"
#include "core/inventory/core.h"

namespace crossdock::simulation {

/// The inventory in one thread and virtual time: the real core, and a second connection that reads what is committed.
class SimInventory : public Inventory
{
public:
    SimInventory(Core &core, answers::StoreAnswers &answers, Clock &clock)
        : m_core(core)
        , m_answers(answers)
        , m_clock(clock)
    {
        connect(&core, &Core::happened, this, &Inventory::happened);
    }

    void perform(Request request, QObject *context, Done<Entry> done) override
    {
        performAll({std::move(request)}, context, [done = std::move(done)](const Result<QList<Entry>> &entries) {
            done(entries.map([](const QList<Entry> &all) { return all.first(); }));
        });
    }
    void performAll(QList<Request> requests, QObject *context, Done<QList<Entry>> done) override
    {
        m_core.perform(std::move(requests), [context = QPointer<QObject>(context), done = std::move(done)](const Result<QList<Entry>> &entries) {
            if (context)
                done(entries);
        });
    }
    void check(QList<Request> requests, QObject *context, Done<Trial> done) override
    {
        m_clock.after(Milliseconds::zero(), context, [this, requests = std::move(requests), done = std::move(done)] { done(m_core.check(requests)); });
    }

protected:
    void read(Job job) override
    {
        m_clock.after(Milliseconds::zero(), this, [this, job = std::move(job)] { job(m_answers); });
    }

private:
    Core &m_core;
    answers::StoreAnswers &m_answers;
    Clock &m_clock;
};

} // namespace crossdock::simulation
