#pragma once

#include <QLabel>

namespace crossdock::ui {

/// A value that the mouse can select and copy. Tab passes it by: it is read, not worked with.
class FactLabel : public QLabel
{
    Q_OBJECT

public:
    explicit FactLabel(QWidget *parent);
};

} // namespace crossdock::ui
