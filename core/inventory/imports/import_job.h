#pragma once

#include "core/inventory/inventory.h"

namespace crossdock::imports {

/// Carries out what a file asks for. All of it is checked first, so that every request has its own reason. Then a small file is
/// one transaction, and a larger one goes in lots, each begun when the one before is answered: sales come in between. Calls
/// `done` once, in the thread of the job, and deletes itself.
class ImportJob : public QObject
{
public:
    enum class Mode { Check, All, WhatIsGood };

    struct Outcome {
        QList<Refusal> refused; ///< in the order of the requests; with Mode::All nothing is taken if the check finds one
        qsizetype taken = 0; ///< requests that are in; with Mode::All the first ones
        qsizetype changed = 0; ///< entries that are new, or with Mode::Check would be: others are the same operations as before
        std::optional<Error> stopped; ///< why the rest was not taken: cancelled, or changed by somebody else after the check
    };
    using Done = std::function<void(const Outcome &)>;

    static constexpr qsizetype smallFile = 500; ///< requests: up to so many are all taken or none
    static constexpr qsizetype lot = 100; ///< requests of a larger file that share a transaction: some 50 ms at most, where they are orders

    ImportJob(Inventory &inventory, QList<Request> requests, Mode mode, std::shared_ptr<Progress> progress, Done done, QObject *parent);
    void whenChecked(std::function<void()> tell) { m_whenChecked = std::move(tell); } ///< called once the first request is about to be taken
    void start();

private:
    void checkNext();
    void checked();
    void takeNext();
    void retryAlone(const QList<qsizetype> &numbers, const Error &error);
    void count(const QList<Entry> &entries);
    void advance(qsizetype requests);
    bool isCancelled();
    void end(std::optional<Error> stopped);

    Inventory &m_inventory;
    QList<Request> m_requests;
    Mode m_mode;
    std::shared_ptr<Progress> m_progress;
    Done m_done;
    std::function<void()> m_whenChecked;
    qsizetype m_lot;
    QList<qsizetype> m_left; ///< numbers of the requests to be taken
    qsizetype m_at = 0; ///< in the requests while they are checked, then in m_left
    qsizetype m_aloneUntil = 0; ///< up to there each is a transaction of its own
    qsizetype m_steps = 0;
    qint64 m_newest = 0; ///< entry before the import
    Outcome m_outcome;
};

} // namespace crossdock::imports
