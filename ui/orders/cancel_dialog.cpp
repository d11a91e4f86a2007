#include "ui/orders/cancel_dialog.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {

CancelDialog::CancelDialog(const Theme &theme, const OrderDetail &order, QWidget *parent)
    : FormDialog(theme, tr("Cancel order %1").arg(order.row.id.text()),
                 tr("Units that were reserved for it are free again at once, on every channel."), tr("Cancel order"),
                 parent, Weight::Danger)
    , m_name(order.row.id.channel.text())
    , m_whole(new QCheckBox(tr("&All that has not shipped"), this))
    , m_channel(new QCheckBox(tr("Cancel on the &channel too"), this))
    , m_bought(new QLabel(this))
    , m_untold(new QLabel(this))
    , m_reason(new QLineEdit(this))
{
    setObjectName(u"cancelDialog"_s);
    m_whole->setObjectName(u"whole"_s);
    m_channel->setObjectName(u"onChannel"_s);
    m_reason->setObjectName(u"reason"_s);
    m_untold->setObjectName(u"untold"_s);
    m_untold->setWordWrap(true);
    m_bought->setObjectName(u"bought"_s);
    m_bought->setWordWrap(true);
    m_whole->setChecked(true);
    m_channel->setChecked(true);
    m_channel->setToolTip(tr("A channel takes the cancellation of whole orders only."));
    form().addRow(QString(), m_whole);
    for (const OrderDetail::Line &line : order.lines)
        if (line.quantity > line.shipped)
            addLine(line);
    form().addRow(tr("&Reason"), m_reason);
    form().addRow(QString(), m_channel);
    form().addRow(QString(), m_untold);
    form().addRow(QString(), m_bought);
    form().setRowVisible(m_bought, false);
    connect(m_whole, &QCheckBox::toggled, this, &CancelDialog::look);
    connect(m_channel, &QCheckBox::toggled, this, &CancelDialog::look);
    connect(m_reason, &QLineEdit::textChanged, this, &CancelDialog::look);
    setLeave(tr("Keep order"));
    look();
    m_reason->setFocus();
}

void CancelDialog::warnOf(const QList<labels::Label> &known)
{
    QStringList numbers;
    for (const labels::Label &label : known)
        if (label.state == labels::Label::State::Bought)
            numbers.append(QString::number(label.label));
    m_bought->setText(tr("Label %1 is bought for it, and stays paid for. Take it back on the Pack page first.", "one number or several").arg(numbers.join(u", "_s)));
    form().setRowVisible(m_bought, !numbers.isEmpty());
}

void CancelDialog::addLine(const OrderDetail::Line &line)
{
    auto *quantity = new QSpinBox(this);
    quantity->setRange(0, static_cast<int>(std::min(line.quantity - line.shipped, maxQuantity)));
    quantity->setValue(quantity->maximum());
    quantity->setSuffix(tr(" of %1", "quantity to cancel of the quantity that is left").arg(quantity->maximum()));
    quantity->setObjectName(u"line-"_s + line.id);
    const QString title = line.sku.isEmpty() ? line.channelSku : line.sku.text();
    form().addRow(title.isEmpty() ? line.id : title, quantity);
    m_choices.append({line.id, quantity});
    connect(quantity, &QSpinBox::valueChanged, this, &CancelDialog::look);
}

void CancelDialog::look()
{
    for (const Choice &choice : std::as_const(m_choices))
        choice.quantity->setEnabled(!m_whole->isChecked());
    m_channel->setEnabled(m_whole->isChecked());
    m_untold->setText(untold());
    form().setRowVisible(m_untold, !m_untold->text().isEmpty());
    const bool hasUnits = isWhole() || !lines().isEmpty();
    setReady(hasUnits && !reason().isEmpty(),
             !hasUnits ? tr("Choose how many units of which line are cancelled.") : tr("Write why: the reason stays in the audit trail."));
}

bool CancelDialog::isWhole() const
{
    return m_whole->isChecked();
}

bool CancelDialog::isToldToChannel() const
{
    return isWhole() && m_channel->isChecked();
}

QString CancelDialog::untold() const
{
    if (isToldToChannel())
        return {};
    return isWhole() ? tr("%1 is not told: it still waits for this order, and refunds nobody. Cancel it there yourself.").arg(m_name)
                     : tr("%1 is not told: it takes no cancellation of a part, and refunds nobody. Change the order there yourself.").arg(m_name);
}

QList<command::CancelOrder::Line> CancelDialog::lines() const
{
    QList<command::CancelOrder::Line> chosen;
    for (const Choice &choice : m_choices)
        if (!isWhole() && choice.quantity->value() > 0)
            chosen.append({choice.line, choice.quantity->value()});
    return chosen;
}

QString CancelDialog::reason() const
{
    return m_reason->text().trimmed();
}

} // namespace crossdock::ui
