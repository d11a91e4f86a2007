#include "ui/routing/channel_rules_dialog.h"

#include "core/inventory/fulfilment/house_rules.h"
#include "ui/error_text.h"
#include "ui/routing/routing_words.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/text_table_model.h"

#include <QFile>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

using fulfilment::ChannelRule;

QString carriersText(QStringList carriers)
{
    return carriers.replaceInStrings(u"amzl"_s, u"Amazon Logistics"_s).join(u", "_s);
}

/// What a rule does, in short: "Forbids", "Neutral box, +5 % of its fees".
QString effectText(const ChannelRule &rule)
{
    QStringList parts;
    if (rule.isVeto)
        parts.append(ChannelRulesDialog::tr("Forbids it"));
    if (rule.demand.plainBox)
        parts.append(ChannelRulesDialog::tr("Neutral box"));
    if (!rule.demand.blockedCarriers.isEmpty())
        parts.append(ChannelRulesDialog::tr("Not by %1", "carriers").arg(carriersText(rule.demand.blockedCarriers)));
    if (rule.demand.together)
        parts.append(ChannelRulesDialog::tr("All in one delivery"));
    if (rule.demand.signature)
        parts.append(ChannelRulesDialog::tr("Signature"));
    if (rule.surchargePercent != 0)
        parts.append(ChannelRulesDialog::tr("%1 % of its fees", "a surcharge with its sign").arg(QString::asprintf("%+d", rule.surchargePercent)));
    return parts.isEmpty() ? ChannelRulesDialog::tr("Nothing") : parts.join(u", "_s);
}

/// Rules last for years.
QString dateText(const QDate &day)
{
    return QLocale().toString(day, ChannelRulesDialog::tr("d MMM yyyy", "how a date is written"));
}

QString timeText(const ChannelRule &rule)
{
    if (!rule.from.isValid() && !rule.until.isValid())
        return ChannelRulesDialog::tr("Always");
    if (!rule.until.isValid())
        return ChannelRulesDialog::tr("From %1", "a day").arg(dateText(rule.from));
    const QString last = dateText(rule.until.addDays(-1));
    return rule.from.isValid() ? ChannelRulesDialog::tr("%1 to %2", "days").arg(dateText(rule.from), last) : ChannelRulesDialog::tr("Until %1", "a day").arg(last);
}

QString orAny(const QString &text)
{
    return text.isEmpty() ? ChannelRulesDialog::tr("Any") : text;
}

bool has(const QList<ChannelRule> &rules, const ChannelRule &rule)
{
    return std::any_of(rules.begin(), rules.end(), [&](const ChannelRule &one) { return one.name == rule.name; });
}

} // namespace

ChannelRulesDialog::ChannelRulesDialog(const Context &context, QWidget *parent)
    : FormDialog(context.theme, tr("What channels allow places to do"), tr("A plan that a rule forbids is never made; what a rule demands is asked of the place. A file adds rules of the house, and replaces those of the same name."), tr("Take these rules"), parent)
    , m_context(context)
    , m_model(new TextTableModel({{tr("Rule")}, {tr("Channel")}, {tr("Place")}, {tr("What it does")}, {tr("When")}, {tr("Whose", "a rule is")}}, this))
    , m_table(new TableView(context.theme, tr("Rules of channels and places"), this))
    , m_effect(new QLabel(this))
    , m_choose(new QPushButton(context.theme.icon(u"import"_s), tr("Choose a &file…"), this))
{
    setObjectName(u"channelRules"_s);
    setWindowModality(Qt::WindowModal);
    setLeave(tr("Close"));
    m_table->setObjectName(u"rules"_s);
    m_table->setModel(m_model);
    constexpr int width = 1'120, height = 380;
    setMinimumWidth(width);
    m_table->setMinimumHeight(height);
    constexpr std::array widths = {330, 90, 160, 190, 190};
    for (int column = 0; column < static_cast<int>(widths.size()); ++column)
        m_table->setColumnWidth(column, widths.at(static_cast<size_t>(column)));
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_effect->setObjectName(u"effect"_s);
    m_effect->setWordWrap(true);
    m_choose->setObjectName(u"chooseRules"_s);
    m_choose->setToolTip(tr("A JSON list of rules, as “crossdock wave policy” shows them"));
    form().addRow(m_table);
    auto *row = new QHBoxLayout;
    row->addWidget(m_choose);
    row->addStretch();
    form().addRow(row);
    form().addRow(m_effect);
    connect(m_choose, &QPushButton::clicked, this, &ChannelRulesDialog::chooseFile);
    connect(this, &FormDialog::submitted, this, &ChannelRulesDialog::take);
    look();
    read();
}

void ChannelRulesDialog::read()
{
    m_context.inventory.ask(query::WavePolicy{}, this, [this](const Result<query::WavePolicy::Answer> &policy) {
        if (!policy)
            return complain(errorText(policy.error()));
        m_house = policy->rules;
        m_isKnown = true;
        display();
    });
}

void ChannelRulesDialog::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Rules of channels and places"), {}, tr("Rules (*.json);;All files (*)"));
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, &ChannelRulesDialog::openFile);
    dialog->open();
}

void ChannelRulesDialog::openFile(const QString &path)
{
    m_fromFile.clear();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        complain(tr("%1 cannot be read: %2", "file, why").arg(path, file.errorString()));
    } else if (const auto rules = fulfilment::readChannelRules(file.readAll()); !rules) {
        complain(errorText(rules.error()));
    } else {
        complain({});
        m_fromFile = *rules;
    }
    display();
}

/// The rules as they would be: those of the file are named as such.
void ChannelRulesDialog::display()
{
    QList<ChannelRule> house = m_house;
    const int changes = static_cast<int>(fulfilment::mergeRules(house, m_fromFile));
    QList<QList<TextTableModel::Cell>> rows;
    for (const ChannelRule &rule : fulfilment::withHouseRules(house)) {
        const bool isOfFile = has(m_fromFile, rule), isOfHouse = has(house, rule);
        const QString origin = isOfFile ? tr("This file") : isOfHouse ? tr("The house") : tr("The program");
        rows.append({{.text = rule.name, .emphasis = Emphasis::Strong, .spoken = rule.name}, {.text = orAny(kindText(rule.channel))}, {.text = orAny(placeKindText(rule.node))},
                     {.text = effectText(rule), .tone = rule.isVeto ? std::optional(Tone::Bad) : std::nullopt}, {.text = timeText(rule)},
                     {.text = origin, .tone = isOfFile ? std::optional(Tone::Busy) : std::nullopt, .spoken = rule.source.isEmpty() ? origin : origin + u": "_s + rule.source}});
    }
    m_model->setRows(rows);
    m_effect->setVisible(!m_fromFile.isEmpty());
    m_effect->setText(changes == 0 ? tr("The file says nothing that is not so already.") : tr("The file changes %Ln rule(s).", nullptr, changes));
    look();
}

void ChannelRulesDialog::look()
{
    QList<ChannelRule> house = m_house;
    const bool isReadOnly = m_context.inventory.isReadOnly();
    m_choose->setEnabled(!isReadOnly);
    const bool isReady = m_isKnown && !isReadOnly && fulfilment::mergeRules(house, m_fromFile) > 0;
    setReady(isReady, isReadOnly ? tr("A sealed file is only read.") : tr("Choose a file to add rules of the house, or to replace some."));
}

void ChannelRulesDialog::take()
{
    m_context.inventory.ask(query::WavePolicy{}, this, [this](const Result<query::WavePolicy::Answer> &now) {
        if (!now)
            return refuse(errorText(now.error()));
        query::WavePolicy::Answer policy = *now;
        const int changes = static_cast<int>(fulfilment::mergeRules(policy.rules, m_fromFile));
        m_context.inventory.perform({key(), m_context.actor(), {}, 0, command::SetWavePolicy{policy}}, this, [this, changes](const Result<Entry> &entry) {
            if (!entry)
                return refuse(errorText(entry.error()));
            Q_EMIT changed(tr("%Ln rule(s) of channels and places taken: plans are made anew.", nullptr, changes));
            accept();
        });
    });
}

} // namespace crossdock::ui
