#pragma once

#include <memory>
#include <utility>

namespace crossdock::rules {

/// A value that its copies share: a copy costs as much as a pointer. It is read through `->` and `*`, changed through
/// edit(), and nothing but its default until then. Copies may go to other threads; one copy is for one thread.
template<typename T>
class SharedValue
{
public:
    SharedValue() = default;
    SharedValue(T value)
        : m_value(std::make_shared<T>(std::move(value)))
    {
    }

    const T &operator*() const
    {
        static const T none;
        return m_value ? *m_value : none;
    }
    const T *operator->() const { return &**this; }
    operator const T &() const { return **this; }

    T &edit()
    {
        if (!m_value)
            m_value = std::make_shared<T>();
        else if (m_value.use_count() > 1)
            m_value = std::make_shared<T>(*m_value);
        return *m_value;
    }

private:
    std::shared_ptr<T> m_value;
};

} // namespace crossdock::rules
