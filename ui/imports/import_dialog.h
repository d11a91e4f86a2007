#pragma once

#include "core/inventory/imports/import_job.h"
#include "ui/imports/rate_preview.h"
#include "ui/page.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QScrollArea;

namespace crossdock::ui {

class Banner;
class BusyBar;
class PreviewModel;
class RateDefaults;
class TableView;

/// Takes a CSV file into the ledger: what is in it, which column is what, what is wrong with which line; then imports
/// all of it, or its good rows.
class ImportDialog : public QDialog
{
    Q_OBJECT

public:
    ImportDialog(const Context &context, QWidget *parent);

    void choose(rates::SheetKind kind); ///< instead of items
    void choose(imports::What what);

    void openFile(const QString &path); ///< read and cut in another thread
    void reject() override; ///< not while rows are booked: nobody would hear how many were

Q_SIGNALS:
    void imported(const QString &sentence);

private:
    QLayout *makeFileRow();
    QWidget *makeMapping();
    void makePreview();
    QLayout *makeButtons();
    void browse();
    void takeSheet(const Result<imports::Sheet> &sheet);
    void guess();
    void showFields(QWidget *content);
    void addField(const imports::Field &field, int cell, const imports::Mapping &guessed, QWidget *content);
    QStringList fieldNames() const;
    imports::Mapping mapping() const;
    imports::What what() const;
    std::optional<rates::SheetKind> rateKind() const; ///< nothing: it is no file of carriers' prices
    void refresh(); ///< looks at the rows again, in another thread
    RateDefaults *defaultsFor(rates::SheetKind kind);
    void previewRates(qint64 request);
    void takePreview(const Result<imports::Preview> &preview);
    void takeRates(const Result<RatePreview> &read);
    QString foundWords(const QStringList &unused) const;
    void fitColumns();
    void look();
    void start();
    void takeOutcome(const imports::ImportJob::Outcome &outcome);
    QString whyRefused(const Refusal &refusal) const;
    void showRefused(const QList<Refusal> &refused);
    void showStopped(const imports::ImportJob::Outcome &outcome);
    void showTaken(const imports::ImportJob::Outcome &outcome);

    Context m_context;
    std::optional<imports::Sheet> m_sheet;
    imports::Preview m_preview;
    QComboBox *m_what;
    QLineEdit *m_file;
    QLabel *m_found, *m_counts;
    QScrollArea *m_fields;
    QGridLayout *m_grid = nullptr;
    QMap<QString, QComboBox *> m_choices; ///< by field
    RateDefaults *m_rateDefaults = nullptr; ///< of a file of carriers' prices
    Banner *m_banner;
    BusyBar *m_busy;
    PreviewModel *m_model;
    TableView *m_table;
    QCheckBox *m_onlyBad, *m_takeGood;
    QPushButton *m_choose, *m_import, *m_close;
    qint64 m_request = 0; ///< a file that was read too late is dropped
    qint64 m_previewing = 0; ///< a look with other columns is dropped
    bool m_isRunning = false;
};

} // namespace crossdock::ui
