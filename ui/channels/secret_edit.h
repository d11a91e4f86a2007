#pragma once

#include <QWidget>

class QLineEdit;
class QToolButton;

namespace crossdock::ui {

/// A field whose text is hidden until somebody asks to see it.
class SecretEdit : public QWidget
{
    Q_OBJECT

public:
    SecretEdit(const QString &label, QWidget *parent);
    QString text() const;
    QLineEdit &edit() { return *m_edit; } ///< the buddy of a label

private:
    QLineEdit *m_edit;
    QToolButton *m_reveal;
};

} // namespace crossdock::ui
