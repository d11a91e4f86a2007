#include "ui/audit/stock_as_of.h"

#include "ui/audit/stock_as_of_model.h"
#include "ui/audit/time_slider.h"
#include "ui/error_text.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/busy_bar.h"
#include "ui/widgets/moment_edit.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/table_view.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

constexpr int debounceMs = 120; // a dragged slider asks some times a second, not at every pixel
constexpr std::array unitWidths = {168, 280, 90, 90, 90, 90, 90};
static_assert(unitWidths.size() == StockAsOfModel::ColumnCount);

} // namespace

StockAsOf::StockAsOf(const Context &context, QWidget *parent)
    : Page(parent)
    , m_context(context)
    , m_header(new PageHeader(tr("Stock as of"), this))
    , m_banner(new Banner(context.theme, this))
    , m_busy(new BusyBar(this))
    , m_filter(new QLineEdit(this))
    , m_slider(new TimeSlider(this))
    , m_moment(new MomentEdit(this))
    , m_model(new StockAsOfModel(this))
    , m_table(new TableView(context.theme, tr("Stock at this moment"), this))
{
    m_filter->setPlaceholderText(tr("Filter by SKU or product"));
    m_filter->setAccessibleName(m_filter->placeholderText());
    m_filter->setClearButtonEnabled(true);
    m_filter->setMinimumWidth(220);
    m_filter->setObjectName(u"filter"_s);
    for (QToolButton *button : m_filter->findChildren<QToolButton *>())
        button->setAccessibleName(tr("Clear the filter"));
    m_header->add(m_filter);
    m_table->setModel(m_model);
    m_table->setObjectName(u"stockAsOf"_s);
    for (int column = 0; column < StockAsOfModel::ColumnCount; ++column)
        m_table->setColumnWidth(column, unitWidths.at(static_cast<size_t>(column)));
    m_table->horizontalHeader()->setSectionResizeMode(StockAsOfModel::Product, QHeaderView::Stretch);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(12);
    layout->addWidget(m_header);
    layout->addWidget(makeTimeRow());
    layout->addWidget(m_slider);
    layout->addWidget(m_banner);
    layout->addWidget(m_busy);
    layout->addWidget(m_table, 1);

    m_debounce.setSingleShot(true);
    m_debounce.setInterval(debounceMs);
    connect(&m_debounce, &QTimer::timeout, this, &StockAsOf::read);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_model->setFilter(text.trimmed());
        look();
    });
    connect(m_slider, &TimeSlider::timeChosen, this, &StockAsOf::go);
    connect(m_slider, &TimeSlider::entryStepped, this, &StockAsOf::stepEntry);
    connect(m_busy, &BusyBar::cancelled, this, [this] { ++m_request; });
    readSpan();
}

QWidget *StockAsOf::makeTimeRow()
{
    auto *box = new QWidget(this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_slider->setAccessibleName(tr("Moment"));
    m_slider->setToolTip(tr("Left and Right: entry by entry. Page Up and Page Down: an hour, with Ctrl a day."));
    m_moment->setAccessibleName(tr("Date and time"));
    m_moment->setObjectName(u"moment"_s);
    m_moment->setKeyboardTracking(false); // a half-typed year is no moment
    addStep(*row, tr("Day back"), u"dayBack"_s, [this] { go(time() - std::chrono::hours(24)); });
    addStep(*row, tr("Hour back"), u"hourBack"_s, [this] { go(time() - std::chrono::hours(1)); });
    addStep(*row, tr("Entry back"), u"entryBack"_s, [this] { stepEntry(-1); });
    row->addWidget(m_moment);
    addStep(*row, tr("Entry on"), u"entryOn"_s, [this] { stepEntry(1); });
    addStep(*row, tr("Hour on"), u"hourOn"_s, [this] { go(time() + std::chrono::hours(1)); });
    addStep(*row, tr("Day on"), u"dayOn"_s, [this] { go(time() + std::chrono::hours(24)); });
    row->addStretch();
    connect(m_moment, &QDateTimeEdit::dateTimeChanged, this,
            [this](const QDateTime &moment) { go(fromMs(moment.toMSecsSinceEpoch())); });
    return box;
}

void StockAsOf::addStep(QLayout &row, const QString &text, const QString &name, std::function<void()> step)
{
    auto *button = new QPushButton(text, this);
    button->setObjectName(name);
    connect(button, &QPushButton::clicked, this, step);
    row.addWidget(button);
}

void StockAsOf::readSpan()
{
    m_context.inventory.ask(query::Totals{}, this, [this](const Result<query::Totals::Answer> &totals) {
        if (!totals) {
            m_banner->say(Tone::Bad, errorText(totals.error()));
            return;
        }
        m_slider->setSpan(totals->firstEntryAt, totals->lastEntryAt);
        go(totals->lastEntryAt);
    });
}

Time StockAsOf::time() const
{
    return m_slider->time();
}

void StockAsOf::go(Time at)
{
    ++m_stepping;
    ++m_request; // what is being read is the stock of another moment
    m_slider->setTime(at);
    const QSignalBlocker quiet(m_moment);
    m_moment->setDateTime(toDateTime(time()).toLocalTime());
    m_debounce.start();
}

void StockAsOf::stepEntry(int direction)
{
    const qint64 stepping = ++m_stepping;
    TrailFilter untilNow;
    untilNow.to = direction > 0 ? time() : time() - Milliseconds(1);
    m_context.inventory.ask(query::Trail{.filter = untilNow, .limit = 1}, this,
                            [this, stepping, direction](const Result<query::Trail::Answer> &page) {
                                if (stepping != m_stepping)
                                    return;
                                if (!page) {
                                    m_banner->say(Tone::Bad, errorText(page.error()));
                                    return;
                                }
                                const bool isFound = !page->entries.isEmpty();
                                if (direction < 0 && isFound)
                                    go(page->entries.first().at);
                                else if (direction > 0 && isFound)
                                    stepTo(query::Trail{.after = page->entries.first().number, .limit = 1});
                            });
}

void StockAsOf::stepTo(const query::Trail &question)
{
    const qint64 stepping = m_stepping;
    m_context.inventory.ask(question, this, [this, stepping](const Result<query::Trail::Answer> &page) {
        if (stepping == m_stepping && page && !page->entries.isEmpty())
            go(page->entries.first().at);
    });
}

void StockAsOf::read()
{
    const qint64 request = ++m_request;
    if (m_progress)
        m_progress->isCancelled = true; // nobody waits for the moment before
    m_progress = std::make_shared<Progress>();
    m_busy->start(tr("Rebuilding the stock from the trail…"), m_progress);
    m_context.inventory.ask(
        query::StockOf{.skus = {}, .asOf = time()}, this,
        [this, request](const Result<query::StockOf::Answer> &items) {
            if (request != m_request)
                return;
            m_busy->finish();
            if (items) {
                m_banner->clear();
                m_model->setItems(*items);
                look();
            } else {
                m_banner->say(Tone::Bad, errorText(items.error()));
            }
        },
        m_progress);
}

void StockAsOf::look()
{
    m_header->setFigure(tr("%1 · %2 of %3 SKUs", "moment, shown, all")
                            .arg(dateTime(time()), number(m_model->rowCount()), number(m_model->total())));
}

void StockAsOf::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void StockAsOf::open(const QString &id)
{
    m_filter->setText(id);
}

} // namespace crossdock::ui
