#include "core/inventory/rules/name_index.h"

#include "core/inventory/rules/places.h"
#include "core/inventory/rules/workspace.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {

namespace {

QStringList wordsOf(const QString &name)
{
    QStringList words;
    for (const Token &token : lex(name).tokens)
        words.append(token.word);
    return words;
}

/// "Shoes" is also said "shoe", "Accessories" "accessory", "Bag" "bags".
QString otherNumber(const QString &word)
{
    if (word.endsWith(u"ies"_s))
        return word.chopped(3) + u'y';
    if (word.endsWith(u's') && !word.endsWith(u"ss"_s))
        return word.chopped(1);
    return word + u's';
}

} // namespace

NameIndex::NameIndex(const Workspace &workspace)
{
    const auto addAll = [this](Slot slot, const std::vector<KnownName> &names) {
        for (const KnownName &name : names) {
            for (const QString &words : name.words)
                add(slot, words, name.key);
        }
    };
    addAll(Slot::Channel, workspace.channels);
    addAll(Slot::Node, workspace.nodes);
    addAll(Slot::Category, workspace.categories);
    addAll(Slot::Brand, workspace.brands);
    addAll(Slot::Supplier, workspace.suppliers);
    addAll(Slot::Recipient, workspace.recipients);
    addAll(Slot::Package, workspace.packages);
    addAll(Slot::Report, workspace.reports);
    for (const KnownCarrier &carrier : workspace.carriers) {
        for (const QString &words : carrier.name.words)
            add(Slot::Carrier, words, carrier.name.key);
        for (const KnownName &service : carrier.services) {
            for (const QString &words : service.words)
                add(Slot::Service, words, carrier.name.key + u'/' + service.key);
        }
    }
    for (const KnownName &kind : workspace.nodeKinds)
        add(Slot::NodeKind, kind.key, kind.words.join(u' '));
    addPlaces();
    sortBySlot();
    for (auto entry = m_byFirstWord.begin(); entry != m_byFirstWord.end(); ++entry) {
        std::ranges::stable_sort(entry.value(), std::ranges::greater(),
                                 [this](int index) { return m_names[size_t(index)].words.size(); });
    }
}

void NameIndex::add(Slot slot, const QString &said, const QString &key)
{
    const auto put = [&](const QStringList &words) {
        if (words.isEmpty())
            return;
        auto &sameStart = m_byFirstWord[words.first()];
        for (const int index : sameStart) {
            Name &other = m_names[size_t(index)];
            if (other.slot == slot && other.words == words) {
                if (!other.keys.contains(key))
                    other.keys.append(key);
                return;
            }
        }
        sameStart.push_back(int(m_names.size()));
        m_names.push_back({slot, words, {key}, said});
    };
    QStringList words = wordsOf(said);
    put(words);
    if (slot == Slot::Recipient && words.size() > 1 && words.first() == u"the"_s)
        put(words.mid(1));
    if (words.contains(u"&"_s)) {
        QStringList spelled = words;
        spelled.replaceInStrings(u"&"_s, u"and"_s);
        put(spelled);
    }
    if (slot == Slot::Category && !words.isEmpty()) {
        words.last() = otherNumber(words.last());
        put(words);
    }
    if (slot == Slot::Package && !words.isEmpty()) {
        words.last() += words.last().endsWith(u'x') ? u"es"_s : u"s"_s;
        put(words);
    }
}

void NameIndex::addPlaces()
{
    const auto namesOf = [](const Place &place) { return QString::fromUtf8(place.names.data(), place.names.size()).split(u'|'); };
    for (const Place &place : countries()) {
        for (const QString &name : namesOf(place))
            add(Slot::Country, name, QString(place.code));
    }
    for (const Place &place : nationalities()) {
        for (const QString &name : namesOf(place))
            add(Slot::Nationality, name, QString(place.code));
    }
    for (const Place &place : regions()) {
        const QStringList names = namesOf(place);
        for (const QString &name : names)
            add(Slot::Region, name, names.first());
    }
}

std::vector<const NameIndex::Name *> NameIndex::at(std::span<const Token> tokens, int at) const
{
    std::vector<const Name *> found;
    const auto sameStart = m_byFirstWord.constFind(tokens[size_t(at)].word);
    if (sameStart == m_byFirstWord.cend() || tokens[size_t(at)].kind == Token::Kind::Quote)
        return found;
    for (const int index : *sameStart) {
        const Name &name = m_names[size_t(index)];
        if (size_t(at) + size_t(name.words.size()) > tokens.size()
            || std::ranges::any_of(found, [&](const Name *other) { return other->slot == name.slot; }))
            continue;
        const bool matches = std::ranges::equal(name.words, tokens.subspan(size_t(at), size_t(name.words.size())), {},
                                                {}, &Token::word);
        if (matches)
            found.push_back(&name);
    }
    return found;
}

bool NameIndex::isBegunName(QStringView text) const
{
    return std::ranges::any_of(m_names, [&](const Name &name) { return name.said.size() > text.size() && name.said.startsWith(text, Qt::CaseInsensitive); });
}

void NameIndex::sortBySlot()
{
    for (const Name &name : m_names)
        m_bySlot[name.slot].push_back(&name);
    for (auto &ofSlot : m_bySlot)
        std::ranges::stable_sort(ofSlot.second, {}, [](const Name *name) -> const QString & { return name->said; });
}

const std::vector<const NameIndex::Name *> &NameIndex::all(Slot slot) const
{
    static const std::vector<const Name *> none;
    const auto found = m_bySlot.find(slot);
    return found == m_bySlot.end() ? none : found->second;
}

} // namespace crossdock::rules
