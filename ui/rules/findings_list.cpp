#include "ui/rules/findings_list.h"

#include "ui/rules/rule_words.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/fact_label.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/role_label.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

Tone toneOf(const QString &kind)
{
    return kind == u"dead" || kind == u"fan_out" || kind == u"missing_pair" || kind == u"duplicate" ? Tone::Warning : Tone::Bad;
}

} // namespace

FindingsList::FindingsList(const Theme &theme, NameOf nameOf, const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_nameOf(std::move(nameOf))
    , m_column(new QVBoxLayout)
{
    QLabel *caption = roleLabel(u"caption"_s, this, title);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(8);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    column->addWidget(caption);
    column->addLayout(m_column);
    hide();
}

void FindingsList::display(const QList<RuleFinding> &findings, qint64 rule)
{
    QStringList words, shown{QString::number(rule)};
    for (const RuleFinding &finding : findings) {
        words.append(findingText(finding.kind) + u": "_s + finding.words);
        shown.append(words.last());
        for (const qint64 other : finding.rules)
            shown.append(QString::number(other) + u' ' + m_nameOf(other));
    }
    setVisible(!findings.isEmpty());
    if (std::exchange(m_shown, shown) == shown)
        return;
    while (QLayoutItem *item = m_column->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (const RuleFinding &finding : findings)
        m_column->addWidget(makeFinding(finding, rule));
    setAccessibleName(tr("%Ln finding(s)", nullptr, static_cast<int>(findings.size())));
    setAccessibleDescription(words.join(u'\n'));
    if (!findings.isEmpty())
        announce(*this);
}

QWidget *FindingsList::makeFinding(const RuleFinding &finding, qint64 rule)
{
    auto *line = new QWidget(this);
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
