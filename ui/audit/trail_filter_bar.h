#pragma once

#include "core/inventory/query.h"
#include "ui/audit/span_edit.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLineEdit;

namespace crossdock::ui {

/// What part of the trail is shown.
class TrailFilterBar : public QWidget
{
    Q_OBJECT

public:
    TrailFilterBar(const Clock &clock, QWidget *parent);

    void setChannels(const QList<ChannelId> &channels);
    TrailFilter filter() const;
    bool isEmpty() const;
    void reset();
    void focusFirst();

Q_SIGNALS:
    void changed();

private:
    QLineEdit *addEdit(const QString &name, const QString &hint, const QString &objectName);

    QLineEdit *m_sku, *m_order, *m_actor;
    QComboBox *m_channel, *m_what;
    SpanEdit *m_span;
    QTimer m_typing;
};

} // namespace crossdock::ui
