#pragma once

#include "ui/page.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace crossdock::ui {

class Banner;
class BusyBar;
class ChannelForm;
class KindList;

/// Adds a channel in three steps: what kind, its address and keys, a test of the connection. Nothing is stored before
/// the last press, and no channel that did not answer by Enter alone.
class AddChannelDialog : public QDialog
{
    Q_OBJECT

public:
    AddChannelDialog(const Context &context, const QList<ChannelId> &taken, const QList<NodeRow> &nodes, QWidget *parent);
    void reject() override; ///< not while the channel is being added: it would be there without being seen

Q_SIGNALS:
    void added(const crossdock::ChannelId &channel);
    void catalogueWanted(const crossdock::ChannelId &channel);

private:
    enum Step { ChooseKind, Fill, Test, Added };

    QWidget *makeKinds();
    QWidget *makeTest();
    QWidget *makeAdded();
    QLayout *makeButtons();
    void go(Step step);
    void next();
    void back();
    void test();
    void add();
    void setAdding(bool isAdding);
    Step step() const;

    Context m_context;
    QList<Desk::Kind> m_kinds;
    QLabel *m_heading;
    KindList *m_list;
    ChannelForm *m_form;
    QLabel *m_testing, *m_done;
    Banner *m_banner;
    BusyBar *m_busy;
    QStackedWidget *m_steps;
    QPushButton *m_back, *m_untested, *m_next, *m_cancel;
    qint64 m_request = 0; ///< the answer to a test that was cancelled is dropped
    bool m_isTested = false;
    bool m_isAdding = false;
};

} // namespace crossdock::ui
