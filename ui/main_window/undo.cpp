#include "ui/main_window/undo.h"

#include "ui/error_text.h"
#include "ui/words.h"

#include <algorithm>
#include <array>

namespace crossdock::ui {
namespace {

using namespace Qt::Literals::StringLiterals;

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

void Undo::remember(const QList<Entry> &entries)
{
    for (const Entry &entry : entries) {
        const bool isUndo = entry.key.startsWith(u"undo-"_s);
        if (canBeUndone(entry.what) && !isUndo && oppositeOf(entry))
            m_done.insert(entry.number, entry);
    }
}

void Undo::forget(const QList<Entry> &entries)
{
    for (const Entry &entry : entries)
        m_done.remove(entry.number);
}

void Undo::undoLast()
{
    if (m_isBusy)
        return; // pressed twice: once is meant
    const QList<Entry> entries = last();
    if (entries.isEmpty())
        Q_EMIT said(tr("There is no change of this window to take back."));
    else
        takeBack(entries);
}

QList<Entry> Undo::last() const
{
    QList<Entry> entries;
    for (const Entry &entry : m_done) {
        if (entries.isEmpty() || !entry.key.contains(u'#') || operationOf(entry) != operationOf(entries.first()))
            entries = {entry};
        else
            entries.prepend(entry);
    }
    return entries;
}

void Undo::takeBack(const QList<Entry> &entries)
{
    m_isBusy = true;
    QList<Request> requests;
    for (const Entry &entry : entries)
        requests.append({.key = keyOf(entry.number), .actor = m_context.actor(), .why = tr("Undone by hand"),
                         .cause = entry.number, .command = *oppositeOf(entry)});
    const Entry &first = entries.first();
    const QJsonValue named = first.body[u"about"_s];
    const QString about = entries.size() == 1 ? named[named[u"sku"_s].isArray() ? u"sku"_s : u"channel"_s][0].toString()
                                              : tr("%Ln SKU(s)", nullptr, static_cast<int>(entries.size()));
    const QString what = u"%1 (%2)"_s.arg(entryText(first.what), about);
    m_context.inventory.performAll(requests, this, [this, what, entries](const Result<QList<Entry>> &done) {
        m_isBusy = false;
        if (done || done.error().code == Error::Code::NotAllowed) // it was undone elsewhere: the one before it is next
            forget(entries);
        if (done)
            Q_EMIT said(tr("Taken back: %1.").arg(what));
        else
            Q_EMIT failed(errorText(done.error()));
    });
}

} // namespace crossdock::ui
