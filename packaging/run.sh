#!/bin/sh
# Installs what is missing, builds, and starts the console in practice mode: eight simulated channels that trade.
# On a machine without a display it runs the same without a window and prints what happened.
#   packaging/run.sh [OPTIONS OF crossdock practice]
set -eu
cd "$(dirname "$0")/.."
. packaging/packages.sh
# shellcheck disable=SC2086
install_missing $build_packages $run_packages
build release crossdock crossdock-verify
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec .build/release/app/crossdock practice "$@"
fi
case " $* " in
*" --for "*) exec .build/release/app/crossdock practice --headless "$@" ;;
*) exec .build/release/app/crossdock practice --headless --for 30 "$@" ;;
esac
