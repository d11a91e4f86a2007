#include "core/inventory/rules/completion.h"
#include "core/inventory/rules/normal_form.h"
#include "core/inventory/rules/paraphrase.h"
#include "core/inventory/rules/rule_json.h"
#include "tests/core/rules/small_workspace.h"

#include <QDebug>

using namespace crossdock;
using namespace Qt::Literals::StringLiterals;

namespace {

void require(bool holds, const char *what, const QString &sentence)
{
    if (!holds)
        qFatal("%s: %s", what, qPrintable(sentence));
}

/// A rule says of itself what it is.
void checkRule(const rules::Compiler &compiler, const rules::Trigger &trigger, const QString &sentence)
{
    const QString said = rules::paraphrase(trigger, compiler.workspace());
    const auto again = compiler.compile(said);
    require(again.has_value(), "its paraphrase is refused", sentence + u" / "_s + said + u" / "_s + (again ? QString() : again.error().message));
    require(rules::normalBytes(again->trigger) == rules::normalBytes(trigger), "its paraphrase is another rule", sentence + u" / "_s + said);
}

/// A refusal says why, where, and what would do.
void checkRefusal(const rules::Compiler &compiler, const rules::Refusal &refusal, const QString &sentence)
{
    require(!refusal.errorClass.isEmpty() && !refusal.message.isEmpty(), "it is refused without a word", sentence);
    require(refusal.from >= 0 && refusal.from <= refusal.to && refusal.to <= sentence.size(), "what is refused stands outside", sentence);
    for (const QString &suggestion : refusal.suggestions)
        require(!suggestion.contains(u' ') || compiler.compile(suggestion).has_value(), "a suggestion is refused", sentence + u" / "_s + suggestion);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/// The first byte says where the cursor stands, the others are the sentence.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const rules::Compiler compiler(tests::smallWorkspace());
    if (size == 0)
        return 0;
    const QString sentence = QString::fromUtf8(reinterpret_cast<const char *>(data + 1), static_cast<qsizetype>(size - 1));
    const auto compiled = compiler.compile(sentence);
    const auto again = compiler.compile(sentence);
    require(compiled.has_value() == again.has_value(), "it is a rule only sometimes", sentence);
    if (compiled) {
        require(rules::normalBytes(compiled->trigger) == rules::normalBytes(again->trigger), "it is not always the same rule", sentence);
        checkRule(compiler, compiled->trigger, sentence);
    } else {
        require(compiled.error().message == again.error().message, "it is not always refused alike", sentence);
        checkRefusal(compiler, compiled.error(), sentence);
    }
    constexpr int offers = 20;
    rules::complete(compiler, sentence.left(sentence.size() * data[0] / 255), offers);
    return 0;
}
