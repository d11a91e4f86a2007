#pragma once

#include <QByteArray>
#include <QDebug>

#include <memory>

namespace crossdock::secrets
{

/// Bytes that must not leak: kept out of swap and core dumps as far as the system allows, wiped when they go, never
/// printed. Moves, and copies only by clone().
class Secret
{
public:
    Secret() = default;
    explicit Secret(qsizetype size); ///< zeros, to be filled in through data()
    static Secret copyOf(QByteArrayView bytes);
    static Secret take(QByteArray &&bytes); ///< wipes `bytes`, if nobody shares them

    Secret clone() const { return copyOf(bytes()); }
    QByteArrayView bytes() const { return {reinterpret_cast<const char *>(m_bytes.get()), m_size}; }
    unsigned char *data() { return m_bytes.get(); }
    const unsigned char *data() const { return m_bytes.get(); }
    qsizetype size() const { return m_size; }
    bool isEmpty() const { return m_size == 0; }

    /// Takes as long for different bytes as for the same.
    friend bool operator==(const Secret &a, const Secret &b);

private:
    struct Free {
        void operator()(unsigned char *bytes) const;
    };
    std::unique_ptr<unsigned char, Free> m_bytes; ///< guarded pages of libsodium
    qsizetype m_size = 0;
};

QDebug operator<<(QDebug, const Secret &) = delete;

} // namespace crossdock::secrets
