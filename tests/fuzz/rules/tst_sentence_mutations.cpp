#include "tests/fuzz/wire_mutations.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace crossdock;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Sentences to begin with, and all of their words.
struct Corpus {
    Corpus()
    {
        QFile file(QStringLiteral(CROSSDOCK_SOURCE_DIR "/tests/data/rules/sentences.jsonl"));
        if (!file.open(QFile::ReadOnly))
            return;
        const QByteArrayList lines = file.readAll().split('\n');
        for (const QByteArray &line : lines) {
            const QString sentence = QJsonDocument::fromJson(line).object()[u"sentence"_s].toString();
            if (sentence.isEmpty() || sentence.size() > longest)
                continue;
            sentences.append(sentence);
            words += sentence.split(u' ', Qt::SkipEmptyParts);
        }
    }
    static constexpr qsizetype longest = 300;
    QStringList sentences, words;
};

qsizetype below(Random &random, qsizetype bound)
{
    return static_cast<qsizetype>(random.below(static_cast<quint64>(bound)));
}

/// What people do to sentences: a word left out, doubled, moved, replaced; the tail of another one.
QString reworded(const Corpus &corpus, Random &random)
{
    const auto any = [&](const QStringList &list) { return list.at(below(random, list.size())); };
    QStringList words = any(corpus.sentences).split(u' ', Qt::SkipEmptyParts);
    for (quint64 left = random.below(4); left > 0 && words.size() > 1; --left) {
        const qsizetype at = below(random, words.size());
        switch (random.below(6)) {
        case 0:
            words.removeAt(at);
            break;
        case 1:
            words.insert(at, words.at(at));
            break;
        case 2:
            words.swapItemsAt(at, below(random, words.size()));
            break;
        case 3:
            words[at] = any(corpus.words);
            break;
        case 4:
            words.insert(at, any(corpus.words));
            break;
        default: {
            const QStringList other = any(corpus.sentences).split(u' ', Qt::SkipEmptyParts);
            words = words.mid(0, at + 1) + other.mid(below(random, other.size()));
        }
        }
    }
    return words.join(u' ');
}

} // namespace

/// Whatever is typed, it is a rule that says of itself what it is, or a refusal that helps.
class TestSentenceMutations : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void survives_data()
    {
        QTest::addColumn<bool>("isDamaged");
        QTest::newRow("words moved") << false;
        QTest::newRow("bytes damaged") << true;
    }
    void survives()
    {
        QFETCH(bool, isDamaged);
        const Corpus corpus;
        QVERIFY(!corpus.sentences.isEmpty());
        constexpr quint64 rounds = 800; // some seconds
        const qint64 longMs = qEnvironmentVariableIntValue("CROSSDOCK_FUZZ_SECONDS") * 1'000LL / 2;
        QElapsedTimer timer;
        timer.start();
        quint64 seed = 0;
        for (; seed < rounds || timer.elapsed() < longMs; ++seed) {
            SeededRandom random(seed);
            const QByteArray text = reworded(corpus, random).toUtf8();
            const QByteArray input = static_cast<char>(random.below(256)) + (isDamaged ? damaged(text, random) : text);
            LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t *>(input.constData()), static_cast<size_t>(input.size()));
        }
        qInfo("%llu sentences", seed);
    }
};

QTEST_GUILESS_MAIN(TestSentenceMutations)
#include "tst_sentence_mutations.moc"
