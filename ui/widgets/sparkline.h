#pragma once

#include "core/inventory/query.h"
#include "ui/theme/theme.h"

#include <QWidget>

namespace crossdock::ui {

/// Available units over time as steps, with an axis of hours. Says its figures to assistive technology.
class Sparkline : public QWidget
{
    Q_OBJECT

public:
    explicit Sparkline(const Theme &theme, QWidget *parent = nullptr);
    void setPoints(const query::Trend::Answer &points);
    QString description() const { return m_description; } ///< "From 120 to 97 in 24 hours, lowest 90, highest 120"
    QSize sizeHint() const override { return {240, 120}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QRectF plot() const;
    void paintScale(QPainter &painter, const QRectF &area) const;

    const Theme &m_theme;
    query::Trend::Answer m_points;
    Quantity m_low = 0, m_high = 1;
    QString m_description;
};

} // namespace crossdock::ui
