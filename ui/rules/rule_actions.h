#pragma once

#include "ui/page.h"

#include <optional>

namespace crossdock::ui {

/// All that a person can do with the rule that is open: each with a shortcut, enabled where it makes sense.
class RuleActions : public QObject
{
    Q_OBJECT

public:
    /// What is in the editor.
    struct Subject {
        std::optional<RuleRow> row; ///< nothing: not on record yet
        QString name, text;
        bool isChanged = false; ///< differs from what is on record
        bool isUnderstood = false;
        qint64 sheet = 0; ///< which opening of the editor it stands in
        qint64 rule() const { return row ? row->rule : 0; } ///< 0: of a new one
    };

    RuleActions(const Context &context, QWidget *window);

    void setSubject(const Subject &subject);
    QList<QAction *> all() const { return {m_write, m_gallery, m_save, m_allow, m_refuse, m_arm, m_bound, m_shadow, m_pause, m_takeBack, m_remove, m_history, m_notices}; }
    QAction *write() const { return m_write; } ///< connected by the page, as gallery(), history() and notices()
    QAction *gallery() const { return m_gallery; }
    QAction *notices() const { return m_notices; }
    QAction *history() const { return m_history; } ///< what the last 90 days say
    QAction *takeBackAction() const { return m_takeBack; }
    QAction *saveAction() const { return m_save; }
    QList<QAction *> answers() const { return {m_allow, m_refuse}; } ///< to what the rule asks
    QList<QAction *> ofRule() const { return {m_save, m_arm, m_shadow, m_pause, m_bound, m_remove}; }

    void save(const QString &why = {}); ///< what is in the editor
    void revert(const QString &text); ///< a new version of the rule with this sentence

Q_SIGNALS:
    void saved(const crossdock::ui::RuleActions::Subject &what, qint64 rule); ///< what was sent, and under which number it stands
    void removed(qint64 rule);
    void said(const QString &sentence);
    void failed(const QString &sentence);

private:
    void write(const Subject &what, const QString &why);
    void change(command::ChangeRule::What what, const QString &done);
    void answer(bool isAllowed);
    void askToArm();
    void askToTakeBack();
    void askToRemove();

    Context m_context;
    QWidget *m_window;
    Subject m_subject;
    bool m_isBusy = false; ///< a double key does not save twice
    QAction *m_write, *m_gallery, *m_save, *m_allow, *m_refuse, *m_arm, *m_bound, *m_shadow, *m_pause, *m_takeBack, *m_remove, *m_history, *m_notices;
};

} // namespace crossdock::ui
