#pragma once

#include <QString>
#include <tl/expected.hpp>

namespace crossdock {

/// Why something could not be done: data, not prose. `app` and `ui` make the sentence from it.
struct Error {
    enum class Code {
        InvalidInput, ///< `detail` says what is wrong with `subject`
        NotFound, ///< `subject` is unknown
        AlreadyExists,
        OutOfStock, ///< `subject` has fewer units than asked for
        KeyReused, ///< the operation key `subject` was used before with other contents
        Conflict, ///< another writer was faster every time; nothing changed
        NotAllowed, ///< not in this state (`detail` says which)
        Unreachable, ///< the other side does not answer
        Rejected, ///< the other side answered no, `detail` holds its words
        Unauthorized, ///< the other side does not accept our credentials
        RateLimited,
        StoreFailed, ///< the database; `detail` holds its words
        StoreNewer, ///< the database was written by a newer program
        StoreHeld, ///< another engine holds the data folder; `detail` says who
        SecretsLocked, ///< the key store or the vault cannot be opened
        Cancelled,
        NotPrinted, ///< some of it may be on paper all the same; `detail` says why
    };

    Code code = Code::InvalidInput;
    QString subject; ///< what it is about: a SKU, an order, a channel, a file
    QString detail; ///< facts, in English; holds no secret
    friend bool operator==(const Error &, const Error &) = default;
};

/// The store's own trouble: the same may succeed later.
inline bool isTemporary(Error::Code code)
{
    return code == Error::Code::StoreFailed || code == Error::Code::Conflict || code == Error::Code::StoreHeld;
}

template <class T = void>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(Error::Code code, QString subject, QString detail = {})
{
    return tl::make_unexpected(Error{code, std::move(subject), std::move(detail)});
}

} // namespace crossdock

/// Returns the error of `expression` from the enclosing function, if it has one.
#define CROSSDOCK_TRY(expression)                                                                                      \
    do {                                                                                                               \
        if (auto tried_ = (expression); !tried_)                                                                       \
            return tl::make_unexpected(std::move(tried_).error());                                                     \
    } while (false)
