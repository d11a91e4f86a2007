#pragma once

#include <QObject>

class QSocketNotifier;

namespace crossdock::app {

/// Says when the system asks the program to end (SIGTERM, SIGINT), in the thread that made it. One at a time.
class Termination : public QObject
{
    Q_OBJECT

public:
    explicit Termination(QObject *parent = nullptr);
    ~Termination() override;

Q_SIGNALS:
    void asked();

private:
    QSocketNotifier *m_notifier = nullptr;
};

} // namespace crossdock::app
