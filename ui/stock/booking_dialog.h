#pragma once

#include "ui/widgets/command_dialog.h"

class QCheckBox;
class QComboBox;
class QSpinBox;

namespace crossdock::ui {

class PurchaseChoice;

/// Receive, adjust, count or transfer units of one SKU, take in what was on its way or in quarantine, or the same of several at once. Shows what the numbers will be before
/// anything is booked.
class BookingDialog : public CommandDialog
{
    Q_OBJECT

public:
    enum class Kind { Receive, Adjust, Count, Transfer, Arrive, Release };
    BookingDialog(const Context &context, Kind kind, const QList<Sku> &skus, QWidget *parent);
    void choosePurchase(const QString &number); ///< once it is known to be open
    static constexpr int mostSkus = 200; ///< what one look at the list can still check

protected:
    std::optional<Command> command() const override; ///< of the first SKU
    QList<Command> commands() const override;
    QString doneSentence() const override;
    QString problem() const override;
    QString missing() const override; ///< nothing before the numbers are known

private:
    struct Texts {
        QString title, verb, quantity, reason;
    };
    static Texts texts(Kind kind);

    void addPurchase();
    void askForNumbers();
    void askForPurchases();
    void purchaseChosen();
    void fill(const query::Nodes::Answer &nodes, const query::StockOf::Answer &items);
    void placeChanged();
    void proposeUnits(); ///< what is on record at the place, unless something else was typed
    void fieldChanged();
    QString preview() const;
    QString previewOfMany() const;
    QString previewOfPurchase() const;
    NodeId chosen(const QComboBox *box) const;
    static NodeStock at(const query::StockOf::Item &item, const NodeId &node);
    QString title(const NodeId &node) const;
    Quantity waiting(const NodeStock &stock) const; ///< on its way or in quarantine there: what this dialog takes from
    void chooseWaiting(); ///< the first place where something waits
    bool isScrap() const;
    Quantity difference(const query::StockOf::Item &item) const; ///< what the chosen place will have more, or less
    QString problemOf(const query::StockOf::Item &item) const;
    Command commandFor(const Sku &sku) const;
    bool isMany() const { return m_skus.size() > 1; }
    QString subject() const; ///< "OAK-1", or "3 SKUs"

    Kind m_kind;
    QList<Sku> m_skus;
    query::Nodes::Answer m_nodes;
    query::StockOf::Answer m_items;
    QComboBox *m_node;
    QComboBox *m_to = nullptr;
    QComboBox *m_outcome = nullptr; ///< of what leaves quarantine
    PurchaseChoice *m_purchase = nullptr; ///< of what is received
    QCheckBox *m_isLast = nullptr;
    QString m_wantedPurchase;
    QSpinBox *m_quantity;
    int m_proposed = 0; ///< by the dialog, not by a person
};

} // namespace crossdock::ui
