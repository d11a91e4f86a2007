#pragma once

#include "core/inventory/fulfilment/node_steps.h"
#include "core/inventory/notices/notice_book.h"
#include "core/inventory/parcels/last_look.h"
#include "core/inventory/parcels/parcel_rows.h"

namespace crossdock::parcels {

/// Tells people of troubles with parcels at nodes of others: of each once, in the node's own words, until it is over. Every call that tells
/// of something belongs to an entry of the trail; the look that it changes is for the caller to keep.
class ParcelNotices
{
public:
    ParcelNotices(store::Database &database, notices::NoticeBook &notices)
        : m_database(database)
        , m_notices(notices)
    {
    }

    /// What has begun and what has ended between two looks. Answers whether anything has.
    Result<bool> follow(audit::Draft &draft, const fulfilment::Parcel &parcel, LastLook &look, const std::optional<fulfilment::NodeStatus> &before);
    Result<> tellUnseen(audit::Draft &draft, const fulfilment::Parcel &parcel, LastLook &look, Time since);
    /// It should have moved on. Answers whether that is news.
    Result<bool> tellUnmoved(audit::Draft &draft, const fulfilment::Parcel &parcel, LastLook &look, Time since);
    Result<> endUnmoved(audit::Draft &draft, qint64 parcel);
    /// No node can send what this parcel's node gave up: `why` says what keeps the others from it. Answers whether that is news.
    Result<bool> tellStranded(audit::Draft &draft, const fulfilment::Parcel &parcel, LastLook &look, const QString &why);
    Result<> endAll(audit::Draft &draft, LastLook &look);
    /// The orders that could be sent from nowhere, and that are planned again or want nothing any more.
    Result<> endStranded(audit::Draft &draft, qint64 sale);
    Result<> endStrandedIfNothingWaits(audit::Draft &draft, qint64 sale);

private:
    Result<> tell(audit::Draft &draft, LastLook &look, const QString &trouble, const QString &title, const QString &text);
    Result<> end(audit::Draft &draft, LastLook &look, const QString &trouble);
    Result<QList<qint64>> strandedOf(qint64 sale); ///< ids of parcels

    store::Database &m_database;
    notices::NoticeBook &m_notices;
};

} // namespace crossdock::parcels
