#include "core/inventory/rules/grammar.h"

#include "core/inventory/rules/fields.h"
#include "core/inventory/rules/grammar_reader.h"

#include <QFile>
#include <algorithm>
#include <bit>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {

QString slotName(Slot slot)
{
    static const QStringList names{u"NUMBER"_s,   u"MONEY"_s,  u"WEIGHT"_s,   u"DURATION"_s, u"PERCENT"_s,
                                   u"TIME"_s,     u"DATE"_s,   u"ORDINAL"_s,  u"QUOTE"_s,    u"CHANNEL"_s,
                                   u"NODE"_s,     u"NODEKIND"_s, u"CARRIER"_s, u"SERVICE"_s, u"CATEGORY"_s,
                                   u"BRAND"_s,    u"SUPPLIER"_s, u"RECIPIENT"_s, u"SLACK"_s, u"PACKAGE"_s,
                                   u"REPORT"_s,   u"COUNTRY"_s, u"REGION"_s,  u"NATIONALITY"_s, u"SKU"_s,
                                   u"WEEKDAY"_s,  u"MONTH"_s,  u"ANY"_s,     u"UNKNOWN"_s};
    return names.at(int(slot));
}

namespace {

/// The words of one of several, as its own nonterminal: `choice_order_risk: low -> value low`.
QString choiceRule(const FieldSpec &spec, const QString &name)
{
    const QString all(spec.choices);
    if (all.startsWith(u'@'))
        return name + u": <"_s + all.mid(1).toUpper() + u"> | <QUOTE>\n"_s;
    QString rule = name + u":\n"_s;
    for (const QString &choice : all.split(u' '))
        rule += u"  "_s + QString(choice).replace(u'_', u' ') + u" -> value "_s + choice + u'\n';
    return rule;
}

/// What the paraphrase chapter takes from the table of fields: their plain nouns, by what they hold.
QString plainFields()
{
    QString numbers = u"plain_number:\n"_s;
    QString texts = u"plain_text:\n"_s;
    QString sets = u"plain_set:\n"_s;
    QString choices = u"plain_choice:\n"_s;
    QString answers = u"plain_yes:\n"_s;
    QString rules;
    for (const FieldSpec &spec : fields()) {
        const QString name(spec.name);
        const QString noun = QString(spec.noun).toLower();
        const QString line = u"  "_s + noun + u" -> field "_s + name + u'\n';
        if (spec.kind <= FieldKind::Rating) {
            numbers += line;
        } else if (spec.kind == FieldKind::Text) {
            texts += line;
        } else if (spec.kind == FieldKind::Set) {
            sets += line;
        } else if (spec.kind == FieldKind::YesNo) {
            answers += u"  "_s + noun + u" -> yes "_s + name + u'\n';
        } else if (spec.kind == FieldKind::OneOf && name != u"time.weekday"_s && name != u"listing.status"_s) {
            const QString choice = u"choice_"_s + QString(name).replace(u'.', u'_');
            choices += u"  "_s + noun + u" <plain_be> <list(<"_s + choice + u">)> -> name "_s + name + u" in\n"_s;
            rules += choiceRule(spec, choice);
        }
    }
    return numbers + texts + sets + choices + answers + rules;
}

/// The grammar files, in any order: each is a chapter of the language.
QString languageText()
{
    QString text;
    for (const auto *chapter : {"sentence", "amounts", "conditions", "orders", "things", "live", "events", "windows",
                                "order_actions", "listing_actions", "people_actions", "times", "paraphrase"}) {
        QFile file(u":/rules/grammar/"_s + QLatin1StringView(chapter) + u".grammar"_s);
        const bool opened = file.open(QFile::ReadOnly);
        Q_ASSERT_X(opened, "Grammar", chapter);
        text += QString::fromUtf8(file.readAll()) + u'\n';
    }
    return text + plainFields();
}

} // namespace

const Grammar &Grammar::language()
{
    static const Grammar grammar(languageText());
    return grammar;
}

Grammar::Grammar(const QString &text)
{
    GrammarReader(*this).read(text);
    for (auto entry = m_terminalsByWord.begin(); entry != m_terminalsByWord.end(); ++entry)
        std::ranges::sort(entry.value());
    for (Node &node : m_nodes)
        std::ranges::sort(node.terminals);
    findNullable();
    findFirst();
    findStarters();
    findSound();
    m_start = m_nonterminalIds.value(u"sentence"_s, -1);
    Q_ASSERT(m_start >= 0);
}

std::span<const int> Grammar::terminalsOf(const QString &word) const
{
    const auto found = m_terminalsByWord.constFind(word);
    return found == m_terminalsByWord.cend() ? std::span<const int>() : std::span<const int>(*found);
}

QStringList Grammar::vocabulary() const
{
    QStringList words = m_terminalsByWord.keys();
    words.sort();
    return words;
}

bool Grammar::nullableNode(int index) const
{
    const Node &here = node(index);
    return !here.accepts.empty() || std::ranges::any_of(here.nonterminals, [&](const auto &edge) {
        return m_nullable[size_t(edge.first)] && nullableNode(edge.second);
    });
}

void Grammar::findNullable()
{
    m_nullable.assign(m_roots.size(), false);
    for (bool changed = true; changed;) {
        changed = false;
        for (size_t i = 0; i < m_roots.size(); ++i) {
            if (!m_nullable[i] && nullableNode(m_roots[i])) {
                m_nullable[i] = true;
                changed = true;
            }
        }
    }
}

bool Grammar::addFirst(int nonterminal, int index)
{
    const size_t own = size_t(nonterminal) * m_firstStride;
    bool changed = false;
    const auto add = [&](size_t word, quint64 bits) {
        changed = changed || (bits & ~m_first[own + word]) != 0;
        m_first[own + word] |= bits;
    };
    for (const auto &[terminal, next] : node(index).terminals)
        add(size_t(terminal / 64), quint64(1) << (terminal % 64));
    for (const auto &[other, next] : node(index).nonterminals) {
        for (size_t word = 0; word < m_firstStride; ++word)
            add(word, m_first[size_t(other) * m_firstStride + word]);
        if (m_nullable[size_t(other)])
            changed = addFirst(nonterminal, next) || changed;
    }
    return changed;
}

void Grammar::findFirst()
{
    m_firstStride = size_t(terminalCount() + 63) / 64;
    m_first.assign(m_roots.size() * m_firstStride, 0);
    for (bool changed = true; changed;) {
        changed = false;
        for (int i = 0; i < nonterminalCount(); ++i)
            changed = addFirst(i, root(i)) || changed;
    }
}

bool Grammar::leadsToSound(const Node &here) const
{
    return std::ranges::any_of(here.accepts, [&](int production) { return !isMistake(production); })
        || std::ranges::any_of(here.terminals, [&](const auto &edge) { return isSound(edge.second); })
        || std::ranges::any_of(here.nonterminals, [&](const auto &edge) { return isSound(edge.second) && isSound(root(edge.first)); });
}

/// From the last node to the first: the end of a phrase was made after its beginning.
void Grammar::findSound()
{
    for (const Production &production : m_productions)
        m_isMistake.push_back(std::ranges::any_of(production.steps, [](const Step &step) { return step.verb == u"mistake"; }));
    m_isSound.assign(m_nodes.size(), false);
    for (bool changed = true; changed;) {
        changed = false;
        for (size_t i = m_nodes.size(); i-- > 0;) {
            if (!m_isSound[i] && leadsToSound(m_nodes[i])) {
                m_isSound[i] = true;
                changed = true;
            }
        }
    }
}

void Grammar::findStarters()
{
    m_startersStride = size_t(nonterminalCount() + 63) / 64;
    m_starters.assign(size_t(terminalCount() + 1) * m_startersStride, 0);
    const auto set = [&](int row, int nonterminal) {
        m_starters[size_t(row) * m_startersStride + size_t(nonterminal / 64)] |= quint64(1) << (nonterminal % 64);
    };
    for (int i = 0; i < nonterminalCount(); ++i) {
        if (m_nullable[size_t(i)])
            set(terminalCount(), i);
        for (size_t word = 0; word < m_firstStride; ++word) {
            for (quint64 bits = m_first[size_t(i) * m_firstStride + word]; bits != 0; bits &= bits - 1)
                set(int(word) * 64 + std::countr_zero(bits), i);
        }
    }
}

} // namespace crossdock::rules
