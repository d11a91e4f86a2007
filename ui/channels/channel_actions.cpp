#include "ui/channels/channel_actions.h"

#include "ui/channels/add_channel_dialog.h"
#include "ui/channels/catalogue_dialog.h"
#include "ui/channels/channel_watch.h"
#include "ui/error_text.h"
#include "ui/widgets/busy_bar.h"
#include "ui/widgets/form_dialog.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {

using What = command::ChangeChannel::What;

ChannelActions::ChannelActions(const Context &context, BusyBar &busy, QWidget *window)
    : QObject(window)
    , m_context(context)
    , m_busy(busy)
    , m_window(window)
    , m_add(make(u"addChannel"_s, tr("&Add channel…"), u"plus"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_A, &ChannelActions::askToAdd))
    , m_test(make(u"testChannel"_s, tr("&Test"), u"link"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_T, &ChannelActions::test))
    , m_pause(make(u"pauseChannel"_s, tr("&Pause"), u"pause"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_P, &ChannelActions::pause))
    , m_resume(make(u"resumeChannel"_s, tr("&Resume"), u"play"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_R, &ChannelActions::resume))
    , m_catchUp(make(u"catchUp"_s, tr("Read orders &now"), u"refresh"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_U, &ChannelActions::catchUp))
    , m_catalogue(make(u"readCatalogue"_s, tr("Read &catalogue"), u"stock"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_L,
                       &ChannelActions::readCatalogue))
    , m_remove(make(u"removeChannel"_s, tr("Re&move…"), u"trash"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_Delete,
                    &ChannelActions::askToRemove))
    , m_stopSelling(make(u"stopChannel"_s, tr("&Stop selling here…"), u"stop"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_S, &ChannelActions::askToStopSelling))
    , m_resumeSelling(make(u"resumeSelling"_s, tr("Resume s&elling here"), u"play"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_E, &ChannelActions::resumeSelling))
{
    connect(&busy, &BusyBar::cancelled, this, [this] { ++m_request; });
    setChannel({});
}

QAction *ChannelActions::make(const QString &name, const QString &title, const QString &icon, const QKeySequence &keys,
                              void (ChannelActions::*run)())
{
    auto *action = new QAction(m_context.theme.icon(icon), title, this);
    action->setObjectName(name);
    action->setShortcut(keys);
    connect(action, &QAction::triggered, this, run);
    return action;
}

void ChannelActions::setChannel(const std::optional<ChannelRow> &channel)
{
    m_channel = channel;
    const bool canWrite = !m_context.inventory.isReadOnly();
    const bool isPaused = channel && channel->details.state == ChannelDetails::State::Paused;
    m_add->setEnabled(canWrite);
    for (QAction *action : ofChannel() + QList<QAction *>{m_stopSelling, m_resumeSelling})
        action->setEnabled(canWrite && channel);
    m_pause->setEnabled(canWrite && channel && !isPaused);
    m_resume->setEnabled(canWrite && isPaused);
}

void ChannelActions::askToAdd()
{
    if (std::exchange(m_isAsking, true))
        return;
    m_context.inventory.ask(query::Channels{}, this, [this](const Result<query::Channels::Answer> &channels) {
        if (!channels) {
            m_isAsking = false;
            Q_EMIT failed(errorText(channels.error()));
            return;
        }
        QList<ChannelId> taken;
        for (const ChannelRow &channel : *channels)
            taken.append(channel.details.name);
        m_context.inventory.ask(query::Nodes{}, this, [this, taken](const Result<query::Nodes::Answer> &nodes) {
            openAddDialog(taken, nodes.value_or(query::Nodes::Answer{}));
        });
    });
}

void ChannelActions::openAddDialog(const QList<ChannelId> &taken, const QList<NodeRow> &nodes)
{
    m_isAsking = false;
    auto *dialog = new AddChannelDialog(m_context, taken, nodes, m_window);
    connect(dialog, &AddChannelDialog::added, this, &ChannelActions::added);
    connect(dialog, &AddChannelDialog::catalogueWanted, this, &ChannelActions::readCatalogueOf);
    dialog->open();
}

void ChannelActions::note(const ChannelId &channel, const std::optional<Error> &error)
{
    using Code = Error::Code;
    const bool isItsFault = error && (error->code == Code::Unreachable || error->code == Code::Unauthorized
                                      || error->code == Code::Rejected || error->code == Code::RateLimited);
    if (m_context.watch && (!error || isItsFault))
        m_context.watch->note(channel, !error);
}

template <class T>
Desk::Done<T> ChannelActions::answer(const ChannelId &channel, const QString &busy, std::shared_ptr<Progress> progress,
                                     std::function<void(const T &)> use)
{
    const qint64 request = ++m_request;
    m_busy.start(busy, std::move(progress));
    return [this, channel, request, use = std::move(use)](const Result<T> &result) {
        note(channel, result ? std::nullopt : std::optional(result.error()));
        if (request != m_request)
            return;
        m_busy.finish();
        if (result)
            use(*result);
        else
            Q_EMIT failed(errorText(result.error()));
    };
}

void ChannelActions::test()
{
    const ChannelId channel = m_channel->details.name;
    m_context.desk.testChannel(channel, this, answer<QString>(channel, tr("Testing %1…").arg(channel.text()), std::make_shared<Progress>(),
                                                              [this](const QString &said) { Q_EMIT told(said); }));
}

void ChannelActions::catchUp()
{
    const ChannelId channel = m_channel->details.name;
    m_context.desk.catchUp(channel, this,
                           answer<int>(channel, tr("Reading the orders of %1…").arg(channel.text()), std::make_shared<Progress>(),
                                       [this, channel](const int &orders) {
                                           Q_EMIT told(tr("Orders of %1 are read: %Ln new or changed.", nullptr, orders)
                                                           .arg(channel.text()));
                                       }));
}

void ChannelActions::readCatalogue()
{
    readCatalogueOf(m_channel->details.name);
}

void ChannelActions::readCatalogueOf(const ChannelId &channel)
{
    auto progress = std::make_shared<Progress>();
    m_context.desk.readCatalogue(
        channel, progress, this,
        answer<Desk::CatalogueReport>(channel, tr("Reading the catalogue of %1…").arg(channel.text()), progress,
                                      [this, channel](const Desk::CatalogueReport &report) {
                                          (new CatalogueDialog(channel, report, m_window))->open();
                                      }));
}

void ChannelActions::pause()
{
    change(What::Pause, tr("%1 is paused: nothing is sent to it until you resume it."));
}

void ChannelActions::resume()
{
    change(What::Resume, tr("%1 runs again."));
}

void ChannelActions::change(What what, const QString &done)
{
    const ChannelId channel = m_channel->details.name;
    m_context.inventory.perform(Request{.actor = m_context.actor(), .command = command::ChangeChannel{channel, what}}, this,
                                [this, sentence = done.arg(channel.text())](const Result<Entry> &entry) {
                                    if (entry)
                                        Q_EMIT told(sentence);
                                    else
                                        Q_EMIT failed(errorText(entry.error()));
                                });
}

void ChannelActions::askToStopSelling()
{
    const ChannelId channel = m_channel->details.name;
    auto *dialog = new FormDialog(m_context.theme, tr("Stop selling on %1?").arg(channel.text()),
                                  tr("All of its %Ln listing(s) show 0 until selling is resumed. Its orders are still read.", nullptr, m_channel->listings),
                                  tr("Stop selling"), m_window, FormDialog::Weight::Danger);
    dialog->setObjectName(u"stopDialog"_s);
    connect(dialog, &FormDialog::submitted, this, [this, dialog, channel] {
        const Request request{.key = dialog->key(), .actor = m_context.actor(), .why = tr("Stopped by hand"),
                              .command = command::StopSelling{.sku = {}, .channel = channel, .until = {}}};
        m_context.inventory.perform(request, dialog, [this, dialog, channel](const Result<Entry> &entry) {
            if (!entry) {
                dialog->refuse(errorText(entry.error()));
                return;
            }
            dialog->accept();
            Q_EMIT told(tr("Selling is stopped on %1. Ctrl+Shift+E resumes it, Ctrl+Z takes it back.").arg(channel.text()));
        });
    });
    dialog->open();
}

void ChannelActions::resumeSelling()
{
    const ChannelId channel = m_channel->details.name;
    const Request request{.actor = m_context.actor(), .why = tr("Resumed by hand"), .command = command::ResumeSelling{.sku = {}, .channel = channel}};
    m_context.inventory.perform(request, this, [this, channel](const Result<Entry> &entry) {
        if (entry)
            Q_EMIT told(tr("%1 is on sale again, except for SKUs that are stopped one by one.").arg(channel.text()));
        else
            Q_EMIT failed(errorText(entry.error()));
    });
}

void ChannelActions::askToRemove()
{
    const ChannelId channel = m_channel->details.name;
    auto *dialog = new FormDialog(m_context.theme, tr("Remove %1?").arg(channel.text()),
                                  tr("Crossdock stops telling it quantities and reading its orders, and forgets its listings and "
                                     "keys. What it shows now stays there. Its orders and the trail stay here."),
                                  tr("Remove channel"), m_window, FormDialog::Weight::Danger);
    dialog->setObjectName(u"removeDialog"_s);
    connect(dialog, &FormDialog::submitted, this, [this, dialog, channel] {
        const Request request{.key = dialog->key(), .actor = m_context.actor(),
                              .command = command::ChangeChannel{channel, What::Remove}};
        m_context.inventory.perform(request, dialog, [this, dialog, channel](const Result<Entry> &entry) {
            if (!entry) {
                dialog->refuse(errorText(entry.error()));
                return;
            }
            dialog->accept();
            Q_EMIT told(tr("%1 is removed.").arg(channel.text()));
        });
    });
    dialog->open();
}

} // namespace crossdock::ui
