#pragma once

#include "core/inventory/audit/draft.h"
#include "core/inventory/store/database.h"

namespace crossdock::notices {

/// What people are told: messages, tasks and reports, and whom they can be told to. What leaves the house is Waiting
/// until a SettleNotice says how it fared.
class NoticeBook
{
public:
    explicit NoticeBook(store::Database &database)
        : m_database(database)
    {
    }

    Result<> post(audit::Draft &draft, const command::PostNotice &notice);
    Result<Notice> add(audit::Draft &draft, const command::PostNotice &notice); ///< beside what else its entry says
    Result<> end(audit::Draft &draft, qint64 notice); ///< what it tells of is over; settled or forgotten already: nothing
    Result<> settle(audit::Draft &draft, const command::SettleNotice &answer);
    Result<> define(audit::Draft &draft, const command::DefineContact &contact);
    Result<> define(audit::Draft &draft, const command::SetMailServer &server);
    Result<> define(audit::Draft &draft, const command::SetMessageService &command);
    Result<> define(audit::Draft &draft, const command::SetAssistant &assistant);

private:
    Result<> save(audit::Draft &draft, const Notice &notice); ///< its state, its attempts and their words, and tells of it

    store::Database &m_database;
};

QString nameOf(Notice::State state); ///< "waiting"

/// Newest first.
Result<QList<Notice>> notices(store::Database &database, const query::Notices &query);
/// Forgets what was settled and came before then.
Result<> purgeNotices(store::Database &database, Time before);
Result<query::Contacts::Answer> contacts(store::Database &database);
/// Whoever has that name or is called so, in any case; nullptr: nobody.
const Contact *contactCalled(const QList<Contact> &contacts, const QString &words);
Result<QList<MessageService>> messageServices(store::Database &database); ///< that are set up
Result<command::SetAssistant> assistant(store::Database &database);

} // namespace crossdock::notices
