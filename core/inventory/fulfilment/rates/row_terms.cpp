#include "core/inventory/fulfilment/rates/row_terms.h"

#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rates {
namespace {

const QString numberPattern = u"([0-9][0-9.,']*)"_s, unitPattern = u"(lbs?|pounds?|ozs?|ounces?|kgs?|kilos?|kilograms?|grams?|gms?|gr|g)\\b\\.?"_s;

QRegularExpression patternOf(const QString &text)
{
    return QRegularExpression(text, QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
}

/// Takes what fits out of the text.
QRegularExpressionMatch take(QString &text, const QRegularExpression &what)
{
    const auto match = what.match(text);
    if (match.hasMatch())
        text = (text.left(match.capturedStart()) + u' ' + text.mid(match.capturedEnd())).simplified();
    return match;
}

/// "minimum $185"
QString takeLeast(QString &text)
{
    static const QRegularExpression least = patternOf(u"[,;(]?\\s*\\b(?:minimum|min\\.?|mindestens|at least)(?:\\s+(?:charge|price|of))*\\s*:?\\s*([^\\d\\s,;()]{0,3}\\s?[0-9][0-9.,']*(?:\\s?[^\\d\\s,;()]{1,3})?)\\s*\\)?"_s);
    return take(text, least).captured(1).trimmed();
}

/// "30.1 - 70 kg", "over 150 lbs", "71+", "up to 70 kg".
void takeEnds(QString &text, RowTerms &terms)
{
    static const QRegularExpression both = patternOf(u"(?:\\b(?:from|von|ab|de|desde|over|above|über|plus de|más de|mais de|acima de)\\s+)?"_s + numberPattern + u"\\s*(?:"_s + unitPattern + u")?\\s*(?:-|\\b(?:up to|to|bis|until|hasta|até|à|a)\\b)\\s*"_s + numberPattern + u"\\s*(?:"_s + unitPattern + u")?"_s);
    static const QRegularExpression beyond = patternOf(u"^(?:over|above|über|plus|más|mais|acima)\\b"_s);
    static const QRegularExpression over = patternOf(u"(?:\\b(?:over|above|more than|über|exceeding)\\b|>(?!=))\\s*"_s + numberPattern + u"\\s*(?:"_s + unitPattern + u")?"_s);
    static const QRegularExpression from = patternOf(u"(?:\\b(?:from|ab|starting at)\\b|>=|≥)\\s*"_s + numberPattern + u"\\s*(?:"_s + unitPattern + u")?"_s);
    static const QRegularExpression more = patternOf(numberPattern + u"\\s*(?:"_s + unitPattern + u")?\\s*(?:\\+|(?:and|&)\\s+(?:over|above|more|up)\\b|or more\\b|und mehr\\b)\\s*(?:"_s + unitPattern + u")?"_s);
    static const QRegularExpression upTo = patternOf(u"(?:\\b(?:up to|bis|to|max\\.?)|≤|<=)\\s*"_s + numberPattern + u"\\s*(?:"_s + unitPattern + u")?"_s);
    const auto unitOf = [](const QString &a, const QString &b) { return a.isEmpty() ? b : a; };
    if (const auto match = take(text, both); match.hasMatch()) {
        terms.from = match.captured(1);
        terms.upTo = match.captured(3);
        terms.unit = unitOf(match.captured(4), match.captured(2));
        terms.fromUnit = match.captured(2);
        terms.isOver = match.captured(0).contains(beyond);
        return;
    }
    for (const auto &[what, isOver] : {std::pair(&over, true), {&from, false}, {&more, false}}) {
        if (const auto match = take(text, *what); match.hasMatch()) {
            terms.from = match.captured(1);
            terms.unit = unitOf(match.captured(2), match.lastCapturedIndex() >= 3 ? match.captured(3) : QString());
            terms.isOver = isOver;
            break;
        }
    }
    if (const auto match = take(text, upTo); match.hasMatch()) {
        terms.upTo = match.captured(1);
        terms.unit = unitOf(terms.unit, match.captured(2));
    }
}

} // namespace

std::optional<RowTerms> readRowTerms(const QString &cell)
{
    static const QRegularExpression minimum = patternOf(u"^(?:minimum|min\\.?)(?:\\s+(?:charge|price|rate))?$"_s);
    static const QRegularExpression more = patternOf(u"(?:\\+\\s*(?=[0-9])|\\b(?:for\\s+|per\\s+)?(?:each\\s+|every\\s+)?(?:additional|add[’'´]?l|addtl|further)\\b|\\bjede[sn]?\\s+weitere[sn]?\\b|\\bje\\s+weitere[sn]?\\b|\\badicional(?:es)?\\b|\\bsupplémentaires?\\b)"_s);
    static const QRegularExpression step = patternOf(u"(?:"_s + numberPattern + u"\\s*)?\\b"_s + unitPattern);
    static const QRegularExpression stepNext = patternOf(u"\\s*(?:"_s + numberPattern + u"\\s*)?"_s + unitPattern), stepBefore = patternOf(numberPattern + u"\\s*"_s + unitPattern);
    static const QRegularExpression unitAlone = patternOf(u"()\\b"_s + unitPattern); // "por kg adicional"
    static const QRegularExpression each = patternOf(u"(?:/|\\b(?:per|pro|por|je)\\b)\\s*"_s + step.pattern());
    static const QRegularExpression price = patternOf(u"(?:(?<=:)\\s*[^\\d\\s]{0,3}\\s?|[$€£₹]\\s?)"_s + numberPattern + u"(?:\\s?[€])?(?=\\s*(?:/|\\bper\\b))"_s);
    static const QRegularExpression multiplier = patternOf(u"\\bmultiplier\\b"_s);
    static const QRegularExpression filler = patternOf(u"\\b(?:or\\s+)?(?:an?\\s+)?(?:part|fraction)\\s+there\\s?of\\b|\\b(?:price|rate|rates|charge|weight|multiplier|for|shipments?|packages?|parcels?|the|in|of|on|cada|chaque|par|por|per|beyond|kg|kgs|lb|lbs)\\b|[:;,.()]"_s);
    QString text = cell.simplified();
    text.replace(u'–', u'-').replace(u'—', u'-');
    RowTerms terms;
    if (minimum.match(text).hasMatch()) {
        terms.kind = RowTerms::Kind::Minimum;
        return terms;
    }
    terms.least = takeLeast(text);
    terms.price = take(text, price).captured(0).trimmed();
    QRegularExpressionMatch said;
    if (const auto onTop = take(text, more); onTop.hasMatch()) {
        terms.kind = RowTerms::Kind::OnTop;
        said = stepNext.match(text, std::min(onTop.capturedStart(), text.size()), QRegularExpression::NormalMatch, QRegularExpression::AnchorAtOffsetMatchOption);
        if (!said.hasMatch())
            said = stepBefore.match(text);
        if (!said.hasMatch())
            said = unitAlone.match(text);
        if (!said.hasMatch())
            return {};
        text = (text.left(said.capturedStart()) + u' ' + text.mid(said.capturedEnd())).simplified();
    } else if (said = take(text, each); said.hasMatch()) {
        terms.kind = RowTerms::Kind::ByWeight;
    } else if (multiplier.match(text).hasMatch()) {
        terms.kind = RowTerms::Kind::ByWeight;
    }
    if (said.hasMatch()) {
        terms.step = said.captured(1);
        terms.stepUnit = said.captured(2);
    }
    takeEnds(text, terms);
    const bool isRange = !terms.from.isEmpty();
    text.remove(filler);
    if (!text.trimmed().isEmpty() || (terms.kind == RowTerms::Kind::Range && !isRange))
        return {};
    return terms;
}

PriceTerms readPriceTerms(const QString &cell)
{
    static const QRegularExpression each = patternOf(u"\\s*(?:/|\\b(?:per|pro|por|je)\\b)\\s*(?:"_s + numberPattern + u"\\s*)?"_s + unitPattern);
    QString text = cell.simplified();
    PriceTerms terms;
    if (const auto match = each.match(text); match.hasMatch()) {
        terms.step = match.captured(1).isEmpty() ? u"1"_s : match.captured(1);
        terms.stepUnit = match.captured(2);
        QString behind = text.mid(match.capturedEnd());
        terms.least = takeLeast(behind);
        text = text.left(match.capturedStart()) + behind;
    }
    terms.amount = text.trimmed();
    return terms;
}

} // namespace crossdock::rates
