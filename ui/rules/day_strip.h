#pragma once

#include "ui/theme/theme.h"

#include <QDate>
#include <QList>
#include <QWidget>

namespace crossdock::ui {

/// One square a day, darker the more runs it has. Arrows walk over the days; says its figures to assistive technology. Two
/// beside each other tell which is which by their titles, and share a scale.
class DayStrip : public QWidget
{
    Q_OBJECT

public:
    DayStrip(const Theme &theme, QWidget *parent);

    void setTitle(const QString &title); ///< whose runs they are
    void display(const QDate &first, const QList<int> &runs, int most = 0); ///< one figure a day; `most`: what is darkest, 0: their own
    QString dayText(int day) const; ///< "14 November: 3 runs"
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void dayChosen(const QDate &day);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    bool event(QEvent *event) override;

private:
    QRect square(int day) const;
    int dayAt(const QPoint &place) const; ///< -1: none
    void choose(int day);
    QColor ground(int runs) const;
    QString spokenName() const;

    const Theme &m_theme;
    QString m_title;
    QDate m_first;
    QList<int> m_runs;
    int m_most = 0, m_current = -1;
};

} // namespace crossdock::ui
