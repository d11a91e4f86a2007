#include "ui/imports/rate_preview.h"

#include <QHash>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

QString reasonOf(rates::SheetKind kind)
{
    switch (kind) {
    case rates::SheetKind::Prices:
        return u"import of rates"_s;
    case rates::SheetKind::Zones:
        return u"import of zones"_s;
    case rates::SheetKind::Surcharges:
        return u"import of surcharges"_s;
    case rates::SheetKind::Invoices:
        return u"import of invoices"_s;
    case rates::SheetKind::Divisors:
        return u"import of divisors"_s;
    }
    Q_UNREACHABLE();
}

} // namespace

Result<RatePreview> previewRates(rates::SheetKind kind, const imports::Sheet &sheet, const rates::SheetDefaults &defaults, const rates::RateBook &book, const Actor &actor)
{
    const auto plan = rates::planOf(kind, sheet, defaults, book);
    if (!plan)
        return tl::make_unexpected(plan.error());
    QHash<int, QString> problems; // by line
    for (const rates::BadRow &row : plan->bad)
        problems.insert(row.line, row.reason);
    RatePreview read{.preview = {}, .fields = sheet.header, .unused = plan->unused, .notes = {}, .changed = plan->changed};
    for (const rates::BadRow &row : plan->notes)
        read.notes.append(u"%1: %2"_s.arg(row.line).arg(row.reason));
    for (const imports::Sheet::Record &record : sheet.records) {
        imports::Row row{.line = record.line, .cells = {}, .problem = problems.value(record.line)};
        for (qsizetype i = 0; i < sheet.header.size(); ++i)
            row.cells.insert(sheet.header.at(i), record.cells.value(i));
        read.preview.rows.append(row);
    }
    read.preview.bad = static_cast<int>(plan->bad.size());
    read.preview.good = plan->rows - read.preview.bad;
    for (const Command &command : plan->commands)
        read.preview.requests.append({.key = {}, .actor = actor, .why = reasonOf(kind), .cause = 0, .command = command});
    return read;
}

} // namespace crossdock::ui
