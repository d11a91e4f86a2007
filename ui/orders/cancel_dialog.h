#pragma once

#include "core/inventory/command.h"
#include "core/inventory/query.h"
#include "ui/widgets/form_dialog.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace crossdock::ui {

/// Cancels all of an order that has not shipped, or some units of some lines.
class CancelDialog : public FormDialog
{
    Q_OBJECT

public:
    CancelDialog(const Theme &theme, const OrderDetail &order, QWidget *parent);

    void warnOf(const QList<labels::Label> &known); ///< of what is paid for, whatever becomes of the order
    bool isWhole() const;
    bool isToldToChannel() const; ///< only a whole order can be cancelled on its channel
    QList<command::CancelOrder::Line> lines() const; ///< empty: all that has not shipped
    QString reason() const;

private:
    struct Choice {
        QString line;
        QSpinBox *quantity;
    };
    void addLine(const OrderDetail::Line &line);
    void look();
    QString untold() const; ///< what the channel goes on believing; empty: it is told

    QString m_name; ///< of the channel
    QCheckBox *m_whole, *m_channel;
    QLabel *m_bought, *m_untold;
    QLineEdit *m_reason;
    QList<Choice> m_choices;
};

} // namespace crossdock::ui
