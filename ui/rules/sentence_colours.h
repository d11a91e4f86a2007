#pragma once

#include "core/inventory/rules/rule_rows.h"
#include "ui/theme/theme.h"

#include <QSyntaxHighlighter>
#include <optional>

namespace crossdock::ui {

/// Paints a sentence in the roles of its words and draws a wave under what was refused. Never by colour alone: weight,
/// slant and underline tell the roles apart as well. Between two readings the stretches move with what is typed.
class SentenceColours : public QSyntaxHighlighter
{
    Q_OBJECT

public:
    SentenceColours(QTextDocument *document, const Theme &theme);

    void display(const QList<RuleWord> &words, const std::optional<RuleRefusal> &refusal);
    /// What the word at `position` was taken for; nullptr: nothing.
    const RuleWord *wordAt(int position) const;
    static QTextCharFormat formatOf(const QString &role, const Tokens &tokens);

protected:
    void highlightBlock(const QString &text) override;

private:
    void shift(int position, int removed, int added);

    const Theme &m_theme;
    QList<RuleWord> m_words;
    RuleWord m_refused; ///< nowhere if from == to
};

} // namespace crossdock::ui
