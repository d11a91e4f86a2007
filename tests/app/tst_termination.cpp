#include "app/serving/termination.h"

#include <QSignalSpy>
#include <QTest>
#include <csignal>

using crossdock::app::Termination;

/// A signal that asks the program to end is not lost, and does not end it in the middle of its start.
class TerminationTest : public QObject
{
    Q_OBJECT

private:
    static bool isLeftToTheSystem(int signal)
    {
        struct sigaction action {};
        return ::sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_DFL;
    }

private Q_SLOTS:
    void waitsForWhoeverIsMadeLater_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("SIGINT") << SIGINT;
    }

    void waitsForWhoeverIsMadeLater()
    {
        QFETCH(int, signal);
        Termination::expect();
        ::raise(signal);
        {
            Termination termination;
            QSignalSpy asked(&termination, &Termination::asked);
            QTRY_COMPARE(asked.count(), 1);
        }
        QVERIFY(isLeftToTheSystem(signal));
    }

    void isLeftToTheSystemWhereNobodyWaits()
    {
        Termination::expect();
        QVERIFY(!isLeftToTheSystem(SIGTERM));
        Termination::forget();
        QVERIFY(isLeftToTheSystem(SIGTERM));
        QVERIFY(isLeftToTheSystem(SIGINT));
        Termination::forget(); // once more is nothing
    }

    void isToldOnceToALoopWithoutEvents()
    {
        QVERIFY(!Termination::isAsked());
        Termination::expect();
        QVERIFY(!Termination::isAsked());
        ::raise(SIGINT);
        QVERIFY(Termination::isAsked());
        QVERIFY(!Termination::isAsked());
        Termination::forget();
    }

    void isHeardWithoutAnExpectation()
    {
        Termination termination;
        QSignalSpy asked(&termination, &Termination::asked);
        ::raise(SIGTERM);
        QTRY_COMPARE(asked.count(), 1);
    }
};

QTEST_GUILESS_MAIN(TerminationTest)
#include "tst_termination.moc"
