#pragma once

#include "ui/page.h"

#include <QDialog>
#include <QTimer>

class QLabel;
class QPushButton;

namespace crossdock::ui {

class Banner;
class TableView;
class TextTableModel;

/// The messages and tasks that rules have left in the window, live; Done settles one.
class NoticesDialog : public QDialog
{
    Q_OBJECT

public:
    NoticesDialog(const Context &context, QWidget *parent);

Q_SIGNALS:
    void entryActivated(qint64 number);

private:
    void read();
    void display(const QList<Notice> &notices);
    void settle();
    void look();
    QString restOf(const Notice &notice) const; ///< what its row does not show: a title that is cut there, the text, what the last try said
    const Notice *current() const; ///< nullptr: none is selected

    Context m_context;
    QList<Notice> m_notices;
    bool m_isSettling = false; ///< a second Done would be about the next one
    qint64 m_request = 0; ///< a late answer is dropped
    QTimer m_soon;
    QLabel *m_text;
    Banner *m_banner;
    TextTableModel *m_model;
    TableView *m_table;
    QPushButton *m_done, *m_trail;
};

} // namespace crossdock::ui
