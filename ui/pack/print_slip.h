#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace crossdock::ui {

class PackBox;
class Theme;

/// The system's printer dialog, then the slip. `done(false)`: the person changed their mind, or the printer did not take it.
void printOnPaper(const PackBox &box, QWidget &window, std::function<void(bool)> done);

/// The system's printer dialog, then a page of HTML.
void printPage(const QString &title, const QString &html, QWidget &window);

/// A second slip for one box is a second box to somebody: asks before `print`.
void askToPrintAgain(const Theme &theme, const PackBox &box, QWidget &window, std::function<void()> print);

} // namespace crossdock::ui
