#include "ui/rules/meaning_view.h"

#include "ui/rules/rule_picture.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/fact_label.h"
#include "ui/widgets/panes.h"

#include <QScrollArea>
#include <QStyle>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {

MeaningView::MeaningView(const Theme &theme, const FindingsList::NameOf &nameOf, QWidget *parent)
    : QWidget(parent)
    , m_paraphrase(new FactLabel(this))
    , m_picture(new RulePicture(theme, this))
    , m_missing(new Banner(theme, this))
    , m_findings(new FindingsList(theme, nameOf, tr("Found while reading"), this))
    , m_past(new FindingsList(theme, nameOf, tr("Found in the last 90 days, of the version on record"), this))
{
    m_paraphrase->setObjectName(u"paraphrase"_s);
    m_paraphrase->setWordWrap(true);
    m_paraphrase->setTextFormat(Qt::PlainText);
    m_past->setObjectName(u"pastFindings"_s);
    auto *content = new QWidget(this);
    content->setProperty("plain", true);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 8, 6, 0);
    column->setSpacing(10);
    column->addWidget(m_paraphrase);
    column->addWidget(m_missing);
    column->addWidget(m_findings);
    column->addWidget(m_past);
    column->addWidget(m_picture);
    column->addStretch(1);
    QScrollArea *scroll = scrollPane(content, this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
    for (FindingsList *list : {m_findings, m_past})
        connect(list, &FindingsList::ruleRequested, this, &MeaningView::ruleRequested);
    clear({});
}

void MeaningView::say(const QString &text, const QString &role)
{
    m_paraphrase->setText(text);
    m_paraphrase->setProperty("role", role);
    m_paraphrase->style()->polish(m_paraphrase);
}

void MeaningView::clear(const QString &hint)
{
    say(hint, u"muted"_s);
    m_picture->display({});
    m_missing->clear();
    m_findings->display({}, 0);
}

void MeaningView::display(const RuleReading &reading, qint64 rule)
{
    say(tr("Understood as: %1").arg(reading.paraphrase), {});
    m_picture->display(reading.trigger);
    if (reading.missing.isEmpty())
        m_missing->clear();
    else
        m_missing->say(Tone::Warning, tr("It cannot go live yet.") + u'\n' + reading.missing.join(u'\n'));
    m_findings->display(reading.findings, rule);
}

void MeaningView::displayPast(const QList<RuleFinding> &findings, qint64 rule)
{
    m_past->display(findings, rule);
}

} // namespace crossdock::ui
