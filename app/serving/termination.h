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

    /// From now on such a signal waits for the object that will be made. The first thing of a program.
    static void expect();
    /// Whether such a signal has come since expect(), for a loop without events. Each is told once.
    static bool isAsked();
    /// None will be made: a signal ends the program again, also one that has come meanwhile.
    static void forget();

Q_SIGNALS:
    void asked();

private:
    QSocketNotifier *m_notifier = nullptr;
};

} // namespace crossdock::app
