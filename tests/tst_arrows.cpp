#include <QDirIterator>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

/// The arrows between the layers, and what each layer may touch of Qt, held by reading every #include.
class TestArrows : public QObject
{
    Q_OBJECT

private:
    struct Layer {
        QString folder;
        QStringList maySee; ///< beginnings of paths
        QStringList mayNotTouch; ///< beginnings of system headers
        bool isDeep = true; ///< its folders too
    };
    static QList<Layer> layers()
    {
        const QStringList noScreen = {u"QWidget"_s, u"QtWidgets"_s, u"QApplication"_s, u"QGui"_s, u"QtCharts"_s, u"QChart"_s, u"QPainter"_s};
        const QStringList noNetwork = {u"QTcp"_s, u"QSsl"_s, u"QNetwork"_s, u"QtNetwork"_s, u"QLocalSocket"_s, u"curl/"_s};
        const QStringList noStore = {u"QSql"_s, u"QtSql"_s, u"sqlite3"_s};
        return {
            {u"core/inventory/values"_s, {u"core/inventory/values/"_s}, noScreen + noNetwork + noStore},
            {u"core/inventory/store"_s, {u"core/inventory/store/"_s, u"core/inventory/values/"_s}, noScreen + noNetwork},
            {u"core/inventory/rules"_s, {u"core/inventory/rules/"_s, u"core/inventory/values/"_s}, noScreen + noNetwork + noStore, false}, // the language; what runs it, in the folders below, knows the store
            {u"core/inventory"_s, {u"core/inventory/"_s}, noScreen + noNetwork},
            {u"core/connectors"_s, {u"core/connectors/"_s, u"core/inventory/"_s}, noScreen + noStore},
            {u"core/sandbox"_s, {u"core/sandbox/"_s, u"core/inventory/values/"_s, u"core/inventory/environment.h"_s}, noScreen + noStore},
            {u"ui"_s, {u"ui/"_s, u"core/inventory/"_s}, noNetwork + noStore},
            {u"app"_s, {u"app/"_s, u"ui/"_s, u"core/"_s}, {}},
        };
    }

private Q_SLOTS:
    void arrow_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<QStringList>("maySee");
        QTest::addColumn<QStringList>("mayNotTouch");
        QTest::addColumn<bool>("isDeep");
        for (const Layer &layer : layers())
            QTest::newRow(qPrintable(layer.folder)) << layer.folder << layer.maySee << layer.mayNotTouch << layer.isDeep;
    }

    void arrow()
    {
        QFETCH(QString, folder);
        QFETCH(QStringList, maySee);
        QFETCH(QStringList, mayNotTouch);
        QFETCH(bool, isDeep);
        const auto startsWithOne = [](const QString &text, const QStringList &beginnings) {
            return std::any_of(beginnings.begin(), beginnings.end(), [&](const QString &beginning) { return text.startsWith(beginning); });
        };
        const QString root = QStringLiteral(CROSSDOCK_SOURCE_DIR) + u'/';
        QDirIterator files(root + folder, {u"*.h"_s, u"*.cpp"_s}, QDir::Files, isDeep ? QDirIterator::Subdirectories : QDirIterator::NoIteratorFlags);
        int read = 0;
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            ++read;
            int number = 0;
            while (!file.atEnd()) {
                ++number;
                const QString line = QString::fromUtf8(file.readLine()).trimmed();
                if (!line.startsWith(u"#include"_s))
                    continue;
                const QString included = line.mid(10).chopped(1).section(u'"', 0, 0).section(u'>', 0, 0);
                const QString where = u"%1:%2 includes %3"_s.arg(file.fileName().mid(root.size())).arg(number).arg(included);
                const bool isOurs = line.contains(u'"') && included.contains(u'/');
                QVERIFY2(!isOurs || startsWithOne(included, maySee), qPrintable(where));
                QVERIFY2(isOurs || !startsWithOne(included, mayNotTouch), qPrintable(where));
            }
        }
        QVERIFY2(read > 0, qPrintable(folder + u" is empty"_s));
    }
};

QTEST_GUILESS_MAIN(TestArrows)
#include "tst_arrows.moc"
