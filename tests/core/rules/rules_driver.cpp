#include "core/inventory/rules/rules_lines.h"

#include <QFile>
#include <cstdio>
#include <iostream>
#include <string>

using namespace crossdock::rules;

/// The three verbs on stdin, a line each: --lexicon FILE [--paraphrase | --analyse | --explain].
int main(int argc, char **argv)
{
    QString lexicon;
    QByteArray verb = "--compile";
    bool explains = false;
    for (int i = 1; i < argc; ++i) {
        const QByteArray argument = argv[i];
        if (argument == "--lexicon" && i + 1 < argc)
            lexicon = QString::fromLocal8Bit(argv[++i]);
        else if (argument == "--explain")
            explains = true;
        else if (argument != "--stdin")
            verb = argument;
    }
    QFile file(lexicon);
    if (!file.open(QFile::ReadOnly))
        return 2;
    auto workspace = Workspace::fromJson(file.readAll());
    if (!workspace)
        return 2;
    const Compiler compiler(std::move(*workspace));
    for (std::string line; std::getline(std::cin, line);) {
        const QByteArray bytes = QByteArray::fromStdString(line);
        const QByteArray answer = verb == "--paraphrase" ? paraphraseLine(compiler, bytes)
            : verb == "--analyse"                        ? analyseLine(compiler, bytes)
                                  : compileLine(compiler, bytes, explains ? Answer::Explained : Answer::Trigger);
        std::fwrite(answer.constData(), 1, size_t(answer.size()), stdout);
        std::fputc('\n', stdout);
    }
    return 0;
}
