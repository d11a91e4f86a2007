#include "core/inventory/imports/preview.h"

#include <QSet>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::imports {

int lineOf(const Request &request)
{
    return request.why.section(u' ', -1).toInt();
}

QString groupOf(What what, const Row &row)
{
    if (what == What::Orders)
        return row.cells.value(u"channel"_s) + u'/' + row.cells.value(u"order_id"_s);
    if (what == What::Purchases)
        return row.cells.value(u"purchase"_s);
    if (what == What::Bins)
        return row.cells.value(u"sku"_s) + u'\n' + row.cells.value(u"node"_s);
    return what == What::Kits ? row.cells.value(u"sku"_s) : QString::number(row.line);
}

void leaveOutBad(What what, Preview &preview)
{
    QSet<QString> spoiled;
    QHash<int, QString> groups;
    int bad = 0;
    for (const Row &row : std::as_const(preview.rows)) {
        const QString group = groupOf(what, row);
        groups.insert(row.line, group);
        if (row.problem.isEmpty())
            continue;
        spoiled.insert(group);
        ++bad;
    }
    preview.bad = bad;
    preview.good = static_cast<int>(std::count_if(preview.rows.begin(), preview.rows.end(), [&](const Row &row) { return !spoiled.contains(groupOf(what, row)); }));
    preview.requests.removeIf([&](const Request &request) { return spoiled.contains(groups.value(lineOf(request))); });
}

void markRefused(What what, Preview &preview, const QList<Refusal> &refused)
{
    QHash<int, QString> reasons; // by the first line
    for (const Refusal &one : refused)
        reasons.insert(lineOf(preview.requests.at(one.request)), one.error.detail.isEmpty() ? one.error.subject : u"%1: %2"_s.arg(one.error.subject, one.error.detail));
    QHash<QString, QString> ofGroups;
    for (const Row &row : std::as_const(preview.rows))
        if (reasons.contains(row.line))
            ofGroups.insert(groupOf(what, row), reasons.value(row.line));
    for (Row &row : preview.rows)
        if (row.problem.isEmpty())
            row.problem = ofGroups.value(groupOf(what, row));
    leaveOutBad(what, preview);
}

int rowsBefore(const Preview &preview, qsizetype request)
{
    if (request >= preview.requests.size())
        return static_cast<int>(preview.rows.size());
    const int line = lineOf(preview.requests.at(request));
    return static_cast<int>(std::count_if(preview.rows.begin(), preview.rows.end(), [line](const Row &row) { return row.line < line; }));
}

} // namespace crossdock::imports
