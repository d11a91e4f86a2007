#pragma once

#include <QKeyEvent>
#include <QObject>
#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <memory>
#include <vector>

namespace crossdock::ui {

/// Tells a keyboard-wedge scanner from a person: a burst of keys that ends with Enter is a scan, wherever the cursor stands,
/// and never reaches the field or the button that has it. What a person types arrives a blink later, in order.
class ScanCatcher : public QObject
{
    Q_OBJECT

public:
    static constexpr int burstMs = 30; ///< from one key to the next: scanners take 1 to 15 ms, fast typists 60
    static constexpr int shortestScan = 4;

    /// Watches the keys of everything below `area`, but for `own`, which takes scans as typed.
    ScanCatcher(QWidget &area, QWidget &own);

Q_SIGNALS:
    void scanned(const QString &code);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Key {
        QPointer<QWidget> target;
        std::unique_ptr<QKeyEvent> event;
    };
    bool isWatched(QObject *object) const;
    bool take(QWidget &target, const QKeyEvent &event);
    void passOn();

    QWidget &m_area;
    QWidget &m_own;
    std::vector<Key> m_held;
    QString m_text;
    QTimer m_patience;
    bool m_isPassing = false;
};

} // namespace crossdock::ui
