#pragma once

#include "ui/widgets/command_dialog.h"

class QCheckBox;
class QLineEdit;
class QSpinBox;

namespace crossdock::ui {

/// A new price on one channel, or on all channels with its currency.
class PriceDialog : public CommandDialog
{
    Q_OBJECT

public:
    PriceDialog(const Context &context, const Sku &sku, const OfferState &offer, QWidget *parent);

protected:
    std::optional<Command> command() const override;
    QString doneSentence() const override;
    QString problem() const override;
    QString missing() const override { return tr("Write a price and its currency, such as 12.99 and USD."); }

private:
    Result<Money> price() const;

    Sku m_sku;
    ChannelId m_channel;
    QLineEdit *m_amount;
    QLineEdit *m_currency;
    QCheckBox *m_everywhere;
};

/// How much of the stock one listing may show: units kept back, and a most.
class LimitsDialog : public CommandDialog
{
    Q_OBJECT

public:
    LimitsDialog(const Context &context, const Sku &sku, const OfferState &offer, QWidget *parent);

protected:
    std::optional<Command> command() const override;
    QString doneSentence() const override;

private:
    void askForAddress();

    OfferState m_offer;
    std::optional<channels::ListingAddress> m_address; ///< as it is mapped now: it must not be lost
    QSpinBox *m_buffer;
    QCheckBox *m_hasCap;
    QSpinBox *m_cap;
};

} // namespace crossdock::ui
