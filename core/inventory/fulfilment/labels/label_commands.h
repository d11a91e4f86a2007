#pragma once

#include "core/inventory/fulfilment/labels/label.h"
#include "core/inventory/fulfilment/rates/quote.h"

/// What can be asked of the ledger about labels. The intent is on the disk before a carrier is asked, and a print before the
/// document goes to the printer: a crash between the two is found, and nothing happens twice.
namespace crossdock::command {

/// Writes down that a label is to be bought. NotAllowed for a box that was not verified or is not there any more, and while
/// another label stands for it. Answers an entry whose body names the label and its reference.
struct WantLabel {
    OrderId order;
    labels::Box box;
    rates::Quote quote; ///< what was chosen; `via` names the account
    QDate shipDate;
    labels::Format format = labels::Format::Pdf;
    rates::Options options = {}; ///< that are bought with it
    QString returned = {}; ///< number of the return of the order that it is for; empty: it is for a box of the order
};

/// Has a label bought for what a buyer sends back, and sends it to him by e-mail. NotAllowed for a return that is answered with no or is over, while
/// another label stands for it, and where nobody could sell or send one. One that is bought and did not reach the buyer is sent again.
struct SendReturnLabel {
    OrderId order;
    QString returned; ///< number of the return
    std::optional<CarrierId> carrier = {}; ///< the account that is to sell it; nothing: the cheapest
};

/// No label could be bought for a return: a person is told why. Changes nothing where one stands for it.
struct RefuseReturnLabel {
    OrderId order;
    QString returned;
    QString words;
};

/// Takes a wish over, before its carrier is asked. Whoever has the first claim may buy; whoever comes later asks how that fared.
/// NotAllowed if another engine was faster.
struct ClaimLabel {
    qint64 label = 0;
    int attempts = 0; ///< that it had
};

/// How the carrier answered.
struct RecordLabel {
    enum class What { Bought, Refused, Unsure };
    qint64 label = 0;
    What what = What::Bought;
    labels::Bought bought;
    std::optional<Time> voidUntil = {};
    QString words = {};
};

/// A person found out how an unsure purchase fared.
struct DecideLabel {
    qint64 label = 0;
    bool isBought = false;
    QString tracking = {}; ///< if bought
};

/// NotAllowed without a reason (`Request::why`) if it was printed before.
struct PrintLabel {
    qint64 label = 0;
    labels::Printer printer;
};

/// The printer did not take it. The print stays counted: nobody knows what came out.
struct NotePrintFailure {
    qint64 label = 0;
    QString words;
};

/// Takes a label back; the carrier is asked afterwards.
struct VoidLabel {
    qint64 label = 0;
};

struct RecordRefund {
    /// Unclear: asked a second time, because nobody heard an answer, it refuses; it may have agreed the first time.
    enum class What { Asked, Voided, Refunded, Refused, Unclear };
    qint64 label = 0;
    What what = What::Asked;
    QString words;
};

/// What the carrier told of the parcel's way. One that tells nothing looks at the time alone: whether the parcel is late by now.
struct RecordTracking {
    qint64 label = 0;
    labels::Way way;
};

struct DefinePrinter {
    labels::Printer printer;
    bool isRemoved = false;
};

/// What customs is told of a SKU.
struct DescribeGoods {
    labels::Goods goods;
};

} // namespace crossdock::command
