#pragma once

#include "ui/theme/theme.h"

#include <QDialog>

class QFormLayout;
class QLabel;
class QPushButton;

namespace crossdock::ui {

class Banner;

/// A question with fields. Stays open until what it asked for is done, and is not left before its answer: whoever opened it
/// answers submitted() with accept(), or with refuse() and a sentence that is shown in place.
class FormDialog : public QDialog
{
    Q_OBJECT

public:
    enum class Weight { Plain, Danger }; ///< Danger: the button is red, not the default and not the first stop

    FormDialog(const Theme &theme, const QString &title, const QString &explanation, const QString &submit,
               QWidget *parent, Weight weight = Weight::Plain);

    QFormLayout &form() { return *m_form; }
    void setReady(bool isReady, const QString &missing = {}); ///< whether the fields make sense, and what they still need
    void setLeave(const QString &text); ///< instead of "Cancel", where that word has another meaning
    void refuse(const QString &sentence); ///< the answer to submitted(): it was not done
    void complain(const QString &sentence); ///< the same sentence in place, while nothing was asked for or its answer is still under way; empty: no more
    const QString &key() const { return m_key; } ///< the operation key of all that this dialog asks for
    void letLeave(); ///< also before the answer: it may take long, and is said elsewhere too
    void reject() override;

Q_SIGNALS:
    void submitted();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void submit();
    void look();
    QWidget *firstField();

    QString m_key;
    QFormLayout *m_form;
    Banner *m_banner;
    QLabel *m_missing;
    QPushButton *m_submit, *m_leave;
    bool m_isReady = true, m_isUnderWay = false, m_mayLeave = false; ///< the second: from submitted() to its answer
};

} // namespace crossdock::ui
