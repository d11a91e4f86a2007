#pragma once

#include "ui/page.h"

#include <QDialog>
#include <QFormLayout>

class QLabel;
class QLineEdit;
class QPushButton;

namespace crossdock::ui {

class Banner;

/// A form that becomes one command, or several that happen together or not at all. Its operation key is made once, so that a
/// double click cannot book twice; an error is shown in place and nothing that was typed is lost. Deletes itself when closed.
class CommandDialog : public QDialog
{
    Q_OBJECT

public:
    CommandDialog(const Context &context, const QString &title, const QString &verb, QWidget *parent);
    void accept() override;
    void reject() override; ///< not while a command waits for its answer

Q_SIGNALS:
    void done(const QString &sentence); ///< it is booked

protected:
    void showEvent(QShowEvent *event) override;
    virtual std::optional<Command> command() const = 0; ///< nothing while the form is not complete
    virtual QList<Command> commands() const; ///< the one of command(), unless the form is about many things
    virtual QString doneSentence() const = 0;
    virtual QString problem() const { return {}; } ///< what is wrong with what was entered, in a sentence
    virtual QString missing() const { return {}; } ///< what is still to be entered: why the button is grey

    /// Field, label and buddy.
    void addRow(const QString &label, QWidget *field);
    void setRowVisible(QWidget *field, bool isVisible); ///< of a field that addRow() got, with its label
    void addReason(const QString &hint);
    QString reason() const;
    void setSubject(const QString &text); ///< what it is about, under the title
    void setPreview(const QString &text); ///< what the numbers will be
    void setVerb(const QString &verb); ///< the text of the main button
    void setDanger(); ///< the main button takes something away
    void showError(const Error &error);
    void refresh(); ///< call when a field changed: asks command() whether the form is complete

    const Context &context() const { return m_context; }

private:
    void finish(const std::optional<Error> &error);
    void say(const QString &sentence, bool isProblem);

    Context m_context;
    QString m_key;
    bool m_isBusy = false;
    QLabel *m_subject;
    QFormLayout *m_form;
    QLineEdit *m_reason = nullptr;
    QLabel *m_preview;
    QLabel *m_problem;
    Banner *m_banner;
    QPushButton *m_ok;
};

} // namespace crossdock::ui
