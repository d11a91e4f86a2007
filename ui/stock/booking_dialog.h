#pragma once

#include "ui/widgets/command_dialog.h"

class QComboBox;
class QSpinBox;

namespace crossdock::ui {

/// Receive, adjust, count or transfer units of one SKU. Shows what the numbers will be before anything is booked.
class BookingDialog : public CommandDialog
{
    Q_OBJECT

public:
    enum class Kind { Receive, Adjust, Count, Transfer };
    BookingDialog(const Context &context, Kind kind, const Sku &sku, QWidget *parent);

protected:
    std::optional<Command> command() const override;
    QString doneSentence() const override;
    QString problem() const override; ///< nothing before the numbers are known

private:
    struct Texts {
        QString title, verb, quantity, reason;
    };
    static Texts texts(Kind kind);

    void askForNumbers();
    void fill(const query::Nodes::Answer &nodes, const query::StockOf::Item &item);
    void fieldChanged();
    NodeId chosen(const QComboBox *box) const;
    NodeStock at(const NodeId &node) const;
    QString title(const NodeId &node) const;
    Quantity difference() const; ///< what the chosen place will have more, or less

    Kind m_kind;
    Sku m_sku;
    query::Nodes::Answer m_nodes;
    QList<NodeStock> m_stock;
    QComboBox *m_node;
    QComboBox *m_to = nullptr;
    QSpinBox *m_quantity;
};

} // namespace crossdock::ui
