#include "tests/app/secret_search.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app_test {

void SecretSearch::add(const QString &name, const QByteArray &secret)
{
    m_forms.append({name, secret});
    if (const QByteArray percent = secret.toPercentEncoding(); percent != secret)
        m_forms.append({name + u" (percent-encoded)"_s, percent});
    m_forms.append({name + u" (hex)"_s, secret.toHex()});
    for (int shift = 0; shift < 3; ++shift) {
        // The first and the last characters of the text depend on what stands before and after the secret.
        const QByteArray text = (QByteArray(shift, ' ') + secret).toBase64(QByteArray::OmitTrailingEquals);
        m_forms.append({name + u" (base64)"_s, text.mid(shift == 0 ? 0 : 4).chopped(2)});
    }
}

QStringList SecretSearch::foundIn(const QByteArray &bytes) const
{
    QStringList found;
    for (const Form &form : m_forms)
        if (bytes.contains(form.bytes))
            found.append(form.name);
    return found;
}

} // namespace crossdock::app_test
