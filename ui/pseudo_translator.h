#pragma once

#include <QTranslator>

namespace crossdock::ui {

/// Language "xa": every text with accents and a third longer. Shows what a longer language would cut.
class PseudoTranslator : public QTranslator
{
public:
    using QTranslator::QTranslator;
    bool isEmpty() const override { return false; }
    QString translate(const char *context, const char *text, const char *, int) const override
    {
        if (qstrncmp(context, "Q", 1) == 0)
            return {}; // Qt's own
        QString longer = QString::fromUtf8(text);
        const qsizetype extra = longer.size() * 35 / 100;
        longer.replace(u'a', QChar(u'á')).replace(u'o', QChar(u'ö')).replace(u'u', QChar(u'ů'));
        return longer + QString(extra, QChar(u'ñ'));
    }
};

} // namespace crossdock::ui
