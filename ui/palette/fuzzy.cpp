#include "ui/palette/fuzzy.h"

namespace crossdock::ui {

int fuzzyScore(QStringView typed, QStringView text)
{
    if (typed.isEmpty())
        return 1;
    int score = 0;
    int run = 0;
    qsizetype at = 0;
    for (const QChar letter : typed) {
        if (letter.isSpace())
            continue;
        qsizetype found = at;
        while (found < text.size() && text[found].toLower() != letter.toLower())
            ++found;
        if (found == text.size())
            return 0;
        const bool isWordStart = found == 0 || !text[found - 1].isLetterOrNumber();
        run = found == at && score > 0 ? run + 1 : 0;
        score += 1 + (isWordStart ? 8 : 0) + 8 * run; // a part of a word says more than letters from here and there
        at = found + 1;
    }
    return score * 100 / static_cast<int>(text.size() + 10); // the shorter of two equal fits
}

} // namespace crossdock::ui
