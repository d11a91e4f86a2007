#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace crossdock::ui {

/// What a list says while it is empty: why, and what to do about it.
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    EmptyState(const Theme &theme, const QString &icon, QWidget *parent = nullptr);
    void say(const QString &title, const QString &hint, const QString &action = {});

    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void actionTriggered();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void countLines();

    QLabel *m_title;
    QLabel *m_hint;
    QPushButton *m_action;
};

} // namespace crossdock::ui
