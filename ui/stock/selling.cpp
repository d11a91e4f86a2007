#include "ui/stock/selling.h"

#include "ui/channels/channel_watch.h"
#include "ui/error_text.h"
#include "ui/stock/stock_model.h"
#include "ui/widgets/form_dialog.h"

#include <QUuid>
#include <algorithm>

namespace crossdock::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype mostNames = 8; // of SKUs, in a question

} // namespace

Selling::Selling(const Context &context, const StockModel &model, QWidget *window)
    : QObject(window)
    , m_context(context)
    , m_model(model)
    , m_window(window)
{
}

QList<Sku> Selling::thoseThatAre(Now state, const QList<Sku> &skus) const
{
    QList<Sku> found;
    std::copy_if(skus.cbegin(), skus.cend(), std::back_inserter(found), [&](const Sku &sku) {
        const int row = m_model.table().find(sku);
        return row >= 0 && m_model.table().row(row).isStopped == (state == Now::Stopped);
    });
    return found;
}

void Selling::stop(const QList<Sku> &skus)
{
    const QList<Sku> onSale = thoseThatAre(Now::OnSale, skus);
    if (onSale.isEmpty() && !skus.isEmpty())
        Q_EMIT said(tr("Selling is stopped already: nothing is changed."));
    else if (onSale.size() > 1)
        askToStop(onSale);
    else
        stopNow(onSale);
}

void Selling::askToStop(const QList<Sku> &skus)
{
    QStringList names;
    for (const Sku &sku : skus.first(std::min(skus.size(), mostNames)))
        names.append(sku.text());
    if (const qsizetype more = skus.size() - names.size(); more > 0)
        names.append(tr("%Ln more", "SKUs", static_cast<int>(more)));
    auto *dialog = new FormDialog(m_context.theme, tr("Stop selling %Ln SKU(s)?", nullptr, static_cast<int>(skus.size())),
                                  tr("Every channel shows 0 of them until selling is resumed: %1.").arg(names.join(u", "_s)),
                                  tr("Stop selling"), m_window, FormDialog::Weight::Danger);
    dialog->setObjectName(u"stopDialog"_s);
    connect(dialog, &FormDialog::submitted, this, [this, dialog, skus] {
        dialog->accept();
        stopNow(skus);
    });
    dialog->open();
}

void Selling::stopNow(const QList<Sku> &skus)
{
    perform(skus, tr("Stopped by hand"),
            tr("Selling is stopped for %Ln SKU(s). Ctrl+Shift+U resumes it, Ctrl+Z takes it back.", nullptr, static_cast<int>(skus.size())),
            [](const Sku &sku) { return command::StopSelling{.sku = sku, .channel = {}, .until = {}}; });
}

void Selling::resume(const QList<Sku> &skus)
{
    const QList<Sku> stopped = thoseThatAre(Now::Stopped, skus);
    if (stopped.isEmpty() && !skus.isEmpty())
        Q_EMIT said(tr("Selling is not stopped: nothing is changed."));
    perform(stopped, tr("Resumed by hand"),
            tr("%Ln SKU(s) are on sale again. Ctrl+Z takes it back.", nullptr, static_cast<int>(stopped.size())),
            [](const Sku &sku) { return command::ResumeSelling{.sku = sku, .channel = {}}; });
}

void Selling::perform(const QList<Sku> &skus, const QString &why, const QString &sentence,
                      const std::function<Command(const Sku &)> &commandFor)
{
    if (skus.isEmpty())
        return;
    const QString operation = QUuid::createUuid().toString(QUuid::WithoutBraces);
    QList<Request> requests; // their keys share an operation: one undo takes all of it back
    for (const Sku &sku : skus)
        requests.append({.key = operation + u'#' + QString::number(requests.size()), .actor = m_context.actor(), .why = why,
                         .command = commandFor(sku)});
    m_context.inventory.performAll(requests, this, [this, skus, sentence](const Result<QList<Entry>> &entries) {
        if (entries)
            Q_EMIT said(sentence + notTold(skus));
        else
            Q_EMIT failed(errorText(entries.error()));
    });
}

QString Selling::notTold(const QList<Sku> &skus) const
{
    const StockTable &table = m_model.table();
    QStringList paused;
    for (int channel = 0; channel < table.channelCount(); ++channel) {
        const ChannelId &name = table.channels()[channel];
        const bool isListed = std::any_of(skus.begin(), skus.end(), [&](const Sku &sku) {
            const int row = table.find(sku);
            return row >= 0 && !table.cell(row, channel).isAbsent();
        });
        if (isListed && m_context.watch && m_context.watch->isPaused(name))
            paused.append(name.text());
    }
    return paused.isEmpty() ? QString() : u' ' + tr("Not told, because it is paused: %1.", "channels").arg(paused.join(u", "_s));
}

} // namespace crossdock::ui
