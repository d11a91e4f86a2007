#include "ui/main_window/shortcut_sheet.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

namespace crossdock::ui {

using namespace Qt::Literals::StringLiterals;

ShortcutSheet::ShortcutSheet(const Theme &theme, const QList<Group> &groups, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Keyboard shortcuts"));
    setWindowModality(Qt::WindowModal);
    setAttribute(Qt::WA_DeleteOnClose);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(32);
    grid->setVerticalSpacing(6);
    int row = 0;
    const auto addLine = [&](const QString &what, const QString &keys) {
        auto *key = new QLabel(keys, this);
        key->setFont(Theme::numberFont(12));
        key->setStyleSheet(u"border: 1px solid %1; border-radius: 4px; padding: 1px 6px;"_s.arg(theme.tokens().border.name()));
        grid->addWidget(new QLabel(what, this), row, 0);
        grid->addWidget(key, row++, 1, Qt::AlignLeft);
    };
    const auto addTitle = [&](const QString &title) {
        auto *label = new QLabel(title, this);
        label->setProperty("role", u"caption"_s);
        label->setContentsMargins(0, row == 0 ? 0 : 10, 0, 0);
        grid->addWidget(label, row++, 0, 1, 2);
    };
    for (const Group &group : groups) {
        addTitle(group.title);
        for (const Line &line : group.lines)
            addLine(line.what, line.keys);
    }
    addTitle(tr("In a table"));
    addLine(tr("Why this number?"), tr("Enter, F2"));
    addLine(tr("Copy the selected rows"), tr("Ctrl+C"));
    addLine(tr("Next control"), tr("Tab"));

    auto *buttons = new QDialogButtonBox(this);
    auto *close = buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    close->setDefault(true);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *heading = new QLabel(tr("Keyboard shortcuts"), this);
    heading->setProperty("role", u"title"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(12);
    column->addWidget(heading);
    column->addLayout(grid);
    column->addWidget(buttons);
}

} // namespace crossdock::ui
