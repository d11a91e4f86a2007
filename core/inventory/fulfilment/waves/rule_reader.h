#pragma once

#include "core/inventory/fulfilment/waves/field_reader.h"
#include "core/inventory/fulfilment/waves/wave.h"

namespace crossdock::waves {

/// Reads the rules between channels and nodes, and how long carriers take.
class RuleReader
{
public:
    RuleReader(routing::StrictJson &json, const QStringList &nodes, Wave &wave)
        : m_json(json)
        , m_field(json)
        , m_nodes(nodes)
        , m_wave(wave)
    {
    }

    bool rules();
    bool transit();

private:
    bool rule(Rule &rule);
    bool chances(std::vector<Transit::Chance> &chances);

    routing::StrictJson &m_json;
    FieldReader m_field;
    const QStringList &m_nodes;
    Wave &m_wave;
};

} // namespace crossdock::waves
