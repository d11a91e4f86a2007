#pragma once

#include "ui/page.h"

class QLabel;

namespace crossdock::ui {

class Banner;
class TableView;
class TextTableModel;

/// "Why this number?": how it adds up, and every entry that made it, newest first.
class WhyView : public QWidget
{
    Q_OBJECT

public:
    explicit WhyView(const Context &context, QWidget *parent = nullptr);

    void explain(const query::Explain &question);
    void again(); ///< the same question, after news
    void focusSteps();
    bool isEmpty() const { return !m_question; }
    void clear();

Q_SIGNALS:
    void entryRequested(qint64 entry);

private:
    void show(const Explanation &explanation);
    void fitRows(); ///< as high as their texts: a reason is read whole

    Context m_context;
    std::optional<query::Explain> m_question;
    int m_number = 0; ///< of the last request: late answers to older ones are dropped
    QLabel *m_hint;
    QWidget *m_content;
    QLabel *m_subject;
    QLabel *m_value;
    QLabel *m_arithmetic;
    Banner *m_banner;
    TextTableModel *m_steps;
    TableView *m_table;
};

} // namespace crossdock::ui
