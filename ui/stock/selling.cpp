#include "ui/stock/selling.h"

#include "ui/channels/channel_watch.h"
#include "ui/error_text.h"
#include "ui/stock/stock_model.h"

#include <QUuid>

namespace crossdock::ui {

using namespace Qt::Literals::StringLiterals;

Selling::Selling(const Context &context, const StockModel &model, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_model(model)
{
}

void Selling::stop(const QList<Sku> &skus)
{
    perform(skus, tr("Stopped by hand"),
            tr("Selling is stopped for %Ln SKU(s). Ctrl+Shift+U resumes it, Ctrl+Z takes it back.", nullptr, static_cast<int>(skus.size())),
            [](const Sku &sku) { return command::StopSelling{.sku = sku, .channel = {}, .until = {}}; });
}

void Selling::resume(const QList<Sku> &skus)
{
    perform(skus, tr("Resumed by hand"),
            tr("%Ln SKU(s) are on sale again. Ctrl+Z takes it back.", nullptr, static_cast<int>(skus.size())),
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
