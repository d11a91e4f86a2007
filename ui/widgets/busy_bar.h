#pragma once

#include "core/inventory/inventory.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace crossdock::ui {

/// Progress with Cancel. Appears only once a job has taken half a second.
class BusyBar : public QWidget
{
    Q_OBJECT

public:
    explicit BusyBar(QWidget *parent = nullptr);

    /// With `whileStopping` the bar stays when Cancel is pressed, and says that until finish(): for jobs that end what they have begun.
    void start(const QString &sentence, std::shared_ptr<Progress> progress, const QString &whileStopping = {});
    void goOn(const QString &sentence); ///< the same job does something else now; not said once it was cancelled
    void finish();

Q_SIGNALS:
    void cancelled();

private:
    void look();
    void cancel();
    void say(const QString &sentence);

    std::shared_ptr<Progress> m_progress;
    QString m_whileStopping;
    QPushButton *m_cancel;
    QLabel *m_text;
    QProgressBar *m_bar;
    QTimer m_appear;
    QTimer m_poll;
};

} // namespace crossdock::ui
