#pragma once

#include "core/inventory/fulfilment/labels/label_book.h"

namespace crossdock::labels {

/// What happens to a label that was bought: printed, taken back, followed on its way.
class LabelWork
{
public:
    LabelWork(store::Database &database, audit::Privacy &privacy)
        : m_database(database)
        , m_privacy(privacy)
    {
    }

    Result<> print(audit::Draft &draft, const command::PrintLabel &command, const QString &why);
    Result<> noteFailure(audit::Draft &draft, const command::NotePrintFailure &command);
    Result<> takeBack(audit::Draft &draft, const command::VoidLabel &command);
    Result<> record(audit::Draft &draft, const command::RecordRefund &command);
    Result<> record(audit::Draft &draft, const command::RecordTracking &command);

private:
    Result<> checkOrder(const Label &label, qint64 sale);
    Result<> takeEvents(audit::Draft &draft, Record &record, const QList<TrackEvent> &known, const QList<TrackEvent> &events);
    static void takeExpectation(audit::Draft &draft, Label &label, const Way &way);
    static void noteDelay(audit::Draft &draft, Label &label);

    store::Database &m_database;
    audit::Privacy &m_privacy;
};

} // namespace crossdock::labels
