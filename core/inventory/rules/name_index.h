#pragma once

#include "core/inventory/rules/grammar.h"
#include "core/inventory/rules/lexer.h"

#include <QHash>
#include <map>
#include <span>

namespace crossdock::rules {

struct Workspace;

/// The names of a workspace and the places of the world by their first word. Matching ignores case; of two names
/// of one kind the longer wins.
class NameIndex
{
public:
    struct Name {
        Slot slot;
        QStringList words; ///< as the lexer cuts them
        QStringList keys;
        QString said; ///< as the workspace spells it
    };

    explicit NameIndex(const Workspace &workspace);

    /// The names that stand at `at`, the longest of each kind.
    std::vector<const Name *> at(std::span<const Token> tokens, int at) const;
    /// All names of a kind, in order: for suggestions and completion.
    const std::vector<const Name *> &all(Slot slot) const;
    /// Some name is longer than `text` and begins with it, whatever the case.
    bool isBegunName(QStringView text) const;

private:
    void add(Slot slot, const QString &said, const QString &key);
    void addPlaces();
    void sortBySlot();

    std::vector<Name> m_names;
    std::map<Slot, std::vector<const Name *>> m_bySlot; ///< by what is said; they point into m_names
    QHash<QString, std::vector<int>> m_byFirstWord; ///< longest first
};

} // namespace crossdock::rules
