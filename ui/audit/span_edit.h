#pragma once

#include "core/inventory/environment.h"

#include <QWidget>
#include <optional>

class QComboBox;
class QDateTimeEdit;

namespace crossdock::ui {

/// A span of time: all of it, the last hour, day or week, or between two moments.
class SpanEdit : public QWidget
{
    Q_OBJECT

public:
    SpanEdit(const Clock &clock, QWidget *parent);

    std::optional<Time> from() const;
    std::optional<Time> to() const;
    void reset();
    QComboBox &choice() { return *m_choice; } ///< the buddy of a label

Q_SIGNALS:
    void changed();

private:
    enum Choice { All, Hour, Day, Week, Between };
    void look();

    const Clock &m_clock;
    QComboBox *m_choice;
    QDateTimeEdit *m_from, *m_to;
};

} // namespace crossdock::ui
