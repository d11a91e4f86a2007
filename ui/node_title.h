#pragma once

#include <QString>

namespace crossdock::ui {

/// What people call a place, which is a NodeRow or a WaveNode.
template <class Node>
QString nodeTitle(const Node &node)
{
    return node.title.isEmpty() ? node.node.text() : node.title;
}

} // namespace crossdock::ui
