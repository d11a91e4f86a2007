#pragma once

#include "ui/page.h"

namespace crossdock::ui {

class BusyBar;

/// Asks what rules would have done in the past, one after the other, while somebody waits: shown in a bar, and stopped by its
/// Cancel or by cancel(), because a question under way keeps others waiting.
class PastQuestions : public QObject
{
    Q_OBJECT

public:
    struct Question {
        query::RehearseRule asked;
        QString words; ///< for the person who waits: "Reading the last 30 days"
    };

    PastQuestions(Inventory &inventory, BusyBar &bar, QObject *parent);
    ~PastQuestions() override;

    void ask(const QList<Question> &questions); ///< what was asked before is not answered any more
    void cancel(); ///< no answer comes
    bool isAsking() const { return m_progress != nullptr; }

Q_SIGNALS:
    void answered(const QList<crossdock::RuleRehearsal> &answers); ///< one for each question
    void failed(const crossdock::Error &error); ///< Cancelled: by the person

private:
    void askNext();
    void stop();
    void give(const Error &error);

    Inventory &m_inventory;
    BusyBar &m_bar;
    QList<Question> m_questions;
    QList<RuleRehearsal> m_answers;
    std::shared_ptr<Progress> m_progress; ///< of the question under way
    qint64 m_request = 0; ///< late answers to older questions are dropped
};

} // namespace crossdock::ui
