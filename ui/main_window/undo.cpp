#include "ui/main_window/undo.h"

#include "ui/error_text.h"
#include "ui/words.h"

#include <algorithm>

namespace crossdock::ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int lookBack = 1'000; // bookings of this person, of each kind: a dialog may book hundreds at once

bool canBeUndone(const QString &what)
{
    constexpr std::array names = {u"stock.receive", u"stock.adjust", u"stock.count", u"stock.transfer", u"stock.arrive",
                                  u"quarantine.release", u"quarantine.write_off", u"selling.stop", u"selling.resume"};
    return std::any_of(names.begin(), names.end(), [&](const char16_t *name) { return what == QStringView(name); });
}

QString keyOf(qint64 entry)
{
    return u"undo-%1"_s.arg(entry);
}

/// Takes it back: the ledger knows how for units; selling is stopped or resumed again.
std::optional<Command> oppositeOf(const Entry &entry)
{
    if (!entry.what.startsWith(u"selling."_s))
        return command::Undo{entry.number};
    std::optional<Sku> sku;
    std::optional<ChannelId> channel;
    if (const auto name = Sku::parse(entry.body[u"about"_s][u"sku"_s][0].toString()); name)
        sku = *name;
    if (const auto name = ChannelId::parse(entry.body[u"about"_s][u"channel"_s][0].toString()); name)
        channel = *name;
    if (!sku && !channel)
        return {}; // of everything at once, by the command line
    if (entry.what == u"selling.stop"_s)
        return command::ResumeSelling{sku, channel};
    return command::StopSelling{sku, channel, {}};
}

/// What one dialog booked for several SKUs has keys that differ behind the mark.
QString operationOf(const Entry &entry)
{
    return entry.key.section(u'#', 0, 0);
}

} // namespace

Undo::Undo(const Context &context, QObject *parent)
    : QObject(parent)
    , m_context(context)
{
}

void Undo::undoLast()
{
    if (std::exchange(m_isBusy, true))
        return; // pressed twice: once is meant
    readAll({u"stock."_s, u"quarantine."_s, u"selling."_s}, {});
}

void Undo::readAll(QStringList kinds, const QList<Entry> &known)
{
    const QString kind = kinds.takeFirst();
    read(kind, [this, kinds, known](const QList<Entry> &entries) {
        QList<Entry> all = known + entries;
        if (!kinds.isEmpty()) {
            readAll(kinds, all);
            return;
        }
        std::sort(all.begin(), all.end(), [](const Entry &a, const Entry &b) { return a.number > b.number; });
        take(all);
    });
}

/// Other entries of the person (orders, rules, answers to messages) do not hide what was booked before them.
void Undo::read(const QString &what, const std::function<void(const QList<Entry> &)> &use)
{
    TrailFilter filter;
    filter.actor = m_context.person;
    filter.what = what;
    m_context.inventory.ask(query::Trail{.filter = filter, .limit = lookBack}, this, [this, use](const Result<query::Trail::Answer> &page) {
        if (page) {
            use(page->entries);
            return;
        }
        m_isBusy = false;
        Q_EMIT failed(errorText(page.error()));
    });
}

void Undo::take(const QList<Entry> &newestFirst)
{
    QSet<QString> undone; // operation keys of the undo entries name what they took back
    for (const Entry &entry : newestFirst) {
        if (entry.key.startsWith(u"undo-"_s))
            undone.insert(entry.key);
    }
    QList<Entry> last;
    for (const Entry &entry : newestFirst) {
        const bool isUndo = entry.key.startsWith(u"undo-"_s);
        if (!canBeUndone(entry.what) || isUndo || entry.actor != m_context.actor() || undone.contains(keyOf(entry.number)) || !oppositeOf(entry))
            continue;
        if (last.isEmpty() || (entry.key.contains(u'#') && operationOf(entry) == operationOf(last.first())))
            last.append(entry);
    }
    if (!last.isEmpty()) {
        takeBack(last);
        return;
    }
    m_isBusy = false;
    Q_EMIT said(tr("There is no change of yours to take back."));
}

void Undo::takeBack(const QList<Entry> &entries)
{
    QList<Request> requests;
    for (const Entry &entry : entries)
        requests.append({.key = keyOf(entry.number), .actor = m_context.actor(), .why = tr("Undone by hand"),
                         .cause = entry.number, .command = *oppositeOf(entry)});
    const Entry &first = entries.first();
    const QJsonValue named = first.body[u"about"_s];
    const QString about = entries.size() == 1 ? named[named[u"sku"_s].isArray() ? u"sku"_s : u"channel"_s][0].toString()
                                              : tr("%Ln SKU(s)", nullptr, static_cast<int>(entries.size()));
    const QString what = u"%1 (%2)"_s.arg(entryText(first.what), about);
    m_context.inventory.performAll(requests, this, [this, what](const Result<QList<Entry>> &done) {
        m_isBusy = false;
        if (done)
            Q_EMIT said(tr("Taken back: %1.").arg(what));
        else
            Q_EMIT failed(errorText(done.error()));
    });
}

} // namespace crossdock::ui
