#pragma once

#include "ui/main_window/engine_line.h"
#include "ui/main_window/page_factory.h"
#include "ui/main_window/undo.h"
#include "ui/main_window/window_inventory.h"
#include "ui/settings_store.h"
#include "ui/words.h"

#include <QLabel>
#include <QMainWindow>
#include <QMenuBar>

class QActionGroup;
class QStackedWidget;

namespace crossdock::ui {

class Banner;
class Palette;
class Sidebar;

/// The window: menu bar, sidebar, pages (made when first shown), status bar, palette. UI thread.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(const Context &context, const QList<PageFactory> &pages, SettingsStore &settings);
    ~MainWindow() override;

    const Context &context() const { return m_context; } ///< for dialogs of `app`: what is done with it can be undone here
    void showPage(const QString &id, const QString &open = {}); ///< and opens a SKU, an order, … on it
    Page *page(const QString &id); ///< nullptr: there is none of that name
    /// Adds a command of `app` to the File menu: import, export, …
    void addFileCommand(QAction *action);
    /// What this window is about, shown in its title: "Practice", the name of a sealed file. Empty: the shop.
    void setSubject(const QString &subject);
    void setTheme(Theme::Mode mode);
    /// The shop is still being filled from outside: says so, and how far it is, until its end (1000) or its cancelling.
    void showFilling(std::shared_ptr<const Progress> progress);
    void closeAtOnce(); ///< also over what is not saved: nobody is asked

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void makeMenus();
    void makeFileMenu();
    void makeViewMenu();
    void makeGoMenu();
    void makeHelpMenu();
    void choosePage(int index);
    void showTitle();
    Page *pageAt(int index);
    void wirePage(Page &page);
    void showPageMenu(int index);
    void openPalette();
    void doOnPage(const QString &id, QAction *command);
    void openShortcuts();
    void escape();
    void say(const QString &sentence);
    void sayFailure(const QString &sentence);
    void lookAtFilling();
    void showEngine();
    static Context contextOf(const Context &context, QObject *parent);
    void askToLose(Page &page);
    void remember();
    void setWindowSize(const QSize &size);

    Context m_context;
    QList<PageFactory> m_factories;
    SettingsStore &m_store;
    WindowSettings m_settings;
    EngineLine m_engine;
    Undo m_undo;
    QList<Page *> m_pages; ///< nullptr until first shown
    int m_current = -1;
    bool m_mayLose = false; ///< what is not saved on the pages
    QString m_subject;
    std::shared_ptr<const Progress> m_filling; ///< nothing: the shop is as it is
    QTimer m_fillingLook;
    QMenu *m_fileMenu = nullptr;
    QAction *m_quit = nullptr;
    QMenu *m_pageMenu = nullptr;
    QActionGroup *m_themes = nullptr;
    QList<QAction *> m_general; ///< commands of the window, for the palette
    Sidebar *m_sidebar;
    QStackedWidget *m_stack;
    Banner *m_banner;
    Banner *m_fillingBanner;
    QLabel *m_said;
    QTimer m_saidLong;
    QLabel *m_live;
    Palette *m_palette;
};

} // namespace crossdock::ui
