#pragma once

#include "core/inventory/rules/rule_rows.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QVBoxLayout;

namespace crossdock::ui {

class Banner;

/// Why a sentence is no rule yet, and a button for each repair. Said once to assistive technology, not at each key.
class RefusalStrip : public QWidget
{
    Q_OBJECT

public:
    RefusalStrip(const Theme &theme, QWidget *parent);

    /// `before` is the control that Tab comes from.
    void display(const RuleRefusal &refusal, QWidget *before);
    void clear();

Q_SIGNALS:
    void repairChosen(const QString &suggestion);

private:
    Banner *m_banner;
    QWidget *m_repairs;
    QVBoxLayout *m_column;
    QStringList m_suggestions; ///< that have their buttons
};

} // namespace crossdock::ui
