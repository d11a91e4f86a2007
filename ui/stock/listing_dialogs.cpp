#include "ui/stock/listing_dialogs.h"

#include "ui/words.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QLocale>
#include <QSpinBox>

namespace crossdock::ui {

using namespace Qt::Literals::StringLiterals;

PriceDialog::PriceDialog(const Context &context, const Sku &sku, const OfferState &offer, QWidget *parent)
    : CommandDialog(context, tr("Set price"), tr("Set price"), parent)
    , m_sku(sku)
    , m_channel(offer.listing.channel)
    , m_amount(new QLineEdit(this))
    , m_currency(new QLineEdit(this))
    , m_everywhere(new QCheckBox(tr("On &all channels with this currency"), this))
{
    setSubject(sku.text() + u" · "_s + m_channel.text());
    m_amount->setFont(Theme::numberFont());
    m_currency->setMaxLength(3);
    if (offer.price) {
        m_amount->setText(toDecimal(*offer.price));
        m_currency->setText(offer.price->currency);
    }
    addRow(tr("&Price"), m_amount);
    addRow(tr("&Currency"), m_currency);
    addRow({}, m_everywhere);
    addReason(tr("Optional"));
    setPreview(offer.price ? tr("Now %1.").arg(money(*offer.price)) : tr("No price is known yet."));
    connect(m_amount, &QLineEdit::textChanged, this, &PriceDialog::refresh);
    connect(m_currency, &QLineEdit::textChanged, this, &PriceDialog::refresh);
    m_amount->setFocus();
    m_amount->selectAll();
    refresh();
}

Result<Money> PriceDialog::price() const
{
    QString decimal = m_amount->text().trimmed();
    decimal.replace(QLocale().decimalPoint(), u"."_s);
    return parseMoney(decimal, m_currency->text().trimmed().toUpper());
}

QString PriceDialog::problem() const
{
    if (m_amount->text().trimmed().isEmpty() || m_currency->text().trimmed().isEmpty())
        return {};
    const auto amount = price();
    if (!amount)
        return tr("Write the price as 12.99 and the currency in three letters, such as USD.");
    return amount->amount < 0 ? tr("A price cannot be below zero.") : QString();
}

std::optional<Command> PriceDialog::command() const
{
    const auto amount = price();
    if (!amount || amount->amount < 0)
        return {};
    const auto channel = m_everywhere->isChecked() ? std::optional<ChannelId>() : m_channel;
    return command::SetPrice{m_sku, channel, *amount};
}

QString PriceDialog::doneSentence() const
{
    const auto amount = price();
    return tr("%1 costs %2 now.").arg(m_sku.text(), amount ? money(*amount) : QString());
}

LimitsDialog::LimitsDialog(const Context &context, const Sku &sku, const OfferState &offer, QWidget *parent)
    : CommandDialog(context, tr("Limits of a listing"), tr("Save"), parent)
    , m_offer(offer)
    , m_buffer(new QSpinBox(this))
    , m_hasCap(new QCheckBox(tr("Never show &more than"), this))
    , m_cap(new QSpinBox(this))
{
    setSubject(sku.text() + u" · "_s + offer.listing.channel.text());
    for (QSpinBox *box : {m_buffer, m_cap}) {
        box->setRange(0, static_cast<int>(maxQuantity));
        box->setGroupSeparatorShown(true);
        box->setFont(Theme::numberFont());
    }
    m_buffer->setValue(static_cast<int>(offer.buffer));
    m_hasCap->setChecked(offer.cap.has_value());
    m_cap->setValue(static_cast<int>(offer.cap.value_or(10)));
    m_cap->setEnabled(offer.cap.has_value());
    m_cap->setAccessibleName(tr("Most units shown"));
    addRow(tr("&Keep back"), m_buffer);
    addRow({}, m_hasCap);
    addRow({}, m_cap);
    addReason(tr("Optional"));
    setPreview(tr("The channel shows what is available less what is kept back, and never more than the most."));
    connect(m_hasCap, &QCheckBox::toggled, m_cap, &QWidget::setEnabled);
    m_buffer->setFocus();
    m_buffer->selectAll(); // typing replaces the number that is there
    refresh();
    askForAddress();
}

void LimitsDialog::askForAddress()
{
    context().inventory.ask(query::Listings{.channel = m_offer.listing.channel}, this,
                            [this](const Result<query::Listings::Answer> &items) {
                                if (!items) {
                                    showError(items.error());
                                    return;
                                }
                                for (const auto &item : *items) {
                                    if (item.address.id == m_offer.listing)
                                        m_address = item.address;
                                }
                                refresh();
                            });
}

std::optional<Command> LimitsDialog::command() const
{
    if (!m_address)
        return {};
    const auto cap = m_hasCap->isChecked() ? std::optional<Quantity>(m_cap->value()) : std::nullopt;
    return command::MapListing{.address = *m_address, .price = m_offer.price, .buffer = m_buffer->value(), .cap = cap};
}

QString LimitsDialog::doneSentence() const
{
    return tr("The limits on %1 are saved.").arg(m_offer.listing.channel.text());
}

} // namespace crossdock::ui
