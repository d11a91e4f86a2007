#pragma once

#include <QByteArrayList>
#include <QStringList>

namespace crossdock::app_test {

/// Looks for secrets in bytes: as they are, percent-encoded, and in base64 at each of its three alignments.
class SecretSearch
{
public:
    void add(const QString &name, const QByteArray &secret);
    /// Names of the secrets that occur in `bytes`, each with the form that was found.
    QStringList foundIn(const QByteArray &bytes) const;
    bool isEmpty() const { return m_forms.isEmpty(); }

private:
    struct Form {
        QString name;
        QByteArray bytes;
    };
    QList<Form> m_forms;
};

} // namespace crossdock::app_test
