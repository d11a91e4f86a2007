#include "core/inventory/local_inventory.h"

#include "core/inventory/answers/store_answers.h"
#include "core/inventory/core.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock {

/// The core with the one writing connection.
struct LocalInventory::Writer : QObject {
    std::unique_ptr<store::Database> database;
    std::unique_ptr<Core> core;
};

/// A read-only connection and what answers with it, from when it is first needed.
struct LocalInventory::Reader : QObject {
    Reader(store::Source place, const audit::ShopKey &key)
        : source(std::move(place))
        , shopKey(&key)
    {
    }

    Result<> open()
    {
        if (answers)
            return {};
        auto opened = store::Database::open(source);
        if (!opened)
            return tl::make_unexpected(opened.error());
        database = *std::move(opened);
        database->setShopKey(shopKey);
        answers = std::make_unique<answers::StoreAnswers>(*database);
        return {};
    }

    void carryOut(const Job &job)
    {
        const auto snapshot = store::Snapshot::begin(*database); // without one, the job finds out by itself
        job(*answers);
    }

    const store::Source source;
    const audit::ShopKey *const shopKey;
    std::unique_ptr<store::Database> database;
    std::unique_ptr<answers::StoreAnswers> answers;
};

namespace {

/// Runs `action` in the thread of `object` and waits for it. Only for opening and closing.
template <class Action>
void runIn(QObject *object, Action action)
{
    QMetaObject::invokeMethod(object, action, Qt::BlockingQueuedConnection);
}

} // namespace

Result<std::unique_ptr<LocalInventory>> LocalInventory::open(const DataFolder &folder, Clock &clock, bool isAlone)
{
    std::unique_ptr<LocalInventory> inventory(new LocalInventory);
    LocalInventory *self = inventory.get();
    inventory->m_coreThread.setObjectName(u"core"_s);
    inventory->m_readerThread.setObjectName(u"reader"_s);
    inventory->m_longThread.setObjectName(u"long reader"_s);
    inventory->m_writer = new Writer;
    inventory->m_reader = new Reader(folder.source(true), folder.shopKey());
    inventory->m_longReader = new Reader(folder.source(true), folder.shopKey());
    inventory->m_writer->moveToThread(&inventory->m_coreThread);
    inventory->m_reader->moveToThread(&inventory->m_readerThread);
    inventory->m_longReader->moveToThread(&inventory->m_longThread);
    inventory->m_coreThread.start();
    inventory->m_readerThread.start();
    inventory->m_longThread.start();
    Result<> opened;
    runIn(inventory->m_writer, [&] {
        auto database = store::Database::open(folder.source(false));
        if (!database) {
            opened = tl::make_unexpected(database.error());
            return;
        }
        self->m_writer->database = *std::move(database);
        self->m_writer->core = std::make_unique<Core>(*self->m_writer->database, folder.shopKey(), clock);
        connect(self->m_writer->core.get(), &Core::happened, self, [self](const Events &events) {
            const Core::Counters &counters = self->m_writer->core->counters();
            self->m_commits = counters.commits;
            self->m_commands = counters.commands;
            Q_EMIT self->happened(events);
        }, Qt::DirectConnection); // the signal is a thread's own news; its receivers choose their threads
        self->m_writer->core->setOwnsClock(isAlone);
        self->m_writer->core->start();
    });
    if (!opened)
        return tl::make_unexpected(opened.error());
    runIn(inventory->m_reader, [&] { opened = self->m_reader->open(); });
    if (!opened)
        return tl::make_unexpected(opened.error());
    return inventory;
}

LocalInventory::~LocalInventory()
{
    for (auto [object, thread] : {std::pair<QObject *, QThread *>(m_writer, &m_coreThread), {m_longReader, &m_longThread}, {m_reader, &m_readerThread}}) { // a long reading may fall back on the other
        if (!thread->isRunning()) {
            delete object;
            continue;
        }
        connect(thread, &QThread::finished, object, &QObject::deleteLater); // closes its database in its own thread
        thread->quit();
        thread->wait();
    }
}

void LocalInventory::perform(Request request, QObject *context, Done<Entry> done)
{
    performAll({std::move(request)}, context, [done = std::move(done)](const Result<QList<Entry>> &entries) {
        done(entries.map([](const QList<Entry> &all) { return all.first(); }));
    });
}

void LocalInventory::performAll(QList<Request> requests, QObject *context, Done<QList<Entry>> done)
{
    QMetaObject::invokeMethod(
        m_writer,
        [this, requests = std::move(requests), context = QPointer<QObject>(context), done = std::move(done)]() mutable {
            m_writer->core->perform(std::move(requests), [context, done = std::move(done)](const Result<QList<Entry>> &entries) {
                if (context)
                    deliverTo(context, [done, entries] { done(entries); });
            });
        },
        Qt::QueuedConnection);
}

void LocalInventory::check(QList<Request> requests, QObject *context, Done<Trial> done)
{
    QMetaObject::invokeMethod(
        m_writer,
        [this, requests = std::move(requests), context = QPointer<QObject>(context), done = std::move(done)] {
            const auto trial = m_writer->core->check(requests);
            if (context)
                deliverTo(context, [done, trial] { done(trial); });
        },
        Qt::QueuedConnection);
}

void LocalInventory::setOwnsClock(bool owns)
{
    QMetaObject::invokeMethod(m_writer, [this, owns] { m_writer->core->setOwnsClock(owns); }, Qt::QueuedConnection);
}

void LocalInventory::hear(const QString &message)
{
    QMetaObject::invokeMethod(m_writer, [this, message] { m_writer->core->hear(message); }, Qt::QueuedConnection);
}

void LocalInventory::read(Job job)
{
    QMetaObject::invokeMethod(m_reader, [this, job = std::move(job)] { m_reader->carryOut(job); }, Qt::QueuedConnection);
}

void LocalInventory::readLong(Job job)
{
    QMetaObject::invokeMethod(
        m_longReader,
        [this, job = std::move(job)] {
            if (m_longReader->open())
                m_longReader->carryOut(job);
            else
                read(job); // which has a connection
        },
        Qt::QueuedConnection);
}

} // namespace crossdock
