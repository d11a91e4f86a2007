#include "ui/routing/wave_figures.h"

#include "ui/routing/routing_words.h"
#include "ui/widgets/fact_label.h"

#include <QGridLayout>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

using fulfilment::WaveOrder;
using fulfilment::WaveView;

QString parcelsNote(const WaveView &wave)
{
    int split = 0, waiting = 0;
    for (const WaveOrder &order : wave.orders) {
        split += order.plan.parcels.size() > 1;
        waiting += !order.plan.waiting.isEmpty();
    }
    const QString splits = WaveFigures::tr("%Ln order(s) split", nullptr, split);
    const QString parcels = waiting == 0 ? splits : WaveFigures::tr("%1, %2", "orders split, orders waiting").arg(splits, WaveFigures::tr("%Ln wait(s)", "orders that are not sent now, or only in part", waiting));
    return WaveFigures::tr("%1; CO₂e %2", "parcels, weight").arg(parcels, carbonText(wave.carbon));
}

QString planNote(const WaveView &wave)
{
    qint64 wait = 0;
    for (const WaveOrder &order : wave.orders)
        wait += order.plan.wait;
    return wait == 0 ? gapText(wave) : WaveFigures::tr("%1; %2 of it for lines that wait", "how far from the best possible, amount").arg(gapText(wave), money({wait, wave.currency}));
}

qsizetype parcelsOf(const WaveView &wave)
{
    qsizetype parcels = 0;
    for (const WaveOrder &order : wave.orders)
        parcels += order.plan.parcels.size();
    return parcels;
}

} // namespace

WaveFigures::WaveFigures(QWidget *parent)
    : QFrame(parent)
{
    setProperty("card", true);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(16, 10, 16, 10);
    grid->setHorizontalSpacing(24);
    grid->setVerticalSpacing(2);
    m_plan = add(*grid, u"plan"_s, tr("This plan"));
    m_bound = add(*grid, u"bound"_s, tr("No plan costs less than"));
    m_naive = add(*grid, u"naive"_s, tr("Order by order"));
    m_parcels = add(*grid, u"parcels"_s, tr("Parcels"));
    m_next = add(*grid, u"next"_s, tr("Published"));
}

WaveFigures::Figure WaveFigures::add(QGridLayout &grid, const QString &name, const QString &caption)
{
    const int column = grid.columnCount() - (grid.count() == 0 ? 1 : 0);
    const Figure figure{new QLabel(caption, this), new FactLabel(this), new QLabel(this)};
    figure.caption->setProperty("role", u"caption"_s);
    figure.value->setProperty("role", u"title"_s);
    figure.value->setObjectName(name);
    figure.note->setProperty("role", u"muted"_s);
    figure.note->setObjectName(name + u"Note"_s);
    figure.note->setWordWrap(true);
    figure.note->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    grid.addWidget(figure.caption, 0, column);
    grid.addWidget(figure.value, 1, column);
    grid.addWidget(figure.note, 2, column);
    grid.setColumnStretch(column, column == 0 ? 3 : 2); // the first says most
    return figure;
}

void WaveFigures::say(const Figure &figure, const QString &value, const QString &note)
{
    figure.value->setText(value);
    figure.value->setAccessibleName(figure.caption->text() + u": "_s + value + (note.isEmpty() ? QString() : u", "_s + note));
    figure.note->setText(note);
}

void WaveFigures::display(const WaveView &wave, Time now)
{
    const QString took = wave.milliseconds == 0 ? tr("less than 1 ms") : duration(static_cast<double>(wave.milliseconds));
    say(m_plan, money({wave.total, wave.currency}), planNote(wave));
    say(m_bound, money({wave.bound, wave.currency}), tr("proven in %1", "duration").arg(took));
    say(m_naive, money({wave.naive, wave.currency}), againstText(wave.naive, wave.total));
    say(m_parcels, number(parcelsOf(wave)), parcelsNote(wave));
    if (!wave.wish.pins.isEmpty())
        say(m_next, tr("by you"), tr("its pins hold once you publish it"));
    else if (!wave.publishAt)
        say(m_next, tr("by you"), tr("nothing happens by itself"));
    else if (*wave.publishAt <= now)
        say(m_next, tr("now", "a plan is published"), tr("by itself, the first orders"));
    else
        say(m_next, shortMoment(*wave.publishAt), tr("by itself, in %1", "duration").arg(duration(static_cast<double>((*wave.publishAt - now).count()))));
}

} // namespace crossdock::ui
