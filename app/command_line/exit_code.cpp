#include "app/command_line/exit_code.h"

namespace crossdock::app {

ExitCode exitCodeOf(const Error &error)
{
    using Code = Error::Code;
    switch (error.code) {
    case Code::InvalidInput:
    case Code::NotFound:
    case Code::AlreadyExists:
    case Code::OutOfStock:
    case Code::KeyReused:
    case Code::Conflict:
    case Code::NotAllowed:
    case Code::Rejected:
    case Code::Unauthorized:
    case Code::Cancelled:
        return ExitCode::Refused;
    case Code::Unreachable:
    case Code::RateLimited:
        return ExitCode::NoAnswer;
    case Code::StoreFailed:
    case Code::StoreNewer:
    case Code::StoreHeld:
    case Code::SecretsLocked:
        return ExitCode::StoreClosed;
    case Code::NotPrinted:
        return ExitCode::NotPrinted;
    }
    Q_UNREACHABLE();
}

} // namespace crossdock::app
