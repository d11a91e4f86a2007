#include "ui/error_text.h"
#include "ui/imports/field_title.h"
#include "ui/imports/import_dialog.h"
#include "ui/imports/preview_model.h"
#include "ui/imports/rate_defaults.h"
#include "ui/widgets/busy_bar.h"
#include "ui/widgets/table_view.h"

#include <QComboBox>
#include <QLabel>
#include <QScrollArea>
#include <QThreadPool>

using namespace Qt::Literals::StringLiterals;

/// The import dialog's part in carriers' prices, zones and surcharges.
namespace crossdock::ui {
namespace {

constexpr qsizetype shownNotes = 3; // of many alike
constexpr int firstRateKind = static_cast<int>(imports::What::Nodes) + 1; // in the choice of what is in a file: after the kinds of imports::What

} // namespace

std::optional<rates::SheetKind> ImportDialog::rateKind() const
{
    const int kind = m_what->currentIndex() - firstRateKind;
    return kind < 0 ? std::nullopt : std::optional(static_cast<rates::SheetKind>(kind));
}

void ImportDialog::choose(rates::SheetKind kind)
{
    m_what->setCurrentIndex(firstRateKind + static_cast<int>(kind));
}

void ImportDialog::choose(imports::What what)
{
    m_what->setCurrentIndex(static_cast<int>(what));
}

/// What was written stays while the kind stays.
RateDefaults *ImportDialog::defaultsFor(rates::SheetKind kind)
{
    if (!m_rateDefaults || m_rateDefaults->kind() != kind) {
        m_rateDefaults = new RateDefaults(kind, m_fields);
        connect(m_rateDefaults, &RateDefaults::changed, this, &ImportDialog::refresh);
    }
    return m_rateDefaults;
}

/// Against what is known of carriers' prices already.
void ImportDialog::previewRates(qint64 request)
{
    m_context.inventory.ask(query::Rates{}, this, [this, request](const Result<query::Rates::Answer> &book) {
        if (request != m_previewing)
            return;
        if (!book) {
            takeRates(tl::make_unexpected(book.error()));
            return;
        }
        QThreadPool::globalInstance()->start([request, dialog = QPointer<ImportDialog>(this), kind = *rateKind(), sheet = *m_sheet,
                                              defaults = m_rateDefaults->defaults(), book = *book, actor = m_context.actor()] {
            auto read = ui::previewRates(kind, sheet, defaults, *book, actor);
            QMetaObject::invokeMethod(qApp, [dialog, request, read = std::move(read)] {
                if (dialog && request == dialog->m_previewing)
                    dialog->takeRates(read);
            });
        });
    });
}

void ImportDialog::takeRates(const Result<RatePreview> &read)
{
    m_busy->finish();
    const RatePreview shown = read.value_or(RatePreview{});
    QString found = foundWords(shown.unused);
    if (!m_rateDefaults->isDateGood())
        found += u' ' + tr("Write the day from which the prices hold as 2026-01-05.");
    else if (!read)
        found += u' ' + (read.error().code == Error::Code::InvalidInput ? tr("The file does not say it, so write it above: %1.").arg(fieldTitle(read.error().subject))
                                                                        : errorText(read.error()));
    else if (shown.changed == 0 && shown.preview.bad == 0)
        found += u' ' + tr("All of it is known already.");
    else
        found += u' ' + tr("%Ln are new or have changed.", "prices, zones or surcharges", static_cast<int>(shown.changed));
    if (!shown.notes.isEmpty())
        found += u' ' + tr("By the way, line %1.", "number: words; number: words").arg(shown.notes.first(std::min<qsizetype>(shownNotes, shown.notes.size())).join(u"; "_s));
    m_found->setText(found);
    m_preview = shown.preview;
    m_model->setRows(m_preview.rows, shown.fields);
    fitColumns();
    look();
}

} // namespace crossdock::ui
