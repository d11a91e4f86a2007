#pragma once

#include <QDateTimeEdit>

namespace crossdock::ui {

/// A date with its time as one stop of Tab: arrows walk over its parts.
class MomentEdit : public QDateTimeEdit
{
    Q_OBJECT

public:
    explicit MomentEdit(QWidget *parent);

protected:
    bool focusNextPrevChild(bool next) override;
};

} // namespace crossdock::ui
