#include "ui/rules/meaning_view.h"

#include "ui/rules/rule_picture.h"
#include "ui/rules/rule_words.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/fact_label.h"
#include "ui/widgets/pill.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

Tone toneOf(const QString &kind)
{
    return kind == u"dead" || kind == u"fan_out" || kind == u"missing_pair" || kind == u"duplicate" ? Tone::Warning : Tone::Bad;
}

} // namespace

MeaningView::MeaningView(const Theme &theme, NameOf nameOf, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_nameOf(std::move(nameOf))
    , m_paraphrase(new FactLabel(this))
    , m_picture(new RulePicture(theme, this))
    , m_missing(new Banner(theme, this))
    , m_findingsTitle(new QLabel(tr("Found while reading"), this))
    , m_findings(new QWidget(this))
    , m_findingsColumn(new QVBoxLayout(m_findings))
{
    m_paraphrase->setObjectName(u"paraphrase"_s);
    m_paraphrase->setWordWrap(true);
    m_paraphrase->setTextFormat(Qt::PlainText);
    m_findingsTitle->setProperty("role", u"caption"_s);
    m_findingsColumn->setContentsMargins(0, 0, 0, 0);
    m_findingsColumn->setSpacing(8);
    auto *content = new QWidget(this);
    content->setProperty("plain", true);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 8, 6, 0);
    column->setSpacing(10);
    column->addWidget(m_paraphrase);
    column->addWidget(m_missing);
    column->addWidget(m_findingsTitle);
    column->addWidget(m_findings);
    column->addWidget(m_picture);
    column->addStretch(1);
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
    clear({});
}

void MeaningView::clear(const QString &hint)
{
    m_paraphrase->setText(hint);
    m_paraphrase->setProperty("role", u"muted"_s);
    m_paraphrase->style()->polish(m_paraphrase);
    m_picture->display({});
    m_missing->clear();
    showFindings({}, 0);
}

void MeaningView::display(const RuleReading &reading, qint64 rule)
{
    m_paraphrase->setText(tr("Understood as: %1").arg(reading.paraphrase));
    m_paraphrase->setProperty("role", QString());
    m_paraphrase->style()->polish(m_paraphrase);
    m_picture->display(reading.trigger);
    if (reading.missing.isEmpty())
        m_missing->clear();
    else
        m_missing->say(Tone::Warning, tr("It cannot be armed yet.") + u'\n' + reading.missing.join(u'\n'));
    showFindings(reading.findings, rule);
}

void MeaningView::showFindings(const QList<RuleFinding> &findings, qint64 rule)
{
    QStringList words;
    for (const RuleFinding &finding : findings)
        words.append(findingText(finding.kind) + u": "_s + finding.words);
    m_findingsTitle->setVisible(!findings.isEmpty());
    m_findings->setVisible(!findings.isEmpty());
    if (words.join(u'\n') == m_shownFindings)
        return;
    m_shownFindings = words.join(u'\n');
    while (QLayoutItem *item = m_findingsColumn->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (const RuleFinding &finding : findings)
        m_findingsColumn->addWidget(makeFinding(finding, rule));
    m_findings->setAccessibleName(tr("%Ln finding(s)", nullptr, static_cast<int>(findings.size())));
    m_findings->setAccessibleDescription(m_shownFindings);
    if (!findings.isEmpty())
        announce(*m_findings);
}

QWidget *MeaningView::makeFinding(const RuleFinding &finding, qint64 rule)
{
    auto *line = new QWidget(m_findings);
    auto *pill = new Pill(m_theme, line);
    pill->say({findingText(finding.kind), toneOf(finding.kind)});
    auto *words = new FactLabel(line);
    words->setWordWrap(true);
    words->setTextFormat(Qt::PlainText);
    words->setText(finding.words);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(0, 0, 0, 0);
    head->addWidget(pill);
    head->addStretch(1);
    for (const qint64 other : finding.rules) {
        if (other == 0 || other == rule)
            continue;
        auto *open = new QPushButton(tr("Open “%1”").arg(m_nameOf(other)).replace(u'&', u"&&"_s), line);
        open->setObjectName(u"openOther"_s);
        open->setProperty("quiet", true);
        connect(open, &QPushButton::clicked, this, [this, other] { Q_EMIT ruleRequested(other); });
        head->addWidget(open);
    }
    auto *column = new QVBoxLayout(line);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addLayout(head);
    column->addWidget(words);
    return line;
}

} // namespace crossdock::ui
