#pragma once

#include "core/inventory/desk.h"
#include "core/inventory/environment.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QWidget>

namespace crossdock::ui {

class ChannelWatch;

/// What a page or dialog is made of; everything outlives it.
struct Context {
    Inventory &inventory;
    Desk &desk;
    Clock &clock;
    Theme &theme;
    QString person; ///< the login of who sits here
    ChannelWatch *watch = nullptr; ///< the window's own; nullptr: whoever needs one makes one

    Actor actor() const { return {Actor::Kind::Person, person}; }
};

/// One entry of the sidebar: a widget with a few things that the window asks of it. UI thread.
class Page : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    virtual void focusFilter() {} ///< Ctrl+F
    virtual bool closePanel() { return false; } ///< Esc; answers whether there was one to close
    virtual void open(const QString &id) { Q_UNUSED(id) } ///< a SKU, an order "channel/number", a channel, an entry number
    virtual QString selectedId() const { return {}; } ///< what open() would take to come back here
    virtual QString hiddenColumns() const { return {}; } ///< names that the settings remember, comma between
    virtual void setHiddenColumns(const QString &names) { Q_UNUSED(names) }
    /// Shown in the menu bar under the page's title and found by the palette.
    virtual QList<QAction *> commands() const { return {}; }
    virtual QString unsaved() { return {}; } ///< what would be lost with the window, in a sentence
    /// It would change what is chosen on the page, without a question: not for somebody who does not see what that is.
    virtual bool isForChosen(const QAction &command) const { return !selectedId().isEmpty() && !command.text().endsWith(QChar(0x2026)); }

Q_SIGNALS:
    void openRequested(const QString &page, const QString &id); ///< "stock", "orders", "channels", "audit"
    void said(const QString &sentence); ///< goes to the status line and is announced
    void failed(const QString &sentence); ///< the same, and stays until read
};

} // namespace crossdock::ui
