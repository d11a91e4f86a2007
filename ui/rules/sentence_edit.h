#pragma once

#include "core/inventory/rules/rule_rows.h"
#include "ui/theme/theme.h"

#include <QPlainTextEdit>
#include <QPointer>
#include <QTimer>
#include <optional>

class QListWidget;

namespace crossdock::ui {

class SentenceColours;

/// Where a rule is written: words in the colours of what they were taken for, a wave under what was refused, and a list
/// of what may come next. Tab takes from the list, Enter too once something is chosen, Escape closes it; while it is
/// closed Tab leaves the field and Escape is the window's.
class SentenceEdit : public QPlainTextEdit
{
    Q_OBJECT

public:
    SentenceEdit(const Theme &theme, QWidget *parent);
    ~SentenceEdit() override;

    void setSentence(const QString &text); ///< as if just opened: no list comes up
    void replace(int from, int to, const QString &text); ///< can be undone like typing
    QString sentence() const { return toPlainText(); }
    void display(const QList<RuleWord> &words, const std::optional<RuleRefusal> &refusal);
    /// Answers completionWanted() for `text`; dropped if the cursor has moved on.
    void offer(const QString &text, const QList<RuleCompletion> &completions);
    bool isOffering() const;

Q_SIGNALS:
    void edited(); ///< by whoever writes, not by setSentence()
    void completionWanted(const QString &text); ///< the sentence up to the cursor
    void wordReached(const QString &sentence); ///< what the word at the cursor was taken for; empty: nothing

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    bool event(QEvent *event) override;

private:
    QString upToCursor() const;
    QString wordText(int position) const;
    void take();
    void close();
    void place();
    bool driveList(QKeyEvent &event);

    const Theme &m_theme;
    SentenceColours *m_colours;
    QPointer<QListWidget> m_list; ///< child of the window, over all that is below the field
    QTimer m_pause;
    bool m_isSetting = false;
};

} // namespace crossdock::ui
