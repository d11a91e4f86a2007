#pragma once

#include "ui/page.h"

#include <QFrame>

class QLabel;
class QStackedWidget;

namespace crossdock::ui {

class EmptyState;
class SetAsideModel;
class TableView;

/// What a channel refused, in its own words, and the way to try again.
class SetAsidePanel : public QFrame
{
    Q_OBJECT

public:
    SetAsidePanel(const Context &context, QWidget *parent);

    void setChannel(const ChannelId &channel);
    QList<QAction *> actions() const { return {m_retry, m_retryAll}; }

Q_SIGNALS:
    void counted(int rows); ///< what the channel refused and nobody tried again
    void told(const QString &sentence);
    void failed(const QString &sentence);
    void skuActivated(const QString &sku);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void look();
    void retry(const QList<int> &rows);
    QList<int> selectedRows() const;
    QList<int> allRows() const;

    Context m_context;
    SetAsideModel *m_model;
    TableView *m_table;
    EmptyState *m_empty;
    QStackedWidget *m_stack;
    QLabel *m_title;
    QAction *m_retry, *m_retryAll;
};

} // namespace crossdock::ui
