#include "ui/rules/refusal_strip.h"

#include "ui/widgets/banner.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

constexpr int mostRepairs = 4;
constexpr int seenLetters = 72; // of a button; all of it is in its tool tip and its spoken name

/// A sentence that only lacks its end is not wrong yet.
bool isUnfinished(const RuleRefusal &refusal)
{
    return refusal.errorClass.startsWith(u"missing_");
}

} // namespace

RefusalStrip::RefusalStrip(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_banner(new Banner(theme, this))
    , m_repairs(new QWidget(this))
    , m_column(new QVBoxLayout(m_repairs))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(4);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(m_banner);
    column->addWidget(m_repairs);
    hide();
}

void RefusalStrip::display(const RuleRefusal &refusal, QWidget *before)
{
    show();
    m_banner->say(isUnfinished(refusal) ? Tone::Neutral : Tone::Bad, refusal.message);
    if (refusal.suggestions == m_suggestions)
        return;
    m_suggestions = refusal.suggestions;
    while (QLayoutItem *item = m_column->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // its own click may have led here
        delete item;
    }
    for (const QString &suggestion : m_suggestions.mid(0, mostRepairs)) {
        const QString text = suggestion.size() > seenLetters ? suggestion.left(seenLetters - 1) + u'…' : suggestion;
        auto *button = new QPushButton(tr("Use “%1”").arg(text).replace(u'&', u"&&"_s), m_repairs);
        button->setObjectName(u"repair"_s);
        button->setProperty("quiet", true);
        button->setToolTip(suggestion);
        button->setAccessibleName(tr("Use “%1”").arg(suggestion));
        button->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
        connect(button, &QPushButton::clicked, this, [this, suggestion] { Q_EMIT repairChosen(suggestion); });
        m_column->addWidget(button, 0, Qt::AlignLeft);
        setTabOrder(before, button);
        before = button;
    }
    m_repairs->setVisible(!m_suggestions.isEmpty());
}

void RefusalStrip::clear()
{
    m_banner->clear();
    hide();
}

} // namespace crossdock::ui
