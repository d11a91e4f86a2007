#pragma once

#include "core/inventory/values/result.h"

#include <QObject>
#include <QPointer>
#include <functional>

namespace crossdock::app {

/// Carries an answer from a room's thread back to whoever asked.
template <class T>
std::function<void(Result<T>)> carried(QObject *context, std::function<void(Result<T>)> done)
{
    return [context = QPointer<QObject>(context), done = std::move(done)](const Result<T> &answer) {
        if (context)
            QMetaObject::invokeMethod(context, [done, answer] { done(answer); }, Qt::QueuedConnection);
    };
}

/// Runs `action` with the room, in the room's thread.
template <class Room, class Action>
void ask(Room *room, Action action)
{
    QMetaObject::invokeMethod(room, [room, action = std::move(action)]() mutable { action(*room); }, Qt::QueuedConnection);
}

} // namespace crossdock::app
