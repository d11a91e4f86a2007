#pragma once

#include "core/inventory/values/ids.h"
#include "core/inventory/values/money.h"
#include "core/inventory/values/time.h"

#include <QDate>
#include <QStringList>
#include <optional>

namespace crossdock {

/// Collects values so that no two different lists of values read the same.
class Text
{
public:
    template <class... Values>
    explicit Text(const Values &...values)
    {
        (add(values), ...);
    }
    const QByteArray &bytes() const { return m_bytes; }

private:
    void add(const QByteArray &bytes) { m_bytes += QByteArray::number(bytes.size()) + ':' + bytes; }
    void add(const char *name) { add(QByteArray(name)); }
    void add(const QString &text) { add(text.toUtf8()); }
    void add(const QStringList &texts)
    {
        for (const QString &text : texts)
            add(text);
        add(texts.size());
    }
    void add(qint64 number) { add(QByteArray::number(number)); }
    void add(int number) { add(static_cast<qint64>(number)); }
    void add(bool flag) { add(flag ? "yes" : "no"); }
    void add(Time time) { add(toMs(time)); }
    void add(QDate date) { add(date.toString(Qt::ISODate)); }
    void add(const Money &money)
    {
        add(money.amount);
        add(money.currency);
    }
    template <class Tag>
    void add(const Name<Tag> &name)
    {
        add(name.text());
    }
    void add(const OrderId &order) { add(order.text()); }
    void add(const ListingId &listing)
    {
        add(listing.channel);
        add(listing.listing);
    }
    template <class T>
    void add(const std::optional<T> &value)
    {
        add(value.has_value());
        if (value)
            add(*value);
    }

    QByteArray m_bytes;
};

} // namespace crossdock
