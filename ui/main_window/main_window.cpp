#include "ui/main_window/main_window.h"

#include "ui/channels/channel_watch.h"
#include "ui/main_window/shortcut_sheet.h"
#include "ui/main_window/sidebar.h"
#include "ui/palette/palette.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/form_dialog.h"
#include "ui/widgets/reading_order.h"

#include <QCloseEvent>
#include <QHBoxLayout>
#include <QScreen>
#include <QStackedWidget>
#include <QStatusBar>
#include <algorithm>

namespace crossdock::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int fillingLookMs = 250;
constexpr int saidMs = 15'000; // enough to read it; what must be read stands in a banner

/// Takes no room while it shows nothing, its margins neither.
class BannerColumn : public QVBoxLayout
{
public:
    QSize sizeHint() const override { return isEmpty() ? QSize(0, 0) : QVBoxLayout::sizeHint(); }
    QSize minimumSize() const override { return isEmpty() ? QSize(0, 0) : QVBoxLayout::minimumSize(); }
};

} // namespace

MainWindow::MainWindow(const Context &context, const QList<PageFactory> &pages, SettingsStore &settings)
    : m_context(contextOf(context, this))
    , m_factories(pages)
    , m_store(settings)
    , m_settings(settings.load())
    , m_engine(m_context)
    , m_undo(m_context)
    , m_pages(pages.size(), nullptr)
    , m_sidebar(new Sidebar(context.theme, pages, this))
    , m_stack(new QStackedWidget(this))
    , m_banner(new Banner(context.theme, this))
    , m_fillingBanner(new Banner(context.theme, this))
    , m_said(new QLabel(this))
    , m_live(new QLabel(this))
{
    setWindowTitle(u"Crossdock"_s);
    setWindowIcon(QIcon(u":/icons/crossdock.svg"_s));
    setMinimumSize(1080, 600);
    context.theme.apply(m_settings.theme, m_settings.motion);

    auto *center = new QWidget(this);
    auto *right = new QVBoxLayout;
    right->setContentsMargins(0, 0, 0, 0);
    right->setSpacing(0);
    auto *banners = new BannerColumn;
    banners->setContentsMargins(24, 16, 24, 0);
    banners->addWidget(m_fillingBanner);
    banners->addWidget(m_banner);
    right->addLayout(banners);
    right->addWidget(m_stack, 1);
    auto *row = new QHBoxLayout(center);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_sidebar);
    row->addLayout(right, 1);
    setCentralWidget(center);
    for (int i = 0; i < static_cast<int>(m_factories.size()); ++i)
        m_stack->addWidget(new QWidget(m_stack)); // replaced by the page when it is first shown
    statusBar()->addWidget(m_said, 1);
    statusBar()->addPermanentWidget(m_live);
    m_said->setContentsMargins(12, 0, 0, 0);
    m_live->setContentsMargins(0, 0, 12, 0);
    m_palette = new Palette(context, this);

    makeMenus();
    connect(m_sidebar, &Sidebar::pageChosen, this, &MainWindow::choosePage);
    connect(m_banner, &Banner::actionTriggered, m_banner, &Banner::clear);
    connect(&m_engine, &EngineLine::changed, this, &MainWindow::showEngine);
    connect(static_cast<WindowInventory *>(&m_context.inventory), &WindowInventory::booked, &m_undo, &Undo::remember);
    m_saidLong.setSingleShot(true);
    connect(&m_saidLong, &QTimer::timeout, m_said, &QLabel::clear);
    connect(&m_undo, &Undo::said, this, &MainWindow::say);
    connect(&m_undo, &Undo::failed, this, &MainWindow::sayFailure);
    connect(m_palette, &Palette::pageChosen, this, &MainWindow::showPage);
    connect(m_palette, &Palette::commandChosen, this, &MainWindow::doOnPage);
    connect(m_palette, &Palette::recentChanged, this, [this](const QStringList &recent) { m_settings.recent = recent; });

    constexpr QSize wanted(1440, 900), frame(16, 48); // about: the frame comes with the first showing
    if (!restoreGeometry(m_settings.geometry))
        resize(wanted.boundedTo(screen()->availableSize() - frame));
    showEngine();
    say(tr("Ready"));
    showPage(page(m_settings.page) ? m_settings.page : m_factories.first().id);
}

/// Pages and dialogs go before what they are made of.
MainWindow::~MainWindow()
{
    while (auto *child = findChild<QWidget *>(QString(), Qt::FindDirectChildrenOnly))
        delete child;
}

/// What outlives the pages and dialogs of this window: the inventory as it uses it, and its watch over the channels.
Context MainWindow::contextOf(const Context &context, QObject *parent)
{
    auto *inventory = new WindowInventory(context.inventory, context.clock, parent);
    auto *watch = new ChannelWatch(*inventory, context.desk, context.clock, parent);
    return {*inventory, context.desk, context.clock, context.theme, context.person, watch};
}

Page *MainWindow::pageAt(int index)
{
    if (m_pages[index])
        return m_pages[index];
    Page *page = m_factories[index].make(m_context);
    m_pages[index] = page;
    QWidget *empty = m_stack->widget(index);
    m_stack->insertWidget(index, page);
    m_stack->removeWidget(empty);
    empty->deleteLater();
    if (m_settings.hiddenColumns.contains(m_factories[index].id))
        page->setHiddenColumns(m_settings.hiddenColumns.value(m_factories[index].id));
    wirePage(*page);
    tabInReadingOrder(*page);
    return page;
}

void MainWindow::wirePage(Page &page)
{
    connect(&page, &Page::openRequested, this, &MainWindow::showPage);
    connect(&page, &Page::said, this, &MainWindow::say);
    connect(&page, &Page::failed, this, &MainWindow::sayFailure);
}

Page *MainWindow::page(const QString &id)
{
    for (int i = 0; i < static_cast<int>(m_factories.size()); ++i) {
        if (m_factories[i].id == id)
            return pageAt(i);
    }
    return nullptr;
}

void MainWindow::choosePage(int index)
{
    if (index < 0 || index == m_current)
        return;
    m_current = index;
    m_stack->setCurrentWidget(pageAt(index));
    showPageMenu(index);
    showTitle();
}

void MainWindow::setSubject(const QString &subject)
{
    m_subject = subject;
    showTitle();
}

void MainWindow::showFilling(std::shared_ptr<const Progress> progress)
{
    m_filling = std::move(progress);
    connect(&m_fillingLook, &QTimer::timeout, this, &MainWindow::lookAtFilling);
    m_fillingLook.start(fillingLookMs);
    lookAtFilling();
    say(tr("The shop is being filled."));
}

void MainWindow::lookAtFilling()
{
    const int permille = m_filling->permille;
    const bool isCancelled = m_filling->isCancelled;
    if (permille < 1'000 && !isCancelled) {
        m_fillingBanner->say(Tone::Busy, tr("The shop is being filled. Units and channels come after the products: until then what is "
                                            "shown is incomplete.")); // how far it is stands in the sidebar: this is read aloud
    } else {
        m_fillingLook.stop();
        m_filling.reset();
        m_fillingBanner->clear();
        say(isCancelled ? tr("The shop could not be filled.") : tr("The shop is filled."));
    }
    showEngine();
}

void MainWindow::showTitle()
{
    const QString page = m_factories[m_current].title;
    setWindowTitle(m_subject.isEmpty() ? tr("%1 – Crossdock").arg(page) : tr("%1 – %2 – Crossdock").arg(page, m_subject));
}

void MainWindow::showPageMenu(int index)
{
    const auto commands = pageAt(index)->commands();
    m_pageMenu->clear();
    m_pageMenu->setTitle(u'&' + m_factories[index].title);
    m_pageMenu->addActions(commands);
    m_pageMenu->menuAction()->setVisible(!commands.isEmpty());
}

void MainWindow::showPage(const QString &id, const QString &open)
{
    for (int i = 0; i < static_cast<int>(m_factories.size()); ++i) {
        if (m_factories[i].id != id)
            continue;
        m_sidebar->setCurrent(i);
        choosePage(i);
        if (!open.isEmpty())
            pageAt(i)->open(open);
    }
}

void MainWindow::openPalette()
{
    QList<Palette::Entry> entries;
    for (int i = 0; i < static_cast<int>(m_factories.size()); ++i)
        entries.append({u"page:"_s + m_factories[i].id, m_factories[i].title, tr("Page, Ctrl+%1").arg(i + 1), m_factories[i].icon, nullptr});
    const auto add = [&entries](const QString &page, const QString &title, const QList<QAction *> &actions) {
        for (QAction *action : actions) {
            const QString text = action->text().remove(u'&');
            const QString keys = action->shortcut().toString(QKeySequence::NativeText);
            if (!action->menu() && !text.isEmpty())
                entries.append({u"action:%1:"_s.arg(page) + text, text, title.isEmpty() ? keys : title, {}, action, title.isEmpty() ? QString() : page});
        }
    };
    add(m_factories[m_current].id, {}, pageAt(m_current)->commands());
    add({}, {}, m_general);
    for (int i = 0; i < static_cast<int>(m_factories.size()); ++i) { // makes those that were never shown: their commands are found too
        if (i != m_current)
            add(m_factories[i].id, m_factories[i].title, pageAt(i)->commands());
    }
    m_palette->openWith(entries, m_settings.recent);
}

/// What is chosen on a page that is not seen may be anything: it is shown first.
void MainWindow::doOnPage(const QString &id, QAction *command)
{
    const Page &of = *page(id);
    const bool isForUnseen = of.isForChosen(*command);
    showPage(id);
    if (isForUnseen)
        say(tr("%1 is chosen here. Look whether “%2” is meant for it, and do it.").arg(of.selectedId(), command->text().remove(u'&')));
    else
        command->trigger();
}

void MainWindow::openShortcuts()
{
    QList<ShortcutSheet::Group> groups;
    const auto group = [&groups](const QString &title, const QList<QAction *> &actions) {
        ShortcutSheet::Group found{title, {}};
        for (QAction *action : actions) {
            if (!action->shortcut().isEmpty())
                found.lines.append({action->text().remove(u'&'), action->shortcut().toString(QKeySequence::NativeText)});
        }
        if (!found.lines.isEmpty())
            groups.append(found);
    };
    const auto menus = menuBar()->actions();
    for (QAction *menu : menus) {
        if (menu->menu())
            group(menu->text().remove(u'&'), menu->menu()->actions());
    }
    (new ShortcutSheet(m_context.theme, groups, this))->open();
}

void MainWindow::escape()
{
    if (m_current >= 0 && !pageAt(m_current)->closePanel())
        m_banner->clear();
}

void MainWindow::setTheme(Theme::Mode mode)
{
    m_settings.theme = mode;
    m_context.theme.apply(mode, m_settings.motion);
    m_themes->actions()[static_cast<int>(mode)]->setChecked(true);
    showEngine();
}

void MainWindow::setWindowSize(const QSize &size)
{
    showNormal();
    resize(size);
}

void MainWindow::say(const QString &sentence)
{
    m_said->setText(sentence);
    m_saidLong.start(saidMs);
    announce(*m_said);
}

void MainWindow::sayFailure(const QString &sentence)
{
    m_banner->say(Tone::Bad, sentence, tr("Dismiss"));
    say(sentence);
}

void MainWindow::showEngine()
{
    m_live->setText(m_engine.sentence());
    if (m_filling)
        m_sidebar->setEngine(Tone::Busy, tr("Filling the shop: %1 %").arg(m_filling->permille / 10));
    else
        m_sidebar->setEngine(m_engine.state().tone, m_engine.state().text);
}

void MainWindow::remember()
{
    m_settings.geometry = saveGeometry();
    m_settings.page = m_factories[m_current].id;
    for (int i = 0; i < static_cast<int>(m_pages.size()); ++i) {
        if (m_pages[i])
            m_settings.hiddenColumns[m_factories[i].id] = m_pages[i]->hiddenColumns();
    }
    m_store.save(m_settings);
}

void MainWindow::askToLose(Page &page)
{
    showPage(m_factories[m_pages.indexOf(&page)].id);
    auto *dialog = new FormDialog(m_context.theme, tr("Close without saving?"), page.unsaved(), tr("Close without saving"), this,
                                  FormDialog::Weight::Danger);
    dialog->setObjectName(u"loseDialog"_s);
    connect(dialog, &FormDialog::submitted, this, [this, dialog] {
        dialog->accept();
        closeAtOnce();
    });
    dialog->open();
}

void MainWindow::closeAtOnce()
{
    m_mayLose = true;
    close();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    const auto holds = [](Page *page) { return page && !page->unsaved().isEmpty(); };
    if (const auto page = std::find_if(m_pages.cbegin(), m_pages.cend(), holds); !m_mayLose && page != m_pages.cend()) {
        event->ignore();
        askToLose(**page);
        return;
    }
    remember();
    QMainWindow::closeEvent(event);
}

} // namespace crossdock::ui
