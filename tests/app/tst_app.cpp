#include "tests/app/tst_app.h"

#include <QCoreApplication>
#include <QTest>

/// "tst_app webhook [FUNCTION…]" runs one subject, without a word all of them.
int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QStringList words = application.arguments();
    const std::pair<const char *, std::unique_ptr<QObject> (*)()> subjects[] = {
        {"command-line", makeCommandLineTest}, {"import", makeImportTest}, {"trail", makeTrailTest},
        {"webhook", makeWebhookTest},          {"crash", makeCrashTest},
        {"rates", makeRatesTest},              {"nodes", makeNodesTest},
        {"labels", makeLabelsTest},            {"carriers", makeCarriersTest},
        {"messages", makeMessagesTest},        {"keys", makeKeysTest},
        {"bins", makeBinsTest},
    };
    const auto named = std::find_if(std::begin(subjects), std::end(subjects), [&](const auto &subject) { return words.value(1) == QLatin1StringView(subject.first); });
    if (named != std::end(subjects)) {
        words.removeAt(1);
        return QTest::qExec(named->second().get(), words);
    }
    int failed = 0;
    for (const auto &subject : subjects)
        failed += QTest::qExec(subject.second().get(), words);
    return failed;
}
