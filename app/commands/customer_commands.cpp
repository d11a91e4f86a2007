#include "app/commands/commands.h"
#include "app/commands/words.h"

/// What whoever bought an order is called.
namespace crossdock::app {
namespace {

ExitCode tagCustomer(Session &session, const command::TagCustomer &asked)
{
    const auto order = OrderId::parse(session.arguments().word(0));
    if (!order)
        return session.refuse(order.error());
    command::TagCustomer command = asked;
    command.order = *order;
    return perform(session, command);
}

} // namespace

ExitCode customerTag(Session &session)
{
    return tagCustomer(session, {{}, session.arguments().word(1), false});
}

ExitCode customerUntag(Session &session)
{
    return tagCustomer(session, {{}, session.arguments().word(1), true});
}

} // namespace crossdock::app
