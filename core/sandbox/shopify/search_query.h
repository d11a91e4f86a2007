#pragma once

#include <QList>
#include <QString>
#include <functional>

namespace crossdock::sandbox {

/// Shopify's search syntax, as far as a stock console needs it: `field:value`, `field:>'value'`, quotes, AND (or a blank), OR
/// (weaker than AND), and a leading `-` for "not".
/// Source: Shopify API search syntax (documentation page).
class SearchQuery
{
public:
    struct Term {
        QString field; ///< empty: any text
        QString comparison; ///< "=", "<", "<=", ">", ">="
        QString value;
        bool isNegated = false;
    };

    explicit SearchQuery(const QString &text);

    /// Whether something fits, given how to test it against one term (without its negation).
    bool fits(const std::function<bool(const Term &)> &test) const;
    bool isEmpty() const { return m_alternatives.isEmpty(); }

private:
    QList<QList<Term>> m_alternatives; ///< OR of ANDs
};

/// Compares in the way of a term: "a" < "b" and so on.
template <class T>
bool compares(const T &left, const QString &comparison, const T &right)
{
    if (comparison == u"<")
        return left < right;
    if (comparison == u"<=")
        return left <= right;
    if (comparison == u">")
        return left > right;
    if (comparison == u">=")
        return left >= right;
    return left == right;
}

} // namespace crossdock::sandbox
