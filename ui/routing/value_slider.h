#pragma once

#include <QWidget>

class QDoubleSpinBox;
class QSlider;

namespace crossdock::ui {

/// A number to try out: a slider for the hand, a field for the exact figure. What lies below its least value means "as it is".
class ValueSlider : public QWidget
{
    Q_OBJECT

public:
    struct Range {
        double least = 0, most = 100, step = 1;
        int digits = 0;
        QString suffix; ///< " USD"
        QString unset; ///< what the lowest mark says; empty: there is no such mark
    };

    ValueSlider(const QString &accessibleName, QWidget *parent);

    void setRange(const Range &range);
    std::optional<double> value() const; ///< nothing: as it is
    void setValue(std::optional<double> value);
    QDoubleSpinBox *field() const { return m_field; } ///< the label's buddy

Q_SIGNALS:
    void changed(); ///< by the person

private:
    double floor() const; ///< the least that the field shows
    int markOf(double value) const;

    Range m_range;
    QSlider *m_slider;
    QDoubleSpinBox *m_field;
};

} // namespace crossdock::ui
