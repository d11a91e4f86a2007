#pragma once

#include "core/inventory/inventory.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QProgressBar;

namespace crossdock::ui {

/// Progress with Cancel. Appears only once a job has taken half a second.
class BusyBar : public QWidget
{
    Q_OBJECT

public:
    explicit BusyBar(QWidget *parent = nullptr);

    void start(const QString &sentence, std::shared_ptr<Progress> progress);
    void finish();

Q_SIGNALS:
    void cancelled();

private:
    void look();

    std::shared_ptr<Progress> m_progress;
    QLabel *m_text;
    QProgressBar *m_bar;
    QTimer m_appear;
    QTimer m_poll;
};

} // namespace crossdock::ui
