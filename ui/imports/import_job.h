#pragma once

#include "core/inventory/inventory.h"

namespace crossdock::ui {

/// Carries out the requests of a file: all or none of them, or all that the ledger takes. Deletes itself once done.
class ImportJob : public QObject
{
    Q_OBJECT

public:
    enum class Mode { AllOrNothing, WhatIsGood };

    ImportJob(Inventory &inventory, QList<Request> requests, Mode mode, std::shared_ptr<Progress> progress, QObject *parent);
    void start();

Q_SIGNALS:
    void finished(int taken, const QStringList &refused); ///< also when cancelled: what was taken stays
    void failed(const crossdock::Error &error); ///< nothing was taken

private:
    void startAll();
    void next();

    Inventory &m_inventory;
    QList<Request> m_requests;
    Mode m_mode;
    std::shared_ptr<Progress> m_progress;
    qsizetype m_at = 0;
    int m_waiting = 0;
    int m_taken = 0;
    QStringList m_refused; ///< why, one for each
};

} // namespace crossdock::ui
