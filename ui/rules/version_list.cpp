#include "ui/rules/version_list.h"

#include "ui/widgets/fact_label.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/text_table_model.h"

#include <QHeaderView>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

/// How the words read: what is gone is struck out, what is new is underlined and bold.
QString asHtml(const QList<DiffWord> &words, const Tokens &tokens)
{
    QStringList parts;
    for (const DiffWord &word : words) {
        const QString text = word.text.toHtmlEscaped();
        if (word.kind == DiffWord::Kind::Added)
            parts.append(u"<span style='color:%1; font-weight:600; text-decoration:underline'>%2</span>"_s.arg(tokens.success.name(), text));
        else if (word.kind == DiffWord::Kind::Removed)
            parts.append(u"<span style='color:%1; text-decoration:line-through'>%2</span>"_s.arg(tokens.danger.name(), text));
        else
            parts.append(text);
    }
    return parts.join(u' ');
}

QString asSpeech(const QList<DiffWord> &words)
{
    QStringList added, removed;
    for (const DiffWord &word : words) {
        if (word.kind == DiffWord::Kind::Added)
            added.append(word.text);
        else if (word.kind == DiffWord::Kind::Removed)
            removed.append(word.text);
    }
    if (added.isEmpty() && removed.isEmpty())
        return VersionList::tr("Nothing changed");
    return VersionList::tr("Added: %1. Removed: %2.").arg(added.isEmpty() ? VersionList::tr("nothing") : added.join(u' '),
                                                          removed.isEmpty() ? VersionList::tr("nothing") : removed.join(u' '));
}

} // namespace

QList<DiffWord> wordDiff(const QString &before, const QString &after)
{
    const QStringList a = before.simplified().split(u' ', Qt::SkipEmptyParts), b = after.simplified().split(u' ', Qt::SkipEmptyParts);
    const qsizetype rows = a.size() + 1, columns = b.size() + 1;
    QList<int> common(rows * columns, 0); // the longest common run of words from here to both ends
    for (qsizetype i = a.size() - 1; i >= 0; --i)
        for (qsizetype j = b.size() - 1; j >= 0; --j)
            common[i * columns + j] = a[i] == b[j] ? common[(i + 1) * columns + j + 1] + 1
                                                   : std::max(common[(i + 1) * columns + j], common[i * columns + j + 1]);
    QList<DiffWord> words;
    qsizetype i = 0, j = 0;
    while (i < a.size() || j < b.size()) {
        if (i < a.size() && j < b.size() && a[i] == b[j]) {
            words.append({DiffWord::Kind::Same, a[i]});
            ++i;
            ++j;
        } else if (i < a.size() && (j == b.size() || common[(i + 1) * columns + j] >= common[i * columns + j + 1])) {
            words.append({DiffWord::Kind::Removed, a[i++]});
        } else {
            words.append({DiffWord::Kind::Added, b[j++]});
        }
    }
    return words;
}

VersionList::VersionList(const Context &context, QWidget *parent)
    : QWidget(parent)
    , m_theme(context.theme)
    , m_isReadOnly(context.inventory.isReadOnly())
    , m_model(new TextTableModel({{tr("Version"), true}, {tr("Written")}, {tr("By")}, {tr("Sentence")}}, this))
    , m_table(new TableView(context.theme, tr("Versions of the rule"), this))
    , m_difference(new FactLabel(this))
    , m_revert(new QPushButton(tr("Go back to this version"), this))
    , m_compare(new QPushButton(tr("Try it beside the words above"), this))
{
    m_table->setModel(m_model);
    m_table->setObjectName(u"versions"_s);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setColumnWidth(0, 76);
    m_table->setColumnWidth(1, 168);
    m_table->setColumnWidth(2, 88);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_difference->setObjectName(u"difference"_s);
    m_difference->setWordWrap(true);
    m_difference->setTextFormat(Qt::RichText);
    m_revert->setObjectName(u"revert"_s);
    m_compare->setObjectName(u"compare"_s);
    m_compare->setToolTip(tr("What this version and the words in the editor would have done over the past 30 days"));
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_compare);
    buttons->addWidget(m_revert);
    buttons->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 8, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_table, 1);
    column->addWidget(m_difference);
    column->addLayout(buttons);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &VersionList::look);
    connect(&m_theme, &Theme::changed, this, &VersionList::look);
    connect(m_revert, &QPushButton::clicked, this, [this] { Q_EMIT revertRequested(m_versions.at(m_table->currentIndex().row()).text); });
    connect(m_compare, &QPushButton::clicked, this, [this] { Q_EMIT compareRequested(m_versions.at(m_table->currentIndex().row()).version); });
    look();
}

void VersionList::display(const QList<RuleVersion> &versions)
{
    m_versions = versions;
    QList<QList<TextTableModel::Cell>> rows;
    for (const RuleVersion &version : versions)
        rows.append({{.text = number(version.version)}, {.text = dateTime(version.at), .emphasis = Emphasis::Muted}, {.text = version.author},
                     {.text = version.text, .spoken = version.text}});
    m_model->setRows(rows);
    if (!rows.isEmpty() && !m_table->currentIndex().isValid())
        m_table->selectRow(0);
    look();
}

void VersionList::look()
{
    const int row = m_table->currentIndex().row();
    const bool isThere = row >= 0 && row < m_versions.size();
    m_revert->setVisible(isThere && row > 0 && !m_isReadOnly);
    m_compare->setVisible(isThere);
    m_difference->setVisible(isThere);
    if (!isThere)
        return;
    const bool isFirst = row + 1 == m_versions.size();
    if (isFirst) {
        m_difference->setText(m_versions[row].text.toHtmlEscaped());
        m_difference->setAccessibleName(tr("The first version: %1").arg(m_versions[row].text));
        return;
    }
    const auto words = wordDiff(m_versions[row + 1].text, m_versions[row].text);
    m_difference->setText(asHtml(words, m_theme.tokens()));
    m_difference->setAccessibleName(asSpeech(words));
}

} // namespace crossdock::ui
