#pragma once

#include <QString>

#include <functional>

class QPrinter;
class QWidget;

namespace crossdock::ui {

enum class Paper { OrFile, Only }; ///< Only: what is sent cannot be kept as a file

/// The system's printer dialog above `window`. `done` gets the printer that was chosen, for as long as it runs; nullptr: the person
/// left the dialog. `title` is what the printer's queue shows.
void openPrintDialog(const QString &title, QWidget &window, std::function<void(QPrinter *)> done, Paper paper = Paper::OrFile);

} // namespace crossdock::ui
