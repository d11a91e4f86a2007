#include "ui/channels/secret_edit.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolButton>

namespace crossdock::ui {

SecretEdit::SecretEdit(const QString &label, QWidget *parent)
    : QWidget(parent)
    , m_edit(new QLineEdit(this))
    , m_reveal(new QToolButton(this))
{
    m_edit->setEchoMode(QLineEdit::Password);
    m_edit->setAccessibleName(label);
    m_reveal->setText(tr("Show"));
    m_reveal->setCheckable(true);
    m_reveal->setMinimumWidth(56); // holds “Hide” as well: nothing moves
    m_reveal->setAccessibleName(tr("Show %1").arg(label));
    connect(m_reveal, &QToolButton::toggled, this, [this](bool isShown) {
        m_edit->setEchoMode(isShown ? QLineEdit::Normal : QLineEdit::Password);
        m_reveal->setText(isShown ? tr("Hide") : tr("Show"));
    });
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_edit, 1);
    row->addWidget(m_reveal);
}

QString SecretEdit::text() const
{
    return m_edit->text();
}

} // namespace crossdock::ui
