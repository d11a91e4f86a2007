#pragma once

#include "ui/channels/channel_draft.h"

#include <QScrollArea>
#include <functional>

class QCheckBox;
class QFormLayout;
class QLabel;
class QLineEdit;

namespace crossdock::ui {

/// The fields of a channel that is to be added. Says what is wrong beside the form, from the first press on.
class ChannelForm : public QScrollArea
{
    Q_OBJECT

public:
    ChannelForm(const QList<ChannelId> &taken, const QList<NodeRow> &nodes, QWidget *parent);

    void setKind(const Desk::Kind &kind); ///< what was typed before is gone
    ChannelDraft draft() const;
    bool check(); ///< shows the first problem and goes there; true: none

Q_SIGNALS:
    void changed();

private:
    void build();
    void addEdit(QFormLayout &form, const QString &key, const QString &label, const QString &hint, const QString &preset);
    void addSecret(QFormLayout &form, const Desk::Field &field);
    void addPool(QFormLayout &form);
    void mark(const QString &field);

    QList<ChannelId> m_taken;
    QList<NodeRow> m_nodes;
    Desk::Kind m_kind;
    QMap<QString, QLineEdit *> m_edits;
    QList<QCheckBox *> m_pool;
    QLabel *m_problem = nullptr;
};

} // namespace crossdock::ui
