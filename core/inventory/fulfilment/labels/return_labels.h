#pragma once

#include "core/inventory/fulfilment/labels/label_rows.h"
#include "core/inventory/notices/notice_book.h"
#include "core/inventory/orders/sales.h"

namespace crossdock::labels {

/// Labels for what buyers send back: wanted here, bought through LabelBook as every label is, and handed to the buyer by an e-mail that is
/// written in the same step of the ledger that has the label's document. Why one was not bought becomes a task.
class ReturnLabels
{
public:
    ReturnLabels(store::Database &database, orders::Sales &sales, notices::NoticeBook &notices)
        : m_database(database)
        , m_sales(sales)
        , m_notices(notices)
    {
    }

    Result<> want(audit::Draft &draft, const command::SendReturnLabel &command);
    Result<> refuse(audit::Draft &draft, const command::RefuseReturnLabel &command);
    /// Something happened to this label: if it is for a return, how far that return's label is.
    Result<> follow(audit::Draft &draft, qint64 label);
    /// A message was settled: if it brought a buyer his label, he has it.
    Result<> heard(audit::Draft &draft, qint64 notice);

private:
    struct Known {
        qint64 id = 0, sale = 0;
        OrderId order;
        QString number, title, state;
        ReturnLabel::State label = ReturnLabel::State::None;
    };
    struct Standing {
        qint64 label = 0;
        bool hasDocument = false;
    };
    Result<Known> known(const OrderId &order, const QString &number); ///< NotFound
    Result<std::optional<Standing>> standing(qint64 returned);
    Result<bool> isMailed(qint64 label, const QString &states);
    Result<> checkSeller(const std::optional<CarrierId> &carrier);
    Result<> mailAgain(audit::Draft &draft, const Known &what, const Standing &label);
    Result<> mailOnce(audit::Draft &draft, const Known &what, qint64 label);
    Result<> mail(audit::Draft &draft, const Known &what, qint64 label);
    Result<> settle(audit::Draft &draft, const Known &what, ReturnLabel::State state, const QString &words = {});
    Result<> tellPeople(audit::Draft &draft, const Known &what, const QString &title, const QString &words);

    store::Database &m_database;
    orders::Sales &m_sales;
    notices::NoticeBook &m_notices;
};

} // namespace crossdock::labels
