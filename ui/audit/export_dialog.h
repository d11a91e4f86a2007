#pragma once

#include "core/inventory/environment.h"
#include "ui/widgets/form_dialog.h"

#include <optional>

class QLineEdit;

namespace crossdock::ui {

class SpanEdit;

/// Which part of the trail is sealed into which file.
class ExportDialog : public FormDialog
{
    Q_OBJECT

public:
    ExportDialog(const Theme &theme, const Clock &clock, QWidget *parent);

    QString file() const;
    std::optional<Time> from() const;
    std::optional<Time> to() const;
    bool mayWrite(); ///< the file is new, or it was said that it is not; else that is said now

private:
    void browse();

    QLineEdit *m_file;
    SpanEdit *m_span;
    QString m_replaced; ///< the file that may be overwritten
};

} // namespace crossdock::ui
