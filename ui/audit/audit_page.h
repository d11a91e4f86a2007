#pragma once

#include "ui/page.h"

class QStackedWidget;

namespace crossdock::ui {

class Banner;
class BusyBar;
class EmptyState;
class EntryPanel;
class PageHeader;
class TableView;
class TrailFilterBar;
class TrailModel;

/// The trail of everything that happened, live; beside it the entry that is open; its verification and its export.
class AuditPage : public Page
{
    Q_OBJECT

public:
    explicit AuditPage(const Context &context, QWidget *parent = nullptr);

    void setReviewedFile(const QString &file); ///< says above the trail what is looked at, and verifies it

    void focusFilter() override;
    bool closePanel() override;
    void open(const QString &id) override; ///< the number of an entry
    QString selectedId() const override;
    QList<QAction *> commands() const override { return {m_verify, m_against, m_export}; }
    bool isForChosen(const QAction &) const override { return false; } ///< all of them are for the whole trail

private:
    PageHeader *makeHeader();
    void makeTable();
    void connectParts();
    void readChannels();
    void look();
    void openRow(const QModelIndex &index);
    void openEntry(qint64 number);
    void showEntry(const Entry &entry);
    bool isFree(); ///< for another long job; says so if not
    void endJob();
    void verify(const QString &sealedFile);
    void askToHoldAgainst();
    void showVerification(const Verification &found, const QString &sealedFile);
    void askToExport();
    void exportTo(const QString &file, std::optional<Time> from, std::optional<Time> to);

    Context m_context;
    QAction *m_verify, *m_against, *m_export;
    TrailModel *m_model;
    PageHeader *m_header;
    TrailFilterBar *m_filter;
    Banner *m_review, *m_banner;
    BusyBar *m_busy;
    TableView *m_table;
    EmptyState *m_empty;
    QStackedWidget *m_stack;
    EntryPanel *m_panel;
    qint64 m_job = 0; ///< what a person cancelled is not answered any more
    bool m_isWorking = false;
    qint64 m_opening = 0; ///< a late answer about another entry is dropped
    qint64 m_broken = 0; ///< the entry that the last verification named
};

} // namespace crossdock::ui
