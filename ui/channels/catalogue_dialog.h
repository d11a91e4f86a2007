#pragma once

#include "core/inventory/desk.h"

#include <QDialog>

namespace crossdock::ui {

/// What reading a channel's catalogue brought: counts in words, and the listings nobody knows as a text to copy.
class CatalogueDialog : public QDialog
{
    Q_OBJECT

public:
    CatalogueDialog(const ChannelId &channel, const Desk::CatalogueReport &report, QWidget *parent);

    static QString summary(const Desk::CatalogueReport &report);
    static QString details(const Desk::CatalogueReport &report); ///< one listing a line, empty if all are mapped
};

} // namespace crossdock::ui
