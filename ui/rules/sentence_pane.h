#pragma once

#include "ui/page.h"

#include <QTimer>
#include <optional>

class QLabel;

namespace crossdock::ui {

class RefusalStrip;
class SentenceEdit;

/// The sentence of a rule, read while it is written: what the word at the cursor was taken for, what may come next, why it is
/// no rule yet and what would mend it.
class SentencePane : public QWidget
{
    Q_OBJECT

public:
    SentencePane(const Context &context, QWidget *parent);

    void start(qint64 rule); ///< whose sentence it is to be; late answers about what stood here before are dropped
    void setRule(qint64 rule) { m_rule = rule; } ///< what stands here got a number
    void setSentence(const QString &text); ///< as if just opened; it is not read yet
    void replace(const QString &text); ///< can be undone like typing
    void setReadOnly(bool isReadOnly);
    void read(); ///< asks how it is understood
    void display(const RuleReading &reading); ///< as if it had been asked
    void focusSentence();

    QString sentence() const;
    bool isUnderstood() const;

Q_SIGNALS:
    void edited(); ///< by whoever writes; what it means is not known until the next of these:
    void wasRead(const crossdock::RuleReading &reading);
    void wasEmptied();
    void failed(const crossdock::Error &error);

private:
    void edit();
    void complete(const QString &text);
    void repair(const QString &suggestion);

    Context m_context;
    qint64 m_rule = 0;
    std::optional<RuleReading> m_reading; ///< of the sentence as it stands
    qint64 m_readRequest = 0, m_completeRequest = 0; ///< late answers to older questions are dropped
    QTimer m_pause;
    QLabel *m_word;
    SentenceEdit *m_sentence;
    RefusalStrip *m_refusal;
};

} // namespace crossdock::ui
