#pragma once

#include "ui/page.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace crossdock::ui {

class Banner;
class TableView;
class TextTableModel;

/// What a rule must do with things as they stand, before it goes live: each with whether it does, and if not, what it would do
/// instead. Written in one field: Enter adds, or changes the one that was taken up from the list.
class ExampleList : public QWidget
{
    Q_OBJECT

public:
    ExampleList(const Context &context, QWidget *parent);

    void display(qint64 rule, const QList<RuleExample> &examples); ///< 0: a rule that is not on record
    void setUnsaved(bool isUnsaved); ///< the words in the editor are not those that the examples are held against
    void focusExample();
    static int failing(const QList<RuleExample> &examples);

Q_SIGNALS:
    void changed(); ///< what is on record: to be read again
    void said(const QString &sentence);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QLayout *makeField();
    void wire();
    const RuleExample *current() const;
    void takeUp();
    void leave();
    void submit();
    void remove();
    void perform(const command::ChangeExample &command, const QString &done);
    void showRows();
    void sayHowMany();
    void look();

    Context m_context;
    qint64 m_rule = 0;
    qint64 m_taken = 0; ///< the example that is being changed; 0: a new one is written
    bool m_isBusy = false, m_isUnsaved = false;
    QList<RuleExample> m_examples;
    QLabel *m_summary, *m_unsaved;
    Banner *m_banner;
    TextTableModel *m_model;
    TableView *m_table;
    QLineEdit *m_text;
    QPushButton *m_add, *m_change, *m_remove, *m_leave;
};

} // namespace crossdock::ui
