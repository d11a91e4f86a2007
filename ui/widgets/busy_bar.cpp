#include "ui/widgets/busy_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

namespace crossdock::ui {
namespace {

constexpr int appearAfterMs = 500; // shorter jobs would only flicker
constexpr int pollMs = 100;

} // namespace

BusyBar::BusyBar(QWidget *parent)
    : QWidget(parent)
    , m_cancel(new QPushButton(tr("Cancel"), this))
    , m_text(new QLabel(this))
    , m_bar(new QProgressBar(this))
{
    m_bar->setTextVisible(false);
    m_bar->setRange(0, 1000);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    row->addWidget(m_text);
    row->addWidget(m_bar, 1);
    row->addWidget(m_cancel);
    hide();
    m_appear.setSingleShot(true);
    m_appear.setInterval(appearAfterMs);
    m_poll.setInterval(pollMs);
    connect(&m_appear, &QTimer::timeout, this, &QWidget::show);
    connect(&m_poll, &QTimer::timeout, this, &BusyBar::look);
    connect(m_cancel, &QPushButton::clicked, this, &BusyBar::cancel);
}

void BusyBar::cancel()
{
    if (m_progress)
        m_progress->isCancelled = true;
    if (m_whileStopping.isEmpty()) {
        finish();
    } else {
        m_cancel->setEnabled(false);
        say(m_whileStopping);
    }
    Q_EMIT cancelled();
}

void BusyBar::say(const QString &sentence)
{
    m_text->setText(sentence);
    m_bar->setAccessibleName(sentence);
}

void BusyBar::start(const QString &sentence, std::shared_ptr<Progress> progress, const QString &whileStopping)
{
    m_progress = std::move(progress);
    m_whileStopping = whileStopping;
    m_cancel->setEnabled(true);
    say(sentence);
    look();
    m_appear.start();
    m_poll.start();
}

void BusyBar::goOn(const QString &sentence)
{
    if (m_progress && !m_progress->isCancelled)
        say(sentence);
}

void BusyBar::finish()
{
    m_progress.reset();
    m_appear.stop();
    m_poll.stop();
    hide();
}

void BusyBar::look()
{
    const int permille = m_progress ? m_progress->permille.load() : 0;
    m_bar->setRange(0, permille > 0 ? 1000 : 0); // an unknown end shows as moving
    m_bar->setValue(permille);
}

} // namespace crossdock::ui
