#include "ui/error_text.h"
#include "ui/imports/import_dialog.h"
#include "ui/imports/preview_model.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/busy_bar.h"

#include <QCheckBox>
#include <QPushButton>

/// The import dialog's part in booking: from Import to what is said of it.
namespace crossdock::ui {

using imports::ImportJob;

void ImportDialog::start()
{
    m_isRunning = true;
    m_banner->clear();
    m_close->setFocus(); // what had the focus turns grey
    look();
    auto progress = std::make_shared<Progress>();
    m_busy->start(tr("Checking the rows…"), progress, tr("Stopping after the rows that are under way…"));
    const auto mode = m_takeGood->isChecked() ? ImportJob::Mode::WhatIsGood : ImportJob::Mode::All;
    auto *job = new ImportJob(m_context.inventory, m_preview.requests, mode, progress, [this](const ImportJob::Outcome &outcome) { takeOutcome(outcome); }, this);
    job->whenChecked([this] { m_busy->goOn(tr("Importing…")); });
    job->start();
}

void ImportDialog::reject()
{
    if (m_isRunning)
        m_banner->say(Tone::Busy, tr("The import is still under way: wait until it is said how many rows were taken."));
    else
        QDialog::reject();
}

void ImportDialog::takeOutcome(const ImportJob::Outcome &outcome)
{
    m_busy->finish();
    m_isRunning = false;
    if (outcome.stopped)
        showStopped(outcome);
    else if (outcome.taken == 0 && !outcome.refused.isEmpty())
        showRefused(outcome.refused);
    else
        showTaken(outcome);
    look();
}

QString ImportDialog::whyRefused(const Refusal &refusal) const
{
    return m_preview.requests.at(refusal.request).why + QStringLiteral(": ") + errorText(refusal.error);
}

/// The rows say it one by one.
void ImportDialog::showRefused(const QList<Refusal> &refused)
{
    m_banner->say(Tone::Bad, tr("Nothing of the file was taken. %1").arg(whyRefused(refused.first())));
    imports::markRefused(what(), m_preview, refused);
    m_model->setProblems(m_preview.rows);
    fitColumns();
}

void ImportDialog::showStopped(const ImportJob::Outcome &outcome)
{
    const bool isCancelled = outcome.stopped->code == Error::Code::Cancelled;
    const QString why = isCancelled ? QString() : errorText(*outcome.stopped);
    if (outcome.taken == 0) {
        m_banner->say(isCancelled ? Tone::Neutral : Tone::Bad, tr("Nothing of the file was taken. %1").arg(why).trimmed());
        return;
    }
    const QString again = tr("Import the same file again: what is in stays as it is.");
    const QString in = m_takeGood->isChecked() ? tr("%Ln change(s) are booked; the rest was not taken.", nullptr, static_cast<int>(outcome.taken))
                                               : tr("The first %Ln row(s) are in; the rest was not taken.", nullptr, imports::rowsBefore(m_preview, outcome.taken));
    const QString sentence = QStringList{in, again, why}.join(u' ').trimmed();
    m_banner->say(Tone::Warning, sentence);
    Q_EMIT imported(sentence);
}

void ImportDialog::showTaken(const ImportJob::Outcome &outcome)
{
    QString sentence = tr("%Ln change(s) are booked.", nullptr, static_cast<int>(outcome.taken));
    if (!outcome.refused.isEmpty())
        sentence += u' ' + tr("%Ln were refused, the first: %1", nullptr, static_cast<int>(outcome.refused.size())).arg(whyRefused(outcome.refused.first()));
    m_banner->say(outcome.refused.isEmpty() ? Tone::Good : Tone::Warning, sentence);
    if (outcome.refused.isEmpty()) {
        m_preview.requests.clear(); // done: the same once more is for whoever chooses the file again
        m_close->setFocus();
    } else {
        imports::markRefused(what(), m_preview, outcome.refused);
        m_model->setProblems(m_preview.rows);
        fitColumns();
    }
    Q_EMIT imported(sentence);
}

} // namespace crossdock::ui
