#include "core/sandbox/shopify/search_query.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox {
namespace {

/// Words at blanks outside of quotes; the quotes fall away.
QStringList wordsOf(const QString &text)
{
    QStringList words;
    QString word;
    QChar quote;
    for (const QChar c : text) {
        if (!quote.isNull()) {
            if (c == quote)
                quote = QChar();
            else
                word += c;
        } else if (c == u'\'' || c == u'"') {
            quote = c;
        } else if (c.isSpace() || c == u'(' || c == u')') {
            if (!word.isEmpty())
                words.append(word);
            word.clear();
        } else {
            word += c;
        }
    }
    if (!word.isEmpty())
        words.append(word);
    return words;
}

} // namespace

SearchQuery::SearchQuery(const QString &text)
{
    bool isFirst = true;
    for (const QString &word : wordsOf(text)) {
        if (word == u"AND")
            continue;
        if (word == u"OR" || isFirst)
            m_alternatives.append(QList<Term>());
        isFirst = false;
        if (word == u"OR")
            continue;
        Term term;
        QStringView rest = word;
        if (rest.startsWith(u'-')) {
            term.isNegated = true;
            rest = rest.sliced(1);
        }
        const qsizetype colon = rest.indexOf(u':');
        term.field = colon < 0 ? QString() : rest.first(colon).toString();
        QStringView value = colon < 0 ? rest : rest.sliced(colon + 1);
        term.comparison = u"="_s;
        for (const auto &comparison : {u"<="_s, u">="_s, u"<"_s, u">"_s}) {
            if (value.startsWith(comparison)) {
                term.comparison = comparison;
                value = value.sliced(comparison.size());
                break;
            }
        }
        term.value = value.toString();
        m_alternatives.last().append(term);
    }
}

bool SearchQuery::fits(const std::function<bool(const Term &)> &test) const
{
    if (m_alternatives.isEmpty())
        return true;
    return std::any_of(m_alternatives.cbegin(), m_alternatives.cend(), [&](const QList<Term> &terms) {
        return std::all_of(terms.cbegin(), terms.cend(), [&](const Term &term) { return test(term) != term.isNegated; });
    });
}

} // namespace crossdock::sandbox
