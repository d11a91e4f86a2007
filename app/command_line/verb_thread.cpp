#include "app/command_line/verb_thread.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {

VerbThread::VerbThread(Engine &engine, Work work, Call call, std::unique_ptr<Output> output, QObject *parent)
    : QObject(parent)
    , m_engine(engine)
    , m_work(std::move(work))
    , m_call(std::move(call))
    , m_output(std::move(output))
{
}

VerbThread::~VerbThread()
{
    if (!m_thread)
        return;
    stop();
    m_thread->wait();
}

void VerbThread::start()
{
    m_thread.reset(QThread::create([this] {
        Session session(m_engine, m_call, *m_output, m_isStopped);
        const ExitCode code = m_work(session);
        QMetaObject::invokeMethod(this, [this, code] { Q_EMIT finished(static_cast<int>(code)); }, Qt::QueuedConnection);
    }));
    m_thread->setObjectName(u"verb"_s);
    m_thread->start();
}

void VerbThread::stop()
{
    m_isStopped = true;
    if (m_thread)
        m_thread->quit();
}

} // namespace crossdock::app
