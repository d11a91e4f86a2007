#pragma once

#include "ui/pack/label_bench.h"
#include "ui/widgets/text_table_model.h"

class QComboBox;
class QLabel;

namespace crossdock::ui {

class TableView;

/// Under the box on the bench: services with their prices, and the label that was bought. One key buys and prints.
class LabelPanel : public QWidget
{
    Q_OBJECT

public:
    LabelPanel(const Context &context, QWidget *parent);
    ~LabelPanel() override; ///< the cursor moves while widgets end

    LabelBench &bench() { return *m_bench; }
    QList<QAction *> commands() const { return {m_buy, m_print, m_void, m_goods, m_form, m_settle}; }
    QString tracking() const; ///< of the label that stands for the box; empty: none
    QString carrier() const;

    /// Where labels go if no printer is set up: the system's dialog, unless a test says otherwise. Nothing: the person left it.
    using Choose = std::function<void(std::function<void(std::optional<labels::Printer>)> done)>;
    void setChoose(Choose choose) { m_choose = std::move(choose); }

Q_SIGNALS:
    void said(const QString &sentence);
    void failed(const QString &sentence);
    void labelChanged();
    void focusLost(); ///< the button that had it makes no sense any more

private:
    QAction *add(const QString &name, const QString &text, const QString &icon, const QKeySequence &keys, void (LabelPanel::*slot)());
    void look();
    void showQuotes();
    void chooseService(int row);
    void showPrinters();
    QString sentence() const;
    QString labelWords(const labels::Label &label) const;
    QString pricesWords() const;
    TextTableModel::Cell arrival(const rates::Quote &quote) const;
    QString packingWords() const;
    QString choice() const;
    void buy();
    void buyIfWished();
    void print();
    void takeBack();
    void send(const QString &why);
    void askForGoods();
    void askHowItFared();
    void printForm();
    std::optional<labels::Printer> printer() const;

    Context m_context;
    LabelBench *m_bench;
    TextTableModel *m_model;
    TableView *m_table;
    QLabel *m_sentence, *m_silences, *m_printerName;
    QComboBox *m_printer;
    QString m_chosenPrinter; ///< by the person; empty: the first
    QString m_chosenService; ///< by the person, for this order: prices that come later do not change it; empty: the cheapest
    OrderId m_order; ///< whose box it is
    bool m_isShowing = false;
    QAction *m_buy, *m_print, *m_void, *m_goods, *m_settle, *m_form;
    Choose m_choose;
};

} // namespace crossdock::ui
