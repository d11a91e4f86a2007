#include "core/inventory/rules/spoken_names.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {
namespace {

constexpr qsizetype mostOfAKind = 40; // a question of a page, not of a book

QStringList firstWords(const std::vector<KnownName> &names)
{
    QStringList words;
    for (const KnownName &name : names)
        words.append(name.words.value(0, name.key));
    return words.mid(0, mostOfAKind);
}

/// The first word of `name`, of at least three letters, is spoken.
bool isSpoken(const KnownName &name, const QString &talk)
{
    return std::any_of(name.words.begin(), name.words.end(), [&](const QString &words) {
        const QString first = words.section(u' ', 0, 0);
        return first.size() >= 3 && talk.contains(first, Qt::CaseInsensitive);
    });
}

QStringList spoken(const std::vector<KnownName> &names, const QString &talk)
{
    std::vector<KnownName> meant;
    std::copy_if(names.begin(), names.end(), std::back_inserter(meant), [&](const KnownName &name) { return isSpoken(name, talk); });
    return firstWords(meant);
}

/// "UPS Ground"
QStringList spokenServices(const std::vector<KnownCarrier> &carriers, const QString &talk)
{
    QStringList services;
    for (const KnownCarrier &carrier : carriers) {
        if (!isSpoken(carrier.name, talk))
            continue;
        for (const QString &service : firstWords(carrier.services))
            services.append(carrier.name.words.value(0, carrier.name.key) + u' ' + service);
    }
    return services.mid(0, mostOfAKind);
}

} // namespace

QMap<QString, QStringList> spokenNames(const Workspace &workspace, const QString &talk)
{
    QMap<QString, QStringList> names{
        {u"channels"_s, firstWords(workspace.channels)},          {u"places"_s, firstWords(workspace.nodes)},
        {u"people"_s, firstWords(workspace.recipients)},          {u"reports"_s, firstWords(workspace.reports)},
        {u"categories"_s, spoken(workspace.categories, talk)},    {u"brands"_s, spoken(workspace.brands, talk)},
        {u"suppliers"_s, spoken(workspace.suppliers, talk)},      {u"cartons"_s, spoken(workspace.packages, talk)},
        {u"carriers' services"_s, spokenServices(workspace.carriers, talk)},
    };
    names.removeIf([](const QMap<QString, QStringList>::iterator &kind) { return kind->isEmpty(); });
    return names;
}

} // namespace crossdock::rules
