#include "ui/rates/why_price.h"

#include "core/inventory/values/brand.h"
#include "ui/rates/rate_words.h"
#include "ui/widgets/fact_label.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/role_label.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/text_table_model.h"

#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

QString dayText(const QDate &day)
{
    return QLocale().toString(day, QLocale::LongFormat);
}

} // namespace

WhyPrice::WhyPrice(const Context &context, QWidget *parent)
    : QFrame(parent)
    , m_clock(context.clock)
    , m_title(new QLabel(this))
    , m_from(new QLabel(this))
    , m_facts(new FactLabel(this))
    , m_badge(new Pill(context.theme, this))
    , m_model(new TextTableModel({{tr("Charge, and how it comes about")}, {tr("Amount"), true}}, this))
    , m_table(new TableView(context.theme, tr("Charges"), this))
{
    setProperty("card", true);
    setMinimumWidth(340);
    m_title->setProperty("role", u"section"_s);
    m_title->setWordWrap(true);
    m_from->setProperty("role", u"muted"_s);
    m_from->setWordWrap(true);
    m_facts->setObjectName(u"facts"_s);
    m_facts->setWordWrap(true);
    m_facts->setTextFormat(Qt::PlainText);
    m_table->setModel(m_model);
    m_table->setObjectName(u"charges"_s);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->verticalHeader()->setDefaultSectionSize(TableView::twoLinesHeight);
    m_table->setColumnWidth(1, 104);
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    auto *close = new QPushButton(context.theme.icon(u"close"_s), QString(), this);
    close->setAccessibleName(tr("Close the panel"));
    close->setToolTip(tr("Close (Esc)"));
    close->setProperty("quiet", true);
    connect(close, &QPushButton::clicked, this, &WhyPrice::closeRequested);
    QLabel *caption = roleLabel(u"caption"_s, this, tr("Why this price?"));
    auto *head = new QHBoxLayout;
    head->addWidget(caption, 1);
    head->addWidget(m_badge);
    head->addWidget(close);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(8);
    column->addLayout(head);
    column->addWidget(m_title);
    column->addWidget(m_from);
    column->addWidget(m_table, 1);
    column->addWidget(m_facts);
    column->addStretch();
}

void WhyPrice::display(const RateRow &row, const Badge &badge)
{
    const QString carrier = row.carrier.isEmpty() ? tr("All carriers") : brandOf(row.carrier);
    m_title->setText(row.service.isEmpty() ? carrier : tr("%1 %2", "carrier, service").arg(carrier, serviceNameOf(row.carrier, row.service)));
    m_from->setText(row.quote ? tr("From %1: %2, %3 price", "place, amount, which price it is").arg(row.from, money(row.quote->total), priceTypeText(row.quote->priceType).toLower())
                  : row.lastKnown ? tr("From %1: %2, last known", "place, amount").arg(row.from, money(row.lastKnown->total))
                                  : tr("From %1").arg(row.from));
    m_badge->say(badge);
    m_table->setVisible(row.quote.has_value());
    if (row.quote) {
        showCharges(*row.quote);
        QStringList facts = factsOf(*row.quote, m_clock.now());
        facts.append(row.carbon.grams ? tr("CO₂e %1, %2.", "weight, how it was estimated").arg(gramsText(*row.carbon.grams), row.carbon.basis) : tr("CO₂e %1.", "why it is not known").arg(row.carbon.basis));
        if (row.isAbroad)
            facts.append(tr("It goes abroad: duties are not in the price, and its label needs a customs form with contents, value, HS code and origin."));
        m_facts->setText(facts.join(u'\n'));
    } else {
        m_facts->setText(row.state == RateRow::State::Asking ? tr("The answer is on its way.") : row.state == RateRow::State::Silent ? silenceOf(row, m_clock.now()) : row.reason);
    }
}

void WhyPrice::showCharges(const rates::Quote &quote)
{
    QList<QList<TextTableModel::Cell>> rows;
    for (const rates::Charge &charge : quote.charges) {
        const QString what = chargeText(charge.kind), how = arithmetic(charge, quote);
        rows.append({{.text = what + u'\n' + how, .spoken = what + u": "_s + how}, {.text = money(charge.amount), .raw = charge.amount.amount}});
    }
    for (const rates::Charge &charge : quote.notCounted) {
        const QString what = chargeText(charge.kind), how = tr("not counted: in %1", "currency").arg(charge.amount.currency);
        rows.append({{.text = what + u'\n' + how, .spoken = what + u": "_s + how}, {.text = money(charge.amount), .raw = charge.amount.amount}});
    }
    rows.append({{.text = tr("Total"), .emphasis = Emphasis::Strong}, {.text = money(quote.total), .emphasis = Emphasis::Strong, .raw = quote.total.amount}});
    m_model->setRows(rows);
    m_table->selectRow(0);
}

QString WhyPrice::silenceOf(const RateRow &row, Time now)
{
    if (!row.lastKnown)
        return tr("It gives no price now: %1.\nIt never gave one for a shipment like this, so nothing older can be shown.").arg(row.reason);
    return tr("It gives no price now: %1.\nThe price is the last one known, asked %2 for a shipment like this: from the same place to the same area, of the same weight step and size.", "reason, age")
        .arg(row.reason, age(row.lastKnown->askedAt, now));
}

QStringList WhyPrice::factsOf(const rates::Quote &quote, Time now)
{
    QStringList facts;
    if (!quote.toldBeside.isEmpty()) {
        QStringList others;
        for (const Money &other : quote.toldBeside)
            others.append(money(other));
        facts.append(tr("It told two prices for this in one answer: the other one is %1. The cheaper one stands here.", "an amount, or several").arg(others.join(u", "_s)));
    }
    if (!quote.zone.isEmpty())
        facts.append(tr("Zone %1, %2.", "zone, how it is known").arg(quote.zone, zoneSourceText(quote.zoneSource)));
    if (quote.billable)
        facts.append(quote.divisor ? tr("Billed %1, %2; the volume counts with divisor %3.", "weight, by what").arg(quote.billable->text(quote.unit), billedText(quote)).arg(*quote.divisor)
                                   : tr("Billed %1, %2.", "weight, by what").arg(quote.billable->text(quote.unit), billedText(quote)));
    if (const QString rounding = weightRoundingText(quote); !rounding.isEmpty())
        facts.append(tr("Its weight is rounded %1.", "how").arg(rounding));
    if (quote.isVolumeUnknown)
        facts.append(tr("No dimensional rule of this carrier is known: its volume is not counted."));
    QStringList triggers;
    for (const QString &trigger : quote.triggers)
        triggers.append(triggerText(trigger));
    if (!triggers.isEmpty())
        facts.append(tr("The shipment meets the conditions of: %1.").arg(triggers.join(u", "_s)));
    if (const QString transit = transitText(quote).replace(u'\n', u", "_s); !transit.isEmpty())
        facts.append(tr("Under way: %1.").arg(transit));
    if (quote.source == rates::Quote::Source::Table)
        facts.append(tr("Price list in force from %1.").arg(dayText(quote.effectiveFrom)));
    else
        facts.append(tr("Asked of %1 %2; answered in %3.", "account, age, duration").arg(quote.via, age(quote.askedAt, now), duration(static_cast<double>(quote.answeredIn.count()))));
    if (quote.validUntil.isValid())
        facts.append(tr("This price holds until %1.").arg(dayText(quote.validUntil)));
    return facts;
}

} // namespace crossdock::ui
