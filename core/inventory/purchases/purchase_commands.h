#pragma once

#include "core/inventory/purchases/purchase_order.h"

/// Commands about what is ordered from suppliers. See command.h.
namespace crossdock::command {

/// Units of a SKU that are wanted of a supplier.
struct WantedLine {
    Sku sku;
    Quantity quantity = 0;
    friend bool operator==(const WantedLine &, const WantedLine &) = default;
};

struct CreatePurchase {
    QString number; ///< empty: the next one of the house, "PO-7"
    QString supplier;
    std::optional<NodeId> node = {};
    QList<WantedLine> lines = {}; ///< each SKU once, at least 1 of it, no kits
    std::optional<QDate> expectedOn = {}; ///< nothing: by the supplier's lead time, if it is known
    bool tellsSupplier = false; ///< by e-mail, the contact that is called so; NotFound: there is none
    bool onlyIfNeeded = false; ///< orders nothing while others bring as many already; the entry says which
};

struct ChangePurchase {
    QString number;
    QList<WantedLine> lines = {}; ///< that are to be ordered otherwise, or too; 0: not any more
    std::optional<QDate> expectedOn = {};
    bool forgetsDate = false; ///< nobody knows any more when it comes
    qint64 version = 0; ///< that was looked at: Conflict if it is another one by now; 0: whichever it is
};

/// What did not come yet will not come.
struct CancelPurchase {
    QString number;
    qint64 version = 0; ///< as in ChangePurchase
    bool tellsSupplier = false; ///< as in CreatePurchase
};

/// How long a supplier takes; 0: nobody knows.
struct SetLeadTime {
    QString supplier;
    int days = 0;
};

/// Notes which purchase orders are late since the last time. Asked by the core's own timer.
struct NoteLatePurchases {
};

} // namespace crossdock::command
