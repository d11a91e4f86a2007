#pragma once

#include <QList>
#include <QString>
#include <optional>

namespace crossdock::rates {

/// What a shipment may be sent with beside its service. Gift wrap is the packer's work; all others are the carrier's.
enum class Option { Signature, AdultSignature, Insurance, GiftWrap, SaturdayDelivery };
using Options = QList<Option>; ///< each once, in the order of their names here

QString nameOf(Option option); ///< "adult_signature"
std::optional<Option> optionFrom(QStringView name);
QString wordsOf(Option option); ///< "an adult's signature"
QString wordsOf(const Options &options); ///< "a signature and insurance"

Options with(Options options, Option option);
Options forCarriers(Options options);
Options charged(Options options); ///< of a carrier: an adult's signature is asked for instead of anybody's
QString namesOf(const Options &options); ///< "signature insurance"
Options optionsFrom(const QString &names); ///< of namesOf(); what is not known is left out

} // namespace crossdock::rates
