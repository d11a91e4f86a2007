#pragma once

#include "ui/theme/theme.h"

#include <QChartView>

QT_FORWARD_DECLARE_CLASS(QValueAxis)

namespace crossdock::ui {

/// A chart in the colours of the program, with its figures in words for assistive technology.
class DescribedChart : public QChartView
{
    Q_OBJECT

public:
    DescribedChart(const Theme &theme, const QString &accessibleName, QWidget *parent);

    QString description() const { return m_description; } ///< the figures in words

protected:
    void setDescription(const QString &description);
    virtual void dress(); ///< after each change of the theme; call it once when all is made
    void dressAxis(QValueAxis &axis) const;
    const Theme &theme() const { return m_theme; }

private:
    const Theme &m_theme;
    QString m_description;
};

/// The next of 1, 2, 5, 10, 20, 50 ...: some steps of it read well on an axis. `step` above 0.
double roundStep(double step);

} // namespace crossdock::ui
