#pragma once

#include "ui/page.h"

class QLabel;
class QPushButton;

namespace crossdock::ui {

class TableView;
class TextTableModel;

/// A word of a comparison of two sentences.
struct DiffWord {
    enum class Kind { Same, Added, Removed } kind = Kind::Same;
    QString text;
    friend bool operator==(const DiffWord &, const DiffWord &) = default;
};

/// What changed from `before` to `after`, word by word, with as few changes as possible.
QList<DiffWord> wordDiff(const QString &before, const QString &after);

/// Every version of a rule: who wrote it, when, and what it changed. An old one comes back as a new version.
class VersionList : public QWidget
{
    Q_OBJECT

public:
    VersionList(const Context &context, QWidget *parent);
    void display(const QList<RuleVersion> &versions); ///< newest first

Q_SIGNALS:
    void revertRequested(const QString &text);
    void compareRequested(int version); ///< with the words in the editor, over the past

private:
    void look();

    const Theme &m_theme;
    bool m_isReadOnly;
    QList<RuleVersion> m_versions;
    TextTableModel *m_model;
    TableView *m_table;
    QLabel *m_difference;
    QPushButton *m_revert, *m_compare;
};

} // namespace crossdock::ui
