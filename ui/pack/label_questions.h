#pragma once

#include "core/inventory/fulfilment/labels/label.h"

#include <functional>
#include <optional>

class QWidget;

namespace crossdock::ui {

struct Context;
class Theme;

/// What a person is asked around labels. A scanner that goes off while a question is open neither fills a field nor answers it.

struct WhyQuestion {
    QString title, explanation, field, submit;
};
/// A reason, which must be given.
void askWhy(const Theme &theme, QWidget &window, const WhyQuestion &question, std::function<void(const QString &why)> done);

/// What customs is told of a product; written into the ledger before `done`.
void askForGoods(const Context &context, QWidget &window, const Sku &sku, std::function<void()> done);

/// The tracking number of a label that its carrier cannot be asked about; empty: it was not bought.
void askForTracking(const Theme &theme, QWidget &window, std::function<void(const QString &tracking)> done);

/// A queue of the system's, by its printer dialog; nothing: the person left it, or there is none.
void choosePrinter(QWidget &window, std::function<void(std::optional<labels::Printer>)> done);

} // namespace crossdock::ui
