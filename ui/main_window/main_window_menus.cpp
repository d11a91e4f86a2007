#include "ui/main_window/main_window.h"

using namespace Qt::Literals::StringLiterals;

/// The main window's menus.
namespace crossdock::ui {

void MainWindow::makeMenus()
{
    makeFileMenu();
    m_pageMenu = menuBar()->addMenu(QString());
    makeViewMenu();
    makeGoMenu();
    makeHelpMenu();
}

void MainWindow::makeFileMenu()
{
    m_fileMenu = menuBar()->addMenu(tr("&File"));
    auto *undo = m_fileMenu->addAction(m_context.theme.icon(u"undo"_s), tr("&Undo last change"), &m_undo, &Undo::undoLast);
    undo->setShortcut(QKeySequence::Undo);
    undo->setEnabled(!m_context.inventory.isReadOnly());
    m_fileMenu->addSeparator();
    m_quit = m_fileMenu->addAction(tr("&Quit"), this, &QWidget::close);
    m_quit->setShortcut(QKeySequence(u"Ctrl+Q"_s));
    m_general.append(undo);
}

void MainWindow::makeViewMenu()
{
    auto *menu = menuBar()->addMenu(tr("&View"));
    m_themes = new QActionGroup(this);
    const std::pair<QString, Theme::Mode> modes[] = {{tr("&System theme"), Theme::Mode::System},
                                                     {tr("&Light theme"), Theme::Mode::Light},
                                                     {tr("&Dark theme"), Theme::Mode::Dark}};
    for (const auto &[text, mode] : modes) {
        auto *action = menu->addAction(text, this, [this, mode = mode] { setTheme(mode); });
        action->setCheckable(true);
        action->setChecked(m_settings.theme == mode);
        m_themes->addAction(action);
        m_general.append(action);
    }
    menu->addSeparator();
    auto *motion = menu->addAction(tr("&Reduce motion"));
    motion->setCheckable(true);
    motion->setChecked(m_settings.motion == Theme::Motion::Reduced);
    connect(motion, &QAction::toggled, this, [this](bool isReduced) {
        m_settings.motion = isReduced ? Theme::Motion::Reduced : Theme::Motion::Full;
        setTheme(m_settings.theme);
    });
    menu->addSeparator();
    for (const QSize &size : {QSize(1280, 800), QSize(1440, 900), QSize(1920, 1080)})
        menu->addAction(tr("Window %1 × %2").arg(size.width()).arg(size.height()), this, [this, size] { setWindowSize(size); });
}

void MainWindow::makeGoMenu()
{
    auto *menu = menuBar()->addMenu(tr("&Go"));
    for (int i = 0; i < static_cast<int>(m_factories.size()); ++i) {
        auto *action = menu->addAction(m_context.theme.icon(m_factories[i].icon), m_factories[i].title, this,
                                       [this, id = m_factories[i].id] { showPage(id); });
        if (i < 9)
            action->setShortcut(QKeySequence(u"Ctrl+%1"_s.arg(i + 1))); // not in m_general: the palette names the pages itself
    }
    menu->addSeparator();
    auto *find = menu->addAction(m_context.theme.icon(u"search"_s), tr("Find &anything…"), this, &MainWindow::openPalette);
    find->setShortcut(QKeySequence(u"Ctrl+K"_s));
    auto *filter = menu->addAction(tr("&Filter this page"), this, [this] { pageAt(m_current)->focusFilter(); });
    filter->setShortcut(QKeySequence::Find);
    auto *bar = menu->addAction(tr("Open the &menu"), this, [this] { menuBar()->setActiveAction(m_fileMenu->menuAction()); });
    bar->setShortcut(QKeySequence(Qt::Key_F10));
    auto *close = menu->addAction(tr("&Close panel"), this, &MainWindow::escape);
    close->setShortcut(QKeySequence(Qt::Key_Escape));
}

void MainWindow::makeHelpMenu()
{
    auto *menu = menuBar()->addMenu(tr("&Help"));
    auto *keys = menu->addAction(m_context.theme.icon(u"keyboard"_s), tr("&Keyboard shortcuts"), this, &MainWindow::openShortcuts);
    keys->setShortcut(QKeySequence::HelpContents);
    m_general.append(keys);
}

void MainWindow::addFileCommand(QAction *action)
{
    m_fileMenu->insertAction(m_quit, action);
    m_general.append(action);
}

} // namespace crossdock::ui
