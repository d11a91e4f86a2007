#include "ui/main_window/shortcut_sheet.h"

#include "ui/widgets/panes.h"
#include "ui/widgets/role_label.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>

namespace crossdock::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int columnCount = 2;
constexpr qsizetype titleLines = 2; // a title with the gap above it is as high as two lines

} // namespace

ShortcutSheet::ShortcutSheet(const Theme &theme, const QList<Group> &groups, QWidget *parent)
    : QDialog(parent)
    , m_theme(theme)
{
    setWindowTitle(tr("Keyboard shortcuts"));
    setWindowModality(Qt::WindowModal);
    setAttribute(Qt::WA_DeleteOnClose);
    QList<Group> all = groups;
    all.append({tr("In a table"), {{tr("Why this number?"), tr("Enter, F2")}, {tr("Copy the selected rows"), tr("Ctrl+C")}, {tr("Next control"), tr("Tab")}}});
    auto *content = new QWidget;
    content->setProperty("plain", true);
    auto *columns = new QHBoxLayout(content);
    columns->setContentsMargins(0, 0, 8, 0);
    columns->setSpacing(40);
    qsizetype lines = 0;
    for (const Group &group : std::as_const(all))
        lines += group.lines.size() + titleLines;
    qsizetype first = 0;
    for (int column = 0; column < columnCount; ++column) { // groups stay whole: each column takes its share of the lines
        QList<Group> share;
        for (qsizetype taken = 0; first < all.size() && (column == columnCount - 1 || taken + (all.at(first).lines.size() + titleLines) / 2 <= lines / columnCount); ++first) {
            taken += all.at(first).lines.size() + titleLines;
            share.append(all.at(first));
        }
        columns->addLayout(makeColumn(share));
    }
    QScrollArea *scroll = scrollPane(content, this);
    scroll->setAccessibleName(windowTitle());
    scroll->setMinimumWidth(content->sizeHint().width() + 16);
    const int most = (parent ? parent->window()->height() : screen()->availableSize().height()) - 200;
    scroll->setMinimumHeight(std::min(content->sizeHint().height() + 4, most));
    if (content->sizeHint().height() + 4 > most)
        scroll->setFocusPolicy(Qt::StrongFocus); // there is nothing else to scroll it by

    auto *buttons = new QDialogButtonBox(this);
    auto *close = buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    close->setDefault(true);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    QLabel *heading = roleLabel(u"title"_s, this, tr("Keyboard shortcuts"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 16, 24, 16);
    column->setSpacing(12);
    column->addWidget(heading);
    column->addWidget(scroll, 1);
    column->addWidget(buttons);
}

QLayout *ShortcutSheet::makeColumn(const QList<Group> &groups)
{
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(24);
    grid->setVerticalSpacing(5);
    int row = 0;
    for (const Group &group : groups) {
        QLabel *title = roleLabel(u"caption"_s, this, group.title);
        title->setContentsMargins(0, row == 0 ? 0 : 10, 0, 0);
        grid->addWidget(title, row++, 0, 1, 2);
        for (const Line &line : group.lines) {
            auto *key = new QLabel(line.keys, this);
            key->setFont(Theme::numberFont(12));
            key->setStyleSheet(u"border: 1px solid %1; border-radius: 4px; padding: 1px 6px;"_s.arg(m_theme.tokens().border.name()));
            grid->addWidget(new QLabel(line.what, this), row, 0);
            grid->addWidget(key, row++, 1, Qt::AlignLeft);
        }
    }
    grid->setRowStretch(row, 1);
    return grid;
}

} // namespace crossdock::ui
