#include "app/engine/engine.h"
#include "app/engine/thread_calls.h"

using namespace Qt::Literals::StringLiterals;

/// The engine's part in routing.
namespace crossdock::app {
namespace {

tl::unexpected<Error> notYet()
{
    return fail(Error::Code::NotAllowed, u"routing"_s, u"this version does not plan orders together yet"_s);
}

} // namespace

void Engine::planWave(const fulfilment::WaveWish &, QObject *context, Done<Wave> done)
{
    carried<Wave>(context, std::move(done))(notYet());
}

void Engine::explainOrder(qint64, const OrderId &, QObject *context, Done<fulfilment::WaveExplanation> done)
{
    carried<fulfilment::WaveExplanation>(context, std::move(done))(notYet());
}

void Engine::pinOrder(qint64, const fulfilment::WavePin &, QObject *context, Done<fulfilment::PinEffect> done)
{
    carried<fulfilment::PinEffect>(context, std::move(done))(notYet());
}

void Engine::publishWave(qint64, const QString &, QObject *context, Done<Entry> done)
{
    carried<Entry>(context, std::move(done))(notYet());
}

void Engine::backTest(const fulfilment::BackTestWish &, std::shared_ptr<Progress>, QObject *context, Done<fulfilment::BackTest> done)
{
    carried<fulfilment::BackTest>(context, std::move(done))(notYet());
}

} // namespace crossdock::app
