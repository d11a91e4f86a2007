#pragma once

#include "core/inventory/values/result.h"

#include <QByteArray>
#include <vector>

namespace crossdock::routing {

/// Reads JSON (RFC 8259) as it goes along the text, and knows the place of what is wrong: "columns[3].cost". Whole numbers are
/// exact up to 2^63 - 1, and no key may stand twice in an object that is read. A function that answers false has failed for good.
class StrictJson
{
public:
    explicit StrictJson(QByteArrayView text);

    /// Calls `member(key)` for each; it must read or skip the value.
    template <class Member>
    bool object(const Member &member)
    {
        if (!open('{', "is no object"))
            return false;
        std::vector<QByteArray> keys;
        for (bool isFirst = true; !close('}', isFirst); isFirst = false) {
            QByteArray key;
            if (m_hasFailed || !this->key(key, keys))
                return false;
            m_place.push_back({key, -1});
            if (!member(key))
                return false;
            m_place.pop_back();
        }
        return !m_hasFailed;
    }

    /// Calls `element(index)` for each; it must read or skip the value.
    template <class Element>
    bool array(const Element &element)
    {
        if (!open('[', "is no array"))
            return false;
        qsizetype index = 0;
        for (bool isFirst = true; !close(']', isFirst); isFirst = false) {
            if (m_hasFailed)
                return false;
            m_place.push_back({{}, index});
            if (!element(index++))
                return false;
            m_place.pop_back();
        }
        return !m_hasFailed;
    }

    /// Reads with `key` as the place of whatever fails: for a value that was skipped.
    template <class Read>
    bool within(const QByteArray &key, const Read &read)
    {
        m_place.push_back({key, -1});
        const bool isRead = read();
        if (isRead)
            m_place.pop_back();
        return isRead;
    }

    bool text(QByteArray &value); ///< UTF-8; shares the reader's text where nothing is escaped
    bool count(qint64 &value, qint64 least); ///< a whole number from `least` to 2^63 - 1; 12.0 and 1e3 are whole
    bool decimal(QByteArray &digits); ///< a number that is not negative, as it is written, without an exponent: "3.20"
    bool flag(bool &value); ///< true or false
    bool isNull(); ///< reads it, if it is
    bool isText(); ///< does a text stand here? Reads nothing
    bool skip(); ///< any value
    bool end(); ///< nothing but space follows

    qsizetype position() const { return m_at; }
    void goTo(qsizetype position) { m_at = position; } ///< of a value that was skipped

    bool fail(const QString &what); ///< at this place; answers false
    Error error() const { return m_error; }

private:
    struct Step {
        QByteArray key;
        qsizetype index;
    };

    bool open(char bracket, const char *otherwise);
    bool close(char bracket, bool isFirst);
    bool key(QByteArray &key, std::vector<QByteArray> &keys);
    bool syntax(const QString &what); ///< fails with line and column
    bool escape(QByteArray &value);
    bool hexDigits(char32_t &unit);
    QByteArrayView number(); ///< by the grammar of numbers; empty: there is none
    bool word(QByteArrayView word);
    void space();
    char next() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }
    QString place() const;
    QString kindOfNext() const;

    QByteArrayView m_text;
    qsizetype m_at = 0;
    int m_depth = 0;
    std::vector<Step> m_place;
    Error m_error;
    bool m_hasFailed = false;
};

} // namespace crossdock::routing
