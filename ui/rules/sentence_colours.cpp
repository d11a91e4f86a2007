#include "ui/rules/sentence_colours.h"

#include <QTextDocument>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

/// Where a place of the sentence is after a change at `position`.
int moved(int place, int position, int removed, int added)
{
    if (place <= position)
        return place;
    return place >= position + removed ? place + added - removed : position;
}

} // namespace

SentenceColours::SentenceColours(QTextDocument *document, const Theme &theme)
    : QSyntaxHighlighter(document)
    , m_theme(theme)
{
    connect(document, &QTextDocument::contentsChange, this, &SentenceColours::shift);
    connect(&theme, &Theme::changed, this, &QSyntaxHighlighter::rehighlight);
}

void SentenceColours::display(const QList<RuleWord> &words, const std::optional<RuleRefusal> &refusal)
{
    m_words = words;
    m_refused = {};
    if (refusal)
        m_refused = {u"refused"_s, refusal->from, std::max(refusal->to, refusal->from)};
    rehighlight();
}

const RuleWord *SentenceColours::wordAt(int position) const
{
    for (const RuleWord &word : m_words)
        if (position >= word.from && position <= word.to)
            return &word;
    return nullptr;
}

QTextCharFormat SentenceColours::formatOf(const QString &role, const Tokens &tokens)
{
    QTextCharFormat format;
    const auto dress = [&](const QColor &color, bool isBold, QTextCharFormat::UnderlineStyle line) {
        format.setForeground(color);
        if (isBold)
            format.setFontWeight(QFont::DemiBold);
        format.setUnderlineStyle(line);
        format.setUnderlineColor(color);
    };
    if (role == u"event")
        dress(tokens.accent, true, QTextCharFormat::NoUnderline);
    else if (role == u"action")
        dress(tokens.success, true, QTextCharFormat::SingleUnderline);
    else if (role == u"condition")
        dress(tokens.warning, false, QTextCharFormat::DotLine);
    else if (role == u"schedule")
        dress(tokens.info, true, QTextCharFormat::DashUnderline);
    else if (role == u"name")
        dress(tokens.info, false, QTextCharFormat::DashUnderline);
    else if (role == u"amount")
        dress(tokens.text, true, QTextCharFormat::DotLine);
    else if (role == u"text")
        dress(tokens.muted, false, QTextCharFormat::NoUnderline);
    else if (role == u"filler")
        format.setForeground(tokens.muted);
    if (role == u"text" || role == u"schedule")
        format.setFontItalic(true);
    return format;
}

void SentenceColours::highlightBlock(const QString &text)
{
    const int start = currentBlock().position();
    const int end = start + static_cast<int>(text.size());
    for (const RuleWord &word : std::as_const(m_words)) {
        const int from = std::max(word.from, start), to = std::min(word.to, end);
        if (from < to)
            setFormat(from - start, to - from, formatOf(word.role, m_theme.tokens()));
    }
    const int from = std::max(m_refused.from, start), to = std::min(m_refused.to, end);
    for (int place = from; place < to; ++place) {
        QTextCharFormat wave = format(place - start);
        wave.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        wave.setUnderlineColor(m_theme.tokens().danger);
        wave.setBackground(m_theme.tokens().dangerSoft);
        setFormat(place - start, 1, wave);
    }
}

void SentenceColours::shift(int position, int removed, int added)
{
    if (removed == added)
        return; // only painted anew, or as long as before
    for (RuleWord &word : m_words) {
        word.from = moved(word.from, position, removed, added);
        word.to = moved(word.to, position, removed, added);
    }
    m_refused.from = moved(m_refused.from, position, removed, added);
    m_refused.to = moved(m_refused.to, position, removed, added);
}

} // namespace crossdock::ui
