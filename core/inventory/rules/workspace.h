#pragma once

#include "core/inventory/values/result.h"

#include <QByteArray>
#include <QHash>
#include <QString>
#include <QStringList>
#include <vector>

namespace crossdock::rules {

/// A name that a sentence may use: the key that goes into the trigger, and the words that people say.
struct KnownName {
    QString key;
    QStringList words; ///< the first is the one a paraphrase uses
};

struct KnownCarrier {
    KnownName name;
    std::vector<KnownName> services;
};

/// Everything a seller has named: what sentences are read against. A value; building a compiler from it indexes it.
struct Workspace {
    QString currency; ///< "USD": of bare numbers in money fields
    QString country; ///< ISO-2
    QString zone; ///< IANA name
    std::vector<KnownName> channels;
    std::vector<KnownName> nodes;
    std::vector<KnownName> nodeKinds; ///< "warehouse", "3PL": `words` are the keys of the nodes of that kind
    std::vector<KnownCarrier> carriers;
    std::vector<KnownName> categories; ///< the key is the name itself
    std::vector<KnownName> brands;
    std::vector<KnownName> suppliers;
    std::vector<KnownName> recipients;
    std::vector<KnownName> packages;
    std::vector<KnownName> reports;

    /// Reads the JSON form (an object with the keys of this struct, as the command line's --lexicon takes it).
    static Result<Workspace> fromJson(const QByteArray &json);
};

/// The first words of the name with `key`, or the key itself.
QString wordsFor(const std::vector<KnownName> &names, const QString &key);

} // namespace crossdock::rules
