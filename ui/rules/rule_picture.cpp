#include "ui/rules/rule_picture.h"

#include "core/inventory/rules/paraphrase.h"
#include "core/inventory/rules/rule_json.h"
#include "ui/widgets/fact_label.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

constexpr int titleWidth = 92;

void collect(const QJsonValue &value, QStringList &words)
{
    if (value.isString())
        words.append(value.toString());
    for (const QJsonValue part : value.toArray())
        collect(part, words);
    for (const QJsonValue part : value.toObject())
        collect(part, words);
}

/// Every name that stands in a trigger: it has been compiled, so all of them are known.
rules::Workspace namesIn(const QJsonObject &trigger)
{
    QStringList words;
    collect(trigger, words);
    rules::Workspace known{.currency = u"USD"_s, .country = u"US"_s, .zone = u"UTC"_s};
    std::vector<rules::KnownName> names;
    for (const QString &word : std::as_const(words))
        names.push_back({word, {word}});
    known.channels = known.nodes = known.categories = known.brands = known.suppliers = known.recipients = known.packages = known.reports = names;
    for (const rules::KnownName &name : names)
        known.carriers.push_back({name, names});
    return known;
}

QString sentenceCase(const QString &text)
{
    return text.left(1).toUpper() + text.mid(1);
}

/// "When a shipment is delivered" to "A shipment is delivered".
QString startWords(const rules::Trigger &trigger, const rules::Workspace &names)
{
    const QString words = rules::paraphraseStart(trigger, names);
    return words.startsWith(u"When "_s) ? words.mid(5) : words;
}

void addBranch(QList<RuleStep> &steps, const rules::Branch &branch, RuleStep::Kind kind, const rules::Workspace &names)
{
    if (branch.conditions)
        steps.append({kind == RuleStep::Kind::Otherwise ? kind : RuleStep::Kind::If,
                      {(kind == RuleStep::Kind::Otherwise ? u"if "_s : QString()) + rules::paraphrase(*branch.conditions, names)}});
    QStringList lines;
    for (const rules::Action &action : branch.actions)
        lines.append(rules::paraphrase(action, names));
    steps.append({kind == RuleStep::Kind::Otherwise && !branch.conditions ? kind : RuleStep::Kind::Then, lines});
}

} // namespace

QList<RuleStep> stepsOf(const QJsonObject &trigger)
{
    const rules::Workspace names = namesIn(trigger);
    const auto read = rules::triggerFromJson(trigger, names);
    if (!read)
        return {};
    QList<RuleStep> steps{{RuleStep::Kind::When, {startWords(*read, names)}}};
    addBranch(steps, read->then, RuleStep::Kind::Then, names);
    for (const rules::Branch &branch : read->otherwise)
        addBranch(steps, branch, RuleStep::Kind::Otherwise, names);
    if (const QString limit = rules::paraphraseLimit(*read, names); !limit.isEmpty())
        steps.append({RuleStep::Kind::Limit, {limit}});
    for (RuleStep &step : steps)
        for (QString &line : step.lines)
            line = sentenceCase(line);
    return steps;
}

RulePicture::RulePicture(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(8);
    setAccessibleName(tr("The rule as a picture"));
    connect(&theme, &Theme::changed, this, [this] { display(std::exchange(m_trigger, {})); });
}

void RulePicture::display(const QJsonObject &trigger)
{
    if (trigger == m_trigger)
        return;
    m_trigger = trigger;
    while (QLayoutItem *item = m_column->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const auto steps = trigger.isEmpty() ? QList<RuleStep>{} : stepsOf(trigger);
    for (const RuleStep &step : steps)
        m_column->addWidget(makeCard(step));
    setVisible(!steps.isEmpty());
}

QWidget *RulePicture::makeCard(const RuleStep &step)
{
    using Kind = RuleStep::Kind;
    const Tokens &tokens = m_theme.tokens();
    const auto look = [&]() -> std::pair<QString, QColor> {
        switch (step.kind) {
        case Kind::When:
            return {tr("When"), tokens.accent};
        case Kind::If:
            return {tr("If"), tokens.warning};
        case Kind::Then:
            return {tr("Then"), tokens.success};
        case Kind::Otherwise:
            return {tr("Otherwise"), tokens.info};
        case Kind::Limit:
            return {tr("Limit"), tokens.muted};
        }
        Q_UNREACHABLE();
    }();
    auto *card = new QFrame(this);
    card->setObjectName(u"step"_s);
    card->setStyleSheet(u"QFrame#step { background: %1; border: 1px solid %2; border-left: 4px solid %3; border-radius: 6px; }"_s.arg(
        tokens.surface.name(), tokens.border.name(), look.second.name()));
    auto *title = new QLabel(look.first, card);
    title->setStyleSheet(u"color: %1; font-weight: 600;"_s.arg(look.second.name()));
    title->setFixedWidth(titleWidth);
    auto *lines = new QVBoxLayout;
    lines->setSpacing(2);
    int count = 0;
    for (const QString &line : step.lines) {
        auto *text = new FactLabel(card);
        text->setWordWrap(true);
        text->setText(step.lines.size() > 1 ? tr("%1. %2", "number of a step, what is done").arg(++count).arg(line) : line);
        lines->addWidget(text);
    }
    auto *row = new QHBoxLayout(card);
    row->setContentsMargins(12, 8, 12, 8);
    row->addWidget(title, 0, Qt::AlignTop);
    row->addLayout(lines, 1);
    return card;
}

/// The thread that the cards hang on.
void RulePicture::paintEvent(QPaintEvent *)
{
    if (m_column->count() < 2)
        return;
    QPainter painter(this);
    painter.setPen(QPen(m_theme.tokens().border, 2));
    const int x = titleWidth / 4;
    painter.drawLine(x, m_column->itemAt(0)->geometry().bottom(), x, m_column->itemAt(m_column->count() - 1)->geometry().top());
}

} // namespace crossdock::ui
