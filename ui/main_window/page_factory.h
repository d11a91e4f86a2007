#pragma once

#include "ui/page.h"

#include <functional>

namespace crossdock::ui {

/// One line of the sidebar. A new page is one line in pages.cpp.
struct PageFactory {
    QString id; ///< "stock": for settings and Page::openRequested
    QString title;
    QString icon; ///< of resources/icons
    std::function<Page *(const Context &)> make;
};

QList<PageFactory> standardPages();

} // namespace crossdock::ui
