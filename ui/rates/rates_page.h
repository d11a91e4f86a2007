#pragma once

#include "ui/page.h"

class QStackedWidget;

namespace crossdock::ui {

class Banner;
class EmptyState;
class PageHeader;
class RatesInquiry;
class RatesModel;
class ShipmentForm;
class TableView;
class WhyPrice;
struct Way;

/// What one shipment costs from every place with every carrier, in a table that fills as the answers come.
class RatesPage : public Page
{
    Q_OBJECT

public:
    explicit RatesPage(const Context &context, QWidget *parent = nullptr);

    void focusFilter() override; ///< there is none: goes to the order
    bool closePanel() override;
    void open(const QString &id) override; ///< an order, "channel/number"
    QString selectedId() const override;
    QList<QAction *> commands() const override;

protected:
    void showEvent(QShowEvent *event) override;

private:
    QAction *add(const QString &name, const QString &text, const QString &icon, const QKeySequence &keys, void (RatesPage::*slot)());
    PageHeader *makeHeader();
    void makeTable();
    void wire();
    void take(const Way &way, const QString &account, const rates::Rated &rated);
    void ask();
    void addParcel();
    void importPrices();
    void sortByCurrent();
    void countLists();
    QString presentText() const;
    void look();
    void openRow(const QModelIndex &index);

    Context m_context;
    RatesModel *m_model;
    RatesInquiry *m_inquiry;
    QAction *m_ask, *m_addParcel, *m_import, *m_sort;
    PageHeader *m_header;
    ShipmentForm *m_form;
    Banner *m_banner;
    TableView *m_table;
    EmptyState *m_empty;
    QStackedWidget *m_stack;
    WhyPrice *m_why;
    bool m_isFilling = false; ///< an answer is being entered
    bool m_isChosen = false; ///< a person chose the row that is selected
    bool m_isNobodyThere = false; ///< neither a price list nor an account
    int m_lists = 0, m_carriers = 0, m_accounts = 0; ///< price lists, of so many carriers; accounts with carriers
};

} // namespace crossdock::ui
